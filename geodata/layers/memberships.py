"""Countries by membership in the EAEU, the CSTO, the CIS and other organisations.

The table lists every status of a country with its dates: the economic line (EAEU, before it
EurAsEC, the Customs Union and the Single Economic Space), the security line (Collective Security
Treaty of 1992, since 7 October 2002 its organisation), the CIS, the SCO and the Shanghai Five, the
OTS, the WTO, and some more. The colour is computed from these rows for each date: a member of the
economic and the security line, of one of them, of the CIS only (associates included), or of none in
the sources read. A security membership that is suspended has a class of its own: Armenia froze its
part in the CSTO in February 2024 and remains a member in law. Signatories, applicants and observers
are listed and not coloured. Membership is not alignment. Left out: rows that rest on memory, among
them many dates of the WTO, the SCO and NATO; so an absent row means "not in the sources read",
never "not a member". As of November 2025.
"""

from typing import Any

from geopandas import GeoDataFrame
from pandas import DataFrame

from geodata.layer import Field, Layer, Table
from geodata.origins import ROWS
from geodata.rows import joined
from geodata.style import Style, Swatch

from .alignment import NONE, VALUES, spans
from .evidence import cited, declared, records_by, shown

# Id, name and line; a forerunner stands in the line of its successor.
ORGANISATIONS = (
    ("eaeu", "Eurasian Economic Union (EAEU)", "eaeu"),
    ("ses", "Single Economic Space", "eaeu"),
    ("eacu", "Customs Union of Belarus, Kazakhstan and Russia", "eaeu"),
    ("eurasec", "Eurasian Economic Community (EurAsEC)", "eaeu"),
    ("csto", "Collective Security Treaty Organization (CSTO)", "csto"),
    ("cst", "Collective Security Treaty (CST)", "csto"),
    ("cis", "Commonwealth of Independent States (CIS)", "cis"),
    ("union_state", "Union State of Russia and Belarus", "union_state"),
    ("sco", "Shanghai Cooperation Organisation (SCO)", "sco"),
    ("shanghai5", "Shanghai Five", "sco"),
    ("ots", "Organization of Turkic States (OTS)", "ots"),
    ("wto", "World Trade Organization (WTO)", "wto"),
    ("nato", "North Atlantic Treaty Organization (NATO)", "nato"),
    ("nato_pfp", "NATO Partnership for Peace", "nato"),
    ("c5plus1", "C5+1 (Central Asia and the United States)", "c5plus1"),
    ("guam", "GUAM", "guam"),
    ("brics", "BRICS", "brics"),
)
LINES = (
    ("eaeu", "EAEU and its forerunners"),
    ("csto", "CST and CSTO"),
    ("cis", "CIS"),
    ("union_state", "Union State"),
    ("sco", "SCO and Shanghai Five"),
    ("ots", "OTS"),
    ("wto", "WTO"),
    ("nato", "NATO and its partnerships"),
    ("c5plus1", "C5+1"),
    ("guam", "GUAM"),
    ("brics", "BRICS"),
)
STATUSES = (
    ("member", "Member"),
    ("suspended", "Suspended"),
    ("former", "Former"),
    ("candidate", "Signatory or applicant"),
    ("observer", "Observer"),
    ("partner", "Partner or associate"),
)
INKS = {
    "eaeu_csto": "bond-5",
    "eaeu": "bond-4",
    "csto": "bond-3",
    "csto_suspended": "bond-3",
    "cis": "bond-2",
}
FIELDS = (
    Field("line", "Line of organisations", labels=LINES),
    Field("organisation", "Organisation", labels=tuple(row[:2] for row in ORGANISATIONS)),
    Field("status", "Status", labels=STATUSES),
    Field("from_date", "From", "date"),
    Field("to_date", "To", "date", description="The last day; empty: still in force."),
    Field("note", "Note", "text", is_translated=True),
)
ALIGNMENT_FIELDS = (
    Field("from_date", "From", "date"),
    Field("to_date", "To", "date", description="The last day; empty: still in force."),
    Field(
        "value",
        "Class on the map",
        labels=(*VALUES, NONE),
        how="Drawn from the memberships in force on these days.",
    ),
    Field("note", "Note", "text", is_translated=True),
)


