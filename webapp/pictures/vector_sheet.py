"""A static map as SVG: the map, its legend beside or below it, at its foot the sources."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from geodata.maplibre.expressions import ink
from geodata.svg.elements import Element, element, group, words
from geodata.svg.names import width_of
from geodata.svg.swatches import WIDTH_PX, stop, swatch
from webapp.language import number, translate
from webapp.pictures.sheet import (
    INKS,
    LEADING,
    NOTE,
    NOTE_LEADING_PX,
    PAD_PX,
    PAPERS,
    Box,
    metres_per_px,
    round_length,
)

TEXT_PX, TITLE_PX, KM_PX = 12, 16, 140
ASCENT = 0.92  # how far below the top of a line its baseline is


class Block(NamedTuple):
    """A piece of the legend: how high it is, and its elements at a place."""

    height_px: float
    draw: Callable[[float, float], list[Element]]


class Pen(NamedTuple):
    """In what theme and language a sheet is written."""

    theme: str
    lang: str

    def lines(self, text: str, width_px: float, size: float = TEXT_PX) -> list[str]:
        """Break words into lines that fit a width in any common font."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and width_of(longer, size) > width_px:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def text(self, x: float, y: float, line: str, *, size: float = TEXT_PX, **look: Any) -> Element:
        """One line, its top left corner at x, y."""
        is_strong, is_quiet = look.pop("is_strong", False), look.pop("is_quiet", False)
        return words(
            x,
            y + size * ASCENT,
            line,
            size=size,
            fill=INKS[self.theme][1 if is_quiet else 0],
            font_weight=600 if is_strong else None,
        )

    def translate(self, text: str) -> str:
        """A text in the sheet's language."""
        return translate(text, self.lang)


def paper(pen: Pen, size: tuple[int, int]) -> Element:
    """The sheet that everything lies on."""
    return element("rect", x=0, y=0, width=size[0], height=size[1], fill=PAPERS[pen.theme])


def legend(pen: Pen, box: Box, layers: Sequence[dict[str, Any]], when: str) -> Element:
    """The title, the year and each layer's legend, as far as they fit; more is said as "…"."""
    left, top, right, bottom = box
    y, found = top + PAD_PX, []
    for block in _blocks(pen, layers, when, right - left - 2 * PAD_PX):
        if y + block.height_px > bottom - PAD_PX:
            last = min(y, bottom - PAD_PX - 6)
            found.append(pen.text(left + PAD_PX, last, "…", is_quiet=True))
            break
        found += block.draw(left + PAD_PX, y)
        y += block.height_px
    return group(*found, id="legend")


def foot(pen: Pen, box: Box, lines: Sequence[str]) -> Element:
    """The sources, in small type below a hairline."""
    left, top, right, _ = box
    rows = (
        pen.text(left + PAD_PX, top + 5 + row * NOTE_LEADING_PX, line, size=NOTE, is_quiet=True)
        for row, line in enumerate(lines)
    )
    line = element("path", d=f"M{left} {top}H{right}", stroke=ink("boundary", pen.theme))
    return group(line, *rows, id="sources")


def scale(pen: Pen, box: Box, zoom: float, lat: float) -> Element:
    """A bar of round length at the lower right of the map, true at the middle of the map."""
    metres = metres_per_px(zoom, lat)
    length_km = round_length(metres * min(KM_PX, (box[2] - box[0]) / 4) / 1000)
    length = length_km * 1000 / metres
    right, bottom = box[2] - PAD_PX, box[3] - PAD_PX
    left = right - length
    said = f"{number(length_km, pen.lang)} {pen.translate('km')}"
    ground = {"x": left - 8, "y": bottom - 24, "width": length + 16, "height": 30}
    bar = f"M{left:.1f} {bottom - 4}V{bottom}H{right}V{bottom - 4}"
    return group(
        element("rect", **ground, fill=PAPERS[pen.theme]),
        element("path", d=bar, fill="none", stroke=INKS[pen.theme][0]),
        pen.text(left, bottom - 21, said, size=NOTE),
        id="scale",
    )


def _blocks(pen: Pen, layers: Sequence[dict[str, Any]], when: str, width: float) -> list[Block]:
    blocks = [
        _words(pen, pen.translate("Steppe Atlas"), width, size=TITLE_PX, is_strong=True),
        _words(pen, when, width, is_quiet=True),
    ]
    for layer in layers:
        blocks.append(_words(pen, pen.translate(layer["title"]), width, is_strong=True, above=10))
        is_line = layer["style"]["mark"] == "line"
        if layer.get("note"):
            blocks.append(_words(pen, layer["note"], width, is_quiet=True))
        for place, entry in enumerate(layer["legend"]):
            if entry["mark"] == "scale":
                blocks.append(_sizes(pen, entry, width, is_line))
            else:
                blocks.append(_entry(pen, entry, width, place == 1))
    return blocks


def _words(
    pen: Pen, text: str, width: float, *, size: int = TEXT_PX, above: int = 0, **look: bool
) -> Block:
    lines = pen.lines(text, width, size)

    def draw(x: float, y: float) -> list[Element]:
        return [
            pen.text(x, y + above + row * size * LEADING, line, size=size, **look)
            for row, line in enumerate(lines)
        ]

    return Block(above + len(lines) * size * LEADING + 3, draw)


def _entry(pen: Pen, entry: dict[str, Any], width: float, is_right: bool) -> Block:
    indent = WIDTH_PX + 8
    lines = pen.lines(pen.translate(entry["title"]), width - indent)

    def draw(x: float, y: float) -> list[Element]:
        rows = [
            pen.text(x + indent, y + 2 + row * TEXT_PX * LEADING, line)
            for row, line in enumerate(lines)
        ]
        return [swatch(entry, pen.theme, x, y, is_right=is_right), *rows]

    return Block(max(19, len(lines) * TEXT_PX * LEADING + 3), draw)


def _sizes(pen: Pen, entry: dict[str, Any], width: float, is_line: bool) -> Block:
    colour = ink(entry["ink"], pen.theme)
    title = _words(pen, pen.translate(entry["title"]), width, above=2)
    tallest = max(16, max(px for _, px in entry["stops"]) + 2)

    def draw(x: float, y: float) -> list[Element]:
        found, middle = title.draw(x, y), y + title.height_px + tallest / 2
        for value, px in entry["stops"]:
            sample, wide = stop(px, colour, is_line, x, middle)
            said = number(value, pen.lang)
            found += [sample, pen.text(x + wide + 4, middle - 7, said)]
            x += wide + 4 + width_of(said, TEXT_PX) + 10
        return found

    return Block(title.height_px + tallest + 4, draw)
