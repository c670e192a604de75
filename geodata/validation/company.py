"""Points among those they belong to: on their line, or near the points of another source.

Latitude before longitude is found even inside the right bbox and country, because such a point
comes much closer to its company when turned round. Distances are in degrees.
"""

import csv
import io
import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

import shapely

BETTER = 2  # times closer when turned round
WORTH_DEGREE = 0.05  # less is within the accuracy of many positions

Point = tuple[float, float]


def on_line(lines: Sequence[Hashable], points: Sequence[Point | None]) -> list[list[Point]]:
    """For each point the two next to it on its line, which is in the order of the rows.

    `lines` has the line of each point. At an end, both are on one side, so that one wrong point
    does not put its neighbour in doubt. A line of fewer than three points says nothing.
    """
    members = defaultdict(list)
    for index, (line, point) in enumerate(zip(lines, points, strict=True)):
        if point is not None:
            members[line].append(index)
    around: list[list[Point]] = [[] for _ in points]
    for line in (line for line in members.values() if len(line) > 2):
        for place, index in enumerate(line):
            first = min(max(place - 1, 0), len(line) - 3)
            around[index] = [points[other] for other in line[first : first + 3] if other != index]
    return around


def line_fault(point: Point, around: Sequence[Point]) -> tuple[str, str] | None:
    """Rule and message when a point is much closer to its neighbours on the line turned round."""
    own, turned = (sum(math.dist(one, other) for other in around) for one in (point, point[::-1]))
    return _fault(point, "its neighbours on the line", own, turned)


def near_fault(point: Point, others: shapely.MultiPoint) -> tuple[str, str] | None:
    """Rule and message when a point is much closer to the nearest of `others` turned round."""
    own, turned = (others.distance(shapely.Point(one)) for one in (point, point[::-1]))
    return _fault(point, "the points it belongs to", own, turned)


def points_of(path: Path) -> shapely.MultiPoint:
    """The positions of a table with `lon` and `lat`, read as leniently as possible."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, ValueError, csv.Error):
        rows = []
    points = (point_of(row.get("lon"), row.get("lat")) for row in rows)
    return shapely.MultiPoint([point for point in points if point is not None])


def point_of(lon: str | None, lat: str | None) -> Point | None:
    """Two cells as a point; None when they are no finite numbers."""
    try:
        point = float(lon or ""), float(lat or "")
    except ValueError:
        return None
    return point if all(map(math.isfinite, point)) else None


def _fault(point: Point, company: str, own: float, turned: float) -> tuple[str, str] | None:
    if not (turned * BETTER < own and own - turned > WORTH_DEGREE):
        return None
    where = "lon {:g}, lat {:g}".format(*point)
    message = f"Points must be close to {company}; got {where}, {own:.2f} degrees away"
    message += f" and {turned:.2f} when longitude and latitude are swapped, as they probably are."
    return "lon-lat-swapped", message
