"""Ethnic composition of districts and city administrations at the start of 2025, at their seats.

One ring per unit, drawn at the town or village from which it is run, not over its area: most
districts are wide and thinly settled. Covers every district of the eight regions that touch Russia,
some of Akmola, Karaganda and Zhetysu, and the city administrations of which the table at hand
speaks. Groups with fewer than ten persons in a unit are counted with the others, so that nobody can
be recognised. The figures are official estimates of 1 January 2025, based on the census of 2021;
earlier years of districts were not at hand. A unit whose seat was not found among the places of the
gazetteer is not drawn.
"""

from geopandas import GeoDataFrame
from pandas import DataFrame

from geodata.layer import Field, Layer, Table
from geodata.origins import ROWS
from geodata.rows import joined
from geodata.style import Scale

from . import composition as shared
from . import former_names as former
from .evidence import declared

LEVELS = ("raion", "city_administration")
YEAR = 2025


def features(
    units: DataFrame, composition: DataFrame, seats: DataFrame, former_names: DataFrame
) -> GeoDataFrame:
    """One point per unit with a known seat, indexed by unit id, in WGS 84."""
    rows = shared.publishable(composition)
    rows = rows[rows["unit_level"].isin(LEVELS) & (rows["year"] == YEAR)]
    frame = shared.places(seated(units, seats), shared.without_small_groups(rows))
    frame[former.TABLE.name] = former.former_names(former_names, frame.index)
    return declared(frame, LAYER.fields, LAYER.tables)


def seated(units: DataFrame, seats: DataFrame) -> DataFrame:
    """Place the units at their seats; a city administration not found there at its city."""
    units = units[units["level"].isin(LEVELS)].set_index("unit_id")
    found = seats.dropna(subset=["lon", "lat"]).set_index("unit_id")
    for side in ("lon", "lat"):
        units[side] = found[side].reindex(units.index).fillna(units[side])
    units["seat_name"] = found["seat_name_en"].reindex(units.index)
    if ROWS in found:
        both = zip(units[ROWS], found[ROWS].reindex(units.index), strict=True)
        units[ROWS] = [joined(cells) for cells in both]
    return units.dropna(subset=["lon", "lat"]).reset_index()


LAYER = Layer(
    id="raions",
    title="Districts and city administrations",
    description=__doc__,
    sources=("units", "composition", "seats", "former_names"),
    features=features,
    reads=(("composition", shared.readable),),
    style=shared.ring(
        Scale(
            "population_2025",
            "Population, 1 January 2025",
            ((50_000, 14), (590_000, 48)),
            unknown_px=14,
        ),
        min_zoom=6,
    ),
    fields=(
        Field("seat_name", "Seat", of="seats"),
        Field(
            "population_2025",
            "Population, 1 January 2025",
            "integer",
            "persons",
            of="composition",
        ),
        Field("oblast", "Region", labels=shared.OBLASTS),
        Field("unit_level", "Level", labels=shared.AREAS),
        Field("notes", "Former names and changes of boundary", "text", is_translated=True),
    ),
    tables=(
        Table("composition", "Ethnic composition, 1 January 2025", shared.FIELDS),
        former.TABLE,
    ),
    headline="population_2025",
    caveats=(
        "Katon-Karagay District and Tarbagatay District are not drawn: no position of their seats, "
        "Katon-Karagay and Akzhar, was found.",
        "A ring stands at the seat of its unit; the figures are those of the whole unit.",
        "Groups with fewer than ten persons in a unit are counted with the other groups.",
    ),
)
