"""Whether a shape of the map reaches into a box of degrees; its own bbox often says too much."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from webapp.query import Bbox

Position = tuple[float, float]
Box = tuple[float, float, float, float]


def is_within(geometry: dict[str, Any], bbox: Bbox) -> bool:
    """Whether any part of a GeoJSON geometry lies in a box, also in one across the antimeridian."""
    west, south, east, north = bbox
    if west > east:
        halves = ((west, south, 180.0, north), (-180.0, south, east, north))
        return any(_reaches(geometry, half) for half in halves)
    return _reaches(geometry, (west, south, east, north))


def _reaches(geometry: dict[str, Any], box: Box) -> bool:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return _holds(box, coordinates)
    lines = list(_lines(kind, coordinates))
    if any(_holds(box, point) for line in lines for point in line):
        return True
    if any(_crosses(one, other, box) for line in lines for one, other in pairwise(line)):
        return True
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return kind.endswith("Polygon") and _surrounds(lines, middle)


def _lines(kind: str, coordinates: Any) -> Iterator[list[Position]]:
    if kind == "LineString":
        yield coordinates
    elif kind in ("MultiLineString", "Polygon"):
        yield from coordinates
    elif kind == "MultiPolygon":
        for rings in coordinates:
            yield from rings
    elif kind == "MultiPoint":
        yield from ([point] for point in coordinates)


def _holds(box: Box, point: Position) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _crosses(one: Position, other: Position, box: Box) -> bool:
    """Whether a straight line passes through a box (Liang and Barsky 1984)."""
    enters, leaves = 0.0, 1.0
    for axis in (0, 1):
        step = other[axis] - one[axis]
        low, high = box[axis] - one[axis], box[axis + 2] - one[axis]
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        first, last = sorted((low / step, high / step))
        enters, leaves = max(enters, first), min(leaves, last)
    return enters <= leaves


def _surrounds(rings: list[list[Position]], point: Position) -> bool:
    """Whether a point lies inside an odd number of rings; holes take away again."""
    x, y = point
    crossings = sum(
        (one[1] > y) != (other[1] > y)
        and x < one[0] + (y - one[1]) / (other[1] - one[1]) * (other[0] - one[0])
        for ring in rings
        for one, other in pairwise(ring)
    )
    return crossings % 2 == 1
