"""The class of a country on each date."""

import pandas
import pytest

from geodata.layers.alignment import spans


def table(*rows):
    """Return a table of memberships: organisation, status, first day, last day."""
    columns = ["organisation_id", "status", "from_date", "to_date"]
    frame = pandas.DataFrame(rows, columns=columns)
    return frame.assign(source_ids=frame["organisation_id"], note=frame["status"] + " note")


def found(*rows):
    """Return first day, last day and class of the spans that the rows make."""
    return [(one["from_date"], one["to_date"], one["value"]) for one in spans(table(*rows))]


def test_change():
    """A class ends on the day before the next begins; the latest comes first and has no end."""
    given = found(
        ("cis", "member", "1991-12-21", None),
        ("csto", "member", "2002-10-07", None),
        ("eaeu", "member", "2015-01-01", None),
    )
    assert given == [
        ("2015-01-01", None, "eaeu_csto"),
        ("2002-10-07", "2014-12-31", "csto"),
        ("1991-12-21", "2002-10-06", "cis"),
    ]


def test_forerunners():
    """A forerunner that passes into its successor without a gap makes one span."""
    given = found(
        ("eurasec", "member", "2000-10-10", "2014-12-31"),
        ("cst", "member", "1994-04-20", "2002-10-06"),
        ("csto", "member", "2002-10-07", None),
        ("eaeu", "member", "2015-01-01", None),
    )
    assert given == [
        ("2000-10-10", None, "eaeu_csto"),
        ("1994-04-20", "2000-10-09", "csto"),
    ]


@pytest.mark.parametrize(
    ("organisation", "status", "value"),
    [
        ("cis", "partner", "cis"),
        ("cis", "candidate", None),
        ("cis", "former", None),
        ("eaeu", "observer", None),
        ("eaeu", "candidate", None),
        ("eaeu", "member", "eaeu"),
        ("csto", "former", None),
        ("cst", "candidate", None),
        ("sco", "member", None),
        ("eurasec", "suspended", None),
    ],
)
def test_status(organisation, status, value):
    """Members and associates of the CIS have a class; signatories and observers have none."""
    given = found((organisation, status, "2000-01-01", None))
    assert given == ([("2000-01-01", None, value)] if value else [])


def test_suspended():
    """A suspended security membership has its own class and note, whatever else a country is in."""
    rows = table(
        ("eaeu", "member", "2015-01-02", None),
        ("csto", "member", "2002-10-07", "2024-02-21"),
        ("csto", "suspended", "2024-02-22", None),
    )
    last = spans(rows)[0]
    assert (last["from_date"], last["value"]) == ("2024-02-22", "csto_suspended")
    assert last["note"] == "suspended note"
    assert last["source_ids"] == ["csto", "eaeu"]


def test_gap():
    """Between two memberships stands one that there is none; both sides keep their dates."""
    given = found(
        ("cis", "member", "1994-01-01", "1999-12-31"), ("cis", "member", "2005-01-01", None)
    )
    assert given == [
        ("2005-01-01", None, "cis"),
        ("2000-01-01", "2004-12-31", "none"),
        ("1994-01-01", "1999-12-31", "cis"),
    ]


def test_end():
    """After the last membership there is none, said from the rows that end and without a note."""
    rows = table(
        ("cst", "candidate", "1993-12-09", "1994-04-19"),
        ("cst", "member", "1994-04-20", "1999-04-02"),
        ("cst", "former", "1999-04-03", None),
    )
    last, first = spans(rows)
    assert (last["from_date"], last["to_date"], last["value"]) == ("1999-04-03", None, "none")
    assert (last["source_ids"], last["note"]) == (["cst"], None)
    assert first["value"] == "csto"
