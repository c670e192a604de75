"""The atlas in one HTML file that opens from disk: what it holds, and how large it may be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from html import escape
from threading import Lock
from typing import Any

from flask import current_app, request

from geodata.catalog import Catalog
from webapp.assets import text_of
from webapp.atlas_map import BASEMAP, visible_ids
from webapp.faults import BadQuery, Busy
from webapp.pages import draw
from webapp.saved import page as saved_page
from webapp.saved.argument import is_held, packed_argument
from webapp.saved.compared import packed_words
from webapp.saved.kept import packed
from webapp.saved.layers import Packed, packed_layer
from webapp.search import index
from webapp.security import base_url
from webapp.view import View

MOST_BYTES = 5_000_000
PAGE_BYTES = 1_000_000  # at most, of the page itself with its scripts, sheets and open article
PATIENCE_S = 1.0  # of who asks while another file is made, which takes some seconds the first time


def saved(view: View, catalog: Catalog) -> str:
    """A view of the atlas as one file, with every layer that fits, the claims and the tour.

    An article is there as of all years, and those of the layers shown as of the view's year. Claims
    and tour are left out when their views need layers that do not fit.
    Raises BadQuery when what the view shows does not fit, Busy while another file is made here.
    """
    with _alone():
        return _made(view, catalog)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one file at a time be made by a process, whose other threads go on answering."""
    making: Lock = current_app.extensions.setdefault("saved_file", Lock())
    if not making.acquire(timeout=PATIENCE_S):
        raise Busy("Another file is being made at the moment; ask again in some seconds.")
    try:
        yield
    finally:
        making.release()


def _made(view: View, catalog: Catalog) -> str:
    edition = sha256(json.dumps(catalog.about).encode()).hexdigest()
    told = packed_argument(view, catalog, edition) if is_held(catalog, _ids(catalog)) else {}
    data = _layers(view, catalog, edition, MOST_BYTES - PAGE_BYTES - _size(told))
    held = [layer_id for layer_id in _ids(catalog) if f"layers/{layer_id}.geojson" in data]
    has_argument = bool(told) and is_held(catalog, held)
    data |= {"search-index.json": _searchable(held), **(told if has_argument else {})}
    data |= packed_words(view, catalog, edition)
    # What needs the server stays there.
    alone = replace(view, tour=view.tour if has_argument else None)
    part = _part(catalog, held)
    page, _ = draw(part, alone, {}, is_saved=True, has_tour=has_argument, cited=_works(part))
    text = page.data.decode().replace("<html ", f'<html data-view="{escape(_query(alone))}" ', 1)
    text = saved_page.whole(text, data, text_of, request.script_root, base_url())
    if len(text.encode()) > MOST_BYTES:
        raise _too_large()
    return text


def _layers(view: View, catalog: Catalog, edition: str, room: int) -> Packed:
    """What the page asks for, packed: the layers shown, then of the others as many as fit."""
    shown = {BASEMAP, *visible_ids(view, catalog)}
    sets = {one: packed_layer(view, catalog, one, edition) for one in _ids(catalog)}
    order = sorted(sets, key=lambda layer_id: (layer_id not in shown, _size(sets[layer_id])))
    data: Packed = {}
    for layer_id in order:
        size = _size(sets[layer_id])
        if size <= room:
            data |= sets[layer_id]
            room -= size
        elif layer_id in shown:
            raise _too_large()
    return data


def _ids(catalog: Catalog) -> list[str]:
    return [layer["id"] for layer in catalog]


def _part(catalog: Catalog, ids: list[str]) -> Catalog:
    """The catalog of some layers."""
    layers = [layer for layer in catalog if layer["id"] in ids]
    themes = [
        theme | {"layers": [name for name in theme["layers"] if name in ids]}
        for theme in catalog.themes
    ]
    return replace(catalog, about=catalog.about | {"layers": layers, "themes": themes})


def _works(catalog: Catalog) -> list[dict[str, Any]]:
    """The works that some layers cite, in the order of the bibliography."""
    cited = {key for layer in catalog for key in layer["source_ids"]}
    return [work for key, work in catalog.works.items() if key in cited]


def _searchable(held: list[str]) -> str:
    """The index of search, packed, of what is in the file."""
    about = json.loads(index().data)
    entries = [entry for entry in about["entries"] if entry["layer"] in held]
    return packed(json.dumps(about | {"entries": entries}, ensure_ascii=False))


def _query(view: View) -> str:
    """The query string of a view."""
    return view.url("").removeprefix(request.script_root)


def _size(data: Packed) -> int:
    return sum(map(len, data.values()))


def _too_large() -> BadQuery:
    return BadQuery(
        "One file may be {most} MB at most; these layers hold more, so ask for fewer of them.",
        most=MOST_BYTES // 1_000_000,
    )
