"""SVG elements with attributes as names with `_` for `-`; text is always text."""

import re
from typing import Any
from xml.etree import ElementTree

from geodata.maplibre.expressions import ink, mixed
from geodata.style import SYMBOLS

NAMESPACE = "http://www.w3.org/2000/svg"
FAMILY = "sans-serif"
PAPER = "home-land"
HATCH_PX = 5
PALE = 0.4  # how much of its ink an approximate symbol has
DASH_PX = (2.4, 1.4)  # and how its rim is broken, on and off
# XML 1.0 has no way to write these.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Element = ElementTree.Element


def element(name: str, *children: Element | None, text: str = "", **attributes: Any) -> Element:
    """An element; children and attributes that are None are left out."""
    known = {key.strip("_").replace("_", "-"): value for key, value in attributes.items()}
    made = Element(name, {key: _words(value) for key, value in known.items() if value is not None})
    if text:
        made.text = FORBIDDEN.sub("", text)
    made.extend(child for child in children if child is not None)
    return made


def group(*children: Element | None, title: str = "", **attributes: Any) -> Element:
    """A group, with a title that readers of the picture are told."""
    head = element("title", text=title) if title else None
    return element("g", head, *children, **attributes)


def document(size: tuple[int, int], title: str, ratio: int, *children: Element) -> str:
    """A whole SVG document, `ratio` times as large as the numbers in it."""
    width, height = size
    root = element(
        "svg",
        element("title", text=title),
        *children,
        xmlns=NAMESPACE,
        width=width * ratio,
        height=height * ratio,
        viewBox=f"0 0 {width} {height}",
        role="img",
        font_family=FAMILY,
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode")


def words(x: float, y: float, text: str, *, size: float, fill: str, **more: Any) -> Element:
    """One line of text, its baseline at x, y."""
    return element("text", text=text, x=x, y=y, font_size=size, fill=fill, **more)


def hatch(ink_name: str, theme: str) -> Element:
    """The pattern that says that there is no value, named after its ink."""
    stroke = element("path", d=f"M0 {HATCH_PX / 2}h{HATCH_PX}", stroke=ink(ink_name, theme))
    return element(
        "pattern",
        stroke,
        id=f"hatch-{ink_name}",
        width=HATCH_PX,
        height=HATCH_PX,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def symbol(
    swatch: dict[str, Any], theme: str, x: float, y: float, side: float, *, is_hollow: bool
) -> Element:
    """A symbol of `side` px centred on x, y; an approximate one is pale with a broken edge."""
    paper, colour = ink(PAPER, theme), ink(swatch["ink"], theme)
    scale = side / 16
    return element(
        "path",
        d=SYMBOLS[swatch.get("symbol") or "circle"],
        transform=f"translate({x - side / 2:.1f} {y - side / 2:.1f}) scale({scale:.3g})",
        fill=mixed(swatch["ink"], PALE, theme) if is_hollow else colour,
        fill_rule="evenodd",
        stroke=colour if is_hollow else paper,
        stroke_width=1.5,
        stroke_dasharray=" ".join(map(str, DASH_PX)) if is_hollow else None,
        paint_order=None if is_hollow else "stroke",
    )


def _words(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return FORBIDDEN.sub("", str(value))
