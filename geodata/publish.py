"""Make the published files from the sources, the same bytes each time, or nothing at all."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata import argument, geojson, tables, validation
from geodata.argument import CLAIMS, TOUR
from geodata.atlas import Atlas, build
from geodata.catalog import CATALOG
from geodata.description import describe_atlas, describe_layer
from geodata.errors import AtlasError, ProblemsFound
from geodata.layer import Layer

__all__ = ["build", "different_files", "publish", "rebuilt", "verify"]

Progress = Callable[[int, int, str], None]


def publish(
    atlas: Atlas, *, only: str | None = None, progress: Progress | None = None
) -> list[str]:
    """Rebuild the published files and put them in place together; return the names that changed.

    `only` names one layer; the others stay as they are. Raises ProblemsFound, with all problems of
    sources and layers, before anything is written.
    """
    with rebuilt(atlas, atlas.folder, only=only, progress=progress) as fresh:
        changed = different_files(fresh, atlas.published)
        atlas.published.mkdir(parents=True, exist_ok=True)
        for name in sorted(changed, key=lambda name: name == CATALOG):  # the catalog last
            (atlas.published / name).parent.mkdir(exist_ok=True)
            if (fresh / name).exists():
                (fresh / name).replace(atlas.published / name)
            else:
                (atlas.published / name).unlink()
        return changed


def verify(atlas: Atlas, *, only: str | None = None, progress: Progress | None = None) -> list[str]:
    """Rebuild elsewhere and name the published files that differ; write nothing.

    Raises ProblemsFound as `publish` does.
    """
    with rebuilt(atlas, None, only=only, progress=progress) as fresh:
        return different_files(fresh, atlas.published)


@contextmanager
def rebuilt(
    atlas: Atlas, beside: Path | None, *, only: str | None = None, progress: Progress | None = None
) -> Iterator[Path]:
    """A temporary folder with a complete rebuild, made in `beside` or where the system likes."""
    layers = _chosen(atlas, only)
    problems = [*validation.check_contents(atlas), *validation.check_sources(atlas)]
    if problems:
        raise ProblemsFound(problems)
    fresh = Path(tempfile.mkdtemp(prefix="published-", suffix=".tmp", dir=beside))
    try:
        _write_layers(atlas, layers, fresh, progress)
        _keep_others(atlas, layers, fresh)
        tables.write(atlas, layers, fresh)
        _write_argument(atlas, fresh)
        catalog = json.dumps(describe_atlas(atlas, fresh), ensure_ascii=False, indent=1)
        (fresh / CATALOG).write_text(catalog + "\n", encoding="utf-8", newline="\n")
        yield fresh
    finally:
        shutil.rmtree(fresh)


def different_files(one: Path, other: Path) -> list[str]:
    """Names of published files that only one of two folders has or that differ, sorted."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (one, other)
        for pattern in ("*.geojson", f"{tables.FOLDER}/*.json")
        for path in folder.glob(pattern)
    }
    names |= {CATALOG, CLAIMS, TOUR}
    return sorted(name for name in names if _bytes(one / name) != _bytes(other / name))


def _write_layers(
    atlas: Atlas, layers: tuple[Layer, ...], fresh: Path, progress: Progress | None
) -> None:
    problems: list[validation.Problem] = []
    for number, layer in enumerate(layers, start=1):
        if progress:
            progress(number, len(layers), layer.id)
        frame, found = validation.check_layer(atlas, layer)
        if frame is not None and not found:
            about = describe_layer(atlas, layer, frame)
            path = fresh / f"{layer.id}.geojson"
            path.write_bytes(geojson.feature_collection(layer, frame, about))
            found = validation.check_file(layer, path)
        problems += found
    if problems:
        raise ProblemsFound(problems)


def _write_argument(atlas: Atlas, fresh: Path) -> None:
    problems = validation.check_argument(atlas, fresh)
    if problems:
        raise ProblemsFound(problems)
    argument.write(atlas, fresh)


def _keep_others(atlas: Atlas, layers: tuple[Layer, ...], fresh: Path) -> None:
    for layer in atlas.layers:
        kept = atlas.published / f"{layer.id}.geojson"
        if layer not in layers and kept.exists():
            shutil.copyfile(kept, fresh / kept.name)


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
