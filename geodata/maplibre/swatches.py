"""The samples of a legend as pictures, drawn as the map draws the marks."""

from itertools import cycle
from typing import Any

from PIL import Image, ImageDraw

from geodata.maplibre.drawing import FINER, PALE, PAPER, hatch, symbol
from geodata.maplibre.expressions import ink, mixed

WIDTH_PX, HEIGHT_PX = 28, 18
DASHES = {"dashed": (6, 4), "dotted": (2, 3), "dash-dotted": (8, 3, 2, 3)}
AREA_OPACITY = 0.5
QUIET_OPACITY = 0.2


def swatch(entry: dict[str, Any], theme: str, ratio: int) -> Image.Image:
    """The sample of a legend's entry, WIDTH_PX by HEIGHT_PX times `ratio`, on nothing."""
    mark = entry["mark"]
    if mark == "symbol":
        return _centred(symbol(entry, is_hollow(entry), theme, ratio), ratio)
    if mark == "area":
        return _area(entry, theme, ratio)
    return _fine(_disc if mark in ("composition", "balance") else _line, entry, theme, ratio)


def stop(px: float, colour: str, is_line: bool, ratio: int) -> Image.Image:
    """A line or disc of a size on the map, as a scale's sample."""
    width, height = (WIDTH_PX, max(4, px)) if is_line else (px + 2, px + 2)
    scale = ratio * FINER
    image = Image.new("RGBA", (round(width * scale), round(height * scale)))
    draw = ImageDraw.Draw(image)
    if is_line:
        y = image.height / 2
        draw.line([(0, y), (image.width, y)], fill=colour, width=max(1, round(px * scale)))
    else:
        edge = scale
        box = (edge, edge, image.width - 1 - edge, image.height - 1 - edge)
        draw.ellipse(box, outline=colour, width=round(1.5 * scale))
    return _shrunk(image)


def is_hollow(entry: dict[str, Any]) -> bool:
    """True for the sample of what is only approximate."""
    return entry.get("effect") == "hollow" or entry.get("is_hollow", False)


def _fine(paint: Any, entry: dict[str, Any], theme: str, ratio: int) -> Image.Image:
    scale = ratio * FINER
    image = Image.new("RGBA", (WIDTH_PX * scale, HEIGHT_PX * scale))
    paint(ImageDraw.Draw(image), entry, theme, scale)
    return _shrunk(image)


def _line(draw: ImageDraw.ImageDraw, entry: dict[str, Any], theme: str, scale: int) -> None:
    y = HEIGHT_PX * scale / 2
    ends = [(0, y), (WIDTH_PX * scale, y)]
    if entry["mark"] == "band":
        for share, width in ((0.18, 12), (0.36, 7)):
            draw.line(ends, fill=mixed(entry["ink"], share, theme), width=width * scale)
        draw.line(ends, fill=ink(entry["ink"], theme), width=scale * 3 // 2)
        return
    if entry.get("effect") == "casing":
        draw.line(ends, fill=ink("boundary", theme), width=9 * scale)
        draw.line(ends, fill=ink(PAPER, theme), width=7 * scale)
    pattern = "dashed" if entry.get("effect") == "dashed" else entry.get("pattern")
    lengths, at = cycle(DASHES.get(pattern, (WIDTH_PX, 0))), 0
    while at < WIDTH_PX:
        end = at + next(lengths)
        piece = [(at * scale, y), (min(end, WIDTH_PX) * scale, y)]
        draw.line(piece, fill=ink(entry["ink"], theme), width=3 * scale)
        at = end + next(lengths)


def _disc(draw: ImageDraw.ImageDraw, entry: dict[str, Any], theme: str, scale: int) -> None:
    x, y, radius = WIDTH_PX * scale / 2, HEIGHT_PX * scale / 2, 6 * scale
    box = (x - radius, y - radius, x + radius, y + radius)
    # What a source does not give is the colour of a boundary, as in the ring itself.
    name = "boundary" if entry.get("pattern") == "hatch" else entry["ink"]
    effect = entry.get("effect")
    if effect == "counted":
        draw.ellipse(box, outline=ink("label", theme), width=scale)
        dot = (x - 1.5 * scale, y - 1.5 * scale, x + 1.5 * scale, y + 1.5 * scale)
        draw.ellipse(dot, fill=ink("label", theme))
    elif effect == "inferred":
        for start in range(0, 360, 30):
            draw.arc(box, start, start + 18, fill=ink("label", theme), width=round(1.2 * scale))
    elif effect == "computed":
        draw.ellipse(
            box,
            fill=mixed(entry["ink"], PALE, theme),
            outline=ink(entry["ink"], theme),
            width=scale,
        )
    else:
        draw.ellipse(box, fill=ink(name, theme))


def _area(entry: dict[str, Any], theme: str, ratio: int) -> Image.Image:
    image = Image.new("RGBA", (WIDTH_PX * ratio, HEIGHT_PX * ratio))
    box = (2 * ratio, 2 * ratio, image.width - 1 - 2 * ratio, image.height - 1 - 2 * ratio)
    opacity = QUIET_OPACITY if entry.get("effect") == "quiet" else AREA_OPACITY
    draw = ImageDraw.Draw(image)
    draw.rectangle(box, fill=mixed(entry["ink"], opacity, theme))
    if entry.get("pattern") == "hatch":
        tile = hatch(entry, theme, ratio)
        for x in range(box[0], box[2], tile.width):
            for y in range(box[1], box[3], tile.height):
                part = tile.crop((0, 0, min(tile.width, box[2] - x), min(tile.height, box[3] - y)))
                image.alpha_composite(part, (x, y))
    draw.rectangle(box, outline=ink("boundary", theme), width=ratio)
    return image


def _centred(picture: Image.Image, ratio: int) -> Image.Image:
    image = Image.new("RGBA", (WIDTH_PX * ratio, HEIGHT_PX * ratio))
    place = ((image.width - picture.width) // 2, (image.height - picture.height) // 2)
    image.paste(picture, place)
    return image


def _shrunk(image: Image.Image) -> Image.Image:
    return image.resize((image.width // FINER, image.height // FINER), Image.Resampling.LANCZOS)
