"""Keep every feature at every zoom: what is too small for the grid becomes a mark.

A tile has 2,048 units across, a quarter of a pixel each, and 4,096 at the largest zoom, which is
stretched for all closer views. A line or polygon smaller than two units would round to nothing and
vanish; at those zooms it is drawn as a short stroke or a small square at its place instead. A
polygon that is long enough but thinner than that gets such a square besides itself.
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

DETAIL, FULL_DETAIL = 11, 12  # bits of a tile's grid below the largest zoom, and at it
LEAST_UNITS = 2
MAX_LATITUDE = 85.0511287798066
LAST_LATITUDE = 85.051  # a point on the edge itself would be in no tile


def by_zoom(feature: dict[str, Any], max_zoom: int) -> Iterator[dict[str, Any]]:
    """Yield a feature for tippecanoe: a mark for each zoom where it is too small, then itself.

    Points, and features large enough from zoom 0, come once, as they are; a point nearer to a pole
    than the map reaches comes to its edge.
    """
    geometry = feature["geometry"]
    if geometry["type"].endswith("Point"):
        yield feature | {"geometry": geometry | {"coordinates": _on_map(geometry["coordinates"])}}
        return
    part = max(_parts(geometry), key=lambda part: _size(_box(part[0])))
    box = _box(part[0])
    first = _first_zoom(_size(box), max_zoom)
    for zoom in range(first):
        mark = _mark(geometry["type"], box, units_across(zoom, max_zoom))
        yield _at(feature, zoom, zoom) | {"geometry": mark}
    whole = first
    if geometry["type"].endswith("Polygon"):
        whole = max(first, _first_zoom(_width(part), max_zoom))
    for zoom in range(first, whole):
        thickened = _with_mark(geometry, part, units_across(zoom, max_zoom))
        yield _at(feature, zoom, zoom) | {"geometry": thickened}
    if whole == 0:
        yield feature
    elif whole <= max_zoom:
        yield _at(feature, whole, max_zoom)


def units_across(zoom: int, max_zoom: int) -> int:
    """Units of the tiles' grid across the world's width at a zoom."""
    return 1 << (zoom + (FULL_DETAIL if zoom == max_zoom else DETAIL))


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator in parts of the world's width: x grows east, y grows south, both 0 to 1."""
    lat = max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))
    sine = math.sin(math.radians(lat))
    return lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def lonlat(x: float, y: float) -> list[float]:
    """Longitude and latitude in degrees of a place given as `mercator` does."""
    return [(x - 0.5) * 360, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))]


def _at(feature: dict[str, Any], first: int, last: int) -> dict[str, Any]:
    return feature | {"tippecanoe": {"minzoom": first, "maxzoom": last}}


def _on_map(coordinates: list) -> list:
    if isinstance(coordinates[0], list):
        return [_on_map(point) for point in coordinates]
    lon, lat = coordinates[:2]
    return [lon, max(-LAST_LATITUDE, min(LAST_LATITUDE, lat))]


def _first_zoom(size: float, max_zoom: int) -> int:
    """The first zoom at which a length, in parts of the world's width, has the least units.

    One more than the largest zoom when it has them nowhere.
    """
    zooms = range(max_zoom + 1)
    is_enough = (size * units_across(zoom, max_zoom) >= LEAST_UNITS for zoom in zooms)
    return next((zoom for zoom, enough in zip(zooms, is_enough, strict=True) if enough), len(zooms))


def _mark(kind: str, box: tuple[float, float, float, float], across: int) -> dict[str, Any]:
    half = LEAST_UNITS / across / 2 * 1.01
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if kind.endswith("LineString"):
        return {"type": "LineString", "coordinates": [lonlat(x - half, y), lonlat(x + half, y)]}
    corners = [(-half, half), (half, half), (half, -half), (-half, -half), (-half, half)]
    return {"type": "Polygon", "coordinates": [[lonlat(x + dx, y + dy) for dx, dy in corners]]}


def _with_mark(
    geometry: dict[str, Any], part: list[list[list[float]]], across: int
) -> dict[str, Any]:
    ring = part[0]
    x, y = mercator(*ring[len(ring) // 2][:2])
    square = _mark("Polygon", (x, y, x, y), across)["coordinates"]
    return {"type": "MultiPolygon", "coordinates": [*_parts(geometry), square]}


def _parts(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    """Lines, each as a list of one, or polygons, each as its rings."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        return [[coordinates]]
    if kind == "MultiLineString":
        return [[line] for line in coordinates]
    return [coordinates] if kind == "Polygon" else coordinates


def _box(points: list[list[float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*(mercator(point[0], point[1]) for point in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _size(box: tuple[float, float, float, float]) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _width(rings: list[list[list[float]]]) -> float:
    """How wide a polygon is on average: twice its area by the length of its rings."""
    area = length = 0.0
    for number, ring in enumerate(rings):
        steps = list(pairwise(mercator(point[0], point[1]) for point in ring))
        inside = abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in steps)) / 2
        area += -inside if number else inside
        length += sum(math.dist(*step) for step in steps)
    return 2 * area / length if length else 0
