"""Arrivals from Russia and stays in 2022, and the permanent moves around them.

Every count at hand stands beside the others, each with its period, its unit and what its source
says of its precision; where two conflict, both are shown. Crossings of the border are not persons,
an identification number is not a residence, and few of those who entered stayed. The first table
holds entries, exits, presence, numbers, permits and applications, most of them of Russian citizens
in 2022; the second permanent moves in the statistics of both states from 1991 to 2025, for
comparison. Counts of a whole country stand at its capital, those of a region at its centre. Left
out: yearly balances before 2017, which were not found. As of the third quarter of 2025.
"""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import USE, Choice, Field, Layer, Shown, Table
from geodata.source import WGS84
from geodata.style import Style, Swatch

from .evidence import (
    cited,
    declared,
    first_in,
    records_by,
    repeating,
    shown,
)

ARRIVALS = (
    ("entries", "Entries"),
    ("entries_first_quarter_typical", "Entries in a usual first quarter (2017, 2018)"),
    ("entries_reported_by_russia", "Trips to Kazakhstan as counted by Russia"),
    ("exits", "Exits"),
    ("transit_exits", "Exits to other countries, in transit"),
    ("present_in_country", "Present in the country"),
    ("iin_issued", "Identification numbers (IIN) issued"),
    ("residence_applications", "Applications for residence"),
    ("residence_permits_issued", "Residence permits issued, kind not stated"),
    ("temporary_residence_permits_issued", "Temporary residence permits issued"),
    ("permanent_residence_permits_issued", "Permanent residence permits issued"),
    ("citizenship_applications", "Applications for citizenship"),
)
MOVES = (
    ("permanent_immigrants_from_russia", "Permanent arrivals from Russia"),
    ("permanent_emigrants_to_russia", "Permanent departures to Russia"),
    ("net_migration_with_russia", "Balance with Russia"),
    ("net_migration_with_russia_largest_year", "Balance with Russia, largest loss of one year"),
    ("net_gain_of_russia_from_kazakhstan", "Gain of Russia from Kazakhstan, as counted by Rosstat"),
    ("permanent_immigrants", "Permanent arrivals, all countries"),
    ("permanent_emigrants", "Permanent departures, all countries"),
    ("net_migration", "Balance with all countries"),
    ("permanent_immigrants_ethnic_russian", "Permanent arrivals of ethnic Russians"),
    ("permanent_emigrants_ethnic_russian", "Permanent departures of ethnic Russians"),
    ("net_migration_ethnic_russian", "Balance of ethnic Russians"),
    ("out_migrants_per_year", "Persons leaving the region in a year"),
    ("net_arrivals_oblast", "Persons who arrived in the region"),
    ("russian_citizenship_granted", "Russian citizenship granted"),
    ("russian_migration_registrations", "Registrations in Russia"),
    ("russian_residence_permits_issued", "Russian residence permits issued"),
    ("russian_temporary_residence_permits_issued", "Russian temporary residence permits issued"),
)
UNITS = (
    ("applications", "applications"),
    ("crossings", "crossings"),
    ("crossings per day", "crossings a day"),
    ("crossings per quarter", "crossings a quarter"),
    ("individual identification numbers", "identification numbers"),
    ("permits", "permits"),
    ("persons", "persons"),
    ("persons per year", "persons a year"),
    ("registrations", "registrations"),
)
POPULATIONS = (
    ("all permanent migrants from Russia", "All permanent migrants from Russia"),
    ("all permanent migrants, all countries (not only Russia)", "All permanent migrants"),
    ("balance of permanent migration Kazakhstan-Russia", "Arrivals less departures"),
    ("balance of permanent migration, counted by Rosstat", "Arrivals less departures, by Rosstat"),
    ("citizens of Belarus", "Citizens of Belarus"),
    ("citizens of Kazakhstan in Russia", "Citizens of Kazakhstan in Russia"),
    ("citizens of Ukraine", "Citizens of Ukraine"),
    ("citizens of the Russian Federation", "Citizens of Russia"),
    ("ethnic Russians, all countries", "Ethnic Russians, all countries"),
    ("permanent migrants from Kazakhstan to Russia", "Permanent migrants to Russia"),
    ("permanent migrants from Russia to Kazakhstan", "Permanent migrants from Russia"),
    ("persons leaving North Kazakhstan Region", "Persons leaving North Kazakhstan Region"),
    (
        "persons who arrived in Kostanay Region in nine months",
        "Persons who arrived in Kostanay Region",
    ),
)
# Where the counts of an area stand: its unit, and the city or the capital of the point.
AREAS = {
    "Kazakhstan (whole country)": ("KZ", "KAZ"),
    "Russia (whole country)": ("RU", "RUS"),
    "East Kazakhstan Region": ("KZ-63", "KZ-63-oskemen"),
    "Karaganda Region": ("KZ-35", "KZ-35-karaganda"),
    "Kostanay Region": ("KZ-39", "KZ-39-kostanay"),
    "North Kazakhstan Region": ("KZ-59", "KZ-59-petropavl"),
}


