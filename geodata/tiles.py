"""Build the tile archives from the published layers, by content: what has not changed is kept.

Each layer becomes an archive of its own (`<layer>-<hash>.pmtiles`); `atlas-<hash>.pmtiles` holds
all of them, tile by tile, in the order of the contents.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from gzip import decompress
from hashlib import sha256
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Any

from geodata.archive import Archive, is_whole, open_archive, write_archive
from geodata.catalog import Catalog
from geodata.generalise import by_zoom
from geodata.merging import CELLS, COUNT, MANY, merge_points
from geodata.stretches import meaning_of, tile_features
from geodata.tippecanoe import MAX_ZOOM, OPTIONS, cut_tiles, read_tiles

ATLAS = "atlas"
RECIPE = 5  # raise when tiles change for another reason than their data
UNFINISHED = ".building-"  # begins the name of a folder in which a builder works
MERGED = (
    f"below zoom {MAX_ZOOM} points within 1/{CELLS} of a tile are one point with {COUNT} and "
    "without ids"
)
KINDS = {bool: "Boolean", int: "Number", float: "Number", str: "String"}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class TileSet:
    """A set of tiles to be built: its id and the catalog entries of the layers in it."""

    id: str
    layers: tuple[dict[str, Any], ...]

    @cached_property
    def version(self) -> str:
        """A hash of the layers' data and of the recipe: it changes when the tiles do."""
        content = [RECIPE, OPTIONS, [(layer["id"], layer["sha256"]) for layer in self.layers]]
        return sha256(json.dumps(content).encode()).hexdigest()[:16]

    @property
    def file(self) -> str:
        """The archive's name: `<id>-<version>.pmtiles`."""
        return f"{self.id}-{self.version}.pmtiles"

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees around all layers of the set."""
        west, south, east, north = zip(*(layer["bbox"] for layer in self.layers), strict=True)
        return min(west), min(south), max(east), max(north)


def tile_sets(catalog: Catalog) -> list[TileSet]:
    """One set per published layer, then `atlas`, all of them."""
    layers = tuple(catalog.layers)
    return [*(TileSet(layer["id"], (layer,)) for layer in layers), TileSet(ATLAS, layers)]


def build_tiles(
    catalog: Catalog,
    folder: Path,
    *,
    progress: Progress | None = None,
    beside: Iterable[str] = (),
) -> list[str]:
    """Build the archives that are missing or damaged in `folder`; return the names of those built.

    Each appears whole or not at all; archives of earlier data go only after all are in place, but
    for those named `beside` them. Of several builds in one folder at a time the later ones wait.
    Where nothing is to be done the folder is only read, so that one made elsewhere can be served.

    Raises TilesNotBuilt when tippecanoe is missing or fails.
    """
    sets = tile_sets(catalog)
    wanted = {*(tiles.file for tiles in sets), *beside}
    sound = {path.name for path in folder.glob("*.pmtiles") if is_whole(path)}
    if wanted == sound and not _left(folder):
        return []
    with _workshop(folder) as work:
        stale = [tiles for tiles in sets if not is_whole(folder / tiles.file)]
        for number, tiles in enumerate(stale, start=1):
            if progress:
                progress(number, len(stale), tiles.id)
            fresh = work / tiles.file
            if tiles.id == ATLAS:
                _join([folder / one.file for one in sets[:-1]], tiles, fresh)
            else:
                _build_layer(catalog, tiles, fresh)
            fresh.replace(folder / tiles.file)
        for path in folder.glob("*.pmtiles"):
            if path.name not in wanted:
                path.unlink()
    return [tiles.file for tiles in stale]


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder to build in, for one builder at a time; what a killed builder left goes first."""
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    door = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        for left in _left(folder):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=folder, prefix=UNFINISHED) as work:
            yield Path(work)
    finally:
        os.close(door)


def _left(folder: Path) -> list[Path]:
    return list(folder.glob(f"{UNFINISHED}*"))


