"""Static files, Leaflet's among them, under addresses that change with their content."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from xstatic.pkg import leaflet

from geodata.style import INKS
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
    """Give templates `asset(path)`, the address of a static file or of `inks.css`."""
    app.jinja_env.globals["asset"] = asset


def asset(path: str) -> str:
    """The address of a static file with its fingerprint; without one when there is no such file."""
    packed = inks() if path == "inks.css" else find(path)
    root = request.script_root if request else ""
    place = "/inks.css" if path == "inks.css" else f"/static/{path}"
    return f"{root}{place}?v={packed.sha256[:8]}" if packed else root + place


@assets.get("/static/<path:path>")
def static(path: str) -> Response:
    """A static file; with its own fingerprint it may be kept for a year."""
    packed = find(path)
    if packed is None:
        raise NotFound
    suffix = Path(path).suffix
    return _cached(send(packed, MEDIA_TYPES[suffix], is_text=suffix not in PACKED_ALREADY), packed)


@assets.get("/inks.css")
def inks_sheet() -> Response:
    """The inks of the map's marks as custom properties, light and dark."""
    return _cached(send(inks(), MEDIA_TYPES[".css"]), inks())


def find(path: str) -> Packed | None:
    """A static file of a kind that we serve, or None."""
    if Path(path).suffix not in MEDIA_TYPES:
        return None
    for folder, inner in _places(path):
        full = safe_join(str(folder), inner)
        try:
            if full and (about := Path(full).stat()) and Path(full).is_file():
                return _read(full, about.st_mtime_ns, about.st_size)
        except (OSError, ValueError):  # no such file, or no possible name of one
            continue
    return None


@lru_cache(maxsize=1)
def inks() -> Packed:
    """The style sheet of the inks, written from `geodata.style.INKS`."""
    light = "".join(f"--ink-{name}:{ink.light};" for name, ink in INKS.items())
    dark = "".join(f"--ink-{name}:{ink.dark};" for name, ink in INKS.items())
    classes = "".join(f".ink-{name}{{--ink:var(--ink-{name})}}\n" for name in INKS)
    sheet = (
        f":root,:root[data-theme=light]{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n{classes}"
    ).encode()
    return Packed(sheet, sha256(sheet).hexdigest())


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
