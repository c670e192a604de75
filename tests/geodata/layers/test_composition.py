"""The ethnic composition of cities, raions and regions, as records and as a ring."""

import pandas
import pytest

from geodata.layers import composition
from geodata.layers.composition import (
    GROUPS,
    RING,
    TABLE,
    compositions,
    places,
    publishable,
    without_small_groups,
)

ROW = {
    "unit_id": "town",
    "unit_level": "city",
    "year": 2025,
    "kind": "official_estimate",
    "group_code": "kazakh",
    "count": 50,
    "share_percent": 50.0,
    "total": 100,
    "source_ids": "work",
    "confidence": "sourced",
    "is_withheld": False,
}


def table(*changes):
    """Return a table of made-up rows, each with some values changed."""
    rows = pandas.DataFrame([ROW | change for change in changes])
    return rows.astype({"year": "Int64", "count": "Int64", "total": "Int64"})


def records(*changes):
    """Return the records of the one made-up unit."""
    return compositions(table(*changes), ["town"])[0]


@pytest.mark.parametrize(
    "change", [{"confidence": "memory"}, {"is_withheld": True, "confidence": "derived"}]
)
def test_withheld(change):
    """A row from memory is not shown, nor is a remainder that rests on such rows."""
    assert len(publishable(table({}, {"group_code": "other", **change}))) == 1


def test_order():
    """Records go by year, census before estimate before article, then by group."""
    given = records(
        {"group_code": "other"},
        {"year": 2021, "kind": "article"},
        {"group_code": "russian"},
        {"year": 2021, "kind": "census"},
        {"group_code": "uzbek"},
        {},
    )
    assert [(one["year"], one["kind"], one["group"]) for one in given] == [
        (2021, "census", "kazakh"),
        (2021, "article", "kazakh"),
        (2025, "official_estimate", "kazakh"),
        (2025, "official_estimate", "russian"),
        (2025, "official_estimate", "uzbek"),
        (2025, "official_estimate", "other"),
    ]


@pytest.mark.parametrize(
    ("year", "kind", "base"),
    [
        (2021, "census", "census"),
        (2022, "official_estimate", "register"),
        (2023, "official_estimate", "census-2021"),
        (2021, "article", "article"),
    ],
)
def test_base(year, kind, base):
    """Estimates to 2022 and from 2023 on have different bases, and say so."""
    assert records({"year": year, "kind": kind})[0]["base"] == base


def test_inferred():
    """Only the year of a figure of the article is inferred."""
    found = records({"year": 2021, "kind": "article"}, {})
    assert [one["year_basis"] for one in found] == ["inferred", None]


def test_columns():
    """A record has the declared fields and its citations."""
    assert set(records({})[0]) == {*(field.name for field in TABLE.fields), "source_ids"}


def test_small_groups():
    """Groups of fewer than ten persons are counted with the others, which say so."""
    rows = table(
        {"count": 80, "share_percent": 80.0},
        {"group_code": "polish", "count": 9, "share_percent": 9.0},
        {"group_code": "german", "count": 0, "share_percent": 0.0},
        {"group_code": "tatar", "count": 10, "share_percent": 10.0},
        {"group_code": "other", "count": 1, "share_percent": 1.0},
    )
    kept = without_small_groups(rows).set_index("group_code")
    assert list(kept.index) == ["kazakh", "tatar", "other"]
    assert kept.loc["other", ["count", "share_percent"]].tolist() == [10, 10.0]
    assert "fewer than 10" in kept.loc["other", "note"]
    assert kept["count"].sum() == 100


def test_nothing_small():
    """A remainder into which nothing was folded keeps its share and has no note."""
    rows = table({}, {"group_code": "other", "count": 50, "share_percent": 49.99})
    kept = without_small_groups(rows).set_index("group_code")
    assert kept.loc["other", "share_percent"] == 49.99
    assert kept.loc["other", "note"] is None


def test_places():
    """A place carries the population of 2025, its last year, its region and all that it cites."""
    units = pandas.DataFrame(
        [{"unit_id": "town", "level": "city", "parent": "KZ", "lon": 70.0, "lat": 50.0}]
    )
    found = places(units, table({"year": 2020, "source_ids": "old"}, {})).loc["town"]
    assert (found["population_2025"], found["latest_year"]) == (100, 2025)
    assert found["source_ids"] == ["old", "work"]
    assert pandas.isna(found["oblast"])
    assert (found.geometry.x, found.geometry.y) == (70, 50)


def test_ring_order():
    """The ring's classes stand in the order in which the groups are listed everywhere."""
    listed = [code for code, _ in GROUPS]
    drawn = [swatch.value for swatch in RING]
    assert drawn == [code for code in listed if code in drawn]
    assert drawn == ["kazakh", "russian", "ukrainian", "german", "tatar", "other"]


def test_break_is_said():
    """The break of the series at the census of 2021 is said with the table."""
    assert "census of 2021" in composition.TABLE.caveat
