"""The layers of a saved file: features as the view tells them, and an article for each."""

import json

from flask import request

from geodata.catalog import Catalog
from webapp.atlas_map import BASEMAP, visible_ids
from webapp.features import features_of, stored
from webapp.pages import feature_context
from webapp.saved import page
from webapp.saved.compared import packed_states
from webapp.saved.kept import packed_once
from webapp.saved.macros import macros
from webapp.security import base_url
from webapp.view import View

Packed = dict[str, str]


def packed_layer(view: View, catalog: Catalog, layer_id: str, edition: str) -> Packed:
    """A layer's features and their articles, each packed, by the paths that are asked for.

    The articles are those of all years, of a layer that is shown also those of the view's year.
    `edition` is a mark of all that is published.
    """
    layer = stored(catalog, layer_id)
    is_plain = layer.sha256 == layer.packed.sha256
    found = {
        f"layers/{layer_id}.geojson": packed_once(
            ("features", layer_id, layer.sha256),
            lambda: layer.packed.data if is_plain else layer.collection(layer.cut()),
        )
    }
    if layer_id == BASEMAP:
        return found
    shown = {None, view.year} if layer_id in visible_ids(view, catalog) else {None}
    for year in sorted(shown, key=str):
        asked = View(year=year, lang=view.lang, prefer=view.prefer)
        about = ("articles", layer_id, asked, request.script_root, base_url(), edition)
        path = f"layers/{layer_id}/{'' if year is None else f'@{year}'}"
        found[path] = packed_once(about, lambda asked=asked: _articles(asked, catalog, layer_id))
    return found | packed_states(view, catalog, layer_id, edition)


def _articles(view: View, catalog: Catalog, layer_id: str) -> str:
    """The article of each feature of a layer, by its id, as JSON."""
    say = macros("_feature.html", view=view, is_saved=True)
    articles = {
        feature_id: str(say.article(**feature_context(catalog, view, layer_id, feature_id)))
        for feature_id in features_of(catalog, layer_id)
    }
    root, base = request.script_root, base_url()
    articles = {one: page.abroad(text, root, base) for one, text in articles.items()}
    return json.dumps(articles, ensure_ascii=False)
