"""In very large layers crowded points are merged, and it is said how many they were."""

import random

import pytest

from geodata.generalise import mercator
from geodata.merging import CELLS, COUNT, merge_points

MAX_ZOOM = 10


def points(*places: tuple[float, float], **common) -> list[dict]:
    """Point features with an id each and some properties that all share."""
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(place)},
            "properties": {"id": f"p{number}", **common},
        }
        for number, place in enumerate(places)
    ]


def scattered(count: int) -> list[dict]:
    """Points over Kazakhstan, more of them in one city."""
    chance = random.Random(5)
    spread = [(chance.uniform(47, 87), chance.uniform(41, 55)) for _ in range(count)]
    city = [(chance.gauss(76.9, 0.1), chance.gauss(43.2, 0.1)) for _ in range(count)]
    return points(*spread, *city)


def at_zoom(features: list[dict], zoom: int) -> list[dict]:
    """Those that are drawn at a zoom."""
    limits = [feature["tippecanoe"] for feature in features]
    inside = [limit["minzoom"] <= zoom <= limit["maxzoom"] for limit in limits]
    return [feature for feature, is_in in zip(features, inside, strict=True) if is_in]


@pytest.mark.parametrize("zoom", range(MAX_ZOOM + 1))
def test_the_counts_of_each_zoom_add_up(zoom):
    """No point is lost and none counted twice: the counts of a zoom are the number of points."""
    drawn = at_zoom(list(merge_points(scattered(400), MAX_ZOOM)), zoom)
    assert sum(feature["properties"].get(COUNT, 1) for feature in drawn) == 800


@pytest.mark.parametrize("zoom", range(MAX_ZOOM))
def test_each_cell_holds_one_point_at_most(zoom):
    """A tile has 128 by 128 cells, and no more points than cells."""
    across = CELLS << zoom
    cells = set()
    drawn = at_zoom(list(merge_points(scattered(400), MAX_ZOOM)), zoom)
    for feature in drawn:
        x, y = mercator(*feature["geometry"]["coordinates"])
        cells.add((int(x * across), int(y * across)))
    assert len(cells) == len(drawn)


def test_at_the_last_zoom_every_point_is_itself():
    """At the deepest zoom all ids are there, at their own places."""
    given = scattered(400)
    drawn = at_zoom(list(merge_points(given, MAX_ZOOM)), MAX_ZOOM)
    places = {one["properties"]["id"]: one["geometry"]["coordinates"] for one in drawn}
    assert len(drawn) == len(places) == len(given)
    for one in given:
        assert places[one["properties"]["id"]] == pytest.approx(one["geometry"]["coordinates"])


def test_a_merged_point_keeps_what_all_have_in_common():
    """Shared values stay, so that the colour may be right; ids and what differs go."""
    close = points((70, 50), (70.001, 50), kind="well", is_open=True)
    close[1]["properties"]["is_open"] = False
    first = at_zoom(list(merge_points(close, MAX_ZOOM)), 0)
    assert [one["properties"] for one in first] == [{COUNT: 2, "kind": "well"}]


def test_a_merged_point_is_in_the_middle():
    """The place of a merged point is the mean of those it stands for."""
    crowd = points((70, 0), (70.001, 0), (70.002, 0))
    (merged,) = at_zoom(list(merge_points(crowd, MAX_ZOOM)), 0)
    assert merged["geometry"]["coordinates"] == pytest.approx([70.001, 0])


def test_a_point_alone_is_never_changed():
    """Who has a cell to himself keeps id and properties from zoom 0."""
    (alone,) = merge_points(points((70, 50), kind="well"), MAX_ZOOM)
    assert alone["properties"] == {"id": "p0", "kind": "well"}
    assert alone["tippecanoe"] == {"minzoom": 0, "maxzoom": MAX_ZOOM}


def test_points_at_one_place_part_at_the_last_zoom_only():
    """Twins are one point with a count until the deepest zoom."""
    twins = list(merge_points(points((70, 50), (70, 50)), MAX_ZOOM))
    assert [len(at_zoom(twins, zoom)) for zoom in range(MAX_ZOOM + 1)] == [1] * 10 + [2]


def test_no_points_give_nothing():
    """An empty layer stays empty."""
    assert list(merge_points([], MAX_ZOOM)) == []
