"""Marks of points: the side of each in px and what draws it at a place, or None."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

from geodata.attributes import effects as record_effects
from geodata.attributes import held
from geodata.style import HOLE
from geodata.svg.elements import PAPER, Element, element, group
from geodata.svg.elements import symbol as symbol_at
from geodata.svg.pencil import Pencil
from geodata.svg.shown import balance_of, effects_of, parts_of, size_of, swatch_of

SYMBOL_PX, RING_PX = 16, 24
DOT_PX = 1.5  # of a ring that a census was counted for
Feature = dict[str, Any]


def symbol(feature: Feature, pencil: Pencil) -> tuple[float, Callable] | None:
    """A symbol of its class, hollow where the position or the date is approximate."""
    style, properties = pencil.style, feature["properties"]
    swatch = swatch_of(style, properties, pencil.year)
    if swatch is None:
        return None
    effects, scale = effects_of(style, properties), style.get("size")
    base = size_of(scale, properties.get(scale["field"]), is_area=True) if scale else SYMBOL_PX
    side = base * (pencil.growth if scale else min(pencil.growth, 1))
    is_hollow = bool(swatch.get("is_hollow")) or "hollow" in effects

    def make(x: float, y: float) -> Element:
        drawn = symbol_at(swatch, pencil.theme, x, y, side, is_hollow=is_hollow)
        return group(drawn, opacity=0.6 if "quiet" in effects else None)

    return side, make


def composition(feature: Feature, pencil: Pencil) -> tuple[float, Callable] | None:
    """A ring of parts, what the source does not give hatched, its area by population."""
    style, scale = pencil.style, pencil.style.get("size")
    records = held(style, feature["properties"], pencil.year)
    found = parts_of(records, style)
    if not found:
        return None
    value = records[0].get(scale["field"]) if scale else None
    value = feature["properties"].get(scale["field"]) if scale and value is None else value
    base = size_of(scale, value, is_area=True) if scale else RING_PX
    side = base * pencil.growth
    marked = record_effects(style, records)
    return side, lambda x, y: _ring(found, x, y, side / 2, pencil, marked)


def _ring(
    found: list[Any], x: float, y: float, outer: float, pencil: Pencil, marked: set[str]
) -> Element:
    paper, turn = pencil.ink(PAPER), 0.0
    whole = sum(part.share for part in found)
    pieces = [element("circle", cx=x, cy=y, r=outer, fill=paper)]
    for part in found:
        end = turn + part.share / whole
        fill = f"url(#hatch-{part.ink})" if part.is_missing else pencil.ink(part.ink)
        data = segment(x, y, (turn, end), outer - 0.75, outer * HOLE)
        pieces.append(element("path", d=data, fill=fill, stroke=paper, stroke_width=0.8))
        turn = end
    look = {"cx": x, "cy": y}
    if "counted" in marked:
        pieces.append(element("circle", **look, r=DOT_PX, fill=pencil.ink("label")))
    if "inferred" in marked:
        rim = {"fill": "none", "stroke": pencil.ink("label"), "stroke_dasharray": "2.4 1.4"}
        pieces.append(element("circle", **look, r=outer - 0.5, stroke_width=1.2, **rim))
    return group(*pieces)


def segment(x: float, y: float, turns: tuple[float, float], outer: float, inner: float) -> str:
    """Path data of a ring's segment; angles in turns, clockwise from twelve o'clock."""
    span = min(turns[1] - turns[0], 0.9999)
    ends = [
        (turns[0], outer),
        (turns[0] + span, outer),
        (turns[0] + span, inner),
        (turns[0], inner),
    ]
    a, b, c, d = (
        f"{x + r * sin(2 * pi * turn):.2f} {y - r * cos(2 * pi * turn):.2f}" for turn, r in ends
    )
    large = int(span > 0.5)
    arc = f"A{outer:.2f} {outer:.2f} 0 {large} 1 {b}"
    return f"M{a}{arc}L{c}A{inner:.2f} {inner:.2f} 0 {large} 0 {d}Z"


def balance(feature: Feature, pencil: Pencil) -> tuple[float, Callable] | None:
    """Two half discs back to back, each with an area by its own number."""
    style = pencil.style
    records = held(style, feature["properties"], pencil.year)
    values = balance_of(records, style)
    computed = [
        bool(record_effects(style, [r for r in records if r[style["field"]] == swatch["value"]]))
        for swatch in style["classes"][:2]
    ]
    if all(value is None for value in values):
        return None
    sides = [0 if v is None else size_of(style["size"], v, is_area=True) for v in values]
    radii = [side * pencil.growth / 2 for side in sides]
    return max(8, *sides) * pencil.growth, lambda x, y: _halves(radii, computed, x, y, pencil)


def _halves(
    radii: list[float], computed: list[bool], x: float, y: float, pencil: Pencil
) -> Element:
    return group(
        *(
            element(
                "path",
                d=f"M{x:.2f} {y - r:.2f}A{r:.2f} {r:.2f} 0 0 {side} {x:.2f} {y + r:.2f}Z",
                fill=pencil.ink(swatch["ink"]),
                fill_opacity=0.35 if computed[side] else 0.85,
                stroke=pencil.ink(swatch["ink"] if computed[side] else PAPER),
                stroke_width=0.8,
                stroke_dasharray="2.4 1.4" if computed[side] else None,
            )
            for side, (r, swatch) in enumerate(zip(radii, pencil.style["classes"], strict=False))
            if r
        )
    )
