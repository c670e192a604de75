"""Frames: what a map of a layer or of a feature is opened on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.catalog import open_catalog
from tests.webapp.test_translations import PUBLISHED
from webapp.atlas_map import START
from webapp.features import bounds, feature_of, features_of
from webapp.frames import around, of_feature, of_geometry, of_layer
from webapp.query import Bbox

CATALOG = open_catalog(PUBLISHED)
CLOSE_UP = [entry["id"] for entry in CATALOG if entry["style"].get("min_zoom")]
WIDE = [entry["id"] for entry in CATALOG if entry["id"] not in CLOSE_UP]


@pytest.mark.parametrize("layer_id", WIDE)
def test_the_frame_of_a_layer_has_most_of_it(layer_id):
    """Three of four features are in it, at least in part, and so is where the map begins."""
    frame = of_layer(CATALOG, layer_id, (720, 480))
    features = features_of(CATALOG, layer_id).values()
    seen = [frame.meets(of_geometry(one["geometry"])) for one in features]
    assert sum(seen) >= 0.75 * len(seen)
    start = Bbox(*START)
    assert frame.west <= start.west < start.east <= frame.east
    assert frame.south <= start.south < start.north <= frame.north


def test_a_layer_of_this_region_is_framed_where_the_map_begins():
    """Pictures of most layers can be laid beside each other; partners overseas need more room."""
    assert of_layer(CATALOG, "oil-pipelines", (720, 480)) == Bbox(*START)
    assert of_layer(CATALOG, "trade-partners", (720, 480)).west < START[0] - 20


@pytest.mark.parametrize("layer_id", CLOSE_UP)
def test_a_layer_only_drawn_close_up_is_framed_close_up(layer_id):
    """Its frame is a part of where the map begins, and less of it in a smaller window."""
    wide, narrow = (of_layer(CATALOG, layer_id, size) for size in ((720, 480), (360, 300)))
    assert START[0] < wide.west < narrow.west < narrow.east < wide.east < START[2]


@pytest.mark.parametrize("partner", ["USA", "RUS", "CHN", "DEU"])
def test_the_frame_of_a_partner_has_kazakhstan_too(partner):
    """Trade is between two places; both are seen."""
    frame = of_feature(CATALOG, "trade-partners", partner)
    lon, lat = feature_of(CATALOG, "trade-partners", partner)["geometry"]["coordinates"]
    for x, y in ((lon, lat), (71.4, 51.2)):
        assert frame.west < x < frame.east
        assert frame.south < y < frame.north


def test_the_frame_of_a_city_is_close():
    """What is not about two places is seen with what is near."""
    frame = of_feature(CATALOG, "northern-cities", "KZ-59-petropavl")
    assert frame.east - frame.west < 5


def test_a_frame_crosses_the_antimeridian_where_that_is_narrower():
    """Russia's frame does not go around the world; others are their plain bounds."""
    russia = of_geometry(feature_of(CATALOG, "memberships", "RUS")["geometry"])
    assert 0 < russia.west < 30
    assert -175 < russia.east < -160
    kazakhstan = feature_of(CATALOG, "memberships", "KAZ")["geometry"]
    assert of_geometry(kazakhstan) == bounds(kazakhstan)


def test_the_frame_of_the_whole_world_is_the_whole_world():
    """A line around it has no half of the world to itself, and is not cut."""
    line = {"type": "LineString", "coordinates": [[lon, 0] for lon in range(-180, 181, 30)]}
    assert of_geometry(line) == bounds(line)


@given(
    st.tuples(st.floats(-180, 180), st.floats(-85, 85)),
    st.tuples(st.floats(0, 40), st.floats(0, 40)),
)
def test_the_box_around_a_feature_holds_it(corner, size):
    """However small or large, a feature is inside its box, and the box is on the map."""
    west, south = corner
    box = Bbox(west, south, min(west + size[0], 180), min(south + size[1], 85))
    found = around(box)
    assert found.west <= box[0] <= box[2] <= found.east
    assert found.south <= box[1] <= box[3] <= found.north
    assert Bbox(-180, -85, 180, 85).meets(found)
