"""Static maps as SVG: the same sheet as the PNG, in lines and letters that can be edited."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response

from geodata.catalog import BASEMAP
from geodata.maplibre.renderer import degrees
from geodata.svg.elements import document, group
from geodata.svg.frame import Frame
from geodata.svg.picture import definitions, picture
from webapp import data
from webapp.features import features_of
from webapp.image import Order, credits_words, entries_of, fit, order_of, plan_of, when_of
from webapp.language import translate
from webapp.pictures import vector_sheet
from webapp.pictures.sheet import NOTE, PAD_PX
from webapp.pictures.vector_sheet import Pen
from webapp.styles import studio

vector_image = Blueprint("vector_image", __name__)
vector_image.after_request(data.share)
SVG = "image/svg+xml"
Entry = dict[str, Any]


@vector_image.get("/image.svg")
def static_drawing() -> Response:
    """A map of a bbox as a drawing, with the parameters of `/image.png`."""
    made = studio()
    order = order_of(made)
    entries = entries_of(made.catalog, order.look)
    key = (order, *(entry["sha256"] for entry in entries))

    def features(layer_id: str) -> list[dict[str, Any]]:
        return list(features_of(made.catalog, layer_id).values())

    response = data.send_made(SVG, key, lambda: drawn(order, entries, features))
    response.headers["Content-Disposition"] = 'inline; filename="steppe-atlas.svg"'
    return response


def drawn(order: Order, entries: Sequence[Entry], features: Callable) -> str:
    """The whole sheet as SVG."""
    look, pen = order.look, Pen(order.look.theme, order.look.lang)
    shown = [entry for entry in entries if entry["id"] != BASEMAP]
    credits = pen.lines(credits_words(entries, look.lang), order.width - 2 * PAD_PX, NOTE)
    places = plan_of(order, len(credits))
    left, top, right, bottom = places.map
    x, y, zoom = fit(order.bbox, right - left, bottom - top)
    frame = Frame(x, y, zoom, right - left, bottom - top)
    map_ = picture(
        shown,
        features,
        frame,
        basemap=features(BASEMAP) if len(shown) < len(entries) else [],
        title_of=lambda entry: translate(entry["title"], look.lang),
        year=look.year,
        lang=look.lang,
        theme=look.theme,
    )
    titles = ", ".join(translate(entry["title"], look.lang) for entry in shown)
    when, box = when_of(look), places.legend
    legend = [vector_sheet.legend(pen, box, shown, when)] if box else []
    about = f"{translate('Steppe Atlas', look.lang)}: {titles}, {when}"
    return document(
        (order.width, order.height),
        about,
        order.ratio,
        definitions(frame, shown, look.theme),
        vector_sheet.paper(pen, (order.width, order.height)),
        group(map_, transform=f"translate({left} {top})", id="map"),
        vector_sheet.scale(pen, places.map, zoom, degrees(x, y)[1]),
        *legend,
        vector_sheet.foot(pen, places.foot, credits),
    )
