"""Keep every feature at every zoom: what is too small for the grid becomes a mark.

A tile has 4,096 units across. A line or polygon smaller than two units would round to nothing and
vanish; at those zooms it is drawn as a short stroke or a small square at its place instead.
"""

import math
from collections.abc import Iterator
from typing import Any

UNITS = 4096
LEAST_UNITS = 2
MAX_LATITUDE = 85.0511287798066


def by_zoom(feature: dict[str, Any], max_zoom: int) -> Iterator[dict[str, Any]]:
    """Yield a feature for tippecanoe: a mark for each zoom where it is too small, then itself.

    Points, and features large enough from zoom 0, come once, as they are.
    """
    geometry = feature["geometry"]
    if geometry["type"].endswith("Point"):
        yield feature
        return
    box = _largest_part(geometry)
    first = _first_zoom(box)
    for zoom in range(min(first, max_zoom + 1)):
        yield feature | {
            "geometry": _mark(geometry["type"], box, zoom),
            "tippecanoe": {"minzoom": zoom, "maxzoom": zoom},
        }
    if first == 0:
        yield feature
    elif first <= max_zoom:
        yield feature | {"tippecanoe": {"minzoom": first, "maxzoom": max_zoom}}


def _first_zoom(box: tuple[float, float, float, float]) -> int:
    size = max(box[2] - box[0], box[3] - box[1])
    if size <= 0:
        return 32
    return max(0, math.ceil(math.log2(LEAST_UNITS / (size * UNITS))))


def _mark(kind: str, box: tuple[float, float, float, float], zoom: int) -> dict[str, Any]:
    half = LEAST_UNITS / (UNITS << zoom) / 2 * 1.01
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if kind.endswith("LineString"):
        return {"type": "LineString", "coordinates": [_lonlat(x - half, y), _lonlat(x + half, y)]}
    corners = [(-half, half), (half, half), (half, -half), (-half, -half), (-half, half)]
    return {"type": "Polygon", "coordinates": [[_lonlat(x + dx, y + dy) for dx, dy in corners]]}


def _largest_part(geometry: dict[str, Any]) -> tuple[float, float, float, float]:
    boxes = [_box(part) for part in _parts(geometry)]
    return max(boxes, key=lambda box: max(box[2] - box[0], box[3] - box[1]))


def _parts(geometry: dict[str, Any]) -> list[list[list[float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        return [coordinates]
    if kind == "MultiLineString":
        return coordinates
    if kind == "Polygon":
        return [coordinates[0]]
    return [polygon[0] for polygon in coordinates]


def _box(points: list[list[float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*(_mercator(point[0], point[1]) for point in points), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator in parts of the world's width: x grows east, y grows south, both 0 to 1."""
    lat = max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))
    sine = math.sin(math.radians(lat))
    return lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _lonlat(x: float, y: float) -> list[float]:
    return [(x - 0.5) * 360, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))]
