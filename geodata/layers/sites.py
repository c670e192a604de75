"""Places where the two states meet on the ground: leased sites, January 2022, shared railways.

Baikonur and the test ranges are Kazakh territory under lease; one point stands for each, however
wide it is. The places of January 2022 tell the first gatherings, the violence and the deployment of
the Collective Security Treaty Organization, which came at President Tokayev's request, apart. The
railway sections are those that each state runs on the other's soil. Left out: sites known only from
general knowledge, and single dates that rest on it. As of November 2025.
"""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Flag, Swatch, by_category

from . import january_2022 as january
from .evidence import cited, declared, repeating, shown

TYPES = (
    Swatch("Leased site or range", "site", "leased_site", symbol="triangle"),
    Swatch("January 2022 unrest", "event", "unrest_2022", symbol="triangle-down"),
    Swatch("CSTO deployment, January 2022", "import", "csto_2022", symbol="triangle"),
    Swatch("Railway run by the other state", "crossing", "shared_railway", symbol="triangle"),
    Swatch("Nuclear power plant site", "oil", "energy_site", symbol="triangle"),
)
STATUSES = (
    ("leased", "Leased"),
    ("leased (reduced)", "Leased, area reduced"),
    ("returned", "Returned"),
    ("event", "Event"),
    ("planned", "Planned"),
    ("active", "Active"),
)
BASES = (
    ("geonames", "The place itself, from the gazetteer"),
    ("approx", "Approximate, read off a map"),
)
YEAR_OF_EVENT = {"unrest_2022": 2022, "csto_2022": 2022}
# What the notes of the source call remembered is left out, with the note.
AS_READ = {
    "baikonur_town": {"date_from": None},
    "csto_chpp2": {"date_from": None},
    "emba_range": {"date_from": None},
    "jan22_aktau": {"date_to": None},
    "jan22_almaty_airport": {
        "date_from": None,
        "date_to": None,
        "description": "Terminal seized; first CSTO aircraft landed in Almaty on 6 January.",
    },
    "jan22_kyzylorda": {"date_to": None},
    "jan22_taldykorgan": {"date_from": None, "date_to": None},
    "jan22_taraz": {"date_from": None, "date_to": None},
    "kapustin_yar_kz": {"date_from": None},
    "priozersk": {"date_from": None},
    "sary_shagan": {"date_from": None},
}

COUNTED_AT = {
    "jan22_almaty_akimat": "dead",
    "csto_hq": "csto_troops",
}  # where the counts of January 2022 stand


def features(sites: DataFrame, january_2022: DataFrame) -> GeoDataFrame:
    """One point per sourced site, indexed by its id, in WGS 84."""
    sites = as_read(sites).set_index("id")
    frame = GeoDataFrame(sites, geometry=points_from_xy(sites["lon"], sites["lat"]), crs=WGS84)
    frame["is_approximate"] = frame["coord_basis"] != "geonames"
    event = frame["type"].map(YEAR_OF_EVENT).astype("Int64")
    frame["from_year"] = event.fillna(frame["date_from"].str[:4].astype("Int64"))
    frame["to_year"] = event.fillna(frame["date_to"].str[:4].astype("Int64"))
    frame["source_ids"] = [cited(cell) for cell in frame["source_ids"]]
    frame[january.TABLE.name] = january.counts(january_2022, COUNTED_AT, frame.index)
    for name, values in repeating(january.TABLE, frame[january.TABLE.name]).items():
        frame[name] = values
    return declared(frame, LAYER.fields, LAYER.tables)


def as_read(sites: DataFrame) -> DataFrame:
    """Leave out the sites from memory, and what the notes of the others call remembered."""
    sites = shown(sites).copy()
    for site, changes in AS_READ.items():
        for column, value in (changes | {"note": None}).items():
            sites.loc[sites["id"] == site, column] = value
    return sites


LAYER = Layer(
    id="sites",
    title="Leased sites, January 2022, shared railways",
    kind="site",
    description=__doc__,
    sources=("sites", "january_2022"),
    features=features,
    reads=(("sites", as_read),),
    style=by_category(
        "symbol",
        "type",
        TYPES,
        flags=(Flag("is_approximate", "hollow", "Position approximate"),),
    ),
    fields=(
        Field("type", "Kind", labels=tuple((swatch.value, swatch.title) for swatch in TYPES)),
        Field("status", "Status", labels=STATUSES),
        Field("date_from", "From", "date"),
        Field("date_to", "To", "date", description="For a lease the end of its term."),
        Field("description", "Description", "text", is_translated=True),
        *january.SHOWN_FIELDS,
        Field("note", "Note", "text", is_translated=True),
        Field("is_approximate", "Position approximate", "boolean"),
        Field("coord_basis", "Basis of the position", labels=BASES),
        Field("coord_error_km", "Error of the position", "number", "km"),
    ),
    tables=(january.TABLE,),
    headline="status",
    caveats=(
        "A lease without a start date: the year is not in the sources read.",
        "Areas of ranges are not drawn; the points are labels, not outlines.",
    ),
)
