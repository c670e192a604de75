"""What of the evidence is shown."""

import pandas
from geopandas import GeoDataFrame
from shapely.geometry import Point

from geodata.layer import Field
from geodata.layers.evidence import cited, declared, records, records_by, shown, without_knowledge

ROWS = pandas.DataFrame(
    {
        "line": ["a", "b", "a"],
        "year": pandas.array([2020, None, 2021], dtype="Int64"),
        "source_ids": ["one", "two;one", "two"],
        "confidence": ["sourced", "memory", "derived"],
    }
)


def test_general_knowledge_is_not_shown():
    """Rows from memory are left out; sourced and derived rows stay, in their order."""
    assert list(shown(ROWS)["confidence"]) == ["sourced", "derived"]


def test_general_knowledge_is_not_cited():
    """Its id is dropped wherever it stands in a cell; the others keep their order."""
    cells = pandas.Series(["general-knowledge;b;a", "b;general-knowledge", "general-knowledge"])
    assert list(without_knowledge(cells)) == ["b;a", "b", ""]


def test_works_are_cited_once():
    """Ids of several cells are joined, each once and sorted; an empty cell adds none."""
    assert cited("b;a", "a", None) == ["a", "b"]


def test_records_carry_citations():
    """A record has the names asked for, plain values, null for the unknown, and its works."""
    assert records(ROWS, {"of_year": "year"}) == [
        {"of_year": 2020, "source_ids": ["one"]},
        {"of_year": None, "source_ids": ["two", "one"]},
        {"of_year": 2021, "source_ids": ["two"]},
    ]


def test_records_are_grouped_by_id():
    """Each id gets the records of its rows, and an empty list when it has none."""
    groups = records_by(ROWS, "line", {"year": "year"}, ["a", "c"])
    assert [[record["year"] for record in group] for group in groups] == [[2020, 2021], []]


def test_only_declared_columns_are_published():
    """Columns of the table that no field names stay behind; the geometry stays."""
    frame = GeoDataFrame(
        {name: ["x"] for name in ("title", "name_en", "name_kk", "name_ru", "place", "source_ids")}
        | {"from_year": [2020], "to_year": [None]},
        geometry=[Point(50, 50)],
        crs="EPSG:4326",
    )
    columns = ["name_en", "name_kk", "name_ru", "place", "from_year", "to_year", "source_ids"]
    assert list(declared(frame, [Field("place", "Place")]).columns) == [*columns, "geometry"]


def test_columns_that_are_missing_are_left_to_the_checks():
    """A layer without years has none; any other column that is missing is named by `check`."""
    frame = GeoDataFrame({"name_en": ["x"]}, geometry=[Point(50, 50)], crs="EPSG:4326")
    assert list(declared(frame, [Field("place", "Place")]).columns) == ["name_en", "geometry"]
