"""Search: the index for the page, answers for machines, and a page that needs no script."""

import json
import math
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, g, render_template, request

from geodata.catalog import BASEMAP, Catalog
from geodata.search_index import search_index
from geodata.search_match import Hit, Searched, alphabet, prepare
from geodata.search_match import search as find
from webapp import data
from webapp.compression import Packed, send
from webapp.current import current_catalog, taken_beside
from webapp.editions import of_this_edition
from webapp.faults import BadQuery, quoted
from webapp.features import features_of
from webapp.language import translate
from webapp.query import language_of, read
from webapp.security import base_url
from webapp.view import MapView, View

search = Blueprint("search", __name__)
search.after_request(data.share_files)
LONGEST_QUERY, MOST_HITS, USUAL_HITS, HITS_OF_A_PAGE = 100, 50, 10, 30
POINT_ZOOM, NEAREST_ZOOM, FARTHEST_ZOOM = 7, 9, 3
FRAME_PX = (700, 500)  # what a feature is fitted into


@search.get("/search-index.json")
def index_json() -> Response:
    """Everything that can be found, with the table of letters, for the page's own search."""
    read(request.args, {})
    return send(index(), "application/json")


@search.get("/search.json")
def search_json() -> Response:
    """The best hits for `q`, at most `limit`; none without words."""
    known = {"q": words_of, "lang": language_of, "limit": limit_of}
    asked = {"q": "", "lang": "en", "limit": USUAL_HITS} | read(request.args, known)
    hits = hits_of(asked["q"], asked["limit"])
    view = View(lang=asked["lang"])
    results = [_told(hit, view) for hit in hits]
    return data.send_json({"q": asked["q"], "results": results})


@search.get("/search")
def page() -> str:
    """The hits as a list of links to the map."""
    g.searched = taken_beside("q", words_of) or ""
    entries = {layer["id"]: layer for layer in current_catalog()}
    hits = [_shown(hit, g.view) for hit in hits_of(g.searched, HITS_OF_A_PAGE)]
    return render_template("search.html", q=g.searched, hits=hits, entries=entries)


def index() -> Packed:
    """The index of what is published now, as JSON."""
    return _known()[1]


def words_of(text: str) -> str:
    """What is searched for. Raises BadQuery when it is longer than anybody types."""
    if len(text) > LONGEST_QUERY:
        raise BadQuery(
            "q must have at most {most} characters; got {count}.",
            most=LONGEST_QUERY,
            count=len(text),
        )
    return text.strip()


def limit_of(text: str) -> int:
    """How many hits are wanted. Raises BadQuery unless it is a whole number from 1 to 50."""
    if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST_HITS:
        return int(text)
    raise BadQuery(f"limit must be a whole number from 1 to {MOST_HITS}; got {quoted(text)}.")


def hits_of(words: str, limit: int) -> list[Hit]:
    """The best hits in what is published now."""
    return find(_known()[0], words, limit) if words else []


def view_with(entry: dict[str, Any], view: View) -> View:
    """The view that shows an entry: its layer on, itself selected, in its year, in the middle.

    A layer and an organisation are no features, and have no place: their layer is turned on.
    """
    layers = view.layers
    if entry["layer"] != BASEMAP:
        first = current_catalog().first_layers
        shown = layers if layers is not None else first
        layers = shown if entry["layer"] in shown else (*shown, entry["layer"])
        layers = None if set(layers) == set(first) else layers
    is_placed = entry["position"] is not None
    return View(
        layers=layers,
        year=year_for(entry, view.year),
        lang=view.lang,
        map=_place(entry) if is_placed else None,
        select=(entry["layer"], entry["id"]) if is_placed else None,
    )


def year_for(entry: Mapping[str, Any], year: int | None) -> int | None:
    """The year in which something is shown: the one asked for, or the nearest of its own.

    When all years are asked for, what happened in one year is shown in it, and an organisation
    that has ended in its last one, for the colours of all years are those of today.
    """
    first, last = entry["years"]
    if year is None:
        is_past = first == last or entry["kind"] == "organisation"
        return last if is_past else None
    if first is not None and year < first:
        return first
    return last if last is not None and year > last else year


def _told(hit: Hit, view: View) -> dict[str, Any]:
    entry = hit.entry
    return {
        "id": entry["id"],
        "layer": entry["layer"],
        "kind": entry["kind"],
        "name": _name(entry["names"], view.lang),
        "names": entry["names"],
        "former_names": list(entry.get("former", ())),
        "matched": hit.spelling.text,
        "years": entry["years"],
        "position": entry["position"],
        "link": base_url() + view_with(entry, view).url("/").removeprefix(request.script_root),
    }


def _shown(hit: Hit, view: View) -> dict[str, Any]:
    entry, place = hit.entry, hit.spelling.former
    former = None if place is None else entry["former"][place]
    name = _name(entry["names"], view.lang)
    own = former and _name(former["names"], view.lang)
    return {
        "entry": entry,
        "name": name,
        "is_in_language": view.lang in entry["names"],
        "others": [name for lang, name in entry["names"].items() if lang != view.lang],
        "former": former
        and {"name": hit.spelling.text if own == name else own, "years": former["years"]},
        "link": view_with(entry, view).url("/"),
    }


def _name(names: dict[str, str], lang: str | None) -> str:
    return names.get(lang or "en") or names["en"]


def _place(entry: dict[str, Any]) -> MapView:
    lon, lat = entry["position"]
    if "bbox" not in entry:
        return MapView(POINT_ZOOM, lat, lon)
    west, south, east, north = entry["bbox"]
    spans = (east - west) / 360, (_northing(north) - _northing(south)) / math.tau
    zooms = [
        math.log2(px / 256 / max(span, 1e-6)) for px, span in zip(FRAME_PX, spans, strict=True)
    ]
    zoom = max(FARTHEST_ZOOM, min(math.floor(4 * min(zooms)) / 4, NEAREST_ZOOM))
    return MapView(zoom, (south + north) / 2, (west + east) / 2)


def _northing(lat: float) -> float:
    return math.asinh(math.tan(math.radians(max(-85, min(lat, 85)))))


def _known() -> tuple[list[Searched], Packed]:
    return of_this_edition("atlas_search", _index)


def _index(catalog: Catalog) -> tuple[list[Searched], Packed]:
    """Prepared entries and JSON of what is published."""
    entries = search_index(catalog, lambda name: features_of(catalog, name), translate)
    content = {"alphabet": alphabet(), "entries": entries}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return prepare(entries), Packed(text, sha256(text).hexdigest())
