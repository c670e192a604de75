"""Railways, roads and sea links of the transport corridors that cross or pass Kazakhstan.

Each line joins the towns of one typical path, so its length on the map is not that of the track. A
casing marks the stretches inside Russia. The year of opening is given only where a source was read;
for most lines of the nineteenth and twentieth centuries none was. Left out: air routes, ports
without a line, and volumes except where the note names them. As of November 2025.
"""

import shapely
from geopandas import GeoDataFrame
from numpy import flatnonzero, ndarray
from pandas import DataFrame
from shapely.geometry import LineString

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Flag, Swatch, by_category

from .evidence import cited, declared, shown

# Points of the table between which the line is a sea lane: the ports on both sides.
SEA_LEGS = {
    "titr": (("Aktau port", "Alat port (Baku)"),),
    "titr_kuryk": (("Kuryk port", "Alat port (Baku)"),),
}
MODES = (
    Swatch("Railway", "corridor", "rail"),
    Swatch("Railway and ferry", "sea", "rail+sea"),
    Swatch("Road", "corridor", "road", pattern="dotted"),
)
FIELDS = (
    Field("mode", "Mode", labels=tuple((one.value, one.title) for one in MODES)),
    Field("countries", "Countries", description="ISO 3166 codes."),
    Field("is_through_russia", "Runs through Russia", "boolean"),
    Field("opened", "Opened"),
    Field("note", "Note", "text", is_translated=True),
    Field(
        "map_line_km",
        "Length of the line on the map",
        "number",
        "km",
        how="Measured by us along the line, on the ellipsoid WGS 84.",
    ),
    Field("russia_ranges", "Stretches inside Russia", "list", is_shown=False),
    Field("sea_ranges", "Stretches at sea", "list", is_shown=False),
)


def features(
    corridors: DataFrame, corridor_waypoints: DataFrame, countries: GeoDataFrame
) -> GeoDataFrame:
    """One line per corridor through its points, in WGS 84.

    A stretch is inside Russia where the middles of its segments are, in `countries`.
    """
    points = corridor_waypoints.sort_values(["corridor_id", "seq"])
    routes = dict(iter(points.groupby("corridor_id", sort=False)))
    rows = as_read(corridors).set_index("id")
    shapes = [LineString(routes[name][["lon", "lat"]].to_numpy(float)) for name in rows.index]
    frame = GeoDataFrame(rows, geometry=shapes, crs=WGS84)
    frame["countries"] = frame["countries_iso3"].str.replace(" ", ", ")
    frame["is_through_russia"] = frame["countries_iso3"].str.contains("RUS").astype(bool)
    russia = countries.geometry["RUS"]
    frame["russia_ranges"] = [inside(shape, russia) for shape in shapes]
    frame["sea_ranges"] = [sea_ranges(name, list(routes[name]["name"])) for name in rows.index]
    frame["from_year"] = (
        frame["opened"].str.extract(r"(?:^|-)(\d{4})(?:-\d\d)*$")[0].astype("Int64")
    )
    frame["to_year"] = None
    frame["map_line_km"] = frame["polyline_length_km"]
    frame["source_ids"] = [cited(cell) for cell in frame["source_ids"]]
    return declared(frame, FIELDS)


def as_read(corridors: DataFrame) -> DataFrame:
    """Leave out the lines from memory, and the years of opening that rest on it."""
    rows = shown(corridors)
    return rows.assign(opened=rows["opened"].where(rows["opened_confidence"].eq("sourced")))


def inside(line: LineString, area: shapely.Geometry) -> list[list[int]]:
    """Return the stretches of segments with their middle in an area, as first and last vertex."""
    vertices = shapely.get_coordinates(line)
    middles = shapely.points((vertices[:-1] + vertices[1:]) / 2)
    shapely.prepare(area)
    return ranges(shapely.intersects(area, middles))


def ranges(is_in: ndarray) -> list[list[int]]:
    """Return runs of true segments as pairs of vertices; segment `n` joins vertices n and n + 1."""
    runs: list[list[int]] = []
    for segment in flatnonzero(is_in).tolist():
        if runs and runs[-1][1] == segment:
            runs[-1][1] = segment + 1
        else:
            runs.append([segment, segment + 1])
    return runs


def sea_ranges(corridor_id: str, names: list[str]) -> list[list[int]]:
    """Return the sea lanes of a corridor as pairs of positions of their ports."""
    return [[names.index(port) for port in leg] for leg in SEA_LEGS.get(corridor_id, ())]


LAYER = Layer(
    id="corridors",
    title="Transport corridors",
    kind="corridor",
    description=__doc__,
    sources=("corridors", "corridor_waypoints", "countries"),
    features=features,
    reads=(("corridors", as_read),),
    style=by_category(
        "line",
        "mode",
        MODES,
        flags=(Flag("is_through_russia", "casing", "Runs through Russia"),),
    ),
    fields=FIELDS,
    headline="mode",
    caveats=("Some points between towns are approximate, and parts of some lines schematic.",),
    bbox=(19.0, 25.0, 125.0, 62.0),
)
