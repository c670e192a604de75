"""Rows of the sources have names, and published figures refer to them."""

import json

import pandas
import pytest

from geodata.atlas import open_atlas
from geodata.rows import joined, listed, row_names
from geodata.validation.origins import published_rows, references

PUBLISHED = open_atlas().published


def test_a_row_is_called_by_its_key():
    """Parts of the key are joined by dashes; empty ones are left out, other signs are dashes."""
    keys = [("KZ-59-petropavl", 2021, "article", "russian"), ("cpc", pandas.NA, "shipped; a"), ()]
    assert row_names(keys[:2]) == ["KZ-59-petropavl-2021-article-russian", "cpc-shipped-a"]


def test_long_names_are_cut_where_they_stay_unique():
    """Names longer than 80 characters are cut, unless two would fall together."""
    assert row_names([("a" * 100,), ("b",)]) == ["a" * 80, "b"]
    assert row_names([("a" * 90 + "x",), ("a" * 90 + "y",)]) == ["a" * 90 + "x", "a" * 90 + "y"]


def test_names_that_fall_together_are_numbered():
    """Keys that differ only in signs get a number, in their order."""
    assert row_names([("a b",), ("a-b",)]) == ["a-b", "a-b-2"]


def test_references_are_joined_once():
    """Cells of several rows become one, each reference once; missing cells add nothing."""
    assert joined(["t/a;t/b", None, "t/b;t/c"]) == "t/a;t/b;t/c"
    assert listed("t/a;t/b;t/a") == ["t/a", "t/b"]
    assert listed(["t/a"]) == ["t/a"]


@pytest.mark.parametrize("path", sorted(PUBLISHED.glob("*.geojson")), ids=lambda path: path.stem)
def test_every_figure_leads_to_published_rows(path):
    """Every record refers to at least one row, and every reference to a row that is published."""
    known = set(published_rows(PUBLISHED))
    for feature in json.loads(path.read_bytes())["features"]:
        assert set(references(feature)) <= known, feature["id"]
        for name, value in feature["properties"].items():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                assert all(record["rows"] for record in value), (feature["id"], name)
