"""The map for other people's pages: the embedded view, and the snippets that bring it there."""

from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, current_app, g, render_template, request

from geodata.catalog import Catalog
from webapp import atlas_map, page_data, snippets, tour
from webapp.assets import asset
from webapp.compression import Packed, send
from webapp.current import current_catalog, current_view
from webapp.language import gettext
from webapp.pages import feature_context, remembered
from webapp.security import base_url
from webapp.view import View
from webapp.view_words import credits_of, subject_of, title_of, title_with_year

embed = Blueprint("embed", __name__)


@embed.before_request
def open_frames() -> None:
    """Let any page frame the embedded view, also when it is a sentence about a bad address."""
    g.may_be_framed = request.endpoint == "embed.view"


@embed.get("/embed")
def view() -> Response:
    """The view of the address for an iframe: map, title, legend and credits, without the panel."""
    catalog, asked = current_catalog(), current_view()
    tiles = page_data.tiled(catalog, current_app.extensions["tiles"])
    key = ("embed", asked, base_url(), *tiles, *(entry["sha256"] for entry in catalog))
    packed, g.script_hashes = remembered(key, lambda: _draw(catalog, asked, tiles))
    response = send(packed, "text/html; charset=utf-8")
    # Pages that isolate themselves (COEP) may frame only what says so.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@embed.get("/use")
def use() -> str:
    """Snippets for the view of the address."""
    return _snippets_page(current_catalog(), current_view())


@embed.get("/use/<layer_id>")
def use_layer(layer_id: str) -> str:
    """Snippets for one layer; not under /layers/<id>/, where every name may be a feature's id."""
    catalog = current_catalog()
    layer_id = catalog.layer(layer_id)["id"]
    return _snippets_page(catalog, current_view().alone(layer_id))


def _snippets_page(catalog: Catalog, asked: View) -> str:
    ids = atlas_map.visible_ids(asked, catalog)
    return render_template(
        "use.html",
        shown=asked,
        snippets=snippets.fill(asked, catalog),
        entries=[catalog.layer(layer_id) for layer_id in ids],
        credits=credits_of(catalog, ids),
    )


def _draw(
    catalog: Catalog, asked: View, tiles: dict[str, dict[str, Any]]
) -> tuple[Packed, list[str]]:
    parts = atlas_map.render(asked, catalog, asset)
    ids = atlas_map.visible_ids(asked, catalog)
    data = page_data.page_data(asked, catalog, gettext)
    data |= tour.page_data(catalog, asked)
    data["layers"] = [layer for layer in data["layers"] if layer["id"] in (*ids, atlas_map.BASEMAP)]
    page = render_template(
        "embed.html",
        map=parts,
        data=data,
        title=title_of(asked, catalog),
        heading=title_with_year(asked, catalog),
        is_whole=not subject_of(asked, catalog),
        layers=[catalog.layer(layer_id) for layer_id in ids],
        preloaded=[layer["id"] for layer in data["layers"] if layer["id"] not in tiles],
        credits=credits_of(catalog, ids),
        **(feature_context(catalog, asked, *asked.select) if asked.select else {}),
    ).encode()
    return Packed(page, sha256(page).hexdigest()), [parts.script_hash]
