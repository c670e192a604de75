"""What the page tells its scripts of the layers, and which layers come as tiles."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from geodata.catalog import Catalog
from geodata.shelf import Shelf
from geodata.style import SYMBOLS
from geodata.tiles import MAX_ZOOM as LAST_TILES
from webapp.atlas_map import BASEMAP
from webapp.features import features_of
from webapp.values import date_signs
from webapp.view import View

EVENTS = ("events", "energy-incidents")
SAID = ("kind", "group")  # fields whose words the map says beside a figure
# A layer with more than either comes to the page as tiles instead of GeoJSON.
BIG_FEATURES, BIG_BYTES = 2_000, 2_000_000


def page_data(
    view: View,
    catalog: Catalog,
    translate: Callable[[str], str],
    tiles: dict[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """What the scripts need to know of the layers, in the page's language, as plain data.

    `tiles` says which layers come as tiles, as `tiled` does; without it none does.
    """
    tiles = tiles or {}
    return {
        "lang": view.lang,
        "year": view.year,
        "prefer": ",".join(view.prefer or ()),
        "symbols": SYMBOLS,
        "layers": [
            layer_data(layer, translate, view.lang) | {"tiles": tiles.get(layer["id"])}
            for layer in catalog
        ],
    }


def tiled(catalog: Catalog, shelf: Shelf) -> dict[str, dict[str, Any]]:
    """The layers that come to the page as tiles, with their addresses: the basemap, and big ones.

    Only those whose tiles are built; the others come as GeoJSON.
    """
    return {
        layer["id"]: {
            "vector": f"tiles/{layer['id']}/{{z}}/{{x}}/{{y}}.mvt?v={tiles.version}",
            "raster": f"tiles/{layer['id']}/{{z}}/{{x}}/{{y}}{{r}}.png",
            "max_zoom": LAST_TILES,
        }
        for layer in catalog
        if (layer["id"] == BASEMAP or is_big(layer))
        and (tiles := shelf.find(layer["id"]))
        and (shelf.folder / tiles.file).exists()
    }


def is_big(layer: dict[str, Any]) -> bool:
    """Whether a layer of the catalog is too big to be drawn from its GeoJSON."""
    return layer["feature_count"] > BIG_FEATURES or layer["bytes"] > BIG_BYTES


def happenings(catalog: Catalog) -> dict[int, int]:
    """How many dated things the time line marks in each year, from the layers of `EVENTS`."""
    published = {layer["id"] for layer in catalog}
    features = [
        feature
        for layer_id in EVENTS
        if layer_id in published
        for feature in features_of(catalog, layer_id).values()
    ]
    years = (feature["properties"].get("from_year") for feature in features)
    return dict(sorted(Counter(year for year in years if year is not None).items()))


def layer_data(
    layer: dict[str, Any], translate: Callable[[str], str], lang: str = "en"
) -> dict[str, Any]:
    """One layer for the scripts: title, style, credit, and the words of what the map says."""
    fields = [*layer["fields"], *(field for table in layer["tables"] for field in table["fields"])]
    said = {layer["headline"], layer["style"].get("record_value"), *SAID}
    return {
        "id": layer["id"],
        "title": translate(layer["title"]),
        "is_first": layer["is_first"],
        "attribution": layer["attribution"],
        "headline": layer["headline"],
        "style": layer["style"],
        "fields": {
            field["name"]: {
                # A figure is said without its title, all but yes.
                "title": translate(field["title"]) if field["type"] == "boolean" else None,
                "unit": translate(field["unit"]) if "unit" in field else None,
                "type": field["type"],
                "labels": {key: translate(word) for key, word in field.get("labels", {}).items()},
            }
            | ({"dates": date_signs(lang)} if _is_told_date(field, layer) else {})
            for field in fields
            if field["name"] in said
        },
        "classes": {
            swatch["value"]: translate(swatch["title"])
            for swatch in layer["style"].get("classes", ())
            if "value" in swatch
        },
    }


def _is_told_date(field: dict[str, Any], layer: dict[str, Any]) -> bool:
    return field["type"] == "date" and field["name"] == layer["headline"]
