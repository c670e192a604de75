"""oEmbed 1.0: any address of a view, answered with the iframe that shows it."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from flask import Blueprint, Flask, Response, request
from werkzeug.datastructures import MultiDict

from geodata.catalog import Catalog
from webapp import data, preview, query, snippets
from webapp.argument import claims_of, steps_of, view_address
from webapp.current import current_catalog
from webapp.faults import BadQuery, ForeignAddress, FormNotOffered, quoted
from webapp.features import feature_of
from webapp.image import LEAST_PX
from webapp.language import translate
from webapp.security import base_url
from webapp.view import View
from webapp.view_words import address, title_of

oembed = Blueprint("oembed", __name__)
oembed.after_request(data.share)
oembed.record_once(lambda state: offer(state.app))
WIDTH_PX, HEIGHT_PX = 800, 500  # unless the asker has less room
THUMBNAIL_PX = (480, 300)
CACHE_S = 3600
PIXELS = re.compile(r"[1-9]\d{0,5}", re.ASCII)
PATH = re.compile(
    r"/?|/(embed|use|share|cite|describe|compare)|/use/(?P<used>[^/]+)"
    r"|/layers/(?P<layer>[^/]+)(/(?P<feature>[^/]+))?"
    r"|/(?P<part>claims|tour)|/tour/(?P<step>[^/]+)"
)


def offer(app: Flask) -> None:
    """Give templates `oembed_address(view, path)`, for the discovery links of pages."""
    app.jinja_env.globals["oembed_address"] = oembed_address


def oembed_address(view: View, path: str = "/") -> str:
    """The address that answers with the iframe for a view on a page."""
    return f"{base_url()}/oembed?url={quote(address(view, path), safe='')}&format=json"


@oembed.get("/oembed")
def answer() -> Response:
    """The view of `url` as rich content within `maxwidth` and `maxheight`, in pixels.

    Raises ForeignAddress for an address that is none of ours, BadQuery for what cannot be read,
    FormNotOffered for XML.
    """
    asked = query.read(request.args, PARAMETERS)
    if "url" not in asked:
        raise BadQuery("url must be given: the address of a view of this atlas.")
    catalog = current_catalog()
    view = view_at(asked["url"], catalog)
    room = asked.get("maxwidth", WIDTH_PX), asked.get("maxheight", HEIGHT_PX)
    return data.send_json(describe(view, catalog, *room))


def view_at(url: str, catalog: Catalog) -> View:
    """The view that a whole address of this atlas shows.

    Of the claims and of the tour it is that of the one which the address names, else of the first.
    Raises ForeignAddress, BadQuery, UnknownLayer, UnknownFeature or NotPublished.
    """
    path, args, anchor = _parts(url)
    match = PATH.fullmatch(path)
    if not match:
        raise ForeignAddress(f"There is no view of this atlas at {quoted(url)}.")
    if match["layer"] and not match["feature"]:
        args.poplist("page")  # of the layer's table
    if path in ("/share", "/describe"):
        args.poplist("bbox")  # of the files, and of the words
    view = query.view_of(args, catalog)
    if match["part"] or match["step"]:
        return _argued(match["part"] or "tour", match["step"], anchor, view, catalog)
    if view.select:
        feature_of(catalog, *view.select)
    layer_id, feature_id = match["layer"] or match["used"], match["feature"]
    if layer_id is None:
        return view
    view = view.alone(catalog.layer(unquote(layer_id))["id"])
    if feature_id is None:
        return view
    feature = feature_of(catalog, view.layers[0], unquote(feature_id))
    return replace(view, select=(view.layers[0], feature["id"]))


def _argued(part: str, step: str | None, anchor: str, view: View, catalog: Catalog) -> View:
    """The view of a step of the tour, or of a claim."""
    entries = claims_of(catalog) if part == "claims" else steps_of(catalog)
    named = [entry for entry in entries if entry["id"] == (step or anchor)]
    if not named and (step or not entries):
        raise ForeignAddress(f"There is no such view of this atlas in its {part}.")
    entry = (*named, *entries)[0]
    words = parse_qsl(view_address(entry, view.lang).removeprefix("?"))
    args = MultiDict(words if part == "claims" else {"tour": entry["id"]})
    return replace(query.view_of(args, catalog, view.lang), prefer=view.prefer)


def describe(view: View, catalog: Catalog, max_width: int, max_height: int) -> dict[str, Any]:
    """The oEmbed answer for a view, with sizes in pixels that stay within the maxima."""
    width, height = min(WIDTH_PX, max_width), min(HEIGHT_PX, max_height)
    title = title_of(view, catalog)
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": translate("Steppe Atlas", view.lang),
        "provider_url": f"{base_url()}/",
        "title": title,
        "cache_age": CACHE_S,
        "html": snippets.iframe(address(view, "/embed"), title, str(width), str(height)),
        "width": width,
        "height": height,
        **_thumbnail(view, max_width, max_height),
    }


def _parts(url: str) -> tuple[str, MultiDict, str]:
    """Path below the atlas, query and anchor of an address. Raises ForeignAddress."""
    own = urlsplit(base_url())
    try:
        asked = urlsplit(url)
    except ValueError:
        raise ForeignAddress(f"{quoted(url)} is no address.") from None
    # A proxy in front may speak https where we are asked over http.
    is_ours = asked.scheme in ("http", "https") and asked.netloc.lower() == own.netloc.lower()
    if not is_ours or not f"{asked.path}/".startswith(f"{own.path}/"):
        raise ForeignAddress(f"{quoted(url)} is not an address of this atlas, {base_url()}/.")
    args = MultiDict(parse_qsl(asked.query, keep_blank_values=True))
    return asked.path.removeprefix(own.path), args, asked.fragment


def _thumbnail(view: View, max_width: int, max_height: int) -> dict[str, Any]:
    width, height = min(THUMBNAIL_PX[0], max_width), min(THUMBNAIL_PX[1], max_height)
    if min(width, height) < LEAST_PX:
        return {}
    return {
        "thumbnail_url": preview.picture(view, None, (width, height)),
        "thumbnail_width": width,
        "thumbnail_height": height,
    }


def _pixels(name: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if PIXELS.fullmatch(text):
            return int(text)
        raise BadQuery(
            f"{name} must be a whole number of pixels from 1 to 999999; got {quoted(text)}."
        )

    return read


def _form(text: str) -> str:
    if text == "json":
        return text
    if text == "xml":
        raise FormNotOffered("This atlas answers oEmbed as JSON only; ask with format=json.")
    raise BadQuery(f"format must be json; got {quoted(text)}.")


PARAMETERS: dict[str, Callable[[str], Any]] = {
    "url": str,
    "maxwidth": _pixels("maxwidth"),
    "maxheight": _pixels("maxheight"),
    "format": _form,
}