def _build_layer(catalog: Catalog, tiles: TileSet, fresh: Path) -> None:
    (layer,) = tiles.layers
    database = fresh.with_suffix(".mbtiles")
    fields: dict[str, dict[str, str]] = {layer["id"]: {}}
    lines = {}
    with ExitStack() as stack:
        for name, feature in _variants(catalog, layer):
            known = fields.setdefault(name, {})
            known |= {key: KINDS[type(value)] for key, value in feature["properties"].items()}
            if name not in lines:
                path = fresh.with_name(f"{name}.ndjson")
                lines[name] = stack.enter_context(path.open("w", encoding="utf-8"))
            lines[name].write(json.dumps(feature, ensure_ascii=False) + "\n")
    cut_tiles({name: Path(file.name) for name, file in lines.items()}, database)
    write_archive(fresh, read_tiles(database), tiles.bounds, _metadata(tiles, fields))
    for path in (database, *(Path(file.name) for file in lines.values())):
        path.unlink()


def _variants(catalog: Catalog, layer: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (vector layer, feature) with the zooms at which it stands for the published one."""
    is_crowded = layer["feature_count"] > MANY
    path = catalog.path(layer["id"])
    for name, feature in tile_features(_features(path), layer):
        if not (is_crowded and feature["geometry"]["type"] == "Point"):
            yield from ((name, variant) for variant in by_zoom(feature, MAX_ZOOM))
    if is_crowded:
        features = (feature for _, feature in tile_features(_features(path), layer))
        points = (feature for feature in features if feature["geometry"]["type"] == "Point")
        yield from ((layer["id"], merged) for merged in merge_points(points, MAX_ZOOM))


def _features(path: Path) -> Iterator[dict[str, Any]]:
    """The features of a file; of one that we published, one a line, without reading it whole."""
    with path.open(encoding="utf-8") as file:
        head = next(file)
        if not head.endswith('"features":[\n'):
            yield from json.loads(head + file.read())["features"]
        for line in file:
            if line.startswith("{"):
                yield json.loads(line.rstrip(",\n"))


def _join(parts: list[Path], tiles: TileSet, fresh: Path) -> None:
    archives = [open_archive(part) for part in parts]
    streams = [_numbered(order, archive) for order, archive in enumerate(archives)]
    rows = (
        (tile_id, b"".join(_unpack(tile) for *_, tile in same))
        for tile_id, same in groupby(merge(*streams), key=lambda row: row[0])
    )
    fields = {
        layer["id"]: layer["fields"]
        for archive in archives
        for layer in archive.metadata["vector_layers"]
    }
    write_archive(fresh, rows, tiles.bounds, _metadata(tiles, fields))


def _numbered(order: int, archive: Archive) -> Iterator[tuple[int, int, bytes]]:
    for tile_id, tile in archive.tiles():
        yield tile_id, order, tile


# The inside of a large area is the same tile many times over.
@lru_cache(maxsize=1024)
def _unpack(tile: bytes) -> bytes:
    return decompress(tile)


def _metadata(tiles: TileSet, fields: dict[str, dict[str, str]]) -> dict[str, Any]:
    titles = [layer["title"] for layer in tiles.layers]
    credits = dict.fromkeys(
        part for layer in tiles.layers for part in layer["attribution"].split("; ")
    )
    return {
        "name": "Steppe Atlas" if tiles.id == ATLAS else titles[0],
        "description": ", ".join(titles),
        "attribution": "; ".join(credits),
        "type": "overlay",
        "vector_layers": [
            {
                "id": name,
                "description": _vector_title(tiles, name),
                "minzoom": 0,
                "maxzoom": MAX_ZOOM,
                "fields": known,
            }
            for name, known in fields.items()
        ],
    }


def _vector_title(tiles: TileSet, name: str) -> str:
    titles = {layer["id"]: layer["title"] for layer in tiles.layers}
    if name in titles:
        crowded = any(
            layer["id"] == name and layer["feature_count"] > MANY for layer in tiles.layers
        )
        return f"{titles[name]} ({MERGED})" if crowded else titles[name]
    layer_id, meaning = meaning_of(name)
    return f"{titles[layer_id]}: {meaning}"
