"""How the records of a feature are arranged for reading, and which of them are the year's."""

import pytest

from webapp import records as told
from webapp.record_tables import tables_of

GROUPS = {"hill": "Hill people", "plain": "Plain people", "other": "Others"}
FIELDS = [
    {"name": "year", "title": "Year", "type": "year"},
    {"name": "kind", "title": "Kind", "type": "string", "labels": {"census": "Census"}},
    {"name": "group", "title": "Group", "type": "string", "labels": GROUPS},
    {"name": "count", "title": "Persons", "type": "integer"},
    {"name": "share_percent", "title": "Share", "type": "number", "unit": "percent"},
    {"name": "total", "title": "All", "type": "integer"},
]
RING = {"mark": "composition", "classes": [{"value": "hill", "ink": "kazakh", "title": "Hill"}]}


def record(year, group, share, kind="census", **more):
    """One share of one group."""
    about = {"year": year, "kind": kind, "group": group, "share_percent": share}
    return about | {"count": None, "total": 1000, "source_ids": ["c"]} | more


def arranged(records, year=None, fields=FIELDS, style=RING):
    """The one table of a feature that has these records."""
    table = {"name": "people", "title": "People", "fields": fields}
    entry = {"tables": [table], "style": style}
    return tables_of(entry, {"people": records}, year)[0]


def test_shares_are_kept_apart_by_year_and_kind():
    """Each year and kind is a whole of its own, the latest first, and none is joined to another."""
    records = [record(2009, "hill", 60), record(2021, "hill", 59.28, kind="article")]
    shares = arranged([*records, record(2021, "hill", 58)]).shares
    heads = [[value for _, value in one.head] for one in shares]
    assert heads == [[2021, "census"], [2021, "article"], [2009, "census"]]
    assert [one.is_current for one in shares] == [True, False, False]


def test_groups_keep_the_order_and_inks_of_the_legend():
    """The bar follows the declared order of groups; one without an ink is drawn as other."""
    records = [record(2021, name, share) for name, share in [("plain", 30), ("hill", 60)]]
    parts = arranged(records).shares[0].parts
    assert [(part.title, part.ink, part.start, part.width) for part in parts] == [
        ("Hill people", "kazakh", 0, 60),
        ("Plain people", "other", 60, 30),
    ]


def test_a_group_of_zero_is_listed_and_one_without_a_share_is_not():
    """Zero is a figure; unknown is left out."""
    records = [record(2021, "hill", 0), record(2021, "plain", None)]
    assert [part.share for part in arranged(records).shares[0].parts] == [0]


def test_conflicting_values_stand_side_by_side():
    """Values of one unit share an axis, so that their difference is seen."""
    fields = [
        {"name": "dated", "title": "Dated", "type": "string"},
        {"name": "value", "title": "Value", "type": "number"},
        {"name": "unit", "title": "Unit", "type": "string", "labels": {"k": "thousand persons"}},
    ]
    records = [
        {"dated": "November", "value": 400, "unit": "k", "source_ids": ["a"]},
        {"dated": "December", "value": 800, "unit": "k", "source_ids": ["b"]},
    ]
    table = arranged(records, fields=fields)
    assert [row.bar for row in table.rows] == [(0, 50), (0, 100)]
    assert table.unit == "thousand persons"
    assert [row.source_ids for row in table.rows] == [("a",), ("b",)]


def test_values_of_different_units_share_no_axis():
    """A bar never compares tonnes with barrels."""
    fields = [
        {"name": "value", "title": "Value", "type": "number"},
        {"name": "unit", "title": "Unit", "type": "string"},
    ]
    records = [{"value": value, "unit": unit} for value, unit in [(10, "t"), (5, "t"), (900, "b")]]
    table = arranged(records, fields=fields)
    assert [row.bar for row in table.rows] == [(0, 100), (0, 50), None]
    assert table.unit is None


def test_a_value_in_words_is_a_figure_without_a_bar():
    """A table of facts may hold words where others have numbers."""
    fields = [
        {"name": "fact", "title": "Fact", "type": "string"},
        {"name": "value", "title": "Value", "type": "string"},
    ]
    records = [{"fact": "Treaty", "value": "in force"}, {"fact": "Marks", "value": "553"}]
    rows = arranged(records, fields=fields).rows
    assert [[value for _, value in row.figures] for row in rows] == [["in force"], ["553"]]
    assert [row.bar for row in rows] == [None, None]


@pytest.mark.parametrize(
    ("lang", "field", "text"),
    [("en", "title", "Stop"), ("kk", "title_kk", "Тоқтау"), ("ru", "title", "Stop")],
)
def test_a_record_is_told_in_the_language(monkeypatch, lang, field, text):
    """What a record says in the reader's language is told, else what it says in English."""
    monkeypatch.setattr(told, "current", lambda: lang)
    fields = [
        {"name": "title", "title": "Event", "type": "string"},
        {"name": "title_kk", "title": "Event (Kazakh)", "type": "string", "is_shown": False},
    ]
    said = {"title": "Stop", "title_kk": "Тоқтау", "title_ru": None, "source_ids": ["c"]}
    ((head,),) = (row.head for row in arranged([said], fields=fields).rows)
    assert (head[0]["name"], head[0]["title"], head[1]) == (field, "Event", text)
