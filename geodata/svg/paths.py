"""Marks of lines and areas; each yields its place in the order, then its elements, or nothing."""

from collections.abc import Iterator
from typing import Any

from geodata.svg.elements import PAPER, element
from geodata.svg.frame import path_data
from geodata.svg.pencil import Pencil
from geodata.svg.shown import effects_of, pattern_of, size_of, swatch_of

# In widths of the line. All but dashes have round ends, of which dots are nothing else.
DASHES = {"dashed": (4, 2.5), "dotted": (0.1, 2.2), "dash-dotted": (4, 2.5, 0.1, 2.5)}
BANDS = ((15, 0.1), (9, 0.12), (4.5, 0.16))
AREA_OPACITY, QUIET_OPACITY = 0.5, 0.2
Feature = dict[str, Any]


def line(feature: Feature, pencil: Pencil) -> Iterator[Any]:
    """A line: width by a number, dashes, and a casing inside Russia."""
    swatch = swatch_of(pencil.style, feature["properties"], pencil.year)
    if swatch is None:
        return
    properties, style = feature["properties"], pencil.style
    effects = effects_of(style, properties)
    scale = style.get("width")
    base = size_of(scale, properties.get(scale["field"])) if scale else 2
    width = base * min(pencil.growth, 1)
    pattern = pattern_of(swatch, effects)
    yield base
    colour, opacity = pencil.ink(swatch["ink"]), 0.5 if "quiet" in effects else None
    if "casing" in effects:
        for run in _ranges(feature, "russia_ranges"):
            data = path_data(pencil.frame.lines(run))
            if data:
                casing = {"fill": "none", "stroke_linecap": "round", "stroke_linejoin": "round"}
                yield element(
                    "path",
                    d=data,
                    stroke=colour,
                    stroke_width=width + 4.6,
                    stroke_opacity=0.6,
                    **casing,
                )
                yield element(
                    "path", d=data, stroke=pencil.ink(PAPER), stroke_width=width + 3, **casing
                )
    for part, look in _legs(feature, pattern):
        data = path_data(pencil.frame.lines(part))
        if data:
            yield element(
                "path",
                d=data,
                fill="none",
                stroke=colour,
                stroke_width=width,
                stroke_opacity=opacity,
                stroke_linejoin="round",
                stroke_linecap="butt" if look == "dashed" else "round",
                stroke_dasharray=dashes(look, width),
            )


def dashes(pattern: str | None, width: float) -> str | None:
    """Dash lengths in px for a pattern and a width; None for a solid line."""
    lengths = DASHES.get(pattern or "")
    return " ".join(f"{round(n * max(width, 1.6), 1):g}" for n in lengths) if lengths else None


def _legs(feature: Feature, pattern: str | None) -> list[tuple[dict[str, Any], str | None]]:
    """What of a line is on land, in its pattern, and what at sea, dashed."""
    wet = feature["properties"].get("sea_ranges")
    geometry = feature["geometry"]
    if geometry["type"] != "LineString" or not wet:
        return [(geometry, pattern)]
    breaks = [0, *(vertex for pair in wet for vertex in pair), len(geometry["coordinates"]) - 1]
    dry = list(zip(breaks[::2], breaks[1::2], strict=True))
    return [
        *((g, pattern) for g in _cut(geometry, dry)),
        *((g, "dashed") for g in _cut(geometry, wet)),
    ]


def _ranges(feature: Feature, name: str) -> list[dict[str, Any]]:
    if feature["geometry"]["type"] != "LineString":
        return []
    return _cut(feature["geometry"], feature["properties"].get(name) or [])


def _cut(geometry: dict[str, Any], ranges: list) -> list[dict[str, Any]]:
    runs = (geometry["coordinates"][start : end + 1] for start, end in ranges)
    return [{"type": "LineString", "coordinates": run} for run in runs if len(run) > 1]


def band(feature: Feature, pencil: Pencil) -> Iterator[Any]:
    """The border: a thin line in a band that fades into both countries alike."""
    swatch = swatch_of(pencil.style, feature["properties"], pencil.year)
    data = path_data(pencil.frame.lines(feature["geometry"]))
    if swatch is None or not data:
        return
    yield 0
    pattern = pattern_of(swatch, effects_of(pencil.style, feature["properties"]))
    look = {"d": data, "fill": "none", "stroke": pencil.ink(swatch["ink"])}
    for width, opacity in BANDS:
        yield element(
            "path",
            **look,
            stroke_width=width,
            stroke_opacity=opacity,
            stroke_linejoin="round",
            stroke_linecap="round",
        )
    yield element(
        "path",
        **look,
        stroke_width=1.4,
        stroke_linejoin="round",
        stroke_dasharray=dashes(pattern, 1.6),
    )


def area(feature: Feature, pencil: Pencil) -> Iterator[Any]:
    """An area: filled by its class, hatched where there is no value."""
    swatch = swatch_of(pencil.style, feature["properties"], pencil.year)
    data = path_data(pencil.frame.lines(feature["geometry"]), is_closed=True)
    if swatch is None or not data:
        return
    yield 0
    is_quiet = "quiet" in effects_of(pencil.style, feature["properties"])
    is_hatched = swatch.get("pattern") == "hatch"
    if not (pencil.is_lowest or is_quiet or is_hatched):
        # Two tints would mix into a colour that is in no legend.
        yield element("path", d=data, fill_rule="evenodd", fill=pencil.ink("land"))
    yield element(
        "path",
        d=data,
        fill_rule="evenodd",
        stroke=pencil.ink(PAPER),
        stroke_width=1,
        fill=f"url(#hatch-{swatch['ink']})" if is_hatched else pencil.ink(swatch["ink"]),
        fill_opacity=None if is_hatched else QUIET_OPACITY if is_quiet else AREA_OPACITY,
    )
