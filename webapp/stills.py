"""Still maps in pages: a drawing in both themes, and a smaller one for narrow windows."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from flask import Flask

from webapp import frames
from webapp.current import current_catalog
from webapp.preview import picture_here
from webapp.query import Bbox
from webapp.view import View

WIDE_PX, NARROW_PX = (720, 480), (360, 300)
NARROW = "(max-width: 40rem)"
DARK = "screen and (prefers-color-scheme: dark)"


class Form(NamedTuple):
    """One drawing of a still map, its size in px, and the media that it is for; all for none."""

    address: str
    width: int
    height: int
    media: str


def offer(app: Flask) -> None:
    """Give templates `still_of_layer` and `still_of_feature`."""
    app.jinja_env.globals.update(still_of_layer=of_layer, still_of_feature=of_feature)


def of_layer(view: View, layer_id: str) -> list[Form]:
    """A layer alone, where most of it is; the page around it has the legend."""
    catalog = current_catalog()
    return _without_legend(view.alone(layer_id), partial(frames.of_layer, catalog, layer_id))


def of_feature(view: View, layer_id: str, feature_id: str) -> list[Form]:
    """A feature's layer alone, where the feature is. Raises UnknownLayer and UnknownFeature."""
    catalog = current_catalog()
    box = frames.of_feature(catalog, layer_id, feature_id)
    return _without_legend(view.alone(layer_id), lambda _: box)


def of_view(view: View, size: tuple[int, int], *, has_legend: bool = True) -> list[Form]:
    """A view in one size of px, with its legend unless the page around has that."""
    legend = {} if has_legend else {"legend": "false"}
    return _in_themes(view, None, size, **legend)


def _without_legend(view: View, frame: Callable[[frames.Size], Bbox]) -> list[Form]:
    narrow = _in_themes(view, frame(NARROW_PX), NARROW_PX, NARROW, legend="false")
    return narrow + _in_themes(view, frame(WIDE_PX), WIDE_PX, legend="false")


def _in_themes(
    view: View, box: Bbox | None, size: tuple[int, int], media: str = "", **more: str
) -> list[Form]:
    """Forms in the order in which a browser takes the first that fits."""
    both = f"{DARK} and {media}" if media else DARK
    return [
        Form(picture_here(view, box, size, "svg", theme="dark", **more), *size, both),
        Form(picture_here(view, box, size, "svg", **more), *size, media),
    ]
