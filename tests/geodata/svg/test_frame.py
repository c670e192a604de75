"""From degrees to paper: places, lines broken at the margin, rings cut along it."""

from geodata.maplibre.renderer import parts
from geodata.svg.frame import MARGIN_PX, Frame, path_data


def frame(lon: float = 60, lat: float = 50, zoom: float = 4) -> Frame:
    """A frame of 400 by 300 px around a place."""
    return Frame(*parts(lon, lat), zoom, 400, 300)


def line(*points: tuple[float, float]) -> dict:
    """A GeoJSON line."""
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def test_the_middle_is_in_the_middle_and_north_is_up():
    """The frame's place is its middle; a place to the north-east is right of it and above."""
    x, y = frame().place(60, 50)
    assert (round(x, 6), round(y, 6)) == (200, 150)
    x, y = frame().place(61, 51)
    assert x > 200
    assert y < 150


def test_what_is_elsewhere_has_no_place():
    """A place beyond the margin is not drawn, and neither is a line there."""
    assert frame().place(-100, 10) is None
    assert frame().lines(line((-100, 10), (-90, 10))) == []


def test_the_world_goes_on_beyond_the_antimeridian():
    """Around 180 degrees a place of the other hemisphere stands where it belongs."""
    pacific = frame(179, 60)
    x, _ = pacific.place(-179, 60)
    assert 200 < x < 400
    assert pacific.lines(line((-179, 60), (-178, 60)))


def test_a_line_is_broken_where_it_leaves():
    """A line that goes out and comes back is two pieces; its far points are left out."""
    out_and_back = line((60, 50), (61, 50), (120, 50), (120, 51), (61, 51), (60, 51))
    pieces = frame().lines(out_and_back)
    assert len(pieces) == 2
    assert all(len(piece) == 3 for piece in pieces)


def test_a_ring_is_cut_along_the_margin():
    """A land larger than the frame fills it, and no corner lies beyond the margin."""
    ring = [[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]
    (piece,) = frame().lines({"type": "Polygon", "coordinates": [ring]})
    xs, ys = zip(*piece, strict=True)
    assert (min(xs), max(xs)) == (-MARGIN_PX, 400 + MARGIN_PX)
    assert (min(ys), max(ys)) == (-MARGIN_PX, 300 + MARGIN_PX)


def test_points_closer_than_a_pixel_shows_are_left_out():
    """A thousand points within a pixel become two."""
    dense = line(*((60 + step / 1e6, 50) for step in range(1000)))
    assert [len(piece) for piece in frame().lines(dense)] == [2]


def test_path_data_names_each_piece():
    """A closed ring ends in Z, an open line does not."""
    assert path_data([[(0, 0), (1.25, 2)]]) == "M0.0 0.0L1.2 2.0"
    assert path_data([[(0, 0), (1, 2), (3, 3)]], is_closed=True).endswith("Z")
