"""The other side of the page's benchmark: a Folium page as it comes, with its layers inlined."""

import gzip
import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import folium
from xstatic.pkg import leaflet

from geodata.catalog import Catalog
from tests.benchmarks import sides
from webapp.atlas_map import START, visibility
from webapp.view import View

PACKAGES = ("jquery@3.7.1", "bootstrap@5.2.2", "@fortawesome/fontawesome-free@6.2.0")
# Folium's names for its foreign files, and where npm puts them. Four small ones are in no package.
FROM_NPM = {
    "jquery": "jquery/dist/jquery.min.js",
    "bootstrap": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap_css": "bootstrap/dist/css/bootstrap.min.css",
    "awesome_markers_font_css": "@fortawesome/fontawesome-free/css/all.min.css",
}
KINDS = {".js": "text/javascript", ".css": "text/css"}
File = tuple[str, bytes]


def install(folder: Path) -> dict[str, Path]:
    """Fetch Folium's foreign files with npm into a folder; their paths by Folium's names."""
    call = [sides.need("npm"), "install", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(call, cwd=folder, check=True, capture_output=True, timeout=300)
    found = {name: folder / "node_modules" / path for name, path in FROM_NPM.items()}
    own = Path(leaflet.BASE_DIR)
    return {"leaflet": own / "leaflet.js", "leaflet_css": own / "leaflet.css"} | found


@contextmanager
def stock_page(catalog: Catalog, assets: Mapping[str, Path], *, has_all: bool) -> Iterator[str]:
    """Serve, gzipped, a Folium page of the layers of the first view or of all; yields its address.

    All its files come from this server, none from elsewhere.
    """
    files = {
        f"/{name}{path.suffix}": (KINDS[path.suffix], gzip.compress(path.read_bytes()))
        for name, path in assets.items()
    }
    files["/"] = "text/html; charset=utf-8", gzip.compress(_html(catalog, assets, has_all).encode())
    server = ThreadingHTTPServer((sides.HOST, 0), partial(_Answer, files))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{sides.HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _html(catalog: Catalog, assets: Mapping[str, Path], has_all: bool) -> str:
    west, south, east, north = START
    page = folium.Map(tiles=None)
    page.default_js = _ours(page.default_js, assets)
    page.default_css = _ours(page.default_css, assets)
    for layer_id, is_visible in visibility(View(), catalog):
        if is_visible or has_all:
            data = json.loads(catalog.path(layer_id).read_bytes())
            folium.GeoJson(data, name=layer_id, show=is_visible).add_to(page)
    if has_all:
        folium.LayerControl().add_to(page)
    page.fit_bounds([[south, west], [north, east]])
    return page.get_root().render()


def _ours(listed: list[tuple[str, str]], assets: Mapping[str, Path]) -> list[tuple[str, str]]:
    return [(name, f"/{name}{assets[name].suffix}") for name, _ in listed if name in assets]


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, files: dict[str, File], *arguments):
        self.files = files
        super().__init__(*arguments)

    def do_GET(self):
        kind, body = self.files.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Say nothing."""
