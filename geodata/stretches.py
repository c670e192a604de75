"""The features of a layer's tiles, and the stretches of lines that are drawn in their own way.

A line through Russia is there again as `<layer>-in-russia`, where that is. A line that is partly a
sea lane says so in `is_partly_at_sea`, and is there again as `<layer>-on-land` and
`<layer>-at-sea`: what a map draws dashed cannot be a part of what it draws solid.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from geodata.attributes import tile_properties

IN_RUSSIA, ON_LAND, AT_SEA = "-in-russia", "-on-land", "-at-sea"
MEANINGS = {
    IN_RUSSIA: "the parts inside Russia",
    ON_LAND: "what is on land of lines that are partly at sea",
    AT_SEA: "the parts at sea",
}
PARTLY_AT_SEA = "is_partly_at_sea"
Feature = dict[str, Any]


def tile_features(
    features: Iterable[Feature], layer: dict[str, Any]
) -> Iterator[tuple[str, Feature]]:
    """Yield (vector layer, feature): each published feature as tiles have it, and its stretches."""
    for feature in features:
        properties = tile_properties(feature, layer["style"])
        russia, sea = (feature["properties"].get(f"{at}_ranges") for at in ("russia", "sea"))
        if sea:
            properties[PARTLY_AT_SEA] = True
        slim = {"type": "Feature", "geometry": feature["geometry"], "properties": properties}
        yield layer["id"], slim
        if not (russia or sea):
            continue
        points = feature["geometry"]["coordinates"]
        parts = {IN_RUSSIA: russia, AT_SEA: sea, ON_LAND: sea and between(sea, len(points) - 1)}
        for part, ranges in parts.items():
            if ranges:
                pieces = [points[first : last + 1] for first, last in ranges]
                shape = {"type": "MultiLineString", "coordinates": pieces}
                yield layer["id"] + part, {**slim, "geometry": shape}


def between(ranges: Iterable[list[int]], last: int) -> list[list[int]]:
    """What the ranges leave of a line whose vertices are numbered 0 to `last`."""
    ends = [0, *chain.from_iterable(ranges), last]
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return [[start, end] for start, end in pairs if start < end]


def meaning_of(name: str) -> tuple[str, str] | None:
    """The layer that a vector layer of stretches is of, and which they are; else None."""
    for part, meaning in MEANINGS.items():
        if name.endswith(part):
            return name.removesuffix(part), meaning
    return None