QUESTIONS = (
    ("entries-2022", "Entries of Russian citizens in 2022"),
    ("entries-since-september", "Entries of Russian citizens from 21 September to the end of 2022"),
    ("exits-since-september", "Exits of Russian citizens from 21 September to the end of 2022"),
    ("present-end-2022", "Russian citizens present at the end of 2022"),
)
# Reviewed by hand: rows that answer one question and disagree; the first of each is shown.
ANSWERS = {
    "entries-2022-ministry-of-internal-affairs": "entries-2022",
    "entries-2022-ministry-of-labour": "entries-2022",
    "entries-2022-09-21-to-2022-12-31": "entries-since-september",
    "entries-2022-09-21-to-2022-11-29": "entries-since-september",
    "exits-2022-09-21-to-2022-12-31": "exits-since-september",
    "exits-2022-09-21-to-2022-11-29": "exits-since-september",
    "present-in-country-2022-12-31": "present-end-2022",
    "present-in-country-2022-11-29": "present-end-2022",
}
CHOICE = Choice(
    ("question",),
    "value",
    "The Ministry of Internal Affairs, which counts at the border, goes before the Ministry of "
    "Labour; of two statements of one ministry the later, which covers the whole of the year.",
    (Shown("entries_2022", "value", (("question", "entries-2022"),)),),
)


def fields(indicators: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    """The fields of one table of counts."""
    return (
        Field("indicator", "What is counted", labels=indicators),
        Field("period_start", "From", "date"),
        Field("period_end", "To", "date"),
        Field("value", "Value", "integer"),
        Field("unit", "Unit", labels=UNITS),
        Field("population", "Of whom", labels=POPULATIONS),
        *((Field("question", "Question", labels=QUESTIONS), USE) if indicators is ARRIVALS else ()),
        Field("precision", "Precision, as stated", "text", is_translated=True),
        Field("direction_note", "Note on direction", "text", is_translated=True),
        Field("note", "Note", "text", is_translated=True),
    )


def features(migration: DataFrame, units: DataFrame, capitals: DataFrame) -> GeoDataFrame:
    """One point per area of which a count speaks, indexed by unit id, in WGS 84."""
    rows = shown(migration)
    rows = rows.assign(unit_id=rows["geography"].map({area: to[0] for area, to in AREAS.items()}))
    rows = rows.dropna(subset=["unit_id"])
    rows["question"] = rows["id"].map(ANSWERS)
    place = rows["id"].map({row: place for place, row in enumerate(ANSWERS)})
    rows["use"] = first_in(rows, ("question",), place)
    areas = units[units["unit_id"].isin(rows["unit_id"])].set_index("unit_id")
    frame = GeoDataFrame(areas, geometry=points_from_xy(*seats(areas, units, capitals)), crs=WGS84)
    for table, indicators in (("counts", ARRIVALS), ("moves", MOVES)):
        frame[table] = side_by_side(rows, indicators, frame.index)
    for name, values in repeating(LAYER.tables[0], frame["counts"]).items():
        frame[name] = values
    by_unit = rows.groupby("unit_id")
    frame["count_of_figures"] = by_unit.size()
    frame["from_year"] = by_unit["period_start"].min().str[:4].astype("Int64")
    frame["to_year"] = by_unit["period_end"].max().str[:4].astype("Int64")
    frame["source_ids"] = [cited(*by_unit.get_group(unit)["source_ids"]) for unit in frame.index]
    return declared(frame, LAYER.fields, LAYER.tables)


def seats(areas: DataFrame, units: DataFrame, capitals: DataFrame) -> tuple[list, list]:
    """Return longitudes and latitudes (degrees) of the points at which the areas stand."""
    points = units.set_index("unit_id")[["lon", "lat"]].to_dict("index")
    points |= capitals.set_index("country_iso3")[["lon", "lat"]].to_dict("index")
    at = [points[dict(AREAS.values())[unit]] for unit in areas.index]
    return [point["lon"] for point in at], [point["lat"] for point in at]


def side_by_side(rows: DataFrame, indicators: tuple[tuple[str, str], ...], ids) -> list[list[dict]]:
    """Return each unit's counts by indicator and period, conflicting ones together."""
    order = {name: place for place, (name, _) in enumerate(indicators)}
    rows = rows[rows["indicator"].isin(order)]
    rows = rows.sort_values(
        ["indicator", "period_start", "period_end", "value"],
        key=lambda column: column.map(order) if column.name == "indicator" else column,
    )
    return records_by(rows, "unit_id", {one.name: one.name for one in fields(indicators)}, ids)


LAYER = Layer(
    id="migration-2022",
    title="Arrivals and stays, 2022",
    description=__doc__,
    sources=("migration", "units", "capitals"),
    features=features,
    style=Style(
        mark="symbol",
        classes=(Swatch("Counts of arrivals, stays and moves", "migration", symbol="circle"),),
    ),
    fields=(
        Field("entries_2022", "Entries of Russian citizens in 2022", "integer", "crossings"),
        Field(
            "count_of_figures",
            "Figures at hand",
            "integer",
            how="Counted by us: the rows of the tables below.",
        ),
    ),
    tables=(
        Table(
            "counts",
            "Arrivals and stays, counts side by side",
            fields(ARRIVALS),
            caveat="Counts differ by body and date; neither is corrected by the other.",
            choice=CHOICE,
        ),
        Table(
            "moves",
            "Permanent moves in the statistics",
            fields(MOVES),
            caveat="Kazakhstan and Russia count the same moves differently: two series.",
        ),
    ),
    headline="entries_2022",
    caveats=("The points are where counts are placed, not where people went.",),
)
