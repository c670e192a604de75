"""The other side of the page's benchmark: a Folium page as it comes, with its layers inlined."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import folium
from xstatic.pkg import leaflet

from geodata.catalog import Catalog
from webapp.atlas_map import START, visibility
from webapp.query import View

LEAFLET = {"leaflet.js": "text/javascript", "leaflet.css": "text/css"}


@contextmanager
def stock_page(catalog: Catalog) -> Iterator[str]:
    """Serve, gzipped, a Folium page of the layers of the first view; yields its address.

    Of Folium's foreign scripts and styles only Leaflet's are kept, from this server; the rest would
    only make the page heavier.
    """
    files = {"/": ("text/html; charset=utf-8", gzip.compress(_html(catalog).encode()))}
    for name, kind in LEAFLET.items():
        files[f"/{name}"] = kind, gzip.compress((Path(leaflet.BASE_DIR) / name).read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answer, files))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _html(catalog: Catalog) -> str:
    west, south, east, north = START
    page = folium.Map(tiles=None, prefer_canvas=False)
    page.default_js = [("leaflet", "/leaflet.js")]
    page.default_css = [("leaflet", "/leaflet.css")]
    for layer_id, is_visible in visibility(View(), catalog):
        if is_visible:
            data = json.loads(catalog.path(layer_id).read_bytes())
            folium.GeoJson(data, name=layer_id).add_to(page)
    page.fit_bounds([[south, west], [north, east]])
    return page.get_root().render()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, files: dict[str, tuple[str, bytes]], *arguments):
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
