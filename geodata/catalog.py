"""The published atlas as a reader gets it: the catalog and its layers, read without geopandas."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from geodata.errors import NotPublished, UnknownLayer, closest
from geodata.time import FIRST_YEAR, LAST_YEAR

CATALOG = "catalog.json"
BASEMAP = "basemap"  # the layer that lies under all others and is not chosen
CHUNK_BYTES = 1 << 24


class Opened:
    """A file kept open, so that it can be read as it was when another takes its place."""

    def __init__(self, path: Path) -> None:
        self.number = os.open(path, os.O_RDONLY)

    def __del__(self) -> None:
        if hasattr(self, "number"):
            os.close(self.number)

    def read(self) -> bytes:
        """All of it, by any number of threads at a time."""
        parts, size = [], 0
        while part := os.pread(self.number, CHUNK_BYTES, size):
            parts.append(part)
            size += len(part)
        return b"".join(parts)


@dataclass(frozen=True)
class PublishedFile:
    """A file of a published folder as its catalog describes it, perhaps kept open."""

    path: Path
    sha256: str
    opened: Opened | None = field(default=None, compare=False, repr=False)

    def read(self) -> bytes:
        """What is in it. Raises NotPublished when it is missing or another than described."""
        try:
            if self.opened and self._is_it(content := self.opened.read()):
                return content
            content = self.path.read_bytes()
        except OSError:
            raise self._missing() from None
        if not self._is_it(content):
            raise self._other()
        return content

    def verify(self) -> None:
        """Look at it where it lies, without keeping it in memory. Raises what `read` does."""
        try:
            with self.path.open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
        except OSError:
            raise self._missing() from None
        if found != self.sha256:
            raise self._other()

    def _is_it(self, content: bytes) -> bool:
        return sha256(content).hexdigest() == self.sha256

    def _missing(self) -> NotPublished:
        return NotPublished("The file {file} is missing.", file=self.path.name)

    def _other(self) -> NotPublished:
        return NotPublished(
            "The file {file} is not the one that the catalog describes.", file=self.path.name
        )


@dataclass(frozen=True)
class Catalog:
    """What is published in one folder; `about` is the content of its catalog file.

    `opened` holds the files that are kept open, by name.
    """

    folder: Path
    about: dict[str, Any]
    opened: Mapping[str, Opened] = field(default_factory=dict, compare=False, repr=False)

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
        raise UnknownLayer(layer_id, closest(layer_id, ids))

    def path(self, layer_id: str) -> Path:
        """The GeoJSON file of one layer."""
        return self.folder / self.layer(layer_id)["file"]

    def file(self, about: Mapping[str, Any]) -> PublishedFile:
        """The file of a layer, a table, the claims or the tour, by what the catalog says of it."""
        name = about["file"]
        return PublishedFile(self.folder / name, about["sha256"], self.opened.get(name))

    @property
    def files(self) -> list[PublishedFile]:
        """All files that the catalog describes."""
        argument = [self.about[part] for part in ("claims", "tour") if self.about.get(part)]
        return [self.file(one) for one in (*self.layers, *self.about.get("tables", ()), *argument)]


def hold(catalog: Catalog) -> Catalog:
    """The catalog with all its files kept open: it outlives what is published in their place.

    A file that is missing is looked for again when it is asked for.
    """
    opened = {}
    for file in catalog.files:
        with suppress(OSError):
            opened[file.path.relative_to(catalog.folder).as_posix()] = Opened(file.path)
    return replace(catalog, opened=opened)


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
