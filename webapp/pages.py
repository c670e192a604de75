"""The pages that people read: the atlas, its layers, their features, the sources."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, current_app, g, render_template

from geodata.catalog import Catalog
from geodata.style import SYMBOLS
from webapp import argument, atlas_map, compare, describe, page_data, stills, tour, words
from webapp.assets import asset
from webapp.compression import Packed, send
from webapp.current import current_catalog, current_view, taken_beside
from webapp.editions import of_this_edition
from webapp.faults import BadQuery, quoted
from webapp.features import feature_of, features_of
from webapp.language import current, gettext, name_of
from webapp.layer_table import table_of
from webapp.panel import panel_of
from webapp.related import Tie, Ties
from webapp.security import base_url
from webapp.view import View

pages = Blueprint("pages", __name__)
pages.record_once(lambda state: words.offer(state.app))
pages.record_once(lambda state: stills.offer(state.app))
STILL_PX = (960, 600)
PAGES_KEPT = 64  # rendered maps per worker, about 100 kB each


@pages.get("/")
def atlas() -> Response:
    """The map, framed as the address says; it reads as a list of layers without scripts."""
    catalog, view = current_catalog(), current_view()
    tiles = page_data.tiled(catalog, current_app.extensions["tiles"])
    key = (view, base_url(), *tiles, *(entry["sha256"] for entry in catalog))
    packed, g.script_hashes = remembered(key, lambda: draw(catalog, view, tiles))
    return send(packed, "text/html; charset=utf-8")


@pages.get("/layers")
def layers() -> str:
    """Every layer by theme, with what it shows, its years and its licence."""
    catalog = current_catalog()
    current_view()
    entries = {entry["id"]: entry for entry in catalog}
    return render_template("layers.html", themes=catalog.themes, entries=entries)


@pages.get("/layers/<layer_id>")
def layer(layer_id: str) -> str:
    """One layer: description, legend, table, caveats, sources, downloads."""
    catalog = current_catalog()
    entry = catalog.layer(layer_id)
    page = take_page_number()
    features = features_of(catalog, layer_id)
    works = [catalog.works[key] for key in entry["source_ids"] if key in catalog.works]
    return render_template(
        "layer.html",
        entry=entry,
        table=table_of(entry, features.values(), current_view().year, page),
        works=works,
        symbols=SYMBOLS,
        numbers={work["id"]: number for number, work in enumerate(works, start=1)},
        credits=entry["attribution"],
    )


@pages.get("/layers/<layer_id>/<feature_id>")
def feature(layer_id: str, feature_id: str) -> str:
    """One feature; the map's panel shows this page's article."""
    catalog = current_catalog()
    about = feature_context(catalog, current_view(), layer_id, feature_id)
    return render_template("feature.html", **about, credits=about["entry"]["attribution"])


@pages.get("/sources")
def sources() -> str:
    """Every work cited, and the layers that cite it."""
    catalog = current_catalog()
    current_view()
    cited_by: dict[str, list[dict[str, Any]]] = {}
    for entry in catalog:
        for key in entry["source_ids"]:
            cited_by.setdefault(key, []).append(entry)
    return render_template(
        "sources.html",
        works=list(catalog.works.values()),
        cited_by=cited_by,
        tables=catalog.about.get("tables", ()),
    )


def feature_context(catalog: Catalog, view: View, layer_id: str, feature_id: str) -> dict[str, Any]:
    """What `_feature.html` needs. Raises UnknownLayer and UnknownFeature."""
    entry = catalog.layer(layer_id)
    chosen = feature_of(catalog, layer_id, feature_id)
    ties = of_this_edition("atlas_ties", lambda atlas: Ties(atlas, features_of))
    return {
        "entry": entry,
        "panel": panel_of(entry, chosen, catalog.works, view.year, view.prefer or ()),
        "ties": [_tie_context(catalog, tie) for tie in ties.of(layer_id, feature_id)],
        "claims": [
            argument.in_language(claim, current())
            for claim in argument.claims_about(catalog, layer_id, feature_id)
        ],
    }


def _tie_context(catalog: Catalog, tie: Tie) -> dict[str, Any]:
    properties = features_of(catalog, tie.layer_id)[tie.feature_id]["properties"]
    return {
        "layer_id": tie.layer_id,
        "feature_id": tie.feature_id,
        "layer": catalog.layer(tie.layer_id)["title"],
        "name": name_of(properties),
        "is_in_language": bool(properties.get(f"name_{current()}")) or current() == "en",
    }


def draw(
    catalog: Catalog,
    view: View,
    tiles: dict[str, dict[str, Any]],
    *,
    has_tour: bool = False,
    **more: Any,
) -> tuple[Packed, list[str]]:
    """The page of the atlas and the hashes of its scripts; `more` is for its template.

    `has_tour` gives the page all that it takes to open the tour by itself.
    """
    steps = tour.page_data(catalog, view, has_tour=has_tour)
    parts = atlas_map.render(view, catalog, asset)
    selected = feature_context(catalog, view, *view.select) if view.select else {}
    page = render_template(
        "atlas.html",
        map=parts,
        happenings=page_data.happenings(catalog),
        data=page_data.page_data(view, catalog, gettext, tiles) | steps,
        has_tour=has_tour,
        tiles=tiles,
        themes=catalog.themes,
        entries={entry["id"]: entry for entry in catalog},
        visible=atlas_map.visible_ids(view, catalog),
        still=stills.of_view(view, STILL_PX),
        **describe.context(catalog, view),
        **compare.context(catalog, view),
        **tour.context(catalog, view),
        **selected,
        **more,
    ).encode()
    return Packed(page, sha256(page).hexdigest()), [parts.script_hash]


def remembered(key: Hashable, make: Callable[[], tuple[Packed, list[str]]]):
    """A rendered map and its script hashes, made again only when it is not among the last ones."""
    kept = current_app.extensions.setdefault("atlas_pages", OrderedDict())
    if key not in kept:
        kept[key] = make()
    kept.move_to_end(key)
    while len(kept) > PAGES_KEPT:
        kept.popitem(last=False)
    return kept[key]


def take_page_number() -> int:
    """The page asked for; the rest of the query is left as the view. Raises BadQuery."""
    g.page = taken_beside("page", _page_number) or 1
    return g.page


def _page_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise BadQuery("page must be one whole number from 1; got {asked}.", asked=quoted(text))
    return min(int(text[:9]), 10**6)
