"""Ethnic composition of the cities of the north and the border regions, by year and kind of count.

One ring per city, its area in proportion to the population (those under 155,000 alike). Chosen by
one rule: every city administration of the eight regions that touch Russia, every other city
administration north of 48.5° N of which the sources speak, and Astana. The table holds every year
at hand: censuses, official estimates and the article's three figures apart from each other. The
article printed its figures (Petropavl 59.28, Kostanay 41.88, Pavlodar 41.11 percent Russians)
without a date; the year 2021 is inferred, because they fit the register estimates of 1 January
2021, and they are not joined to other years. Groups are as stated by persons in a census or entered
in the register. Left out: figures that rest on memory, and the censuses of cities before 2003,
which were not at hand. As of 1 January 2025.
"""

from geopandas import GeoDataFrame
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.style import Scale

from . import composition as shared
from . import former_names as former
from .evidence import declared

BORDER_OBLASTS = ("KZ-10", "KZ-15", "KZ-23", "KZ-27", "KZ-39", "KZ-55", "KZ-59", "KZ-63")
SOUTHERNMOST_LAT = 48.5


def features(units: DataFrame, composition: DataFrame, former_names: DataFrame) -> GeoDataFrame:
    """One point per chosen city, indexed by unit id, in WGS 84."""
    frame = shared.places(cities(units), shared.publishable(composition))
    frame[former.TABLE.name] = former.former_names(former_names, frame.index)
    return declared(frame, LAYER.fields, LAYER.tables)


def cities(units: DataFrame) -> DataFrame:
    """Choose the cities of the north and the border regions."""
    is_city = units["level"].isin(["city", "city_administration"])
    is_near = units["parent"].isin(BORDER_OBLASTS) | (units["lat"] > SOUTHERNMOST_LAT)
    return units[is_city & is_near.fillna(False)]


LAYER = Layer(
    id="northern-cities",
    title="Cities of the north and the border",
    description=__doc__,
    sources=("units", "composition", "former_names"),
    features=features,
    reads=(("composition", shared.readable),),
    style=shared.ring(
        Scale(
            "population_2025",
            "Population, 1 January 2025",
            ((155_000, 14), (1_530_000, 44)),
            unknown_px=14,
        )
    ),
    fields=(
        Field(
            "population_2025",
            "Population, 1 January 2025",
            "integer",
            "persons",
            of="composition",
        ),
        Field("latest_year", "Latest year with shares by group", "year", of="composition"),
        Field("oblast", "Region", labels=shared.OBLASTS),
        Field("unit_level", "Level", labels=shared.AREAS),
        Field("notes", "Former names and changes of boundary", "text", is_translated=True),
    ),
    tables=(shared.TABLE, former.TABLE),
    headline="population_2025",
    caveats=(
        shared.BREAK,
        "A city administration may include rural settlements; the value for Pavlodar does, those "
        "for Petropavl and Kostanay, as far as known, do not.",
        "Say majority or largest group only of the year and area shown.",
    ),
    is_first=True,
)
