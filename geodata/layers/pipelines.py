"""What the layers of oil and of gas lines share: lines drawn from their points, facts and style."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from geopandas import GeoDataFrame
from pandas import DataFrame, Series
from shapely.geometry import LineString

from geodata.layer import Field
from geodata.source import WGS84
from geodata.style import Flag, Scale, Style, Swatch, by_category

from .energy_incidents import sourced_events
from .evidence import cited, declared, records_by, shown, without_knowledge
from .pipeline_tables import (
    EVENTS,
    OWNERS_SHARES,
    TABLES,
    THROUGHPUT,
    events,
    shares,
    volumes,
)

SOURCES = ("pipelines", "pipeline_waypoints", "throughput", "ownership", "pipeline_events")

# Reviewed mappings of the table's own words; a word that is not here is an error, never a guess.
STATUSES = {
    "operating": "operating",
    "operating (Kazakh oil)": "operating",
    "operating (partly reversed)": "operating",
    "operating (parts idle)": "partly",
    "operating intermittently": "partly",
    "idle": "idle",
    "mothballed": "idle",
    "mothballed (transit ended)": "idle",
    "planned": "planned",
    "proposed": "planned",
    "cancelled/shelved project": "cancelled",
}
FROM_MEMORY = {
    "length": ("length_km",),
    "diameter": ("diameter_mm",),
    "capacity": ("capacity_mt_per_year", "capacity_bcm_per_year"),
    "1967 for CAC-1": ("year_opened",),
    "reversal": ("direction_note",),
    "end of transit": ("status_note", "direction_note"),
}
UNDATED = "Status and capacity are the latest known, also for earlier years."
APPROXIMATE = ("schematic", "coarse")
STATUS_TITLES = (
    ("operating", "Operating"),
    ("partly", "Operating in part or at times"),
    ("idle", "Idle"),
    ("planned", "Planned"),
    ("cancelled", "Cancelled or shelved"),
)


def line_features(product: str, fields: tuple[Field, ...]) -> Callable[..., GeoDataFrame]:
    """Return the maker of the features of one product, `oil` or `gas`.

    It makes one line per pipeline or tanker link that has points, in the order of its flow.
    """

    def features(
        pipelines: DataFrame,
        pipeline_waypoints: DataFrame,
        throughput: DataFrame,
        ownership: DataFrame,
        pipeline_events: DataFrame,
    ) -> GeoDataFrame:
        points = pipeline_waypoints.sort_values(["pipeline_id", "seq"])
        frame = drawn(facts(shown(pipelines[pipelines["product"] == product])), points)
        for table, rows in (
            (THROUGHPUT, volumes(throughput)),
            (OWNERS_SHARES, shares(ownership)),
            (EVENTS, events(pipeline_events)),
        ):
            columns = {field.name: field.name for field in table.fields}
            frame[table.name] = records_by(rows, "line_id", columns, frame.index)
        return declared(frame, fields, TABLES)

    return features


def drawn(lines: DataFrame, points: DataFrame) -> GeoDataFrame:
    """Draw lines through their points, in order; lines without points are left out."""
    routes = dict(iter(points.groupby("pipeline_id", sort=False)))
    lines = lines[lines["id"].isin(list(routes))].set_index("id")
    shapes = [LineString(routes[name][["lon", "lat"]].to_numpy(float)) for name in lines.index]
    frame = GeoDataFrame(lines, geometry=shapes, crs=WGS84)
    frame["russia_ranges"] = [russia_ranges(list(routes[name]["country"])) for name in lines.index]
    frame["source_ids"] = [
        cited(own, *works(routes[name])) for name, own in lines["source_ids"].items()
    ]
    return frame


def works(points: DataFrame) -> Series:
    """Return what each point rests on; the work alone where the point was moved onto its route."""
    is_moved = points["citation"].str.contains("snapped to", na=False).astype(bool)
    return points["source_ids"].mask(is_moved, without_knowledge(points["source_ids"]))


def facts(lines: DataFrame) -> DataFrame:
    """Code the table's words, and empty the values that rest on memory."""
    lines = lines.copy()
    lines["status_note"] = lines["status"].where(~lines["status"].isin(["operating", "idle"]))
    lines["status"] = [STATUSES[word] for word in lines["status"]]
    lines["kind"] = [
        "tanker link" if name.startswith("tanker-") else "pipeline" for name in lines["id"]
    ]
    lines["countries"] = lines["countries"].str.replace(";", ", ")
    lines["diameter_mm"] = lines["diameter_mm"].str.replace(";", " and ")
    lines["owners"] = lines["owners"].where(~lines["owners"].str.startswith("see ", na=False))
    lines["is_transit_russia"] = lines["transits_russia"].eq("yes").astype("boolean")
    lines["is_schematic"] = lines["geometry_quality"].isin(APPROXIMATE)
    lines = without_recalled(lines)
    lines["from_year"], lines["to_year"] = lines["year_opened"], None
    return lines


