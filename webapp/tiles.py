"""Vector tiles as stored in the mapped archives."""

import re
from collections.abc import Mapping
from functools import lru_cache
from gzip import decompress
from hashlib import blake2b, sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.http import parse_accept_header

from geodata.archive import Archive
from geodata.shelf import Shelf
from webapp.config import cache_folder
from webapp.data import PREFLIGHT
from webapp.faults import BadTile, NoSuchZoom, quoted
from webapp.query import read
from webapp.tile_door import Answer

tiles = Blueprint("tiles", __name__)
MVT = "application/vnd.mapbox-vector-tile"
FAST = re.compile(r"/tiles/([a-z0-9-]+)/(\d{1,2})/(\d{1,10})/(\d{1,10})\.mvt", re.ASCII)
VERSIONED = re.compile(r"(?:v=([0-9a-f]{1,64}))?", re.ASCII)
WHOLE = re.compile(r"\d{1,10}", re.ASCII)
DEEPEST = 30  # the deepest zoom of any tile matrix
COMMON = (
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
IMMUTABLE = "public, max-age=31536000, immutable"


class Cell(NamedTuple):
    """One cell of the tile matrix; y counts from the north."""

    zoom: int
    x: int
    y: int


def shelve(app: Flask) -> None:
    """Keep the shelf of tiles as `app.extensions["tiles"]` once there is a catalog."""
    catalog = app.extensions["atlas"]
    if "tiles" not in app.extensions and catalog is not None:
        app.extensions["tiles"] = Shelf(catalog, folder_of(app.config)).hold()


def at_once(app: Flask, environ: dict) -> Answer | None:
    """The answer where nothing is wrong with a request and its archive is open; else None."""
    path = environ.get("PATH_INFO", "")
    if not path.startswith("/tiles/") or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    match = FAST.fullmatch(path)
    query = VERSIONED.fullmatch(environ.get("QUERY_STRING", ""))
    shelf: Shelf | None = app.extensions.get("tiles")
    archive = shelf.opened.get(match[1]) if match and query and shelf else None
    if archive is None:
        return None
    cell = Cell(int(match[2]), int(match[3]), int(match[4]))
    if cell.zoom > archive.max_zoom or max(cell.x, cell.y) >= 1 << cell.zoom:
        return None
    return tile_answer(archive, cell, environ, query[1] == shelf.sets[match[1]].version)


def folder_of(config: Mapping[str, Any]) -> Path:
    """Where the tile archives of the published folder are kept."""
    published = str(Path(config["PUBLISHED"]).resolve())
    name = f"tiles-{sha256(published.encode()).hexdigest()[:12]}"
    return cache_folder(config) / name


@tiles.after_request
def share(response: Response) -> Response:
    """Let other sites read tiles and their errors; answer their preflights."""
    response.headers.update(COMMON)
    if request.method == "OPTIONS":
        response.headers.update(PREFLIGHT)
    return response


@tiles.get("/tiles/<set_id>/<zoom>/<x>/<y>.mvt")
def vector_tile(set_id: str, zoom: str, x: str, y: str) -> Response:
    """One vector tile as gzipped in the archive; 204 where nothing is."""
    read(request.args, {"v": str})
    shelf: Shelf = current_app.extensions["tiles"]
    version = shelf.find(set_id).version
    cell = cell_of(zoom, x, y)
    archive = shelf.archive(set_id)
    if cell.zoom > archive.max_zoom:
        raise NoSuchZoom(f"The tiles of {quoted(set_id)} end at zoom {archive.max_zoom}.")
    answer = tile_answer(archive, cell, request.environ, request.args.get("v") == version)
    response = Response(answer.body, answer.status, answer.headers)
    if not answer.body:  # nothing is of no kind; Flask would call it HTML
        response.headers.pop("Content-Type", None)
    return response


def cell_of(zoom: str, x: str, y: str) -> Cell:
    """The cell that three texts name. Raises BadTile unless it is one of its zoom's matrix."""
    if all(WHOLE.fullmatch(part) for part in (zoom, x, y)):
        cell = Cell(int(zoom), int(x), int(y))
        if cell.zoom <= DEEPEST and max(cell.x, cell.y) < 1 << cell.zoom:
            return cell
    raise BadTile(
        f"A tile is ZOOM/X/Y, whole numbers with zoom from 0 to {DEEPEST} and "
        "x and y from 0 to 2^zoom - 1; "
        f"got {quoted(f'{zoom}/{x}/{y}')}."
    )


def tile_answer(archive: Archive, cell: Cell, environ: dict, is_versioned: bool) -> Answer:
    """Answer with a tile's stored bytes, unpacked only for a client that does not take gzip."""
    headers = [*COMMON, ("Cache-Control", IMMUTABLE if is_versioned else "public, max-age=300")]
    span = archive.span(*cell)
    if span is None:
        return Answer(HTTPStatus.NO_CONTENT, headers, b"")
    takes_gzip = _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    etag = f'"{_digest(archive, *span)}{"" if takes_gzip else "-plain"}"'
    headers += [("ETag", etag), ("Vary", "Accept-Encoding")]
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and (asked == "*" or etag in asked):
        return Answer(HTTPStatus.NOT_MODIFIED, headers, b"")
    stored = archive.memory[span[0] : span[0] + span[1]]
    body = stored if takes_gzip else decompress(stored)
    headers += [("Content-Type", MVT), ("Content-Length", str(len(body)))]
    if not takes_gzip:
        return Answer(HTTPStatus.OK, headers, body)
    headers.append(("Content-Encoding", "gzip"))
    return Answer(HTTPStatus.OK, headers, body, is_kept=True, is_packed=True)


@lru_cache(maxsize=65_536)
def _digest(archive: Archive, start: int, length: int) -> str:
    return blake2b(archive.memory[start : start + length], digest_size=8).hexdigest()


@lru_cache(maxsize=256)
def _takes_gzip(accepted: str) -> bool:
    return parse_accept_header(accepted)["gzip"] > 0
