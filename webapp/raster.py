"""Raster tiles drawn from the style, each once."""

import io
import re
from functools import lru_cache, partial
from hashlib import blake2b
from http import HTTPStatus
from typing import NamedTuple

from flask import Blueprint, Flask, Response, request
from PIL import Image

from geodata.catalog import BASEMAP
from geodata.maplibre.document import THEMES
from geodata.maplibre.look import Look, Studio
from geodata.maplibre.metatile import (
    RASTER_MAX_ZOOM,
    TILE_PX,
    Metatile,
    draw_tiles,
    is_empty,
    metatile_of,
)
from geodata.tiles import ATLAS
from webapp import query
from webapp.faults import BadTile, NoSuchZoom, quoted
from webapp.language import LANGUAGES
from webapp.metrics.names import KEPT
from webapp.pictures.drawing_room import DrawingRoom, room
from webapp.pictures.preferred import settled
from webapp.styles import parameters
from webapp.tile_door import Answer
from webapp.tiles import COMMON, IMMUTABLE, cell_of, share

raster = Blueprint("raster", __name__)
raster.after_request(share)
FAST = re.compile(
    r"/tiles/([a-z0-9-]+)/(\d|1[0-9])/(0|[1-9]\d{0,9})/(0|[1-9]\d{0,9})(@2x)?\.png", re.ASCII
)
PLAIN = re.compile(r"[a-z0-9]*", re.ASCII)
KNOWN = ("year", "lang", "theme", "v", "prefer")
DEFAULTS = {"v": "", "year": "", "lang": "en", "theme": "light"}
ROW = re.compile(r"([^@]*)(@2x)?", re.DOTALL)


class Asked(NamedTuple):
    """A tile as the address asks for it; `year`, `lang` and `theme` are texts of the query.

    `figures` marks those that a preference changes; it is empty where none does.
    """

    set_id: str
    zoom: int
    x: int
    y: int
    ratio: int
    year: str
    lang: str
    theme: str
    figures: str = ""


@raster.get("/tiles/<set_id>/<zoom>/<x>/<y>.png")
def raster_tile(set_id: str, zoom: str, x: str, y: str) -> Response:
    """One tile of 256 px, or with @2x of 512 px; transparent where there is nothing."""
    drawing_room = room()
    studio = drawing_room.studio
    studio.shelf.find(set_id)
    known = parameters(studio) | {"v": str}
    args = query.read(request.args, {name: known[name] for name in KNOWN})
    row, is_double = _row(zoom, x, y)
    cell = cell_of(zoom, x, row)
    if cell.zoom > RASTER_MAX_ZOOM:
        raise NoSuchZoom(f"The pictures of {quoted(set_id)} end at zoom {RASTER_MAX_ZOOM}.")
    version = args.pop("v", None)
    look, figures = settled(_look(studio, set_id, args), studio.catalog)
    asked = Asked(set_id, *cell, 2 if is_double else 1, str(look.year or ""), *look[2:4], figures)
    tile = _tile(drawing_room, look, asked)
    answer = _answer(tile, request.environ, version == drawing_room.version)
    return Response(answer.body, answer.status, answer.headers)


def at_once(app: Flask, environ: dict) -> Answer | None:
    """The answer for a tile that was drawn before and is asked for plainly; else None."""
    path = environ.get("PATH_INFO", "")
    if not path.endswith(".png") or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    drawing_room: DrawingRoom | None = app.extensions.get("drawing_room")
    match, args = FAST.fullmatch(path), _plain_args(environ.get("QUERY_STRING", ""))
    if match is None or args is None or drawing_room is None:
        return None
    version, year, lang, theme = args
    set_id, zoom, x, y, double = match.groups()
    cell = int(zoom), int(x), int(y)
    if max(cell[1:]) >= 1 << cell[0]:
        return None
    asked = Asked(set_id, *cell, 2 if double else 1, "" if set_id == BASEMAP else year, lang, theme)
    tile = _stored(drawing_room, asked)
    if tile is None:
        return None
    drawing_room.counters.note(KEPT)
    return _answer(tile, environ, version == drawing_room.version)


def _row(zoom: str, x: str, y: str) -> tuple[str, bool]:
    match = ROW.fullmatch(y)
    if match is None:
        raise BadTile(
            "A raster tile is ZOOM/X/Y.png or ZOOM/X/Y@2x.png; "
            f"got {quoted(f'{zoom}/{x}/{y}.png')}."
        )
    return match[1], match[2] is not None


def _look(studio: Studio, set_id: str, args: dict) -> Look:
    """The basemap alone, with it the layers shown first, or one layer as an overlay."""
    if set_id == BASEMAP:
        return Look((), **(args | {"year": None, "prefer": ()}))
    if set_id == ATLAS:
        return Look(studio.catalog.first_layers, **args)
    return Look((set_id,), has_basemap=False, **args)


def _tile(drawing_room: DrawingRoom, look: Look, asked: Asked) -> bytes:
    block, number = metatile_of(asked.zoom, asked.x, asked.y, asked.ratio)
    if not look.has_basemap and is_empty(drawing_room.studio.shelf, look, block):
        return blank(asked.ratio)
    name = _file(drawing_room.version, asked, block)
    draw = partial(draw_tiles, drawing_room.renderer, look, block)
    return drawing_room.picture(name, number, draw) or blank(asked.ratio)


def _file(version: str, asked: Asked, block: Metatile) -> str:
    about = (asked.set_id, asked.year or "all", asked.lang, asked.theme)
    figures = (asked.figures,) if asked.figures else ()
    return "_".join(map(str, (version, *about, *figures, *block)))


@lru_cache(maxsize=2)
def blank(ratio: int) -> bytes:
    """A transparent tile."""
    side = TILE_PX * ratio
    picture = Image.new("P", (side, side))
    file = io.BytesIO()
    picture.save(file, "PNG", transparency=0, bits=1)
    return file.getvalue()


def _stored(drawing_room: DrawingRoom, asked: Asked) -> bytes | None:
    # Whatever is on disk was asked for in a way that was checked then.
    block, number = metatile_of(asked.zoom, asked.x, asked.y, asked.ratio)
    tile = drawing_room.cache.read(_file(drawing_room.version, asked, block), number)
    return blank(asked.ratio) if tile == b"" else tile


@lru_cache(maxsize=1024)
def _plain_args(text: str) -> tuple[str, str, str, str] | None:
    """`v`, `year`, `lang` and `theme` of a query that is short and plain; else None."""
    pairs = [pair.partition("=")[::2] for pair in text.split("&") if pair]
    args = {name: value for name, value in pairs if PLAIN.fullmatch(value)}
    if len(text) > 100 or len(args) != len(pairs) or not args.keys() <= DEFAULTS.keys():
        return None
    version, year, lang, theme = (DEFAULTS | args).values()
    is_known = lang in LANGUAGES and theme in THEMES and (not year or query.YEAR.fullmatch(year))
    return (version, year, lang, theme) if is_known else None


def _answer(tile: bytes, environ: dict, is_versioned: bool) -> Answer:
    etag = f'"{blake2b(tile, digest_size=8).hexdigest()}"'
    caching = IMMUTABLE if is_versioned else "public, max-age=300"
    headers = [*COMMON, ("Cache-Control", caching), ("ETag", etag)]
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and (asked == "*" or etag in asked):
        return Answer(HTTPStatus.NOT_MODIFIED, headers, b"")
    headers += [("Content-Type", "image/png"), ("Content-Length", str(len(tile)))]
    return Answer(HTTPStatus.OK, headers, tile, is_kept=True)
