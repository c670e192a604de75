"""Make the published files from the sources, the same bytes each time, or nothing at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geopandas import GeoDataFrame

from geodata import geojson, validation
from geodata.atlas import Atlas
from geodata.catalog import CATALOG
from geodata.description import describe_atlas, describe_layer
from geodata.errors import AtlasError, ProblemsFound
from geodata.layer import Layer
from geodata.source import open_source, read_table

Progress = Callable[[int, int, str], None]


def publish(atlas: Atlas, *, only: str | None = None, progress: Progress | None = None) -> list[str]:
    """Rebuild the published files and put them in place together; return the names that changed.

    `only` names one layer; the others stay as they are. Raises ProblemsFound, with all problems of
    sources and layers, before anything is written.
    """
    with rebuilt(atlas, only=only, progress=progress) as fresh:
        atlas.published.mkdir(parents=True, exist_ok=True)
        changed = different_files(fresh, atlas.published)
        for name in changed:
            if (fresh / name).exists():
                os.replace(fresh / name, atlas.published / name)
            else:
                (atlas.published / name).unlink()
        return changed


def verify(atlas: Atlas, *, only: str | None = None, progress: Progress | None = None) -> list[str]:
    """Rebuild beside the published files and name those that differ; write nothing."""
    with rebuilt(atlas, only=only, progress=progress) as fresh:
        return different_files(fresh, atlas.published)


@contextmanager
def rebuilt(
    atlas: Atlas, *, only: str | None = None, progress: Progress | None = None
) -> Iterator[Path]:
    """A temporary folder next to the published one that holds a complete rebuild of it."""
    problems = validation.check_sources(atlas)
    if problems:
        raise ProblemsFound(problems)
    fresh = Path(tempfile.mkdtemp(prefix="published-", suffix=".tmp", dir=atlas.folder))
    try:
        _write_all(atlas, fresh, only, progress)
        yield fresh
    finally:
        shutil.rmtree(fresh)


def build(atlas: Atlas, layer: Layer) -> GeoDataFrame:
    """The features of one layer, made anew from its sources."""
    tables = {name: read_table(open_source(atlas.sources, name)) for name in layer.sources}
    return layer.features(**tables)


def different_files(one: Path, other: Path) -> list[str]:
    """Names that only one of two folders has, or whose bytes differ, sorted."""
    names = {path.name for folder in (one, other) if folder.exists() for path in folder.iterdir()}
    return sorted(name for name in names if _bytes(one / name) != _bytes(other / name))


def _write_all(atlas: Atlas, fresh: Path, only: str | None, progress: Progress | None) -> None:
    layers = _chosen(atlas, only)
    problems = []
    for number, layer in enumerate(layers, start=1):
        if progress:
            progress(number, len(layers), layer.id)
        frame = build(atlas, layer)
        problems += validation.check_features(layer, frame, atlas)
        if not problems:
            about = describe_layer(atlas, layer, frame)
            (fresh / f"{layer.id}.geojson").write_bytes(
                geojson.feature_collection(layer, frame, about)
            )
    if problems:
        raise ProblemsFound(problems)
    for layer in set(atlas.layers) - set(layers):
        kept = atlas.published / f"{layer.id}.geojson"
        if kept.exists():
            shutil.copyfile(kept, fresh / kept.name)
    catalog = json.dumps(describe_atlas(atlas, fresh), ensure_ascii=False, indent=1)
    (fresh / CATALOG).write_text(catalog + "\n", encoding="utf-8", newline="\n")


def _chosen(atlas: Atlas, only: str | None) -> tuple[Layer, ...]:
    if only is None:
        return atlas.layers
    chosen = tuple(layer for layer in atlas.layers if layer.id == only)
    if not chosen:
        ids = ", ".join(layer.id for layer in atlas.layers)
        raise AtlasError(f"There is no layer {only!r}; the layers are {ids}.")
    return chosen


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
