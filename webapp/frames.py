"""Frames: the boxes of degrees that a map is opened on, of a view, a layer or a feature."""

import math
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any

from geodata.catalog import Catalog
from webapp.atlas_map import START
from webapp.features import Stored, bounds, feature_of, positions, stored
from webapp.query import Bbox
from webapp.view import MapView, View

LEAST_SPAN = 3.0  # degrees around a feature, so that a point is seen with what is near
CLOSER = 0.5  # in zooms, than where a layer begins to be drawn
MOST = 0.75  # of a layer's features, to be seen where it is opened
Size = tuple[int, int]


def of_view(view: View, size: Size) -> Bbox:
    """What a window of some px shows of a view's map, or where the map begins."""
    return of_place(view.map, size) if view.map else Bbox(*START)


def of_place(place: MapView, size: Size) -> Bbox:
    """What a window of some px shows of a Web Mercator map with tiles of 256 px."""
    width, height = size
    world_px = 256 * 2**place.zoom
    half_lon = min(180 * width / world_px, 180)
    northing = math.asinh(math.tan(math.radians(place.lat)))
    half = math.pi * height / world_px
    south, north = (
        math.degrees(math.atan(math.sinh(max(-math.pi, min(math.pi, northing + step)))))
        for step in (-half, half)
    )
    return Bbox(max(place.lon - half_lon, -180), south, min(place.lon + half_lon, 180), north)


def of_layer(catalog: Catalog, layer_id: str, size: Size) -> Bbox:
    """Where the map begins, or so much more around that place that most of the layer is in it.

    A layer that is only drawn close up is framed as close as that takes, around its middle.
    """
    middles = _middles(stored(catalog, layer_id))
    least = catalog.layer(layer_id)["style"].get("min_zoom")
    if least:
        lon, lat = (median(side) for side in zip(*middles, strict=True))
        return of_place(MapView(least + CLOSER, lat, lon), size)
    start = Bbox(*START)
    (lon, lat), wide, high = _middle(start), start.east - start.west, start.north - start.south
    farther = sorted(2 * max(abs(x - lon) / wide, abs(y - lat) / high) for x, y in middles)
    times = farther[math.ceil(MOST * len(farther)) - 1]
    if times <= 1:
        return start
    wide, high = wide * times / 2, high * times / 2
    return around(
        Bbox(max(lon - wide, -180), max(lat - high, -85), min(lon + wide, 180), min(lat + high, 85))
    )


def of_feature(catalog: Catalog, layer_id: str, feature_id: str) -> Bbox:
    """Around a feature; of a partner, around it and Kazakhstan, whose trade with it is shown.

    Raises UnknownLayer and UnknownFeature.
    """
    box = of_geometry(feature_of(catalog, layer_id, feature_id)["geometry"])
    if catalog.layer(layer_id)["style"]["mark"] == "balance":
        start = Bbox(*START)
        west, east = min(box.west, start.west), max(box.east, start.east)
        box = Bbox(west, min(box.south, start.south), east, max(box.north, start.north))
    return around(box)


def of_geometry(geometry: dict[str, Any]) -> Bbox:
    """The box to show a GeoJSON geometry in: across the antimeridian where half the world is free.

    Degrees; west is greater than east in a box across the antimeridian.
    """
    west, south, east, north = bounds(geometry)
    if east - west > 180:
        lons = sorted({lon for lon, _ in positions(geometry)})
        gap, before, after = max((b - a, a, b) for a, b in pairwise(lons))
        if gap > 180:
            west, east = after, before
    return Bbox(west, south, east, north)


def around(box: Bbox) -> Bbox:
    """A box with a margin, and never so small that nothing else is seen."""
    wide, high = (
        max(span * 0.1, (LEAST_SPAN - span) / 2) for span in (_across(box), box.north - box.south)
    )
    west, east = box.west - wide, box.east + wide
    if box.west <= box.east:
        west, east = max(west, -180), min(east, 180)
    return Bbox(west, max(box.south - high, -85), east, min(box.north + high, 85))


@lru_cache(maxsize=32)
def _middles(layer: Stored) -> list[tuple[float, float]]:
    frames = (of_geometry(feature["geometry"]) for feature in layer.features.values())
    return [_middle(frame) for frame in frames]


def _across(box: Bbox) -> float:
    return (box.east - box.west) % 360 if box.west > box.east else box.east - box.west


def _middle(box: Bbox) -> tuple[float, float]:
    return box.west + _across(box) / 2, (box.south + box.north) / 2
