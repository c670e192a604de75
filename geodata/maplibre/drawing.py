"""Icons as pictures: symbols, hatches, rings of shares, pairs of half discs."""

import math
from itertools import pairwise
from typing import Any

from PIL import Image, ImageChops, ImageColor, ImageDraw

from geodata.attributes import effects
from geodata.maplibre.expressions import ink, mixed
from geodata.maplibre.outline import outline
from geodata.style import HOLE

FINER = 4  # pictures are drawn this much larger and scaled down, which smooths their edges
BOX = 16
HATCH_PX = 8
DOT_PX = 1.5  # of a ring that a census was counted for
PAPER = "home-land"
PALE = 0.4  # how much of its ink an approximate symbol has
DASH_PX = (2.4, 1.4)  # and how its rim is broken, on and off


def symbol(swatch: dict[str, Any], is_hollow: bool, theme: str, ratio: int) -> Image.Image:
    """A symbol of 16 px with a rim of paper; approximate ones are pale with a broken rim."""
    margin = 1.5
    scale = ratio * FINER
    size = round((BOX + 2 * margin) * scale)
    rings = [
        [((x + margin) * scale, (y + margin) * scale) for x, y in ring]
        for ring in outline(swatch.get("symbol", "circle"))
    ]
    colour = ink(swatch["ink"], theme)
    image = Image.new("RGBA", (size, size))
    draw = ImageDraw.Draw(image)
    if not is_hollow:
        for ring in rings:
            line = [*ring, *ring[:2]]
            draw.line(line, fill=ink(PAPER, theme), width=2 * scale, joint="curve")
    inside = mixed(swatch["ink"], PALE, theme) if is_hollow else colour
    image.paste(ImageColor.getrgb(inside), mask=_even_odd(rings, size))
    if is_hollow:
        dash = tuple(px * scale for px in DASH_PX)
        for piece in (piece for ring in rings for piece in broken([*ring, ring[0]], *dash)):
            draw.line(piece, fill=colour, width=round(1.6 * scale), joint="curve")
    return _fine(image)


def broken(line: list[tuple[float, float]], on: float, off: float):
    """Yield the pieces of a line that are drawn where `on` is drawn and `off` is not, in turn."""
    piece, left, is_on = [line[0]], on, True
    for start, end in pairwise(line):
        while (far := math.dist(start, end)) > left:
            part = left / far
            start = tuple(a + (b - a) * part for a, b in zip(start, end, strict=True))
            if is_on:
                yield [*piece, start]
            piece, is_on = [start], not is_on
            left = on if is_on else off
        left -= far
        piece.append(end)
    if is_on and len(piece) > 1:
        yield piece


def hatch(swatch: dict[str, Any], theme: str, ratio: int) -> Image.Image:
    """A tile of diagonal lines that joins itself on all sides."""
    size = HATCH_PX * ratio * FINER
    image = Image.new("RGBA", (size, size))
    draw = ImageDraw.Draw(image)
    for shift in (-size, 0, size):
        ends = [(shift - size, -size), (shift + 2 * size, 2 * size)]
        draw.line(ends, fill=ink(swatch["ink"], theme), width=size // 6)
    return _fine(image)


def disc(
    style: dict[str, Any],
    properties: dict[str, Any],
    records: list[dict[str, Any]],
    theme: str,
    ratio: int,
) -> Image.Image:
    """A feature's ring of shares, or its two half discs, from the records that hold now."""
    if style["mark"] == "composition":
        scale = style["size"]
        value = properties.get(scale["field"])
        return _ring(style, records, _diameter(scale, value), theme, ratio)
    return _halves(style, records, theme, ratio)


def _ring(style, records, diameter_px: float, theme: str, ratio: int) -> Image.Image:
    size = round((diameter_px + 2) * ratio * FINER)
    image = Image.new("RGBA", (size, size))
    draw = ImageDraw.Draw(image)
    box = (0, 0, size - 1, size - 1)
    draw.ellipse(box, fill=ink(PAPER, theme))
    edge = ratio * FINER
    inner = (edge, edge, size - 1 - edge, size - 1 - edge)
    angle = -90.0
    for colour, share in _parts(style, records, theme):
        draw.pieslice(inner, angle, angle + 3.6 * share, fill=colour)
        angle += 3.6 * share
    hole = (size * (1 - HOLE) / 2,) * 2 + (size * (1 + HOLE) / 2,) * 2
    draw.ellipse(hole, fill=ink(PAPER, theme))
    marked = effects(style, records)
    if "counted" in marked:
        dot = (size / 2 - DOT_PX * edge,) * 2 + (size / 2 + DOT_PX * edge,) * 2
        draw.ellipse(dot, fill=ink("label", theme))
    if "inferred" in marked:
        for start in range(0, 360, 24):
            draw.arc(inner, start, start + 14, fill=ink("label", theme), width=round(1.2 * edge))
    return _fine(image)


def _parts(style, records, theme: str) -> list[tuple[str, float]]:
    known = {swatch["value"]: 0.0 for swatch in style["classes"]}
    last = list(known)[-1]
    for record in records:
        share = record.get(style["record_value"]) or 0.0
        known[record[style["field"]] if record[style["field"]] in known else last] += share
    parts = [(ink(s["ink"], theme), known[s["value"]]) for s in style["classes"]]
    rest = 100 - sum(share for _, share in parts)
    if rest > 0.05:
        parts.append((ink("boundary", theme), rest))
    return [(colour, share) for colour, share in parts if share > 0]


def _halves(style, records, theme: str, ratio: int) -> Image.Image:
    sizes = {
        record[style["field"]]: _diameter(style["size"], record[style["record_value"]])
        for record in records
    }
    largest = max(sizes.values(), default=style["size"]["unknown_px"])
    size = round((largest + 2) * ratio * FINER)
    computed = {r[style["field"]] for r in records if "computed" in effects(style, [r])}
    image = Image.new("RGBA", (size, size))
    draw = ImageDraw.Draw(image)
    for swatch, start in zip(style["classes"], (90, 270), strict=False):
        radius = sizes.get(swatch["value"], 0) * ratio * FINER / 2
        box = (size / 2 - radius, size / 2 - radius, size / 2 + radius, size / 2 + radius)
        if radius:
            fill, rim = ink(swatch["ink"], theme), ink(PAPER, theme)
            if swatch["value"] in computed:
                fill, rim = mixed(swatch["ink"], PALE, theme), fill
            draw.pieslice(box, start, start + 180, fill=fill, outline=rim, width=ratio * FINER)
    return _fine(image)


def _diameter(scale: dict[str, Any], value: float | None) -> float:
    """Pixels for a value, straight between the stops on the square root, flat outside."""
    if value is None:
        return scale["unknown_px"]
    (low, small), (high, large) = scale["stops"][0], scale["stops"][-1]
    part = (math.sqrt(max(value, 0)) - math.sqrt(low)) / (math.sqrt(high) - math.sqrt(low))
    return small + min(1, max(0, part)) * (large - small)


def _even_odd(rings: list[list[tuple[float, float]]], size: int) -> Image.Image:
    mask = Image.new("L", (size, size))
    for ring in rings:
        one = Image.new("L", (size, size))
        ImageDraw.Draw(one).polygon(ring, fill=255)
        mask = ImageChops.difference(mask, one)
    return mask


def _fine(image: Image.Image) -> Image.Image:
    return image.resize((image.width // FINER, image.height // FINER), Image.Resampling.LANCZOS)
