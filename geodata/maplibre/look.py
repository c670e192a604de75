"""What a map shows: its layers, year, language and theme; and the style, sprite and data of it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from geodata.catalog import BASEMAP, Catalog
from geodata.maplibre.document import Addresses, map_style
from geodata.maplibre.places import name_points
from geodata.maplibre.sprite import Sprite, sprite
from geodata.preference import preferring
from geodata.shelf import Shelf
from geodata.tiles import ATLAS

KEPT = 12  # sprites in memory, of some hundred kilobytes each


class Look(NamedTuple):
    """What is drawn and how; `year` None stands for all years, a map without basemap is overlay.

    `prefer` names works whose figures are drawn where sources disagree.
    """

    layers: tuple[str, ...]
    year: int | None = None
    lang: str = "en"
    theme: str = "light"
    has_basemap: bool = True
    prefer: tuple[str, ...] = ()

    @property
    def tile_set(self) -> str:
        """The smallest tile set that has all of it."""
        needed = (*((BASEMAP,) if self.has_basemap else ()), *self.layers)
        return needed[0] if len(needed) == 1 else ATLAS


@dataclass(frozen=True)
class Studio:
    """Makes styles and sprites from a shelf of tiles and its catalog, keeping a few."""

    shelf: Shelf
    sprites: dict[tuple, Sprite] = field(default_factory=dict)

    @property
    def catalog(self) -> Catalog:
        """The catalog that the tiles were built from."""
        return self.shelf.catalog

    def style(
        self, look: Look, addresses: Addresses, *, hidden: Collection[str] = ()
    ) -> dict[str, Any]:
        """The MapLibre style of a look, with further layers in it that are hidden.

        Raises TilesNotBuilt.
        """
        return map_style(
            self.catalog,
            addresses,
            fields=self._fields(),
            names=self._names(look),
            visible=look.layers,
            hidden=hidden,
            year=look.year,
            lang=look.lang,
            theme=look.theme,
        )

    def sprite(
        self, theme: str, year: int | None, ratio: int, prefer: tuple[str, ...] = ()
    ) -> Sprite:
        """The sprite of a theme and a year, drawn for who prefers some works."""
        key = (theme, year, ratio, prefer)
        if key not in self.sprites:
            features = partial(self._features, prefer=prefer)
            made = sprite(self.catalog, features, year=year, theme=theme, ratio=ratio)
            while len(self.sprites) >= KEPT:
                self.sprites.pop(next(iter(self.sprites)), None)
            self.sprites[key] = made
        return self.sprites[key]

    def _names(self, look: Look) -> dict[str, Any] | None:
        if not look.has_basemap or BASEMAP not in self.shelf.sets:
            return None
        return _names(self.catalog.path(BASEMAP), look.lang)

    def _fields(self) -> Mapping[str, Collection[str]]:
        layers = self.shelf.archive(ATLAS).metadata["vector_layers"]
        return {layer["id"]: layer["fields"] for layer in layers}

    def _features(self, layer_id: str, prefer: tuple[str, ...]) -> list[dict[str, Any]]:
        features = json.loads(self.catalog.path(layer_id).read_bytes())["features"]
        tables = self.catalog.layer(layer_id)["tables"]
        for feature in features if prefer else ():
            feature["properties"] = preferring(tables, feature["properties"], prefer)
        return features


@lru_cache(maxsize=8)
def _names(basemap: Path, lang: str) -> dict[str, Any]:
    return name_points(json.loads(basemap.read_bytes())["features"], lang)
