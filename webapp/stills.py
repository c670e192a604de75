"""Still maps in pages: a drawing in both themes, and a smaller one for narrow windows."""

from dataclasses import replace
from statistics import median
from typing import NamedTuple

from flask import Flask, current_app

from geodata.catalog import Catalog
from webapp import snippets
from webapp.atlas_map import START
from webapp.features import feature_of, features_of, frame_of
from webapp.image import fit
from webapp.preview import around, picture_here
from webapp.query import Bbox
from webapp.view import MapView, View

WIDE_PX, NARROW_PX = (720, 480), (360, 300)
CLOSER = 0.5  # in zooms, for what credits take from the height
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
    """A layer alone; the page around it has the legend.

    The frame is where the map begins or, for a layer that is only drawn close up, as close as it
    takes around the middle of its features.
    """
    alone = snippets.of_layer(view, layer_id)
    catalog: Catalog = current_app.extensions["atlas"]
    least = catalog.layer(layer_id)["style"].get("min_zoom", 0)
    if least <= fit(Bbox(*START), *WIDE_PX)[2] + 1:
        return _without_legend(alone, None)
    frames = [frame_of(f["geometry"]) for f in features_of(catalog, layer_id).values()]
    lon, lat = (median((f[i] + f[i + 2]) / 2 for f in frames) for i in (0, 1))
    return _without_legend(replace(alone, map=MapView(least + CLOSER, lat, lon)), None)


def of_feature(view: View, layer_id: str, feature_id: str) -> list[Form]:
    """A feature's layer alone, where the feature is. Raises UnknownLayer and UnknownFeature."""
    catalog: Catalog = current_app.extensions["atlas"]
    box = around(frame_of(feature_of(catalog, layer_id, feature_id)["geometry"]))
    return _without_legend(snippets.of_layer(view, layer_id), box)


def of_view(view: View, size: tuple[int, int]) -> list[Form]:
    """A view with its legend, in one size of px."""
    return _in_themes(view, None, size)


def _without_legend(view: View, box: Bbox | None) -> list[Form]:
    narrow = _in_themes(view, box, NARROW_PX, NARROW, legend="false")
    return narrow + _in_themes(view, box, WIDE_PX, legend="false")


def _in_themes(
    view: View, box: Bbox | None, size: tuple[int, int], media: str = "", **more: str
) -> list[Form]:
    """Forms in the order in which a browser takes the first that fits."""
    both = f"{DARK} and {media}" if media else DARK
    return [
        Form(picture_here(view, box, size, "svg", theme="dark", **more), *size, both),
        Form(picture_here(view, box, size, "svg", **more), *size, media),
    ]
