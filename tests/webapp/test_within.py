"""Shapes in a box: what reaches into it, and what only its own bbox would say so of."""

import pytest

from webapp.query import Bbox
from webapp.within import is_within

BOX = Bbox(0, 0, 10, 10)
AROUND = [[-20, -20], [30, -20], [30, 30], [-20, 30], [-20, -20]]
HOLE = [[-5, -5], [15, -5], [15, 15], [-5, 15], [-5, -5]]


@pytest.mark.parametrize(
    ("kind", "coordinates", "expected"),
    [
        ("Point", [0, 10], True),
        ("Point", [10.1, 5], False),
        ("LineString", [[-5, 5], [15, 5]], True),
        ("LineString", [[-5, 0], [0, -5]], False),
        ("LineString", [[5, -9], [5, -1]], False),
        ("MultiLineString", [[[20, 20], [21, 21]], [[5, 5], [50, 50]]], True),
        ("Polygon", [AROUND], True),
        ("Polygon", [AROUND, HOLE], False),
        ("MultiPolygon", [[[[20, 20], [21, 20], [21, 21], [20, 20]]], [AROUND]], True),
    ],
)
def test_a_shape_is_in_the_box_where_a_part_of_it_is(kind, coordinates, expected):
    """Edges count, lines that pass through and areas all around count, corners cut by do not."""
    assert is_within({"type": kind, "coordinates": coordinates}, BOX) is expected


def test_a_box_goes_across_the_antimeridian():
    """West greater than east is one box of two halves."""
    box = Bbox(170, -10, -170, 10)
    found = [is_within({"type": "Point", "coordinates": [lon, 0]}, box) for lon in (175, -175, 0)]
    assert found == [True, True, False]
