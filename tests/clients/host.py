"""A site of another origin that pastes our snippets, with the libraries beside its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

# Each library is the publisher's file; what follows it lets a test see the maps that it makes.
LIBRARIES = {
    "leaflet.css": ("leaflet/dist/leaflet.css", ""),
    "leaflet.js": (
        "leaflet/dist/leaflet.js",
        "window.maps = []; L.Map.addInitHook(function () { maps.push(this); });",
    ),
    "ol.css": ("ol/ol.css", ""),
    "ol.js": (
        "ol/dist/ol.js",
        "window.maps = [];"
        "ol.Map = class extends ol.Map { constructor(its) { super(its); maps.push(this); } };",
    ),
    "olms.js": ("ol-mapbox-style/dist/olms.js", ""),
    "maplibre-gl.css": ("maplibre-gl/dist/maplibre-gl.css", ""),
}
MAPLIBRE = """\
import {Map as Publishers} from './maplibre-gl/maplibre-gl.mjs';
export * from './maplibre-gl/maplibre-gl.mjs';
window.maps = [];
export class Map extends Publishers {
  constructor(options) {
    super(options);
    maps.push(this);
  }
}
"""
TYPES = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript"}
PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A page of somebody else</title>
<link rel="icon" href="data:,">
<body>
<h1>A page of somebody else</h1>
{}
<button id="after">After the map</button>
"""


@dataclass
class Host:
    """The other site: its address without a slash, and its pages by path."""

    url: str
    modules: Path
    pages: dict[str, str] = field(default_factory=dict)

    def publish(self, *snippets: str) -> str:
        """Put snippets on a new page; return its address."""
        path = f"/{len(self.pages)}.html"
        self.pages[path] = PAGE.format("\n".join(snippets))
        return self.url + path

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Media type and bytes of a page or a library's file."""
        if path in self.pages:
            return "text/html; charset=utf-8", self.pages[path].encode()
        name = path.removeprefix("/")
        if name == "maplibre-gl.mjs":
            return TYPES[".mjs"], MAPLIBRE.encode()
        if name in LIBRARIES:
            file, watching = LIBRARIES[name]
            return TYPES[Path(name).suffix], self._read(file) + f"\n{watching}".encode()
        if name.startswith("maplibre-gl/") and Path(name).suffix in TYPES:
            return TYPES[Path(name).suffix], self._read(f"maplibre-gl/dist/{Path(name).name}")
        return None

    def _read(self, name: str) -> bytes:
        return (self.modules / name).read_bytes()


@contextmanager
def open_host(modules: Path) -> Iterator[Host]:
    """Serve a site at `localhost`, which is another origin than the atlas's 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            found = host.answer(urlsplit(self.path).path)
            self.send_response(200 if found else 404)
            kind, body = found or ("text/plain", b"")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(f"http://localhost:{server.server_port}", modules)
    Thread(target=server.serve_forever, daemon=True).start()
    yield host
    server.shutdown()
    server.server_close()