def without_recalled(lines: DataFrame) -> DataFrame:
    """Empty the details that rest on memory."""
    lines = lines.copy()
    for row, named in lines["fields_from_memory"].dropna().items():
        for words in named.replace(" and ", ", ").split(", "):
            lines.loc[row, [name for name in FROM_MEMORY[words] if name in lines]] = None
    return lines


def readable(lines: DataFrame) -> DataFrame:
    """What of the table of lines may be shown; a status that tells a remembered end is emptied."""
    told = lines["fields_from_memory"].str.contains("end of transit", na=False).astype(bool)
    return without_recalled(shown(lines).assign(status=lines["status"].mask(told)))


def russia_ranges(countries: Sequence[str]) -> list[list[int]]:
    """Return the stretches of a line inside Russia, as first and last position of their points.

    `countries` names the country of each point; a point on a border names both, in the order in
    which the line passes them, and belongs to the stretches on both sides.
    """
    ends = [(names.split("/")[0], names.split("/")[-1]) for names in countries]
    ranges: list[list[int]] = []
    for at, ((_, leaving), (entering, _)) in enumerate(pairwise(ends)):
        if leaving == entering == "RU":
            if ranges and ranges[-1][1] == at:
                ranges[-1][1] = at + 1
            else:
                ranges.append([at, at + 1])
    return ranges


READS = (("pipelines", readable), ("pipeline_events", sourced_events))


def line_style(ink: str, width: Scale, statuses: Sequence[str]) -> Style:
    """Return lines by status, as wide as their capacity; approximate ones are dashed.

    The course of a plan is approximate in any case, so its pattern goes before these dashes.
    """
    looks = {
        "operating": (ink, "solid"),
        "partly": (ink, "dotted"),
        "idle": ("other", "solid"),
        "planned": (ink, "dash-dotted"),
        "cancelled": ("other", "dash-dotted"),
    }
    titles = dict(STATUS_TITLES)
    return by_category(
        "line",
        "status",
        [Swatch(titles[name], looks[name][0], name, pattern=looks[name][1]) for name in statuses],
        width=width,
        flags=(
            Flag("is_schematic", "dashed", "Course only approximate"),
            Flag("is_transit_russia", "casing", "Crosses Russia"),
        ),
    )


def line_fields(capacity: Field) -> tuple[Field, ...]:
    """Return the fields of a line, with the capacity in the unit of its product."""
    return (
        Field("product", "Product", labels=(("oil", "Oil"), ("gas", "Gas"))),
        Field("kind", "Kind", labels=(("pipeline", "Pipeline"), ("tanker link", "Tanker link"))),
        Field("status", "Status", labels=STATUS_TITLES),
        Field("status_note", "Status in the words of the table", "text", is_translated=True),
        Field("start_place", "From", is_translated=True),
        Field("end_place", "To", is_translated=True),
        Field("countries", "Countries", description="ISO 3166 codes, in the order of the flow."),
        Field("year_opened", "Opened", "year"),
        capacity,
        Field("length_km", "Length, documented", "number", "km"),
        Field("diameter_mm", "Diameter", unit="mm", is_translated=True),
        Field("operator", "Operator"),
        Field("owners", "Owners"),
        Field("is_transit_russia", "Crosses Russia", "boolean"),
        Field("direction_note", "Direction and remarks", "text", is_translated=True),
        Field("is_schematic", "Course only approximate", "boolean"),
        Field(
            "geometry_quality",
            "Quality of the route followed",
            labels=(
                ("dense", "many points"),
                ("medium", "some long straight stretches"),
                ("coarse", "few points"),
                ("schematic", "a sketch"),
            ),
        ),
        Field(
            "map_line_km",
            "Length of the line on the map",
            "number",
            "km",
            how="Measured by us along the line, on the ellipsoid WGS 84.",
        ),
        Field(
            "offset_mean_km",
            "Mean distance from the route followed",
            "number",
            "km",
            how="Measured by us between the line and the route that it follows, both ways.",
        ),
        Field("russia_ranges", "Stretches inside Russia", "list", is_shown=False),
    )
