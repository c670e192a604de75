"""Static files, Leaflet's among them, under addresses that change with their content."""

import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from xstatic.pkg import leaflet

from geodata.style import INKS
from webapp import joined
from webapp.compression import Packed, send

assets = Blueprint("assets", __name__)
HERE = Path(__file__).parent
YEAR_S = 31_536_000
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
PACKED_ALREADY = {".png", ".ico", ".woff2"}


def serve(app: Flask) -> None:
    """Give templates `asset(path)`, the address of a static file."""
    app.jinja_env.globals["asset"] = asset


def asset(path: str) -> str:
    """The address of a static file with its fingerprint; without one when there is no such file."""
    packed = find(path)
    place = f"{request.script_root if request else ''}/static/{path}"
    return f"{place}?v={packed.sha256[:8]}" if packed else place


@assets.get("/static/<path:path>")
def static(path: str) -> Response:
    """A static file; with its own fingerprint it may be kept for a year."""
    packed = find(path)
    if packed is None:
        raise NotFound
    suffix = Path(path).suffix
    return _cached(send(packed, MEDIA_TYPES[suffix], is_text=suffix not in PACKED_ALREADY), packed)


def find(path: str) -> Packed | None:
    """A static file of a kind that we serve, or one that is joined of several; or None."""
    if Path(path).suffix not in MEDIA_TYPES:
        return None
    if path.startswith("joined/"):
        try:
            return _joined(path.removeprefix("joined/"), _newest())
        except FileNotFoundError:
            return None
    for folder, inner in _places(path):
        full = safe_join(str(folder), inner)
        try:
            if full and (about := Path(full).stat()) and Path(full).is_file():
                return _read(full, about.st_mtime_ns, about.st_size)
        except (OSError, ValueError):  # no such file, or no possible name of one
            continue
    return None


def text_of(path: str) -> str:
    """The text of a sheet or script of our own; that of `css/inks.css` is written here.

    Raises FileNotFoundError when it is not there.
    """
    if path == "css/inks.css":
        return inks()
    packed = find(path)
    if packed is None:
        raise FileNotFoundError(f"The page names a file that is not there: {path}.")
    return packed.data.decode().replace("\r\n", "\n")


@lru_cache(maxsize=1)
def inks() -> str:
    """The inks of the map's marks as custom properties, light and dark, and a class for each."""
    light = "".join(f"--ink-{name}:{ink.light};" for name, ink in INKS.items())
    dark = "".join(f"--ink-{name}:{ink.dark};" for name, ink in INKS.items())
    classes = "".join(f".ink-{name}{{--ink:var(--ink-{name})}}\n" for name in INKS)
    return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{classes}"


@lru_cache(maxsize=64)
def _joined(path: str, newest: int) -> Packed:  # noqa: ARG001 - it renews the cache
    """`<page>.css`, the sheets of a page, or `<entry>/<module>.mjs`, a script of an entry."""
    if path.endswith(".css"):
        return joined.sheet(path.removesuffix(".css"), text_of)
    entry, _, module = path.partition("/")
    return joined.script(entry, module, lambda name: text_of(f"js/{name}"))


def _newest() -> int:
    """When the last of our own sheets and scripts was changed."""
    folders = [
        str(folder / name) for folder, _ in _places("") for name in ("css", "js", "js/marks")
    ]
    found = [entry for folder in folders if Path(folder).is_dir() for entry in os.scandir(folder)]
    return max((entry.stat().st_mtime_ns for entry in found), default=0)


def _places(path: str) -> list[tuple[Path, str]]:
    if path.startswith("leaflet/"):
        return [(Path(leaflet.BASE_DIR), path.removeprefix("leaflet/"))]
    # In a wheel the sheets and scripts lie inside the package; in the repository beside it.
    return [(HERE / "static", path), (HERE.parent / "static", path)]


@lru_cache(maxsize=256)
def _read(path: str, mtime_ns: int, size: int) -> Packed:  # noqa: ARG001 - they renew the cache
    data = Path(path).read_bytes()
    return Packed(data, sha256(data).hexdigest())


def _cached(response: Response, packed: Packed) -> Response:
    if request.args.get("v") == packed.sha256[:8]:
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return response
