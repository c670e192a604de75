"""Where the names of countries, regions and waters stand: one point each, whatever the tiles."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

SPREAD = ("home", "country", "region", "lake", "sea")
ROWS = 24  # how many cuts are tried across an area
Point = tuple[float, float]
Ring = list[list[float]]


def name_points(features: Iterable[dict[str, Any]], lang: str) -> dict[str, Any]:
    """A GeoJSON collection with a point for each named thing of the basemap that has an extent.

    A name from a polygon in tiles would appear once in every tile. Properties are `name`, `kind`,
    `rank` and `min_zoom`; the name is English where the language has none.
    """
    points = [_point(feature, lang) for feature in features]
    return {"type": "FeatureCollection", "features": [point for point in points if point]}


def _point(feature: dict[str, Any], lang: str) -> dict[str, Any] | None:
    properties = feature["properties"]
    name = properties.get(f"name_{lang}") or properties.get("name_en")
    if properties.get("kind") not in SPREAD or not name:
        return None
    if properties.get("label_lon") is not None:
        place = (properties["label_lon"], properties["label_lat"])
    else:
        place = middle(feature["geometry"])
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(side, 3) for side in place]},
        "properties": {
            "name": name,
            "kind": properties["kind"],
            "rank": properties.get("rank"),
            "min_zoom": properties.get("min_zoom"),
        },
    }


def middle(geometry: dict[str, Any]) -> Point:
    """A point well inside the largest polygon, or the middle of a line's or point's list."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return coordinates[0], coordinates[1]
    if kind == "Polygon":
        return _widest(coordinates)
    if kind == "MultiPolygon":
        return _widest(max(coordinates, key=_size))
    line = coordinates if kind in ("LineString", "MultiPoint") else max(coordinates, key=len)
    return line[len(line) // 2][0], line[len(line) // 2][1]


def _widest(rings: list[Ring]) -> Point:
    """The middle of the widest of some level cuts through a polygon, holes left out."""
    south, north = _span(rings[0], 1)
    best = (0.0, rings[0][0][0], rings[0][0][1])
    for row in range(1, ROWS):
        lat = south + (north - south) * row / ROWS
        cuts = sorted(lon for ring in rings for lon in _crossings(ring, lat))
        for west, east in zip(cuts[::2], cuts[1::2], strict=False):
            # A cut near the middle reads better than one slightly wider at the rim.
            weight = (east - west) * (1 - abs(2 * row / ROWS - 1) / 2)
            best = max(best, (weight, (west + east) / 2, lat))
    return best[1], best[2]


def _crossings(ring: Ring, lat: float) -> Iterable[float]:
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        if (y1 > lat) != (y2 > lat):
            yield x1 + (lat - y1) / (y2 - y1) * (x2 - x1)


def _size(rings: list[Ring]) -> float:
    west, east = _span(rings[0], 0)
    south, north = _span(rings[0], 1)
    return (east - west) * (north - south)


def _span(ring: Ring, axis: int) -> tuple[float, float]:
    values = [point[axis] for point in ring]
    return min(values), max(values)
