"""Areas of charts: each mark is in one that a finger meets, and borders cut no mark."""

from pathlib import Path

import pytest

import geodata
from geodata.catalog import open_catalog
from webapp.charts import charts_of
from webapp.charts.frame import WIDTH
from webapp.charts.reach import LEAST, LEAST_SPOT, cells, shared, snug
from webapp.features import features_of

CATALOG = open_catalog(Path(geodata.__file__).parent / "published")


def test_every_area_is_one_that_a_finger_meets():
    """In all charts no area is below 24 px in the narrowest window, and none lies on another."""
    for layer in CATALOG:
        for feature in features_of(CATALOG, layer["id"]).values():
            for drawn in charts_of(layer, feature["properties"], None):
                for place, one in enumerate(drawn.targets):
                    where = (layer["id"], feature["id"], one)
                    assert min(one.width, one.height) >= LEAST - 0.01, where
                    assert one.x >= 0, where
                    assert one.x + one.width <= WIDTH + 0.01, where
                    assert not [o for o in drawn.targets[:place] if is_over(one, o)], where


def test_every_mark_lies_in_its_area():
    """In all charts each part is in one area, which holds its mark whole, and no other does."""
    for layer in CATALOG:
        for feature in features_of(CATALOG, layer["id"]).values():
            for drawn in charts_of(layer, feature["properties"], None):
                parts = [id(part) for column in drawn.columns for part in column.parts]
                met = [id(spot.part) for target in drawn.targets for spot in target.spots]
                assert sorted(parts) == sorted(met)
                for target in drawn.targets:
                    for spot in target.spots:
                        assert is_within(spot.part, target), (feature["id"], spot.part, target)
                        assert is_within(spot, target), (feature["id"], spot, target)
                        assert min(spot.width, spot.height) > 0, (feature["id"], spot)


def test_an_area_is_never_cut_through_a_mark():
    """A border is halfway, or as near as `least` lets it; marks that allow none share a cell."""
    assert cells([(10, 20), (60, 70)], 0, 100, 30) == [([0], (0, 40)), ([1], (40, 100))]
    assert cells([(10, 20), (40, 90)], 0, 100, 35) == [([0], (0, 35)), ([1], (35, 100))]
    assert cells([(10, 20), (25, 90)], 0, 100, 30) == [([0, 1], (0, 100))]
    assert cells([(50, 70), (0, 50), (60, 90)], 0, 100, 30) == [([1], (0, 50)), ([0, 2], (50, 100))]
    assert cells([], 0, 100, 30) == []


def test_an_area_is_not_much_wider_than_its_marks():
    """It is as wide as they are, or `least`, and stays in its cell."""
    assert snug([(10, 20), (30, 60)], (0, 100), 30) == (10, 60)
    assert snug([(40, 50)], (0, 100), 30) == (30, 60)
    assert snug([(0, 10)], (0, 100), 30) == (0, 30)
    assert snug([(90, 100)], (50, 100), 30) == (70, 100)


def test_marks_on_each_other_can_each_be_met():
    """Borders lie halfway; where marks are nearer than a pointer can tell, each gets some room."""
    assert shared([80, 20], 0, 100) == [(50, 50), (0, 50)]
    close = shared([99.9, 99.8, 99.7], 0, 100)
    assert all(length >= LEAST_SPOT for _, length in close)
    assert sum(length for _, length in close) == pytest.approx(100)


def is_over(one, other):
    """Whether two areas have more than an edge in common."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return min(across, down) > 0.02


def is_within(one, other):
    """Whether one area has no part outside of another; positions are rounded."""
    return (
        one.x >= other.x - 0.02
        and one.y >= other.y - 0.02
        and one.x + one.width <= other.x + other.width + 0.02
        and one.y + one.height <= other.y + other.height + 0.02
    )
