"""What other sites show of a link: the title of a view, and a picture of exactly that view."""

from typing import Any, NamedTuple

from flask import Flask, request

from webapp import frames
from webapp.current import current_catalog
from webapp.query import Bbox
from webapp.security import base_url
from webapp.view import View
from webapp.view_words import address, title_of

PREVIEW_PX = (1200, 630)
LOCALES = {"en": "en_GB", "kk": "kk_KZ", "ru": "ru_RU"}


class Preview(NamedTuple):
    """A link as other sites show it; `image` is a whole address, of `width` by `height` px."""

    title: str
    url: str
    image: str
    locale: str
    width: int = PREVIEW_PX[0]
    height: int = PREVIEW_PX[1]


def offer(app: Flask) -> None:
    """Give templates `preview_of_view`, `preview_of_layer` and `preview_of_feature`."""
    app.jinja_env.globals.update(
        preview_of_view=of_view,
        preview_of_layer=of_layer,
        preview_of_feature=of_feature,
    )


def of_view(view: View, path: str = "/") -> Preview:
    """The preview of a view on a page; its picture shows the map where the view has it."""
    return _preview(view, address(view, path), picture(view, None, PREVIEW_PX))


def of_layer(view: View, layer_id: str) -> Preview:
    """The preview of a layer's page, which shows that layer alone."""
    catalog = current_catalog()
    alone = view.alone(layer_id)
    box = frames.of_layer(catalog, layer_id, PREVIEW_PX)
    own = address(_plain(view), f"/layers/{layer_id}")
    return _preview(alone, own, picture(alone, box, PREVIEW_PX))


def of_feature(view: View, layer_id: str, feature_id: str) -> Preview:
    """The preview of a feature's page: its layer, where the feature is."""
    catalog = current_catalog()
    alone = View((layer_id,), view.year, view.lang, None, (layer_id, feature_id))
    box = frames.of_feature(catalog, layer_id, feature_id)
    own = address(_plain(view), f"/layers/{layer_id}/{feature_id}")
    return _preview(alone, own, picture(alone, box, PREVIEW_PX))


def picture(view: View, bbox: Bbox | None, size: tuple[int, int]) -> str:
    """The whole address of a still picture of a view: of a box, else of what its map shows."""
    return base_url() + _picture_path(view, bbox, size, "png")


def picture_here(
    view: View, bbox: Bbox | None, size: tuple[int, int], form: str = "png", **more: Any
) -> str:
    """The address within this host of such a picture, as PNG or SVG, with `more` parameters."""
    return request.script_root + _picture_path(view, bbox, size, form, **more)


def _preview(view: View, url: str, image: str) -> Preview:
    title = title_of(view, current_catalog())
    return Preview(title, url, image, LOCALES[view.lang])


def _picture_path(
    view: View, bbox: Bbox | None, size: tuple[int, int], form: str, **more: Any
) -> str:
    box = bbox or frames.of_view(view, size)
    parts = {
        "bbox": ",".join(f"{side:.8g}" for side in box),
        "width": size[0],
        "height": size[1],
        "layers": None if view.layers is None else ",".join(view.layers),
        "year": view.year,
        "lang": view.lang,
        "prefer": None if view.prefer is None else ",".join(view.prefer),
        **more,
    }
    words = "&".join(f"{name}={value}" for name, value in parts.items() if value is not None)
    return f"/image.{form}?{words}"


def _plain(view: View) -> View:
    return View(year=view.year, lang=view.lang, prefer=view.prefer)
