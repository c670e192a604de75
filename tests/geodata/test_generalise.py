"""What is too small for the grid of a tile is drawn as a mark, so that nothing vanishes."""

from itertools import pairwise

import pytest

from geodata.generalise import LEAST_UNITS, by_zoom, lonlat, mercator, units_across
from tests.conformance.made_up_layers import line, point, polygon, square

MAX_ZOOM = 10


def feature(geometry: dict) -> dict:
    """A feature with an id and one property."""
    return {"type": "Feature", "geometry": geometry, "properties": {"id": "a", "kind": "b"}}


def zooms(variant: dict) -> range:
    """The zooms at which a variant is drawn."""
    limits = variant.get("tippecanoe", {"minzoom": 0, "maxzoom": MAX_ZOOM})
    return range(limits["minzoom"], limits["maxzoom"] + 1)


def units(geometry: dict, zoom: int) -> tuple[float, float]:
    """Width and height of a line or of a polygon's first ring, in units of a tile's grid."""
    ring = geometry["coordinates"]
    ring = ring if geometry["type"] == "LineString" else ring[0]
    xs, ys = zip(*(mercator(*place) for place in ring), strict=True)
    across = units_across(zoom, MAX_ZOOM)
    return (max(xs) - min(xs)) * across, (max(ys) - min(ys)) * across


SMALL = {
    "garden": polygon(square(50.5, 48.5, 0.0005)),
    "speck": polygon(square(50.5, 48.5, 0.00001)),
    "canal": polygon(square(50.1, 50.5, 2, 0.00004)),
    "moat": polygon(square(53.5, 48.5, 1), square(53.50001, 48.50001, 0.99998)),
    "footbridge": line([51.3, 49.5], [51.30001, 49.5]),
    "nowhere": line([52, 50], [52, 50]),
    "country": polygon(square(50, 40, 30)),
    "river": line([50, 40], [80, 60]),
    "place": point(50, 50),
}


@pytest.mark.parametrize("geometry", SMALL.values(), ids=SMALL)
def test_every_zoom_has_exactly_one_variant(geometry):
    """The variants of a feature share the zooms among themselves, none left out, none twice."""
    covered = [zoom for variant in by_zoom(feature(geometry), MAX_ZOOM) for zoom in zooms(variant)]
    assert covered == list(range(MAX_ZOOM + 1))


@pytest.mark.parametrize("geometry", SMALL.values(), ids=SMALL)
def test_a_variant_keeps_the_properties(geometry):
    """Marks carry the same properties as the feature that they stand for."""
    for variant in by_zoom(feature(geometry), MAX_ZOOM):
        assert variant["properties"] == {"id": "a", "kind": "b"}


@pytest.mark.parametrize("name", ["garden", "speck", "footbridge", "nowhere"])
def test_what_is_smaller_than_two_units_becomes_a_mark_of_two_units(name):
    """A mark is as large at its zoom as the smallest thing that is drawn as it is."""
    kind = SMALL[name]["type"]
    for variant in by_zoom(feature(SMALL[name]), MAX_ZOOM):
        zoom = zooms(variant)[0]
        is_large = max(units(SMALL[name], zoom)) >= LEAST_UNITS
        is_mark = variant["geometry"]["type"] == kind and variant["geometry"] is not SMALL[name]
        assert is_mark != is_large
        if is_mark:
            assert max(units(variant["geometry"], zoom)) == pytest.approx(LEAST_UNITS, rel=0.02)


def test_a_mark_is_where_the_feature_is():
    """The middle of a mark is the middle of the feature, or of its largest part."""
    parts = [[square(60, 50, 0.00002)], [square(50, 40, 0.0002)]]
    islands = {"type": "MultiPolygon", "coordinates": parts}
    mark = next(by_zoom(feature(islands), MAX_ZOOM))
    lons, lats = zip(*mark["geometry"]["coordinates"][0], strict=True)
    assert (min(lons) + max(lons)) / 2 == pytest.approx(50.0001)
    assert (min(lats) + max(lats)) / 2 == pytest.approx(40.0001, abs=0.001)


@pytest.mark.parametrize("name", ["canal", "moat"])
def test_a_thin_polygon_keeps_its_shape_and_gets_a_square(name):
    """Where a long polygon is thinner than the grid, a square on it keeps it from vanishing."""
    shape = SMALL[name]["coordinates"]
    for variant in by_zoom(feature(SMALL[name]), MAX_ZOOM):
        *kept, extra = variant["geometry"]["coordinates"]
        assert kept == [shape]
        (zoom,) = zooms(variant)
        mark = {"type": "Polygon", "coordinates": extra}
        assert max(units(mark, zoom)) == pytest.approx(LEAST_UNITS, rel=0.02)


@pytest.mark.parametrize("name", ["country", "river"])
def test_what_is_large_comes_once_as_it_is(name):
    """Features that the first zoom can show are not touched."""
    one = feature(SMALL[name])
    assert list(by_zoom(one, MAX_ZOOM)) == [one]


def test_rings_of_a_mark_are_closed_and_counter_clockwise():
    """A mark follows RFC 7946 as published polygons do."""
    ring = next(by_zoom(feature(SMALL["speck"]), MAX_ZOOM))["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring)) > 0


@pytest.mark.parametrize(("lat", "expected"), [(90, 85.051), (-89, -85.051), (60, 60)])
def test_points_beyond_the_map_come_to_its_edge(lat, expected):
    """Web Mercator ends before the poles; a point there is shown at the edge."""
    (one,) = by_zoom(feature(point(30, lat)), MAX_ZOOM)
    assert one["geometry"]["coordinates"] == [30, expected]
    several = {"type": "MultiPoint", "coordinates": [[30, lat], [31, 0]]}
    (many,) = by_zoom(feature(several), MAX_ZOOM)
    assert many["geometry"]["coordinates"] == [[30, expected], [31, 0]]


@pytest.mark.parametrize("place", [(0, 0), (-180, 85), (180, -85), (66.9, 48.0), (1e-9, -1e-9)])
def test_mercator_and_back_is_the_same_place(place):
    """Degrees to the map and back agree to less than a millimetre."""
    assert lonlat(*mercator(*place)) == pytest.approx(place, abs=1e-9)


def test_the_map_is_a_square_with_the_origin_at_the_upper_left():
    """Longitude -180 at latitude 85.05 is 0, 0; the other end 1, 1."""
    assert mercator(-180, 85.0511287798066) == pytest.approx((0, 0), abs=1e-12)
    assert mercator(180, -90) == pytest.approx((1, 1), abs=1e-12)
