"""The border of Kazakhstan and Russia on land, settled by the treaty of 18 January 2005.

The line is the common edge of the regions on both sides, simplified for the map. Its length is not
measured here: the lengths that works state are listed side by side with what they count, and so are
treaties, the marking of the border and the number of crossings, each as of its date. Left out: the
line in the Caspian Sea, and statements that no source at hand confirms.
"""

import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame

from geodata.layer import USE, Choice, Field, Layer, Shown, Table
from geodata.source import WGS84
from geodata.style import Style, Swatch

from .evidence import cited, declared, first_in, records, repeating, shown

LENGTHS = {
    "land_border_length": "land",
    "sea_border_length": "sea",
    "total_border_length": "total",
}
MEASURED_ON_A_MAP = ("land-border-length-natural-earth",)  # shorter than the border; never shown
# What these lengths add up is said; see the rule of the choice.
ADDED_UP = ("land-border-length-official", "total-border-length-official")
WHY_LENGTHS_DIFFER = (
    "The figures do not count the same. The official one adds the line over dry land, along rivers "
    "and across a lake to a stretch in the Caspian Sea. The CIA gives another measurement of the "
    "land part since 2015, and gave one from Soviet times before, which is still copied. Others "
    "are rounded, or do not say what they count. A line on a map cuts the bends and comes out "
    "shorter, so no length measured on this map is given."
)
FACTS = (
    ("treaty_signed", "Treaty on the State Border signed"),
    ("treaty_ratified", "Treaty on the State Border ratified"),
    ("treaty_in_force", "Treaty on the State Border in force"),
    ("delimitation_started", "Delimitation begun"),
    ("demarcation_started", "Demarcation begun"),
    ("demarcation_done_share", "Demarcation done"),
    ("demarcation_remaining", "Demarcation left to do"),
    ("demarcation_time_left", "Demarcation, time said to be left"),
    ("demarcation_status", "Demarcation, status"),
    ("border_markers_chelyabinsk_section", "Markers planned in one section"),
    ("checkpoints_agreement_in_force", "Agreement on checkpoints in force"),
    ("road_checkpoints_with_russia", "Road checkpoints"),
    ("rail_crossings_with_russia", "Rail crossings"),
    ("rail_crossings_all_neighbours", "Rail crossings with all neighbours"),
    ("rail_freight_through_russian_crossings", "Freight through the rail crossings"),
    ("kazakh_oblasts_on_border", "Regions of Kazakhstan at the border"),
    ("russian_subjects_on_border", "Federal subjects of Russia at the border"),
    ("seabed_agreement_signed", "Agreement on the seabed of the northern Caspian signed"),
    ("seabed_protocol_signed", "Protocol to that agreement signed"),
    ("seabed_junction_agreement_signed", "Agreement on the junction of seabed lines signed"),
    ("caspian_convention_signed", "Convention on the Caspian Sea signed"),
)
UNITS = (
    ("checkpoints", "checkpoints"),
    ("crossings", "crossing points"),
    ("km", "km"),
    ("markers", "markers"),
    ("million tonnes", "million tonnes"),
    ("oblasts", "oblasts"),
    ("percent", "percent"),
    ("years", "years"),
)  # `date` and `text` say how a value is written and are no units
COMMON = (
    Field("dated", "Year or date of the statement", is_translated=True),
    Field("scope", "What is counted", "text", is_translated=True),
    Field("note", "Note", "text", is_translated=True),
)
TABLES = (
    Table(
        "lengths",
        "Stated lengths",
        (
            Field(
                "part",
                "Part",
                labels=(("land", "On land"), ("sea", "At sea"), ("total", "In all")),
            ),
            Field("value", "Length", "number"),
            Field("unit", "Unit", labels=(("km", "km"), ("miles", "miles"))),
            Field("km", "In kilometres", "integer", "km", how="A mile is 1.609344 km; rounded."),
            USE,
            *COMMON,
        ),
        caveat=WHY_LENGTHS_DIFFER,
        choice=Choice(
            ("part",),
            "km",
            "The one figure that says what it adds up is shown: 5,936.1 km over dry land, 1,516.7 "
            "along rivers and 60 across a lake. The article's 4,750 miles are the CIA's 7,644 km.",
            (Shown("land_length_km", "km", (("part", "land"),)),),
        ),
    ),
    Table(
        "facts",
        "Treaties, marking and crossings",
        (
            Field("fact", "Fact", labels=FACTS),
            Field("value", "Value", labels=(("being completed", "being completed"),)),
            Field("unit", "Unit", labels=UNITS),
            *COMMON,
        ),
        caveat="Shares of the demarcation count markers, length or one sector and do not compare.",
    ),
)
FIELDS = (
    Field(
        "land_length_km",
        "Length on land, as shown here",
        "integer",
        "km",
        how="The length that the atlas shows of those below, in whole kilometres.",
    ),
    Field("why_lengths_differ", "Why the stated lengths differ", "text"),
)


