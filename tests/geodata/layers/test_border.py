"""The border as one line, and what is stated of it."""

import pandas
import pytest
from geopandas import GeoDataFrame
from shapely.geometry import LineString

from geodata.atlas import open_atlas
from geodata.layers.border import FACTS, LAYER, LENGTHS, facts, features, lengths
from geodata.publish import build
from geodata.source import open_source, read_table

FACT = {
    "fact": "land_border_length",
    "value": "100",
    "unit": "km",
    "year_or_date": "2020",
    "scope": "land",
    "note": None,
    "source_ids": "work",
    "confidence": "sourced",
}


def table(*rows):
    """Return a table of facts, each with some values changed."""
    return pandas.DataFrame([{"id": f"f{number}"} | FACT | row for number, row in enumerate(rows)])


def test_lengths_are_sorted_by_what_they_count():
    """Land, sea and total apart, each from the longest, miles compared as kilometres."""
    rows = lengths(
        table(
            {"fact": "total_border_length", "value": "7000"},
            {"value": "100"},
            {"value": "4750", "unit": "miles"},
            {"fact": "sea_border_length", "value": "85.8"},
        )
    )
    assert list(zip(rows["part"], rows["value"], strict=True)) == [
        ("land", 4750.0),
        ("land", 100.0),
        ("sea", 85.8),
        ("total", 7000.0),
    ]


def test_remembered_lengths_are_left_out():
    """A length from memory is not shown."""
    assert lengths(table({"confidence": "memory"})).empty


def test_lengths_measured_on_a_map_are_left_out():
    """The atlas's own measurement is in the table of sources and never shown."""
    stated = read_table(open_source(open_atlas().sources, "border_facts"))
    assert "land-border-length-natural-earth" in set(stated["id"])
    assert 6648 not in set(lengths(stated)["value"])
    assert {7644, 4750, 6846, 7512.8, 7598.6} < set(lengths(stated)["value"])


def test_facts_follow_the_order_of_the_layer():
    """Treaties come first, crossings later; lengths are not among them."""
    rows = facts(table({"fact": "road_checkpoints_with_russia"}, {"fact": "treaty_signed"}, {}))
    assert list(rows["fact"]) == ["treaty_signed", "road_checkpoints_with_russia"]


def test_every_fact_has_a_title():
    """The table of sources has no fact that the layer does not know."""
    stated = read_table(open_source(open_atlas().sources, "border_facts"))
    assert set(stated["fact"]) <= set(LENGTHS) | {name for name, _ in FACTS}


def test_the_border_is_one_feature():
    """Stretches that meet are joined, and lengths and facts come with their works."""
    stretches = GeoDataFrame(
        geometry=[LineString([(50, 50), (51, 50)]), LineString([(51, 50), (52, 50)])],
        crs="EPSG:4326",
    )
    frame = features(stretches, table({}, {"fact": "treaty_signed", "source_ids": "treaty"}))
    assert list(frame.index) == ["kz-ru"]
    assert frame.geometry["kz-ru"].length == pytest.approx(2)
    assert frame.geometry["kz-ru"].geom_type == "LineString"
    assert frame["source_ids"]["kz-ru"] == ["treaty", "work"]
    assert [record["value"] for record in frame["lengths"]["kz-ru"]] == [100]


def test_the_border_runs_from_the_caspian_to_the_altai():
    """The line of the sources begins at the Volga delta and ends near the Altai."""
    border = build(open_atlas(), LAYER)
    west, south, east, north = border.geometry["kz-ru"].bounds
    assert (west, east) == pytest.approx((46.5, 87.3), abs=0.3)
    assert (south, north) == pytest.approx((46.2, 55.4), abs=0.3)
    assert not any("general-knowledge" in ids for ids in border["source_ids"])
