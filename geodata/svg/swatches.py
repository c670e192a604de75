"""The samples of a legend as elements, drawn as the map draws the marks."""

from typing import Any

from geodata.maplibre.expressions import ink
from geodata.svg.elements import PAPER, Element, element, group, symbol
from geodata.svg.paths import AREA_OPACITY, BANDS, QUIET_OPACITY, dashes
from geodata.svg.points import SYMBOL_PX

WIDTH_PX, HEIGHT_PX = 28, 18
LINE_PX = 3
Entry = dict[str, Any]


def swatch(entry: Entry, theme: str, x: float, y: float, *, is_right: bool = False) -> Element:
    """The sample of a legend's entry, its top left corner at x, y."""
    mark, colour = entry["mark"], ink(entry["ink"], theme)
    middle = (x + WIDTH_PX / 2, y + HEIGHT_PX / 2)
    opacity = 0.5 if entry.get("effect") == "quiet" and mark != "area" else None
    if mark == "symbol":
        is_hollow = entry.get("effect") == "hollow" or bool(entry.get("is_hollow"))
        return group(symbol(entry, theme, *middle, SYMBOL_PX, is_hollow=is_hollow), opacity=opacity)
    if mark == "area":
        return _box(entry, theme, (x + 3, y + 2, WIDTH_PX - 6, HEIGHT_PX - 4))
    if entry.get("effect") in ("counted", "inferred", "computed"):
        return _basis(entry["effect"], colour, ink("label", theme), *middle)
    if mark == "composition":
        return _box(entry, theme, (x + 8, y + 3, 12, 12), is_solid=True)
    if mark == "balance":
        side = int(not is_right)
        data = f"M{middle[0]} {middle[1] - 6}A6 6 0 0 {1 - side} {middle[0]} {middle[1] + 6}Z"
        return element("path", d=data, fill=colour)
    return group(*_line(entry, theme, x, middle[1]), opacity=opacity)


def _basis(effect: str, colour: str, label: str, x: float, y: float) -> Element:
    """The sample of how firm a figure is: a dot, a broken rim, a pale disc."""
    disc = {"cx": x, "cy": y, "r": 6, "stroke_width": 1.2}
    if effect == "computed":
        look = {"fill": colour, "fill_opacity": 0.35, "stroke": colour}
        return element("circle", **disc, **look, stroke_dasharray="2.4 1.4")
    dashed = "2.4 1.4" if effect == "inferred" else None
    rim = element("circle", **disc, fill="none", stroke=label, stroke_dasharray=dashed)
    dot = element("circle", cx=x, cy=y, r=1.5, fill=label) if effect == "counted" else None
    return group(rim, dot)


def stop(px: float, colour: str, is_line: bool, x: float, y: float) -> tuple[Element, float]:
    """A line or disc of a size on the map, centred on the height y, and how wide the sample is."""
    if is_line:
        line = element("path", d=f"M{x} {y}h{WIDTH_PX}", stroke=colour, stroke_width=px)
        return line, WIDTH_PX
    look = {"fill": "none", "stroke": colour, "stroke_width": 1.5}
    return element("circle", cx=x + px / 2 + 1, cy=y, r=px / 2, **look), px + 2


def _line(entry: Entry, theme: str, x: float, y: float) -> list[Element]:
    colour = ink(entry["ink"], theme)
    data = {"d": f"M{x} {y}h{WIDTH_PX}", "stroke": colour}
    found = []
    if entry["mark"] == "band":
        found = [element("path", **data, stroke_width=w, stroke_opacity=o) for w, o in BANDS]
    elif entry.get("effect") == "casing":
        paper = data | {"stroke": ink(PAPER, theme)}
        found = [
            element("path", **data, stroke_width=8.5, stroke_opacity=0.6),
            element("path", **paper, stroke_width=6),
        ]
    pattern = "dashed" if entry.get("effect") == "dashed" else entry.get("pattern")
    width = 1.4 if entry["mark"] == "band" else LINE_PX
    dash = dashes(pattern, width)
    cap = "round" if pattern in ("dotted", "dash-dotted") else None
    thin = element("path", **data, stroke_width=width, stroke_dasharray=dash, stroke_linecap=cap)
    return [*found, thin]


def _box(entry: Entry, theme: str, box: tuple, *, is_solid: bool = False) -> Element:
    x, y, width, height = box
    is_hatched = entry.get("pattern") == "hatch"
    opacity = QUIET_OPACITY if entry.get("effect") == "quiet" else AREA_OPACITY
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        fill=f"url(#hatch-{entry['ink']})" if is_hatched else ink(entry["ink"], theme),
        fill_opacity=None if is_hatched or is_solid else opacity,
        stroke=None if is_solid and not is_hatched else ink("boundary", theme),
    )
