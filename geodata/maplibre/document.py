"""The style document itself: sources, sprite, fonts and layers, from the catalog and a view."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.catalog import Catalog
from geodata.maplibre.basemap import BASEMAP, BOLD, ITALIC, REGULAR, SOURCE, ground, names
from geodata.maplibre.marks import Drawing, marks


@dataclass(frozen=True)
class Addresses:
    """Where the style's parts are fetched from, as absolute URLs."""

    tilejson: str
    sprite: str
    regular: str
    italic: str
    bold: str


def map_style(
    catalog: Catalog,
    addresses: Addresses,
    *,
    fields: Mapping[str, Collection[str]],
    visible: Collection[str],
    year: int | None = None,
    lang: str = "en",
    theme: str = "light",
    only_basemap: bool = False,
) -> dict[str, Any]:
    """A MapLibre style (version 8) of the whole atlas with some layers visible.

    `fields` names the properties that the tiles of each layer have; `theme` is light or dark.
    """
    themed = [] if only_basemap else [entry for entry in catalog if entry["id"] != BASEMAP]
    drawings = [
        Drawing(entry, tuple(fields[entry["id"]]), theme, lang, year, entry["id"] in visible)
        for entry in themed
    ]
    # Areas lie under lines, lines under points, whatever the order of the contents.
    drawings.sort(key=lambda drawing: ORDER[drawing.style["mark"]])
    return {
        "version": 8,
        "name": "Steppe Atlas basemap" if only_basemap else "Steppe Atlas",
        "center": [63, 49],
        "zoom": 4,
        "sources": {SOURCE: {"type": "vector", "url": addresses.tilejson}},
        "sprite": addresses.sprite,
        "font-faces": {
            REGULAR[0]: addresses.regular,
            ITALIC[0]: addresses.italic,
            BOLD[0]: addresses.bold,
        },
        "layers": [
            *ground(theme),
            *(layer for drawing in drawings for layer in marks(drawing)),
            *names(theme, lang),
        ],
    }


ORDER = {"area": 0, "band": 1, "line": 2, "balance": 3, "composition": 4, "symbol": 5}
