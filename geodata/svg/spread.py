"""Marks that share a place stand around it, as on the page's map, so that each can be seen."""

from collections.abc import Iterable
from math import cos, sin, sqrt

GOLDEN_ANGLE = 2.39996
CLOSENESS = ((5, 0.4), (7, 0.6))
CLOSE_BY = 0.9


def spread(
    places: Iterable[tuple[float, float, float]], zoom: float, *, is_tight: bool
) -> list[tuple[float, float]]:
    """Offsets in px, right and down, of marks given as lon, lat and side, in their order.

    The first of a place stands on it, the others on a spiral around it.
    """
    digits = 1 if zoom < 8 else 2
    near = next((part for below, part in CLOSENESS if zoom < below), CLOSE_BY) if is_tight else 1
    seen: dict[tuple[float, float], list[float]] = {}
    offsets = []
    for lon, lat, side in places:
        before = seen.setdefault((round(lon, digits), round(lat, digits)), [])
        turn = len(before) * GOLDEN_ANGLE
        far = near * sqrt(len(before)) * (before[0] + side) / 2 if before else 0
        offsets.append((round(far * sin(turn)), round(-far * cos(turn))))
        before.append(side)
    return offsets
