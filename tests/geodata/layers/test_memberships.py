"""Countries by membership over time."""

import pandas
import pytest

from geodata.atlas import build, open_atlas
from geodata.layers.memberships import LAYER, LINES, ORGANISATIONS, as_read, in_order
from geodata.source import open_source, read_table
from geodata.time import current


@pytest.fixture(scope="module")
def layer():
    """Return the layer made from the atlas's own sources."""
    return build(open_atlas(), LAYER)


def class_on(layer, country, day):
    """Return the class of a country on one day, None without one."""
    for span in layer.loc[country, "alignment"]:
        if span["from_date"] <= day <= (span["to_date"] or "9999"):
            return span["value"]
    return None


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Agreement signed; in force 2010 (memory)", "Agreement signed"),
        ("denouncing agreements one by one (memory)", None),
        ("founding member", "founding member"),
    ],
)
def test_as_read(note, kept):
    """The part of a note that is from memory is left out, the rest stays."""
    assert as_read(note) == kept


def test_in_order():
    """Rows go by line, a forerunner within its successor's, then by date."""
    rows = pandas.DataFrame(
        {
            "organisation_id": ["wto", "csto", "cst", "eaeu", "eurasec"],
            "from_date": ["1995-01-01", "2002-10-07", "1994-04-20", "2015-01-01", "2000-10-10"],
            "note": None,
        }
    )
    ordered = in_order(rows)
    assert list(ordered["organisation"]) == ["eurasec", "eaeu", "cst", "csto", "wto"]
    assert list(ordered["line"]) == ["eaeu", "eaeu", "csto", "csto", "wto"]


def test_organisations():
    """Every organisation of the table has a name and stands in a line."""
    rows = read_table(open_source(open_atlas().sources, "memberships"))
    assert set(rows["organisation_id"]) == {name for name, _, _ in ORGANISATIONS}
    assert {line for _, _, line in ORGANISATIONS} == {line for line, _ in LINES}


@pytest.mark.parametrize(
    ("country", "day", "value"),
    [
        ("KAZ", "1992-06-01", "cis"),
        ("KAZ", "1995-01-01", "csto"),
        ("KAZ", "2025-11-01", "eaeu_csto"),
        ("ARM", "2014-12-31", "csto"),
        ("ARM", "2015-01-02", "eaeu_csto"),
        ("ARM", "2024-02-21", "eaeu_csto"),
        ("ARM", "2024-02-22", "csto_suspended"),
        ("UZB", "1999-04-03", "cis"),
        ("UZB", "2006-02-01", "eaeu"),
        ("UZB", "2008-01-01", "eaeu_csto"),
        ("UZB", "2012-07-01", "csto_suspended"),
        ("UZB", "2012-12-20", "cis"),
        ("KGZ", "2015-08-11", "csto"),
        ("KGZ", "2015-08-12", "eaeu_csto"),
        ("GEO", "1999-04-02", "csto"),
        ("GEO", "2010-01-01", "none"),
        ("TKM", "2010-01-01", "cis"),
        ("UKR", "2018-05-18", "cis"),
        ("UKR", "2018-05-19", "none"),
        ("CHN", "2025-01-01", None),
    ],
)
def test_class(layer, country, day, value):
    """The class of a country follows its memberships to the day."""
    assert class_on(layer, country, day) == value


@pytest.mark.parametrize(
    ("country", "year", "value"),
    [("GEO", 1998, "csto"), ("GEO", 1999, "none"), ("UKR", 2018, "none"), ("UZB", 1999, "cis")],
)
def test_year(layer, country, year, value):
    """A year shows the class at its end, also where a class ends in it and none follows."""
    assert current(layer.loc[country, "alignment"], year)[0]["value"] == value


def test_armenia_is_a_member_in_law(layer):
    """The note of Armenia's freeze says that it is legally still a member."""
    assert "legally still a member" in layer.loc["ARM", "alignment"][0]["note"]


def test_nothing_from_memory(layer):
    """No row or note that rests on memory is published."""
    rows = read_table(open_source(open_atlas().sources, "memberships"))
    sourced = rows[rows["confidence"] != "memory"]
    drawn = sourced[sourced["country_iso3"].isin(layer.index)]
    assert layer["memberships"].map(len).sum() == len(drawn) < len(rows)
    notes = [one["note"] or "" for records in layer["memberships"] for one in records]
    assert not [note for note in notes if "memory" in note]


def test_kazakhstan_today(layer):
    """Kazakhstan is today in the EAEU, CSTO, CIS, SCO, OTS and WTO at once."""
    assert layer.loc["KAZ", "member_of"][:6] == ["eaeu", "csto", "cis", "sco", "ots", "wto"]
