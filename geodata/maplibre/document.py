"""The style document itself: sources, sprite, fonts and layers, from the catalog and a view."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from geodata.catalog import BASEMAP, Catalog
from geodata.maplibre.basemap import (
    BOLD,
    ITALIC,
    NAMES,
    REGULAR,
    SOURCE,
    country_names,
    ground,
    small_names,
    waters_and_lines,
)
from geodata.maplibre.marks import marks
from geodata.maplibre.part import Drawing
from geodata.style import height_of

THEMES = ("light", "dark")
# Areas lie under lines, lines under points, whatever the order of the contents.
AREAS = {"area": 0}
LINES = {"band": 0, "line": 1}
POINTS = {"symbol": 0, "balance": 1, "composition": 2}


@dataclass(frozen=True)
class Addresses:
    """Where the style's parts are fetched from, as absolute URLs.

    `webfonts` is a template for style sheets of the fonts, with places for family, weight and
    slope; ol-mapbox-style would else ask a site of its own choice.
    """

    tilejson: str
    sprite: str
    regular: str
    italic: str
    bold: str
    webfonts: str | None = None


def map_style(
    catalog: Catalog,
    addresses: Addresses,
    *,
    fields: Mapping[str, Collection[str]],
    names: Mapping[str, Any] | None,
    visible: Collection[str],
    hidden: Collection[str] = (),
    year: int | None = None,
    lang: str = "en",
    theme: str = "light",
) -> dict[str, Any]:
    """A MapLibre style (version 8) with some layers visible, and others there but hidden.

    `fields` names the properties that the tiles of each layer have; `names` are the basemap's
    name points in `lang`, or None for an overlay without a basemap; `theme` is light or dark.
    """
    drawings = [
        Drawing(entry, tuple(fields[entry["id"]]), theme, lang, year, entry["id"] in visible)
        for entry in catalog
        if entry["id"] != BASEMAP and (entry["id"] in visible or entry["id"] in hidden)
    ]
    has_basemap = names is not None
    is_over_areas = any(one.is_visible and one.style["mark"] in AREAS for one in drawings)
    points = {NAMES: {"type": "geojson", "data": names}} if has_basemap else {}
    webfonts = {"metadata": {"ol:webfonts": addresses.webfonts}} if addresses.webfonts else {}
    return {
        "version": 8,
        **webfonts,
        "name": "Steppe Atlas" if drawings else "Steppe Atlas basemap",
        "center": [63, 49],
        "zoom": 4,
        "sources": {SOURCE: {"type": "vector", "url": addresses.tilejson}, **points},
        "sprite": addresses.sprite,
        "font-faces": {
            REGULAR[0]: addresses.regular,
            ITALIC[0]: addresses.italic,
            BOLD[0]: addresses.bold,
        },
        "layers": [
            *(ground(theme) if has_basemap else ()),
            *_marks(drawings, AREAS),
            *(waters_and_lines(theme) if has_basemap else ()),
            *_marks(drawings, LINES),
            *(small_names(theme, lang, is_over_areas=is_over_areas) if has_basemap else ()),
            *_marks(drawings, POINTS),
            *((country_names(theme, is_over_areas=is_over_areas),) if has_basemap else ()),
        ],
    }


def _marks(drawings: list[Drawing], order: Mapping[str, int]) -> list[dict[str, Any]]:
    wanted = [drawing for drawing in drawings if drawing.style["mark"] in order]
    wanted.sort(key=lambda drawing: (order[drawing.style["mark"]], height_of(drawing.entry)))
    return [
        layer
        for number, drawing in enumerate(wanted)
        for layer in marks(replace(drawing, is_lowest=number == 0))
    ]