def features(border_150m: GeoDataFrame, border_facts: DataFrame) -> GeoDataFrame:
    """The whole border as one feature, in WGS 84."""
    stated = lengths(border_facts), facts(border_facts)
    line = shapely.line_merge(shapely.union_all(border_150m.geometry.to_numpy()))
    row = {
        "name_en": "Border of Kazakhstan and Russia",
        "name_kk": "Қазақстан мен Ресейдің шекарасы",
        "name_ru": "Граница Казахстана и России",
        "why_lengths_differ": WHY_LENGTHS_DIFFER,
        "from_year": None,
        "to_year": None,
        "source_ids": cited(*(cell for table in stated for cell in table["source_ids"])),
    }
    for table, rows in zip(TABLES, stated, strict=True):
        row[table.name] = records(rows, {field.name: field.name for field in table.fields})
    row |= {name: one for name, (one,) in repeating(TABLES[0], [row["lengths"]]).items()}
    frame = GeoDataFrame([row], index=["kz-ru"], geometry=[line], crs=WGS84)
    return declared(frame, FIELDS, TABLES)


def lengths(border_facts: DataFrame) -> DataFrame:
    """Return the stated lengths, land first, and each part from the longest to the shortest."""
    rows = shown(border_facts)
    rows = rows[rows["fact"].isin(list(LENGTHS)) & ~rows["id"].isin(MEASURED_ON_A_MAP)]
    rows = rows.assign(part=rows["fact"].map(LENGTHS), value=rows["value"].astype(float))
    rows["km"] = (rows["value"] * rows["unit"].map({"km": 1.0, "miles": 1.609344})).round()
    rows["scope"] = rows["scope"].where(rows["scope"] != rows["part"])
    rows = rows.sort_values(["part", "km", "unit", "id"], ascending=[True, False, True, True])
    rows["use"] = first_in(rows, ("part",), ~rows["id"].isin(ADDED_UP))
    return rows.rename(columns={"year_or_date": "dated"})


def facts(border_facts: DataFrame) -> DataFrame:
    """Return the other stated facts, in the order of `FACTS`."""
    order = {name: place for place, (name, _) in enumerate(FACTS)}
    rows = shown(border_facts)
    rows = rows[~rows["fact"].isin(list(LENGTHS))]
    rows = rows.sort_values(["fact", "id"], key=lambda column: column.replace(order))
    return rows.rename(columns={"year_or_date": "dated"})


LAYER = Layer(
    id="border",
    title="Border of Kazakhstan and Russia",
    kind="border",
    description=__doc__,
    sources=("border_150m", "border_facts"),
    features=features,
    style=Style(mark="band", classes=(Swatch("Border of Kazakhstan and Russia", "border"),)),
    fields=FIELDS,
    tables=TABLES,
    headline="land_length_km",
    is_first=True,
)
