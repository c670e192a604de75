"""Static maps with legend, scale, year and sources: pictures for pages, papers and previews."""

import io
import math
import re
from collections.abc import Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

from flask import Blueprint, Response, request

from geodata.catalog import BASEMAP
from geodata.maplibre.look import Look
from geodata.maplibre.renderer import Renderer, Window, degrees, parts
from webapp import data, query, stated
from webapp.faults import BadQuery, quoted
from webapp.language import translate
from webapp.pictures.drawing_room import room
from webapp.pictures.sheet import (
    NOTE,
    NOTE_LEADING_PX,
    PAD_PX,
    Plan,
    Sheet,
    blank_sheet,
    draw_foot,
    draw_legend,
    draw_scale,
    plan,
)
from webapp.query import Bbox
from webapp.styles import parameters
from webapp.view_words import credited

image = Blueprint("image", __name__)
image.after_request(data.share)
LEAST_PX, MOST_PX = 200, 2000
MOST_PIXELS = 4_000_000
DEFAULT_SIZE = (1200, 640)
FIRST_SIGHT = Bbox(45, 40, 88, 56)
WHOLE = re.compile(r"\d{1,5}", re.ASCII)
MAX_ZOOM = 14.0


class Order(NamedTuple):
    """A static map as asked for; sizes in pixels at ratio 1."""

    look: Look
    bbox: Bbox
    width: int
    height: int
    ratio: int
    has_legend: bool


@image.get("/image.png")
def static_map() -> Response:
    """A map of a bbox (that and a little more), with all it takes to be read on its own."""
    drawing_room = room()
    order = order_of(drawing_room.studio)
    entries = entries_of(drawing_room.studio.catalog, order.look)
    key = blake2b(repr(order).encode(), digest_size=16).hexdigest()
    name = f"{drawing_room.version}_image_{key}"
    draw = partial(_draw, drawing_room.renderer, order, entries)
    picture = drawing_room.picture(name, 0, draw)
    response = Response(picture, content_type="image/png")
    response.set_etag(blake2b(picture, digest_size=16).hexdigest())
    return response.make_conditional(request)


def size_of(text: str, name: str) -> int:
    """A width or height in pixels. Raises BadQuery."""
    if WHOLE.fullmatch(text) and LEAST_PX <= int(text) <= MOST_PX:
        return int(text)
    raise BadQuery(
        f"{name} must be a whole number of pixels from {LEAST_PX} to {MOST_PX}; got {quoted(text)}."
    )


def scale_of(text: str) -> int:
    """How many pixels are drawn for each one asked for, 1 or 2. Raises BadQuery."""
    if text in ("1", "2"):
        return int(text)
    raise BadQuery(f"scale must be 1 or 2; got {quoted(text)}.")


def legend_of(text: str) -> bool:
    """Whether a sheet has a legend beside its map. Raises BadQuery."""
    if text in ("true", "false"):
        return text == "true"
    raise BadQuery(f"legend must be true or false; got {quoted(text)}.")


def fit(bbox: Bbox, width: int, height: int) -> tuple[float, float, float]:
    """The centre (in parts of the world's width) and zoom at which a map shows a bbox whole."""
    limit = query.MAX_LATITUDE - 0.01
    west, north = parts(bbox.west, min(bbox.north, limit))
    east, south = parts(bbox.east, max(bbox.south, -limit))
    east += 1 if bbox.west > bbox.east else 0
    sizes = ((width, east - west), (height, south - north))
    zooms = [math.log2(px / 512 / extent) for px, extent in sizes if extent > 0]
    # Below, the map would be larger than the world.
    least = math.log2(height / 512)
    zoom = max(min([*zooms, MAX_ZOOM]), least, 0.0)
    half = height / 512 / 2**zoom / 2
    y = min(max((north + south) / 2, half), 1 - half)
    return (west + east) / 2 % 1, y, zoom


def order_of(studio: Any) -> Order:
    """The map that this request asks for. Raises BadQuery and UnknownLayer."""
    known = parameters(studio) | {
        "bbox": query.bbox_of,
        "width": partial(size_of, name="width"),
        "height": partial(size_of, name="height"),
        "scale": scale_of,
        "legend": legend_of,
    }
    args = query.read(request.args, known)
    bbox = args.pop("bbox", FIRST_SIGHT)
    width, height = args.pop("width", DEFAULT_SIZE[0]), args.pop("height", DEFAULT_SIZE[1])
    ratio, has_legend = args.pop("scale", 1), args.pop("legend", True)
    if width * height * ratio**2 > MOST_PIXELS:
        raise BadQuery(
            f"width times height times the square of scale must be {MOST_PIXELS} at most; "
            f"got {width} × {height} × {ratio}²."
        )
    look = Look(**({"layers": studio.catalog.first_layers} | args))
    return Order(look, bbox, width, height, ratio, has_legend)


def plan_of(order: Order, credit_lines: int) -> Plan:
    """Where map, legend and credits stand on the sheet of a map."""
    foot_px = 12 + NOTE_LEADING_PX * credit_lines
    return plan(order.width, order.height, foot_px, has_legend=order.has_legend)


def entries_of(catalog: Any, look: Look) -> list[dict[str, Any]]:
    """The layers of a look in the catalog, and the basemap, with a `note` on the year or None."""
    return [
        entry | {"note": stated.note(catalog, entry, look.year, look.lang)}
        for entry in catalog
        if entry["id"] in (*look.layers, BASEMAP)
    ]


def _draw(renderer: Renderer, order: Order, entries: Sequence[dict[str, Any]]) -> list[bytes]:
    look = order.look
    sheet = blank_sheet(
        (order.width, order.height), renderer.fonts, look.theme, look.lang, order.ratio
    )
    credits = _credits(sheet, entries, order.width)
    places = plan_of(order, len(credits))
    _draw_map(sheet, renderer, order, places)
    shown = [entry for entry in entries if entry["id"] != BASEMAP]
    if places.legend:
        draw_legend(sheet, places.legend, shown, when_of(look))
    draw_foot(sheet, places.foot, credits)
    file = io.BytesIO()
    sheet.image.save(file, "PNG")
    return [file.getvalue()]


def _draw_map(sheet: Sheet, renderer: Renderer, order: Order, places: Plan) -> None:
    left, top, right, bottom = places.map
    x, y, zoom = fit(order.bbox, right - left, bottom - top)
    window = Window(x, y, zoom, right - left, bottom - top, order.ratio)
    sheet.paste(renderer.draw(order.look, window), left, top)
    draw_scale(sheet, places.map, zoom, degrees(x, y)[1])


def credits_words(entries: Sequence[dict[str, Any]], lang: str) -> str:
    """Whom a sheet credits for its layers: each once."""
    return f"{translate('Sources', lang)}: {credited(entries)}"


def when_of(look: Look) -> str:
    """The year of a sheet in words."""
    return translate("All years", look.lang) if look.year is None else str(look.year)


def _credits(sheet: Sheet, entries: Sequence[dict[str, Any]], width: int) -> list[str]:
    return sheet.lines(credits_words(entries, sheet.lang), width - 2 * PAD_PX, size=NOTE)
