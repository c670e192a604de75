"""The published atlas as a reader gets it: the catalog and its layers, read without geopandas."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from geodata.errors import NotPublished, UnknownLayer
from geodata.time import FIRST_YEAR, LAST_YEAR

CATALOG = "catalog.json"


@dataclass(frozen=True)
class Catalog:
    """What is published in one folder; `about` is the content of its catalog file."""

    folder: Path
    about: dict[str, Any]

    @property
    def themes(self) -> list[dict[str, Any]]:
        """Themes in order, each with its layers' ids."""
        return self.about["themes"]

    @property
    def layers(self) -> list[dict[str, Any]]:
        """Published layers in the order of the contents."""
        return self.about["layers"]

    @cached_property
    def works(self) -> dict[str, dict[str, Any]]:
        """Every cited work by id."""
        return {work["id"]: work for work in self.about["sources"]}

    @cached_property
    def first_layers(self) -> tuple[str, ...]:
        """Ids of the layers that are shown unless asked otherwise."""
        return tuple(entry["id"] for entry in self.layers if entry["is_first"])

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year that may be asked for: of the atlas, and of any layer."""
        spans = [(FIRST_YEAR, LAST_YEAR), *(one["years"] for one in self.layers if one["years"])]
        return min(first for first, _ in spans), max(last for _, last in spans)

    @cached_property
    def edition(self) -> str:
        """Twelve hexadecimal digits that change whenever any published layer does."""
        marks = "".join(f"{layer['id']}:{layer['sha256']}\n" for layer in self.layers)
        return sha256(marks.encode()).hexdigest()[:12]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.layers)

    def layer(self, layer_id: str) -> dict[str, Any]:
        """One layer's entry.

        Raises UnknownLayer, with the closest ids, or NotPublished for one declared but not built.
        """
        for entry in self.layers:
            if entry["id"] == layer_id:
                return entry
        if layer_id in self.about["missing"]:
            raise NotPublished(
                "The layer {layer} is declared but not published.", layer=repr(layer_id)
            )
        ids = [entry["id"] for entry in self.layers]
        raise UnknownLayer(layer_id, tuple(get_close_matches(layer_id, ids, n=3, cutoff=0.4)))

    def path(self, layer_id: str) -> Path:
        """The GeoJSON file of one layer."""
        return self.folder / self.layer(layer_id)["file"]


def open_catalog(folder: Path) -> Catalog:
    """Read the catalog of a published folder.

    Raises NotPublished when it is missing or unreadable.
    """
    try:
        return Catalog(folder, json.loads((folder / CATALOG).read_bytes()))
    except FileNotFoundError:
        raise NotPublished("Nothing is published yet; run `steppe-atlas publish`.") from None
    except ValueError as fault:
        raise NotPublished(
            "{file} is not readable as JSON: {fault}.", file=CATALOG, fault=fault
        ) from None
