"""Raster tiles drawn many at a time with a margin, so that names are whole across their seams."""

import io
from typing import NamedTuple

from PIL import Image

from geodata.maplibre.look import Look
from geodata.maplibre.renderer import Renderer, Window
from geodata.shelf import Shelf
from geodata.tiles import MAX_ZOOM

SIDE = 4  # tiles across
TILE_PX = 256
MARGIN_PX = 128
RASTER_MAX_ZOOM = 12
PLAIN = 64  # so many of the commonest colours are kept exactly


class Metatile(NamedTuple):
    """A block of tiles at a zoom: `column` and `row` count blocks; `ratio` 2 draws 512 px tiles."""

    zoom: int
    column: int
    row: int
    ratio: int = 1

    @property
    def side(self) -> int:
        """Tiles across: fewer than SIDE where the whole zoom has fewer."""
        return min(SIDE, 1 << self.zoom)


def metatile_of(zoom: int, x: int, y: int, ratio: int) -> tuple[Metatile, int]:
    """The block that has a tile, and the tile's number in it, row by row."""
    block = Metatile(zoom, x // SIDE, y // SIDE, ratio)
    return block, (y % SIDE) * block.side + x % SIDE


def draw_tiles(renderer: Renderer, look: Look, block: Metatile) -> list[bytes]:
    """The PNG of each tile of a block, row by row; empty bytes for one that is all transparent.

    Raises CannotDraw, TilesNotBuilt.
    """
    if block.zoom == 0:
        return [_png(few_colours(_whole_world(renderer, look, block.ratio)))]
    picture = few_colours(draw_block(renderer, look, block))
    side = TILE_PX * block.ratio
    return [
        _png(_cut(picture, column * side, row * side, side))
        for row in range(block.side)
        for column in range(block.side)
    ]


def draw_block(renderer: Renderer, look: Look, block: Metatile) -> Image.Image:
    """A block as one picture, without the margin that it was drawn with.

    Raises CannotDraw, TilesNotBuilt.
    """
    window, corner = window_of(block)
    left, top = (place * block.ratio for place in corner)
    return _cut(renderer.draw(look, window), left, top, block.side * TILE_PX * block.ratio)


def window_of(block: Metatile) -> tuple[Window, tuple[int, int]]:
    """What is drawn for a block, its margin included, and where in that the block begins.

    Beyond the poles there is no world, and MapLibre would move the map to keep out of there.
    """
    world_px = TILE_PX << block.zoom
    size = block.side * TILE_PX
    left, top = (place * SIDE * TILE_PX for place in (block.column, block.row))
    north, south = max(0, top - MARGIN_PX), min(world_px, top + size + MARGIN_PX)
    centre = (left + size / 2) / world_px, (north + south) / 2 / world_px
    width, height = size + 2 * MARGIN_PX, south - north
    window = Window(*centre, block.zoom - 1, width, height, block.ratio)
    return window, (MARGIN_PX, top - north)


def is_empty(shelf: Shelf, look: Look, block: Metatile) -> bool:
    """True if no vector tile of the look has anything in a block or its margin."""
    archive = shelf.archive(look.tile_set)
    zoom = min(max(block.zoom - 1, 0), MAX_ZOOM)
    last = (1 << zoom) - 1
    scale = 1 << zoom
    world_px = TILE_PX << block.zoom
    spans = []
    for place in (block.column, block.row):
        start = place * SIDE * TILE_PX
        low = (start - MARGIN_PX) * scale // world_px
        high = (start + block.side * TILE_PX + MARGIN_PX) * scale // world_px
        spans.append((low, high))
    (west, east), (north, south) = spans
    return all(
        archive.span(zoom, x % scale, y) is None
        for y in range(max(0, north), min(last, south) + 1)
        for x in range(west, east + 1)
    )


def _whole_world(renderer: Renderer, look: Look, ratio: int) -> Image.Image:
    # MapLibre's zooms begin with a world of 512 px, so one of 256 px is that one at half the size.
    picture = renderer.draw(look, Window(0.5, 0.5, 0, 2 * TILE_PX, 2 * TILE_PX))
    side = TILE_PX * ratio
    return picture if ratio == 2 else picture.resize((side, side), Image.Resampling.LANCZOS)


def _cut(picture: Image.Image, left: int, top: int, side: int) -> Image.Image:
    return picture.crop((left, top, left + side, top + side))


def few_colours(picture: Image.Image) -> Image.Image:
    """An opaque picture in 256 colours, its plain surfaces exact; others are left as they are.

    Tiles are a third in size then. One palette serves a whole block, so tiles agree at seams.
    """
    if picture.getchannel("A").getextrema()[0] < 255:
        return picture
    whole = picture.convert("RGB")
    reduced = whole.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    sample = whole.resize((256, 256), Image.Resampling.NEAREST)
    common = [colour for _, colour in sorted(sample.getcolors(1 << 16), reverse=True)[:PLAIN]]
    line = Image.new("RGB", (len(common), 1))
    for at, colour in enumerate(common):
        line.putpixel((at, 0), colour)
    palette = reduced.getpalette()
    places = line.quantize(palette=reduced, dither=Image.Dither.NONE).tobytes()
    for place, colour in reversed(list(zip(places, common, strict=True))):
        palette[3 * place : 3 * place + 3] = colour
    reduced.putpalette(palette)
    return reduced


def _png(tile: Image.Image) -> bytes:
    """A PNG; no bytes for a tile that is all transparent."""
    if tile.mode == "RGBA" and tile.getchannel("A").getextrema()[1] == 0:
        return b""
    file = io.BytesIO()
    tile.save(file, "PNG")
    return file.getvalue()
