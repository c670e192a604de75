"""Road and rail crossings of Kazakhstan's border: all that are listed with Russia, some others.

A square is a road checkpoint, a diamond a place where a railway crosses. Most road positions are
computed from the nearest towns and drawn pale. With Russia the layer follows the published lists
of road checkpoints and freight junctions; pairs that no source confirms are left out, as are river,
sea and air checkpoints. Status as of November 2025; it goes out of date quickly.
"""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Flag, Swatch, by_category

from .evidence import cited, declared, shown

STATUSES = {
    "open": "open",
    "open (restricted)": "restricted",
    "open (seasonal flood closures)": "seasonal",
}
COUNTRIES = (
    ("CHN", "China"),
    ("KGZ", "Kyrgyzstan"),
    ("RUS", "Russia"),
    ("TKM", "Turkmenistan"),
    ("UZB", "Uzbekistan"),
)
# Told as regions: Almaty and Turkistan are cities too.
REGIONS = tuple(
    (name, f"{name} Region")
    for name in (
        "Abai",
        "Aktobe",
        "Almaty",
        "Atyrau",
        "East Kazakhstan",
        "Kostanay",
        "Mangystau",
        "North Kazakhstan",
        "Pavlodar",
        "Turkistan",
        "West Kazakhstan",
        "Zhambyl",
        "Zhetisu",
    )
)
FIELDS = (
    Field("kind", "Kind", labels=(("road", "Road"), ("rail", "Rail"))),
    Field("neighbour", "Neighbour", labels=COUNTRIES),
    Field(
        "category",
        "Open to",
        labels=(
            ("multilateral", "everyone"),
            ("bilateral", "citizens of the two states"),
        ),
    ),
    Field(
        "status",
        "Status",
        labels=(
            ("open", "Open"),
            ("restricted", "Open with restrictions"),
            ("seasonal", "Open, closed at times by floods"),
        ),
    ),
    Field("kz_oblast", "Region of Kazakhstan", labels=REGIONS),
    Field("neighbour_region", "Region of the neighbour", is_translated=True),
    Field("is_approximate", "Position only approximate", "boolean"),
    Field("position_error_km", "Possible error of the position", "number", "km"),
    Field(
        "coord_basis",
        "Basis of the position",
        labels=(
            ("osm_border", "the track where it meets the border"),
            ("computed", "the line between the nearest towns, cut with the border"),
            ("approx", "read off a map"),
        ),
    ),
    Field("note", "Note", "text", is_translated=True),
)


def features(border_crossings: DataFrame) -> GeoDataFrame:
    """One point per sourced crossing, in WGS 84; exact only where a mapped track crosses."""
    rows = shown(border_crossings).set_index("id")
    frame = GeoDataFrame(rows, geometry=points_from_xy(rows["lon"], rows["lat"]), crs=WGS84)
    frame["name_en"] = frame["name_kz_side"] + " – " + frame["name_other_side"]
    frame["name_kk"], frame["name_ru"] = frame["pair_kk"], frame["pair_ru"]
    frame["kind"] = frame["type"]
    frame["neighbour"] = frame["neighbour_iso3"]
    frame["status"] = [STATUSES[word] for word in frame["status"]]
    frame["position_error_km"] = frame["coord_error_km"]
    frame["is_approximate"] = frame["coord_basis"].isin(["computed", "approx"])
    frame["from_year"], frame["to_year"] = None, None
    frame["source_ids"] = [cited(cell) for cell in frame["source_ids"]]
    return declared(frame, FIELDS)


LAYER = Layer(
    id="border-crossings",
    title="Border crossings",
    kind="crossing",
    description=__doc__,
    sources=("border_crossings",),
    features=features,
    style=by_category(
        "symbol",
        "kind",
        (
            Swatch("Road crossing", "crossing", "road", symbol="square"),
            Swatch("Rail crossing", "crossing", "rail", symbol="diamond"),
        ),
        flags=(Flag("is_approximate", "hollow", "Position only approximate"),),
    ),
    fields=FIELDS,
    headline="kind",
)
