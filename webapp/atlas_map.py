"""The Folium map of the atlas, set by our own elements and rendered apart into our template.

Folium sees no data: only layer ids, our own addresses and numbers reach its script. Titles and
names travel beside it as JSON (`webapp.page_data`) and enter the page as text.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import Figure, MacroElement
from folium.template import Template
from folium.utilities import JsCode

from geodata.catalog import BASEMAP, Catalog
from webapp.view import View

# Degrees west, south, east, north: from the Black Sea to the Altai.
START = (36.0, 41.0, 90.0, 57.0)
MIN_ZOOM, MAX_ZOOM = 3, 12
LAYER_ID = re.compile(r"^[a-z0-9-]+$")
MOVES = '!matchMedia("(prefers-reduced-motion: reduce)").matches'


@dataclass(frozen=True)
class MapParts:
    """The three parts of a Folium figure; `script_hash` allows the script in the page's policy."""

    header: str
    body: str
    script: str
    script_hash: str


class AtlasMap(folium.Map):
    """A Folium map without tiles, foreign assets or inline styles, under a fixed id."""

    default_js: tuple[tuple[str, str], ...] = ()
    default_css: tuple[tuple[str, str], ...] = ()
    _template = Template("""
        {% macro header(this, kwargs) %}
        <link rel="stylesheet" href="{{ this.asset("leaflet/leaflet.css")|e }}">
        <script defer src="{{ this.asset("leaflet/leaflet.js")|e }}"></script>
        {% endmacro %}
        {% macro html(this, kwargs) %}
        <div class="map__canvas" id="{{ this.get_name() }}"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        {% set name = this.get_name() %}
        const {{ name }} = L.map("{{ name }}", {{ this.options|tojavascript }});
        window.atlas = { map: {{ name }}, layers: [], ...{{ this.frame()|tojavascript }} };
        {% endmacro %}
    """)

    def __init__(self, asset: Callable[[str], str], view: View, extent: list[float]):
        place = view.map
        west, south, east, north = START
        super().__init__(
            location=(place.lat, place.lon) if place else ((south + north) / 2, (west + east) / 2),
            zoom_start=place.zoom if place else 4,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
            keyboard=True,
            zoom_animation=JsCode(MOVES),
            marker_zoom_animation=False,
            inertia=JsCode(MOVES),
        )
        self._id = "atlas"
        self.asset = asset
        self.is_placed = place is not None
        self.extent = extent
        # Folium keeps these two for its tile layers, of which there are none.
        self.options |= {"center": self.location, "min_zoom": MIN_ZOOM, "max_zoom": MAX_ZOOM}

    def frame(self) -> dict[str, Any]:
        """Boxes as south-west and north-east corners, latitude first as Leaflet asks."""
        return {
            "start": _corners(START),
            "extent": _corners(self.extent),
            "placed": self.is_placed,
        }


class AtlasLayer(MacroElement):
    """One layer for the script to draw: where its data is, and whether it is visible at first."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        window.atlas.layers.push({{ this.about|tojavascript }});
        {% endmacro %}
    """)

    def __init__(self, layer_id: str, url: str, is_visible: bool):
        super().__init__()
        if not LAYER_ID.match(layer_id):
            raise ValueError(f"A layer id is lower-case letters, digits and '-'; got {layer_id!r}.")
        self._name, self._id = "layer", layer_id
        self.about = {"id": layer_id, "url": url, "isVisible": is_visible}


def render(view: View, catalog: Catalog, asset: Callable[[str], str] | None = None) -> MapParts:
    """Set the map for a view and render its header, body and script apart.

    `asset` gives the address of a static file.
    """
    atlas_map = AtlasMap(asset or _plain_asset, view, extent_of(catalog))
    for layer_id, is_visible in visibility(view, catalog):
        atlas_map.add_child(AtlasLayer(layer_id, f"layers/{layer_id}.geojson", is_visible))
    figure = Figure().add_child(atlas_map)
    figure.header._children.clear()  # branca's own charset meta; our template has one
    atlas_map.render()
    script = figure.script.render()
    return MapParts(figure.header.render(), figure.html.render(), script, script_hash(script))


def visibility(view: View, catalog: Catalog) -> list[tuple[str, bool]]:
    """Every published layer's id, basemap first, and whether the view shows it."""
    shown = set(visible_ids(view, catalog)) | {BASEMAP}
    ids = sorted((layer["id"] for layer in catalog), key=lambda layer_id: layer_id != BASEMAP)
    return [(layer_id, layer_id in shown) for layer_id in ids]


def visible_ids(view: View, catalog: Catalog) -> list[str]:
    """Ids of the layers that a view shows, in drawing order; the basemap is not counted."""
    wanted = catalog.first_layers if view.layers is None else view.layers
    return [layer["id"] for layer in catalog if layer["id"] in wanted and layer["id"] != BASEMAP]


def extent_of(catalog: Catalog) -> list[float]:
    """West, south, east, north of the basemap, else of everything published, else the start."""
    boxes = [layer["bbox"] for layer in catalog if layer["id"] == BASEMAP]
    boxes = boxes or [layer["bbox"] for layer in catalog] or [START]
    west, south, east, north = zip(*boxes, strict=True)
    return [min(west), min(south), max(east), max(north)]


def script_hash(script: str) -> str:
    """A Content-Security-Policy source expression for one inline script, character by character."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _corners(bbox: Any) -> list[list[float]]:
    west, south, east, north = bbox
    return [[south, west], [north, east]]


def _plain_asset(path: str) -> str:
    return f"/static/{path}"
