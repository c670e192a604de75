"""The map for other people's pages: the embedded view, and the snippets that bring it there."""

from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, current_app, g, render_template, request

from geodata.catalog import Catalog
from webapp import atlas_map, page_data, snippets, tour
from webapp.assets import asset
from webapp.compression import Packed, send
from webapp.language import gettext
from webapp.pages import feature_context, remembered
from webapp.query import current_view
from webapp.security import base_url
from webapp.view import View

embed = Blueprint("embed", __name__)


@embed.before_request
def open_frames() -> None:
    """Let any page frame the embedded view, also when it is a sentence about a bad address."""
    g.may_be_framed = request.endpoint == "embed.view"


@embed.get("/embed")
def view() -> Response:
    """The view of the address for an iframe: map, title, legend and credits, without the panel."""
    catalog, asked = _catalog(), current_view()
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
    return _snippets_page(_catalog(), current_view())


@embed.get("/use/<layer_id>")
def use_layer(layer_id: str) -> str:
    """Snippets for one layer; not under /layers/<id>/, where every name may be a feature's id."""
    catalog = _catalog()
    layer_id = catalog.layer(layer_id)["id"]
    return _snippets_page(catalog, snippets.of_layer(current_view(), layer_id))


def _snippets_page(catalog: Catalog, asked: View) -> str:
    ids = atlas_map.visible_ids(asked, catalog)
    return render_template(
        "use.html",
        shown=asked,
        snippets=snippets.fill(asked, catalog),
        entries=[catalog.layer(layer_id) for layer_id in ids],
        credits=snippets.credits_of(catalog, ids),
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
        title=snippets.title_of(asked, catalog),
        heading=snippets.title_with_year(asked, catalog),
        is_whole=not snippets.subject_of(asked, catalog),
        layers=[catalog.layer(layer_id) for layer_id in ids],
        preloaded=[layer["id"] for layer in data["layers"] if layer["id"] not in tiles],
        credits=snippets.credits_of(catalog, ids),
        **(feature_context(catalog, asked, *asked.select) if asked.select else {}),
    ).encode()
    return Packed(page, sha256(page).hexdigest()), [parts.script_hash]


def _catalog() -> Catalog:
    return current_app.extensions["atlas"]
