"""What of a layer is drawn in a year: which features, their class, size, effects and parts."""

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt
from typing import Any, NamedTuple

from geodata.attributes import held

REST = "other"
GROWTH = ((4, 0.75), (4.5, 0.9), (6, 1.15), (8, 1.5))
MOST_GROWTH = 1.9
Style = dict[str, Any]
Feature = dict[str, Any]


class Part(NamedTuple):
    """A part of a ring in percent; without a value it is what the source does not give."""

    ink: str
    share: float
    is_missing: bool = False


def swatch_of(style: Style, properties: dict[str, Any], year: int | None) -> dict | None:
    """The class that a feature is drawn in, or None when it is not drawn."""
    classes = style.get("classes") or []
    if not style.get("field") and not style.get("table"):
        return classes[0] if classes else None
    value = _value(style, properties, year)
    if value is None:
        return style.get("no_data")
    return next((s for s in classes if _fits(s, value)), style.get("no_data"))


def effects_of(style: Style, properties: dict[str, Any]) -> set[str]:
    """The effects of the flags that are true for a feature."""
    flags = style.get("flags") or []
    return {flag["effect"] for flag in flags if properties.get(flag["field"]) is True}


def pattern_of(swatch: dict[str, Any], effects: set[str]) -> str | None:
    """The pattern of a line: its class's, or dashes for what is drawn approximately."""
    own = swatch.get("pattern")
    return "dashed" if "dashed" in effects and own != "dash-dotted" else own


def size_of(scale: dict[str, Any] | None, value: float | None, *, is_area: bool = False) -> float:
    """Pixels for a value, straight between stops, on the square root where areas are meant."""
    if value is None:
        return scale["unknown_px"]
    stops = scale["stops"]
    bend = (lambda number: sqrt(max(number, 0))) if is_area else float
    if value <= stops[0][0]:
        return stops[0][1]
    for (low, small), (high, large) in pairwise(stops):
        if value <= high:
            return small + (large - small) * (bend(value) - bend(low)) / (bend(high) - bend(low))
    return stops[-1][1]


def growth(zoom: float) -> float:
    """How much larger sized marks are at a zoom of the page's map, in tiles of 256 px."""
    return next((factor for below, factor in GROWTH if zoom < below), MOST_GROWTH)


def parts_of(records: Iterable[dict[str, Any]], style: Style) -> list[Part]:
    """Shares by class in the legend's order; groups that are no class are summed in `other`."""
    classes = style.get("classes") or []
    known = {swatch.get("value") for swatch in classes}
    sums: dict[str, float] = {}
    for record in records:
        share = record.get(style["record_value"])
        if share is not None:
            group = record.get(style["field"])
            group = group if group in known else REST
            sums[group] = sums.get(group, 0) + share
    if not sums:
        return []
    found = [Part(s["ink"], sums[s["value"]]) for s in classes if sums.get(s.get("value"), 0) > 0]
    rest = 100 - sum(part.share for part in found)
    return [*found, Part("no-data", rest, True)] if rest > 0.5 else found


def balance_of(records: Iterable[dict[str, Any]], style: Style) -> list[float | None]:
    """The values of the first two classes, None where there is none."""
    by_class = {r[style["field"]]: r[style["record_value"]] for r in reversed(list(records))}
    return [by_class.get(swatch["value"]) for swatch in style["classes"][:2]]


def _value(style: Style, properties: dict[str, Any], year: int | None) -> Any:
    if not style.get("table"):
        return properties.get(style["field"])
    records = held(style, properties, year)
    return records[0].get(style["record_value"]) if records else None


def _fits(swatch: dict[str, Any], value: Any) -> bool:
    if swatch.get("value") is not None:
        return swatch["value"] == str(value)
    low, high = swatch.get("minimum"), swatch.get("maximum")
    return (low is None or low <= value) and (high is None or value < high)
