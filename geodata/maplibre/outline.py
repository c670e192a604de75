"""A symbol's SVG path as polygons."""

from functools import cache

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from geodata.style import SYMBOLS

STEPS = 12  # straight pieces per curve
Point = tuple[float, float]


@cache
def outline(symbol: str) -> tuple[tuple[Point, ...], ...]:
    """The closed rings of a symbol, in its box of 16 by 16; overlaps are holes (even-odd)."""
    pen = RecordingPen()
    parse_path(SYMBOLS[symbol], pen)
    rings: list[list[Point]] = []
    for command, points in pen.value:
        if command == "moveTo":
            rings.append([points[0]])
        elif command == "lineTo":
            rings[-1].append(points[0])
        elif command == "curveTo":
            rings[-1].extend(_curve(rings[-1][-1], *points))
    return tuple(tuple(ring) for ring in rings)


def _curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """A cubic Bézier curve as points, its start left out."""
    points = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        corners = (start, first, second, end)
        points.append(
            tuple(
                sum(w * corner[axis] for w, corner in zip(weights, corners, strict=True))
                for axis in (0, 1)
            )
        )
    return points
