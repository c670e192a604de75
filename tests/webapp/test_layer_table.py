"""The features of a layer as one table."""

from webapp import layer_table
from webapp.layer_table import table_of

ENTRY = {
    "style": {"mark": "balance", "table": "trade", "record_value": "value", "field": "flow"},
    "fields": [
        {"name": "note", "title": "Note", "type": "text"},
        {"name": "rank", "title": "Rank", "type": "integer"},
        {"name": "empty", "title": "Empty", "type": "string"},
        {"name": "from_year", "title": "From year", "type": "year"},
        {"name": "to_year", "title": "To year", "type": "year"},
    ],
    "tables": [
        {
            "name": "trade",
            "title": "Trade",
            "fields": [
                {"name": "year", "title": "Year", "type": "year"},
                {"name": "flow", "title": "Flow", "type": "string"},
                {"name": "value", "title": "Value", "type": "number"},
            ],
        }
    ],
}
ENTRY["style"]["classes"] = [
    {"value": "export", "title": "Exports"},
    {"value": "import", "title": "Imports"},
]


def feature(feature_id, rank=1, first=None, last=None, trade=()):
    """One partner."""
    records = [
        {"year": year, "flow": flow, "value": value, "source_ids": ["t"]}
        for year, flow, value in trade
    ]
    properties = {"rank": rank, "note": "n", "from_year": first, "to_year": last}
    return {"id": feature_id, "properties": properties | {"source_ids": ["s"], "trade": records}}


TRADE = [(2020, "export", 5), (2021, "export", 7), (2021, "import", 0)]


def test_the_table_says_what_holds_at_the_chosen_year():
    """Each class of the style is a column with its value of that year, and of no other."""
    table = table_of(ENTRY, [feature("a", trade=TRADE)], 2021)
    titles = [column["title"] for column in table.columns]
    assert titles == ["Rank", "Year", "Exports", "Imports", "Note"]
    assert table.rows[0][1] == (1, 2021, 7, 0, "n")
    assert table_of(ENTRY, [feature("a", trade=TRADE)], 2020).rows[0][1] == (1, 2020, 5, "n")
    assert table_of(ENTRY, [feature("a", trade=TRADE)], 2022).rows[0][1] == (1, "n")


def test_a_row_cites_the_works_of_its_figures():
    """The feature's works come first, then those of the records in the row."""
    assert table_of(ENTRY, [feature("a", trade=TRADE)], None).rows[0][2] == ("s", "t")


def test_features_outside_the_year_are_left_out():
    """A closed line is not listed after its end; open ends never exclude."""
    features = [feature("old", last=2000), feature("new", first=2010), feature("always")]
    kept = [row[0]["id"] for row in table_of(ENTRY, features, 2005).rows]
    assert kept == ["always"]


def test_long_tables_come_in_pages(monkeypatch):
    """Every feature is on one page; a page beyond the last is the last."""
    monkeypatch.setattr(layer_table, "ROWS_PER_PAGE", 2)
    features = [feature(name) for name in "abcde"]
    pages = [table_of(ENTRY, features, None, page) for page in (1, 2, 3, 9)]
    rows = [[row[0]["id"] for row in table.rows] for table in pages]
    assert rows == [["a", "b"], ["c", "d"], ["e"], ["e"]]
    assert (pages[0].pages, pages[3].page, pages[0].count) == (3, 3, 5)


def test_an_empty_layer_has_a_table_without_rows():
    """Nothing is there is an answer."""
    table = table_of(ENTRY, [], 2021)
    assert (table.rows, table.columns, table.pages) == ((), (), 1)
