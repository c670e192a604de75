"""Stretches of lines in the tiles: which there are, where they run, what they keep."""

import pytest

from geodata.stretches import AT_SEA, IN_RUSSIA, ON_LAND, between, meaning_of, tile_features

LAYER = {"id": "lines", "style": {}}
POINTS = [[0, 0], [1, 0], [2, 0], [3, 0], [4, 0]]


def made(**properties) -> dict:
    """One line of five points, as tiles have it: the features by vector layer."""
    geometry = {"type": "LineString", "coordinates": POINTS}
    feature = {"type": "Feature", "id": "one", "geometry": geometry, "properties": properties}
    return dict(tile_features([feature], LAYER))


def test_a_line_on_land_is_there_once():
    """Without stretches a line is one feature and says nothing of the sea."""
    features = made(name="One", sea_ranges=[], russia_ranges=[])
    assert list(features) == ["lines"]
    assert features["lines"]["properties"] == {"id": "one", "name": "One"}


def test_a_collection_of_geometries_is_there_once():
    """What is no line, and has no coordinates of its own, has no stretches."""
    geometry = {
        "type": "GeometryCollection",
        "geometries": [{"type": "Point", "coordinates": [0, 0]}],
    }
    feature = {"type": "Feature", "id": "many", "geometry": geometry, "properties": {}}
    assert [name for name, _ in tile_features([feature], LAYER)] == ["lines"]


def test_stretches_are_between_their_vertices():
    """A line is there whole, and again where it is in Russia, on land and at sea."""
    features = made(russia_ranges=[[0, 1]], sea_ranges=[[1, 3]])
    runs = {name: one["geometry"]["coordinates"] for name, one in features.items()}
    assert runs == {
        "lines": POINTS,
        "lines" + IN_RUSSIA: [POINTS[:2]],
        "lines" + AT_SEA: [POINTS[1:4]],
        "lines" + ON_LAND: [POINTS[:2], POINTS[3:]],
    }


def test_stretches_keep_what_their_line_says():
    """Each stretch has the properties of its line, so that it is drawn and asked like it."""
    features = made(name="One", sea_ranges=[[1, 3]])
    assert {one["properties"]["name"] for one in features.values()} == {"One"}
    assert all(one["properties"]["is_partly_at_sea"] for one in features.values())


@pytest.mark.parametrize(
    ("ranges", "left"),
    [
        ([[0, 4]], []),
        ([[0, 2]], [[2, 4]]),
        ([[2, 4]], [[0, 2]]),
        ([[1, 2], [2, 3]], [[0, 1], [3, 4]]),
    ],
)
def test_what_ranges_leave(ranges, left):
    """The rest of a line has no stretches without length."""
    assert between(ranges, 4) == left


def test_a_name_tells_its_layer():
    """The name of a vector layer says which layer's stretches it has; others have no meaning."""
    assert meaning_of("lines" + AT_SEA) == ("lines", "the parts at sea")
    assert meaning_of("lines") is None
