"""A piece of the world on paper: from degrees to pixels, and lines cut to what is seen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geodata.maplibre.renderer import parts

MARGIN_PX = 40
LEAST_STEP_PX = 0.6
MOST_LAT = 85.05
Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """A window of width by height px on a Web Mercator world of 512 px times 2 to the `zoom`.

    `x` and `y` are its middle in parts of the world's width.
    """

    x: float
    y: float
    zoom: float
    width: int
    height: int

    @property
    def world_px(self) -> float:
        """How wide the whole world would be."""
        return 512 * 2**self.zoom

    def place(self, lon: float, lat: float) -> Point | None:
        """A point in px from the top left corner, or None outside the frame and its margin."""
        return next((p for p in self._copies(*self._point(lon, lat)) if self._holds(p)), None)

    def lines(self, geometry: dict[str, Any]) -> list[list[Point]]:
        """The pieces of a geometry's lines or rings that are seen, thinned to what pixels show.

        Rings are cut along the margin and stay closed; lines are broken where they leave it.
        """
        is_area = geometry["type"].endswith("Polygon")
        cut = self._ring if is_area else self._runs
        return [
            piece
            for line in _lines_of(geometry)
            for shifted in self._shifted([self._point(*point[:2]) for point in line])
            for piece in cut(_thinned(shifted))
        ]

    def _point(self, lon: float, lat: float) -> Point:
        x, y = parts(lon, max(-MOST_LAT, min(MOST_LAT, lat)))
        world = self.world_px
        return (x - self.x) * world + self.width / 2, (y - self.y) * world + self.height / 2

    def _copies(self, x: float, y: float) -> Iterator[Point]:
        return ((x + turn * self.world_px, y) for turn in (0, -1, 1))

    def _shifted(self, line: list[Point]) -> Iterator[list[Point]]:
        """The line as often as the world is repeated in the frame, where it can be seen at all."""
        xs, ys = zip(*line, strict=True)
        if min(ys) > self.height + MARGIN_PX or max(ys) < -MARGIN_PX:
            return
        for turn in (0, -1, 1):
            shift = turn * self.world_px
            if min(xs) + shift <= self.width + MARGIN_PX and max(xs) + shift >= -MARGIN_PX:
                yield [(x + shift, y) for x, y in line]

    def _holds(self, point: Point) -> bool:
        x, y = point
        return -MARGIN_PX <= x <= self.width + MARGIN_PX and -MARGIN_PX <= y <= (
            self.height + MARGIN_PX
        )

    def _runs(self, line: list[Point]) -> Iterator[list[Point]]:
        run: list[Point] = []
        for start, end in pairwise(line):
            if self._may_cross(start, end):
                run = [*run, end] if run else [start, end]
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _may_cross(self, start: Point, end: Point) -> bool:
        (x1, y1), (x2, y2) = start, end
        return (
            max(x1, x2) >= -MARGIN_PX
            and min(x1, x2) <= self.width + MARGIN_PX
            and max(y1, y2) >= -MARGIN_PX
            and min(y1, y2) <= self.height + MARGIN_PX
        )

    def _ring(self, ring: list[Point]) -> Iterator[list[Point]]:
        """Sutherland and Hodgman (1974): cut along one side of the margin after the other."""
        sides = (
            (0, -MARGIN_PX, 1),
            (0, self.width + MARGIN_PX, -1),
            (1, -MARGIN_PX, 1),
            (1, self.height + MARGIN_PX, -1),
        )
        for axis, limit, sign in sides:
            ring = list(_cut(ring, axis, limit, sign))
        if len(ring) > 2:
            yield ring


def path_data(pieces: Iterable[list[Point]], *, is_closed: bool = False) -> str:
    """SVG path data of some lines or rings, in px with one decimal."""
    end = "Z" if is_closed else ""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece) + end for piece in pieces if piece
    )


def _lines_of(geometry: dict[str, Any]) -> list[list[list[float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        return [coordinates]
    if kind == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    return coordinates


def _thinned(line: list[Point]) -> list[Point]:
    kept = [line[0]]
    for point in line[1:-1]:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= LEAST_STEP_PX:
            kept.append(point)
    return [*kept, line[-1]]


def _cut(ring: list[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    for start, end in zip([*ring[-1:], *ring], ring, strict=False):
        is_from, is_to = ((p[axis] - limit) * sign >= 0 for p in (start, end))
        if is_from != is_to:
            part = (limit - start[axis]) / (end[axis] - start[axis])
            yield (
                start[0] + part * (end[0] - start[0]),
                start[1] + part * (end[1] - start[1]),
            )
        if is_to:
            yield end
