"""The marks of a layer's features, in the order in which they are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geodata.maplibre.places import middle
from geodata.svg.elements import Element, group
from geodata.svg.paths import area, band, line
from geodata.svg.pencil import Pencil
from geodata.svg.points import balance, composition, symbol
from geodata.svg.spread import spread
from geodata.time import is_shown

POINTS = {"symbol": symbol, "balance": balance, "composition": composition}
DRAW = {"line": line, "band": band, "area": area, **POINTS}
Feature = dict[str, Any]


@dataclass(frozen=True)
class Mark:
    """One feature as drawn; for a point its middle and side in px, else side 0."""

    feature: Feature
    element: Element
    order: float = 0
    x: float = 0
    y: float = 0
    side: float = 0


def marks(features: list[Feature], pencil: Pencil) -> list[Mark]:
    """The marks of a layer's features that are there and in the frame, from the bottom up."""
    draw = DRAW[pencil.style["mark"]]
    there = [feature for feature in features if is_shown(feature["properties"], pencil.year)]
    if pencil.style["mark"] in POINTS:
        return _points(there, pencil, draw)
    drawn = [(feature, *draw(feature, pencil)) for feature in there]
    found = [Mark(each[0], group(*each[2:]), each[1]) for each in drawn if len(each) > 2]
    return sorted(found, key=lambda mark: mark.order)


def _points(features: list[Feature], pencil: Pencil, draw: Callable) -> list[Mark]:
    placed = []
    for feature in features:
        place = pencil.frame.place(*middle(feature["geometry"]))
        mark = place and draw(feature, pencil)
        if mark:
            placed.append((feature, place, *mark))
    placed.sort(key=lambda each: -each[2])
    places = [(*middle(each[0]["geometry"]), each[2]) for each in placed]
    is_tight = not (pencil.style.get("size") or pencil.style.get("width"))
    shifts = spread(places, pencil.frame.zoom + 1, is_tight=is_tight)
    found = []
    for (feature, (x, y), side, make), (right, down) in zip(placed, shifts, strict=True):
        x, y = x + right, y + down
        found.append(Mark(feature, make(x, y), -side, x, y, side))
    return found
