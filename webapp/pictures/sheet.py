"""A static map as a sheet: the map, the legend beside or below it, at its foot the sources."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from geodata.maplibre.expressions import ink
from geodata.maplibre.fonts import font_file
from geodata.maplibre.swatches import WIDTH_PX, stop, swatch
from webapp.language import number, translate

PAPERS = {"light": "#fbf9f4", "dark": "#1b2229"}
INKS = {"light": ("#1d2730", "#55626d"), "dark": ("#e8e4da", "#a3adb5")}
PAD_PX = 12
PANEL_PX = 240
WIDE_PX = 600  # from here on the legend stands beside the map
LEADING = 1.35
NOTE, NOTE_LEADING_PX = 11, 14
EARTH_M = 2 * math.pi * 6_378_137  # around the equator of Web Mercator
Box = tuple[int, int, int, int]


class Block(NamedTuple):
    """A piece of the legend: how high it is and how it is drawn at a place."""

    height_px: float
    draw: Callable[[float, float], None]


class Plan(NamedTuple):
    """Where things stand on a sheet, in pixels at ratio 1: left, top, right, bottom."""

    map: Box
    legend: Box | None
    foot: Box


@dataclass(frozen=True)
class Sheet:
    """A sheet being drawn; sizes are in pixels of ratio 1, drawn `ratio` times as large."""

    image: Image.Image
    fonts: Path
    theme: str
    lang: str
    ratio: int

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = 12,
        is_strong: bool = False,
        is_quiet: bool = False,
    ) -> None:
        """Write one line, its top left corner at x, y."""
        draw = ImageDraw.Draw(self.image)
        colour = INKS[self.theme][1 if is_quiet else 0]
        place = (x * self.ratio, y * self.ratio)
        draw.text(place, words, fill=colour, font=self.font(size, is_strong))

    def font(self, size: int, is_strong: bool = False) -> ImageFont.FreeTypeFont:
        """The map's own font in a size."""
        name = "noto-sans-semibold" if is_strong else "noto-sans-regular"
        return ImageFont.truetype(font_file(self.fonts, name), size * self.ratio)

    def lines(self, words: str, width_px: float, *, size: int = 12, is_strong=False) -> list[str]:
        """Break words into lines that fit a width."""
        font, lines = self.font(size, is_strong), [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and font.getlength(longer) > width_px * self.ratio:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def paste(self, picture: Image.Image, x: float, y: float) -> None:
        """Lay a picture made at this ratio with its top left corner at x, y."""
        place = round(x * self.ratio), round(y * self.ratio)
        self.image.paste(picture, place, picture if picture.mode == "RGBA" else None)


def plan(width: int, height: int, foot_px: int, *, has_legend: bool = True) -> Plan:
    """Divide a sheet: wide ones have the legend, if any, at the left, others below the map."""
    bottom = height - foot_px
    foot = (0, bottom, width, height)
    if not has_legend:
        return Plan((0, 0, width, bottom), None, foot)
    if width >= WIDE_PX:
        return Plan((PANEL_PX, 0, width, bottom), (0, 0, PANEL_PX, bottom), foot)
    middle = round(bottom * 0.6)
    return Plan((0, 0, width, middle), (0, middle, width, bottom), foot)


def blank_sheet(size: tuple[int, int], fonts: Path, theme: str, lang: str, ratio: int) -> Sheet:
    """An empty sheet in a theme's paper."""
    pixels = (size[0] * ratio, size[1] * ratio)
    return Sheet(Image.new("RGB", pixels, PAPERS[theme]), fonts, theme, lang, ratio)


def draw_legend(sheet: Sheet, box: Box, layers: Sequence[dict[str, Any]], when: str) -> None:
    """The title, the year and each layer's legend, as far as they fit; more is said as "…"."""
    left, top, right, bottom = box
    width = right - left - 2 * PAD_PX
    y = top + PAD_PX
    for block in _blocks(sheet, layers, when, width):
        if y + block.height_px > bottom - PAD_PX:
            sheet.text(left + PAD_PX, min(y, bottom - PAD_PX - 6), "…", is_quiet=True)
            return
        block.draw(left + PAD_PX, y)
        y += block.height_px


def draw_foot(sheet: Sheet, box: Box, lines: Sequence[str]) -> None:
    """The sources, in small type below a hairline."""
    left, top, right, _ = (side * sheet.ratio for side in box)
    hairline = [(left, top), (right, top)]
    ImageDraw.Draw(sheet.image).line(hairline, fill=ink("boundary", sheet.theme), width=sheet.ratio)
    for row, line in enumerate(lines):
        sheet.text(
            box[0] + PAD_PX, box[1] + 5 + row * NOTE_LEADING_PX, line, size=NOTE, is_quiet=True
        )


def draw_scale(sheet: Sheet, box: Box, zoom: float, lat: float) -> None:
    """A bar of round length at the lower right of the map, true at the middle of the map."""
    metres = metres_per_px(zoom, lat)
    length_km = round_length(metres * min(140, (box[2] - box[0]) / 4) / 1000)
    length_px = length_km * 1000 / metres
    words = f"{number(length_km, sheet.lang)} {translate('km', sheet.lang)}"
    right, bottom = box[2] - PAD_PX, box[3] - PAD_PX
    draw = ImageDraw.Draw(sheet.image)
    frame = (right - length_px - 8, bottom - 24, right + 8, bottom + 6)
    draw.rectangle([side * sheet.ratio for side in frame], fill=PAPERS[sheet.theme])
    ends = [(right - length_px, bottom - 4), (right - length_px, bottom), (right, bottom)]
    bar = [(x * sheet.ratio, y * sheet.ratio) for x, y in [*ends, (right, bottom - 4)]]
    draw.line(bar, fill=INKS[sheet.theme][0], width=sheet.ratio)
    sheet.text(right - length_px, bottom - 22, words, size=NOTE)


def metres_per_px(zoom: float, lat: float) -> float:
    """What a pixel measures at a latitude on a Web Mercator world of 512 px at zoom 0."""
    return EARTH_M * math.cos(math.radians(lat)) / (512 * 2**zoom)


def round_length(most_km: float) -> float:
    """The largest of 1, 2, 5, 10, 20 … that is not longer, also below 1."""
    power = 10.0 ** math.floor(math.log10(most_km))
    return next(step * power for step in (5, 2, 1) if step * power <= most_km)


def _blocks(sheet: Sheet, layers: Sequence[dict[str, Any]], when: str, width: float) -> list[Block]:
    blocks = [
        _words(sheet, translate("Steppe Atlas", sheet.lang), width, size=16, is_strong=True),
        _words(sheet, when, width, is_quiet=True),
    ]
    for layer in layers:
        title = translate(layer["title"], sheet.lang)
        blocks.append(_words(sheet, title, width, is_strong=True, above=10))
        if layer.get("note"):
            blocks.append(_words(sheet, layer["note"], width, is_quiet=True))
        for entry in layer["legend"]:
            is_scale = entry["mark"] == "scale"
            is_line = layer["style"]["mark"] == "line"
            blocks.append(
                _scale(sheet, entry, width, is_line) if is_scale else _entry(sheet, entry, width)
            )
    return blocks


def _words(sheet: Sheet, words: str, width: float, *, size: int = 12, above: int = 0, **look: bool):
    lines = sheet.lines(words, width, size=size, is_strong=look.get("is_strong", False))

    def draw(x: float, y: float) -> None:
        for row, line in enumerate(lines):
            sheet.text(x, y + above + row * size * LEADING, line, size=size, **look)

    return Block(above + len(lines) * size * LEADING + 3, draw)


def _entry(sheet: Sheet, entry: dict[str, Any], width: float) -> Block:
    indent = WIDTH_PX + 8
    lines = sheet.lines(translate(entry["title"], sheet.lang), width - indent)

    def draw(x: float, y: float) -> None:
        sheet.paste(swatch(entry, sheet.theme, sheet.ratio), x, y)
        for row, line in enumerate(lines):
            sheet.text(x + indent, y + 1 + row * 12 * LEADING, line)

    return Block(max(19, len(lines) * 12 * LEADING + 3), draw)


def _scale(sheet: Sheet, entry: dict[str, Any], width: float, is_line: bool) -> Block:
    colour = ink(entry["ink"], sheet.theme)
    samples = [
        (stop(px, colour, is_line, sheet.ratio), number(value, sheet.lang))
        for value, px in entry["stops"]
    ]
    title = _words(sheet, translate(entry["title"], sheet.lang), width, above=2)
    tallest = max(max(sample.height for sample, _ in samples) / sheet.ratio, 16)

    def draw(x: float, y: float) -> None:
        title.draw(x, y)
        for sample, words in samples:
            middle = y + title.height_px + tallest / 2
            sheet.paste(sample, x, middle - sample.height / sheet.ratio / 2)
            x += sample.width / sheet.ratio + 4
            sheet.text(x, middle - 8, words)
            x += sheet.font(12).getlength(words) / sheet.ratio + 10

    return Block(title.height_px + tallest + 4, draw)
