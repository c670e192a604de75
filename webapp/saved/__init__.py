"""The atlas in one HTML file that opens from disk: what it holds, and how large it may be."""

import base64
import gzip
import json
from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Any

from flask import current_app, render_template, request

from geodata.catalog import Catalog
from webapp.assets import text_of
from webapp.atlas_map import BASEMAP, visible_ids
from webapp.errors import BadQuery
from webapp.features import features_of, stored
from webapp.pages import draw, feature_context
from webapp.saved import page as saved_page
from webapp.search import index
from webapp.security import base_url
from webapp.view import View

MOST_BYTES = 5_000_000
PAGE_BYTES = 700_000  # at most, of the page itself with its scripts and sheets
KEPT = 3 * 32  # packed layers in memory, of each language; about 60 kB each
Packed = dict[str, str]


def saved(view: View, catalog: Catalog) -> str:
    """A view of the atlas as one file, with every layer that fits.

    An article is there as of all years, and those of the layers shown as of the view's year.
    Raises BadQuery when what the view shows does not fit.
    """
    data = _data(view, catalog)
    held = [layer["id"] for layer in catalog if f"layers/{layer['id']}.geojson" in data]
    part = _part(catalog, held)
    data["search-index.json"] = _searchable(held)
    alone = replace(view, compare=None, tour=None)  # what needs the server stays there
    page, _ = draw(part, alone, {}, is_saved=True, works=_works(part))
    text = page.data.decode().replace("<html ", f'<html data-view="{escape(_words(alone))}" ', 1)
    text = saved_page.whole(text, data, text_of, request.script_root, base_url())
    if len(text.encode()) > MOST_BYTES:
        raise _too_large()
    return text


def _data(view: View, catalog: Catalog) -> Packed:
    """What the page asks for, packed: the layers shown, then of the others as many as fit."""
    shown = {BASEMAP, *visible_ids(view, catalog)}
    sets = {layer["id"]: _packed(view, catalog, layer) for layer in catalog}
    order = sorted(sets, key=lambda layer_id: (layer_id not in shown, _size(sets[layer_id])))
    room, data = MOST_BYTES - PAGE_BYTES, {}
    for layer_id in order:
        size = _size(sets[layer_id])
        if size <= room:
            data |= sets[layer_id]
            room -= size
        elif layer_id in shown:
            raise _too_large()
    return data


def _packed(view: View, catalog: Catalog, layer: dict[str, Any]) -> Packed:
    """A layer's features and their articles, each packed, by the paths that are asked for.

    What a layer that is not shown has is packed once for all years.
    """
    kept: OrderedDict = current_app.extensions.setdefault("atlas_saved", OrderedDict())
    year = view.year if layer["id"] in visible_ids(view, catalog) else None
    today = datetime.now(UTC).date()  # citations say when a page was seen
    key = (layer["id"], view.lang, year, base_url(), today, *(e["sha256"] for e in catalog))
    if key not in kept:
        kept[key] = _pack(View(None, year, view.lang), catalog, layer["id"])
    kept.move_to_end(key)
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return kept[key]


def _pack(view: View, catalog: Catalog, layer_id: str) -> Packed:
    whole = {f"layers/{layer_id}.geojson": _gzip(stored(catalog, layer_id).packed.data)}
    if layer_id == BASEMAP:
        return whole
    articles = {
        feature_id: _forms(view, catalog, layer_id, feature_id)
        for feature_id in features_of(catalog, layer_id)
    }
    return whole | {f"layers/{layer_id}/": _gzip(json.dumps(articles, ensure_ascii=False).encode())}


def _forms(view: View, catalog: Catalog, layer_id: str, feature_id: str) -> dict[str, str]:
    """A feature's article of all years, under no name, and that of the view's year."""
    years = dict.fromkeys((None, view.year))
    return {
        "" if year is None else str(year): _article(
            replace(view, year=year), catalog, layer_id, feature_id
        )
        for year in years
    }


def _article(view: View, catalog: Catalog, layer_id: str, feature_id: str) -> str:
    about = feature_context(catalog, view, layer_id, feature_id)
    text = render_template("_feature.html", view=view, **about)
    return saved_page.abroad(text, request.script_root, base_url())


def _part(catalog: Catalog, ids: list[str]) -> Catalog:
    """The catalog of some layers."""
    layers = [layer for layer in catalog if layer["id"] in ids]
    themes = [
        theme | {"layers": [name for name in theme["layers"] if name in ids]}
        for theme in catalog.themes
    ]
    return Catalog(catalog.folder, catalog.about | {"layers": layers, "themes": themes})


def _works(catalog: Catalog) -> list[dict[str, Any]]:
    """The works that some layers cite, in the order of the bibliography."""
    cited = {key for layer in catalog for key in layer["source_ids"]}
    return [work for key, work in catalog.works.items() if key in cited]


def _searchable(held: list[str]) -> str:
    """The index of search, packed, of what is in the file."""
    about = json.loads(index().data)
    entries = [entry for entry in about["entries"] if entry["layer"] in held]
    return _gzip(json.dumps(about | {"entries": entries}, ensure_ascii=False).encode())


def _words(view: View) -> str:
    """The query string of a view."""
    return view.url("").removeprefix(request.script_root)


def _gzip(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _size(packed: Packed) -> int:
    return sum(map(len, packed.values()))


def _too_large() -> BadQuery:
    return BadQuery(
        "One file may be {most} MB at most; these layers hold more, so ask for fewer of them.",
        most=MOST_BYTES // 1_000_000,
    )