def features(memberships: DataFrame, countries: GeoDataFrame) -> GeoDataFrame:
    """One area per country of which a sourced row speaks, indexed by its ISO code, in WGS 84."""
    rows = in_order(shown(memberships))
    frame = countries[countries.index.isin(rows["country_iso3"])].copy()
    by_country = dict(iter(rows.groupby("country_iso3")))
    names = {field.name: field.name for field in FIELDS}
    frame["memberships"] = records_by(rows, "country_iso3", names, frame.index)
    frame["alignment"] = [spans(by_country[code]) for code in frame.index]
    frame["member_of"] = [lines_today(records) for records in frame["memberships"]]
    if ROWS in rows:
        now = (rows["status"] == "member") & rows["to_date"].isna()
        today = dict(rows[now].groupby("country_iso3")[ROWS].agg(joined))
        frame[ROWS] = [today.get(code, "") for code in frame.index]
    frame["from_year"], frame["to_year"] = None, None
    frame["source_ids"] = [cited(*by_country[code]["source_ids"]) for code in frame.index]
    return declared(frame, LAYER.fields, LAYER.tables)


def in_order(rows: DataFrame) -> DataFrame:
    """Sort rows by line, date and organisation; remembered parts of notes are cut."""
    lines = {name: line for name, _, line in ORGANISATIONS}
    place = {line: number for number, (line, _) in enumerate(LINES)}
    rows = rows.assign(
        organisation=rows["organisation_id"],
        line=rows["organisation_id"].map(lines),
        note=rows["note"].map(as_read, na_action="ignore"),
    )
    order = rows["line"].map(place)
    return rows.assign(order=order).sort_values(["order", "from_date", "organisation_id"])


def readable(memberships: DataFrame) -> DataFrame:
    """What of the table may be shown: remembered parts of notes are cut."""
    rows = shown(memberships)
    return rows.assign(note=rows["note"].map(as_read, na_action="ignore"))


def as_read(note: str) -> str | None:
    """Leave out the parts of a note that say they are from memory."""
    kept = [part for part in note.split("; ") if "memory" not in part]
    return "; ".join(kept) or None


def lines_today(records: list[dict[str, Any]]) -> list[str]:
    """Return the lines of which a country is a member now, in their order."""
    now = [one for one in records if one["status"] == "member" and one["to_date"] is None]
    return list(dict.fromkeys(one["line"] for one in now))


LAYER = Layer(
    id="memberships",
    title="Memberships",
    description=__doc__,
    sources=("memberships", "countries"),
    features=features,
    reads=(("memberships", readable),),
    style=Style(
        mark="area",
        table="alignment",
        record_value="value",
        classes=tuple(
            Swatch(
                title,
                INKS[value],
                value,
                pattern="hatch" if value == "csto_suspended" else "solid",
            )
            for value, title in VALUES
        ),
        no_data=Swatch(NONE[1], "bond-1"),
    ),
    fields=(
        Field(
            "member_of",
            "Member today, suspended not counted",
            "list",
            labels=LINES,
            how="The lines of the memberships below that have no end.",
        ),
    ),
    tables=(
        Table(
            "memberships",
            "Status in organisations over time",
            FIELDS,
            caveat="What is not listed is not in the sources read; it does not mean no membership.",
        ),
        Table("alignment", "Class on the map over time, computed", ALIGNMENT_FIELDS),
    ),
    headline="member_of",
    caveats=(
        "An organisation that is absent from a country is not in the sources read.",
        "Ukraine after May 2018 and Georgia from 1999 to 2009 have no class: what was at hand on "
        "the CIS in these years rests on memory.",
        "The class of a year is the one at its end.",
    ),
    bbox=(-180.0, -60.0, 180.0, 85.0),
)
