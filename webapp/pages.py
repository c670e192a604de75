"""The pages that people read: the atlas, its layers, their features, the sources."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, current_app, g, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from geodata.catalog import Catalog
from webapp import atlas_map, values
from webapp.assets import asset
from webapp.errors import BadQuery, quoted
from webapp.features import feature_of, features_of
from webapp.language import gettext, name_of
from webapp.layer_table import table_of
from webapp.panel import panel_of
from webapp.query import View, view_of
from webapp.related import Ties
from webapp.security import base_url

pages = Blueprint("pages", __name__)
PAGES_KEPT = 64  # rendered maps per worker, about 100 kB each


@pages.get("/")
def atlas() -> Response:
    """The map, framed as the address says; it reads as a list of layers without scripts."""
    catalog, view = _catalog(), _view()
    page, hashes = _remembered((view, base_url(), *_edition(catalog)), lambda: _draw(catalog, view))
    g.script_hashes = hashes
    return Response(page, mimetype="text/html")


@pages.get("/layers")
def layers() -> str:
    """Every layer by theme, with what it shows, its years and its licence."""
    catalog = _catalog()
    _view()
    entries = {entry["id"]: entry for entry in catalog}
    return render_template("layers.html", themes=catalog.themes, entries=entries)


@pages.get("/layers/<layer_id>")
def layer(layer_id: str) -> str:
    """One layer: description, legend, table, caveats, sources, downloads."""
    catalog = _catalog()
    entry = catalog.layer(layer_id)
    view, page = _view(more=("page",)), _page_number()
    features = features_of(catalog, layer_id)
    return render_template(
        "layer.html",
        entry=entry,
        table=table_of(entry, features.values(), view.year, page),
        works=[catalog.works[key] for key in entry["source_ids"] if key in catalog.works],
        credits=entry["attribution"],
    )


@pages.get("/layers/<layer_id>/<feature_id>")
def feature(layer_id: str, feature_id: str) -> str:
    """One feature; the map's panel shows this page's article."""
    catalog = _catalog()
    about = feature_context(catalog, _view(), layer_id, feature_id)
    return render_template("feature.html", **about, credits=about["entry"]["attribution"])


@pages.get("/sources")
def sources() -> str:
    """Every work cited, and the layers that cite it."""
    catalog = _catalog()
    _view()
    cited_by: dict[str, list[dict[str, Any]]] = {}
    for entry in catalog:
        for key in entry["source_ids"]:
            cited_by.setdefault(key, []).append(entry)
    return render_template("sources.html", works=catalog.works.values(), cited_by=cited_by)


def feature_context(catalog: Catalog, view: View, layer_id: str, feature_id: str) -> dict[str, Any]:
    """What `_feature.html` needs. Raises UnknownLayer and UnknownFeature."""
    entry = catalog.layer(layer_id)
    chosen = feature_of(catalog, layer_id, feature_id)
    return {
        "entry": entry,
        "panel": panel_of(entry, chosen, catalog.works, view.year),
        "ties": [
            {
                "layer_id": tie.layer_id,
                "feature_id": tie.feature_id,
                "layer": catalog.layer(tie.layer_id)["title"],
                "name": name_of(features_of(catalog, tie.layer_id)[tie.feature_id]["properties"]),
            }
            for tie in _ties(catalog).of(layer_id, feature_id)
        ],
    }


@pages.app_context_processor
def words() -> dict[str, Any]:
    """What every template may say: addresses that keep the view, dates, licences."""
    catalog = current_app.extensions.get("atlas")
    licenses = catalog.about["licenses"] if catalog else []
    return {
        "absolute": lambda path: base_url() + quote(path),
        "date_words": values.date_words,
        "in_language": _in_language,
        "is_link": values.is_link,
        "licenses": {license["id"]: license for license in licenses},
        "today": datetime.now(UTC).date(),
    }


def here(view: View, path: str) -> str:
    """The address of another page, in the view's language and year."""
    return view.url(quote(path), layers=None, map=None, select=None)


def _draw(catalog: Catalog, view: View) -> tuple[bytes, list[str]]:
    parts = atlas_map.render(view, catalog, asset)
    selected = feature_context(catalog, view, *view.select) if view.select else {}
    page = render_template(
        "atlas.html",
        map=parts,
        data=atlas_map.page_data(view, catalog, gettext),
        themes=catalog.themes,
        entries={entry["id"]: entry for entry in catalog},
        visible=atlas_map.visible_ids(view, catalog),
        **selected,
    )
    return page.encode(), [parts.script_hash]


def _catalog() -> Catalog:
    return current_app.extensions["atlas"]
