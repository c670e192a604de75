"""Copy-paste snippets that show the atlas elsewhere: their texts, filled in for one view.

Each is run by the real client in `tests/clients`. Libraries are named as files beside the page; a
note says which npm package has them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Any

from geodata.catalog import Catalog
from geodata.maplibre.metatile import RASTER_MAX_ZOOM
from geodata.style import INKS
from geodata.tiles import MAX_ZOOM
from webapp.atlas_map import BASEMAP, START, visible_ids
from webapp.security import base_url
from webapp.snippet_texts import IFRAME, SNIPPETS, Snippet
from webapp.view import MapView, View
from webapp.view_words import address, credits_of, title_of

GL_TYPES = {"Point": "circle", "LineString": "line", "Polygon": "fill"}
GL_PAINTS = {
    "circle": {"circle-radius": 5, "circle-stroke-width": 1, "circle-stroke-color": "#ffffff"},
    "line": {"line-width": 2},
    "fill": {"fill-opacity": 0.5},
}


@dataclass(frozen=True)
class Filled:
    """A snippet with its text for one view."""

    snippet: Snippet
    text: str


def fill(view: View, catalog: Catalog) -> list[Filled]:
    """Every snippet that fits a view; those of one layer's data only when it shows just one."""
    ids = visible_ids(view, catalog)
    alone = view.layers if view.layers == (BASEMAP,) else ids
    only = catalog.layer(alone[0]) if len(alone) == 1 else None
    values = _values(view, catalog, ids, only) | (_layer_values(only, view) if only else {})
    return [
        Filled(snippet, Template(snippet.template).substitute(values))
        for snippet in SNIPPETS
        if only or not snippet.is_for_one_layer
    ]


def iframe(source: str, title: str, width: str, height: str) -> str:
    """An iframe for an address; sizes are as HTML has them, pixels or percent."""
    words = {"embed": escape(source), "title": escape(title), "width": width, "height": height}
    return Template(IFRAME).substitute(words)


def _values(
    view: View, catalog: Catalog, ids: list[str], only: Mapping[str, Any] | None
) -> dict[str, Any]:
    place = view.map or _middle(START)
    title = title_of(view, catalog)
    prefer = _preferred(view)
    words = _query(year=view.year, lang=None if view.lang == "en" else view.lang, prefer=prefer)
    # The tiles of the atlas show the first layers; those of one layer lie over the basemap.
    sets = ["atlas"] if view.layers is None else [BASEMAP, *ids]
    return {
        "base": base_url(),
        "embed": escape(address(view, "/embed")),
        "title": escape(title),
        "width": "100%",
        "height": "500",
        "id": f"steppe-atlas-{only['id']}" if only else "steppe-atlas",
        "lat": f"{place.lat:.4g}",
        "lon": f"{place.lon:.4g}",
        "zoom": f"{place.zoom:.4g}",
        "gl_zoom": f"{max(place.zoom - 1, 0):.4g}",  # MapLibre counts tiles of 512 px
        "max_zoom": MAX_ZOOM,
        "raster_max_zoom": RASTER_MAX_ZOOM,
        "sets": json.dumps(sets),
        "xyz": "\n".join(f"{base_url()}/tiles/{one}/{{z}}/{{x}}/{{y}}.png{words}" for one in sets),
        "set": only["id"] if only else "atlas",
        "style": _style_address(view, ids),
        "cut": _query(year=view.year, prefer=prefer),
        "words": words,
        "chosen": _query(prefer=prefer),
        "credit": _script_text(escape(credits_of(catalog, ids))),
    }


def _layer_values(entry: Mapping[str, Any], view: View) -> dict[str, Any]:
    west, south, east, north = entry["bbox"]
    # Land is as light as paper; without anything around it, its edges say more.
    ink = "boundary" if entry["id"] == BASEMAP else entry["style"]["classes"][0]["ink"]
    colour = INKS[ink].light
    layers = ",\n        ".join(json.dumps(layer) for layer in _gl_layers(entry, colour))
    return {
        "layer": entry["id"],
        "layer_credit": _script_text(escape(entry["attribution"])),
        "corners": json.dumps([[south, west], [north, east]]),
        "bounds": json.dumps([west, south, east, north]),
        "colour": colour,
        "name": f"name_{view.lang}",
        "gl_layers": layers,
    }


def _gl_layers(entry: Mapping[str, Any], colour: str) -> Iterator[dict[str, Any]]:
    kinds = {kind.removeprefix("Multi") for kind in entry["geometry_types"]}
    for kind, gl_type in reversed(GL_TYPES.items()):
        if kind in kinds:
            yield {
                "id": gl_type,
                "type": gl_type,
                "source": "atlas",
                "source-layer": entry["id"],
                "filter": ["==", ["geometry-type"], kind],
                "paint": {f"{gl_type}-color": colour, **GL_PAINTS[gl_type]},
            }


def _style_address(view: View, ids: list[str]) -> str:
    lang = None if view.lang == "en" else view.lang
    if view.layers is not None and not ids:
        return f"{base_url()}/styles/{BASEMAP}.json" + _query(lang=lang)
    return f"{base_url()}/styles/atlas.json" + _query(
        layers=",".join(ids) if view.layers is not None else None,
        year=view.year,
        lang=lang,
        prefer=_preferred(view),
    )


def _preferred(view: View) -> str | None:
    return ",".join(view.prefer) if view.prefer else None


def _query(**parts: object) -> str:
    words = "&".join(f"{name}={value}" for name, value in parts.items() if value is not None)
    return f"?{words}" if words else ""


def _script_text(text: str) -> str:
    """A string for a script inside HTML; letters stay as they are."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def _middle(bbox: tuple[float, float, float, float]) -> MapView:
    west, south, east, north = bbox
    return MapView(4, (south + north) / 2, (west + east) / 2)
