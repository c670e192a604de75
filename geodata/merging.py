"""Merge crowded points of very large layers, so that a tile never holds more than can be seen.

Layers up to MANY features keep every feature at every zoom. In a larger one, points that share a
cell of 1/128 of a tile's width become one point at their middle, with `point_count` and those
properties that all of them have in common; at the last zoom every point is itself again.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from geodata.generalise import lonlat, mercator

MANY = 50_000
CELLS = 128
COUNT = "point_count"


class Place(NamedTuple):
    """One point, or several merged: how many, the middle, what is common, the last such zoom.

    Properties are kept as JSON, which takes a third of the memory of a million dictionaries.
    """

    count: int
    x: float
    y: float
    properties: str
    last_zoom: int


def merge_points(points: Iterable[dict[str, Any]], max_zoom: int) -> Iterator[dict[str, Any]]:
    """Yield features for tippecanoe that stand for some Point features at each zoom.

    The counts of one zoom add up to the number of points; single points keep all properties.
    """
    places = [_place(point, max_zoom) for point in points]
    for zoom in range(max_zoom - 1, -1, -1):
        crowds: dict[int, list[Place]] = {}
        for place in places:
            crowds.setdefault(_cell(place, zoom), []).append(place)
        places = []
        for crowd in crowds.values():
            if len(crowd) == 1:
                places += crowd
                continue
            for place in crowd:
                yield _feature(place, zoom + 1)
            places.append(_merged(crowd, zoom))
    for place in places:
        yield _feature(place, 0)


def _place(point: dict[str, Any], zoom: int) -> Place:
    x, y = mercator(*point["geometry"]["coordinates"][:2])
    return Place(1, x, y, json.dumps(point["properties"], ensure_ascii=False), zoom)


def _cell(place: Place, zoom: int) -> int:
    cells = CELLS << zoom
    return int(place.y * cells) * cells + int(place.x * cells)


def _merged(crowd: list[Place], zoom: int) -> Place:
    count = sum(place.count for place in crowd)
    x = sum(place.x * place.count for place in crowd) / count
    y = sum(place.y * place.count for place in crowd) / count
    common = json.loads(crowd[0].properties)
    for place in crowd[1:]:
        theirs = json.loads(place.properties)
        common = {name: value for name, value in common.items() if theirs.get(name) == value}
    return Place(count, x, y, json.dumps(common, ensure_ascii=False), zoom)


def _feature(place: Place, first_zoom: int) -> dict[str, Any]:
    properties = json.loads(place.properties)
    if place.count > 1:
        properties = {COUNT: place.count, **properties}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": lonlat(place.x, place.y)},
        "properties": properties,
        "tippecanoe": {"minzoom": first_zoom, "maxzoom": place.last_zoom},
    }
