"""A tile archive on disk (PMTiles v3), mapped into memory and answered with its stored bytes."""

import json
import mmap
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from gzip import compress, decompress
from pathlib import Path
from typing import Any

from pmtiles.tile import (
    Compression,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    zxy_to_tileid,
)
from pmtiles.writer import Writer

HEADER_BYTES = 127


@dataclass(frozen=True, eq=False)
class Archive:
    """An open archive: header, metadata and a flat directory sorted by tile id.

    `ids`, `runs`, `offsets` and `lengths` are parallel; offsets count from the file's start.
    """

    path: Path
    header: HeaderDict
    metadata: dict[str, Any]
    ids: array
    runs: array
    offsets: array
    lengths: array
    memory: mmap.mmap

    @property
    def max_zoom(self) -> int:
        """The deepest zoom that has tiles."""
        return self.header["max_zoom"]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        return tuple(self.header[side] / 1e7 for side in sides)

    def span(self, zoom: int, x: int, y: int) -> tuple[int, int] | None:
        """Where a tile's stored bytes begin and how many they are; None for an empty tile.

        Raises ValueError when x or y is outside the zoom's matrix.
        """
        if not (0 <= zoom < 32 and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
            raise ValueError(f"{zoom}/{x}/{y} is not a cell of a tile matrix.")
        tile_id = zxy_to_tileid(zoom, x, y)
        at = bisect_right(self.ids, tile_id) - 1
        if at < 0 or tile_id - self.ids[at] >= self.runs[at]:
            return None
        return self.offsets[at], self.lengths[at]

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """A tile's bytes as stored (gzip), or None when it is empty."""
        span = self.span(zoom, x, y)
        return None if span is None else self.memory[span[0] : span[0] + span[1]]

    def tiles(self) -> Iterator[tuple[int, bytes]]:
        """Every tile as (tile id, stored bytes), in the order of the ids."""
        rows = zip(self.ids, self.runs, self.offsets, self.lengths, strict=True)
        for first, run, offset, length in rows:
            stored = self.memory[offset : offset + length]
            for tile_id in range(first, first + run):
                yield tile_id, stored


def map_archive(path: Path) -> mmap.mmap:
    """Map a file into memory, where it stays when the file goes.

    Raises OSError, or ValueError when it was cut short or is no PMTiles v3 archive.
    """
    with path.open("rb") as file:
        header = _header(path, file.read(HEADER_BYTES))
        size = path.stat().st_size
        if size != header["tile_data_offset"] + header["tile_data_length"]:
            raise ValueError(f"{path.name} has {size} bytes, which is not what it says it has.")
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def is_whole(path: Path) -> bool:
    """Whether a file is there and is an archive that was not cut short, as by a crash."""
    try:
        map_archive(path).close()
    except (OSError, ValueError):
        return False
    return True


def open_archive(path: Path, memory: mmap.mmap | None = None) -> Archive:
    """Map an archive into memory, unless it is there, and read its directories once.

    Raises FileNotFoundError, or ValueError when it is not a PMTiles v3 archive of gzipped tiles.
    """
    memory = memory or map_archive(path)
    header = _header(path, memory[:HEADER_BYTES])
    start, length = header["metadata_offset"], header["metadata_length"]
    metadata = json.loads(decompress(memory[start : start + length]))
    rows = sorted(_entries(memory, header, header["root_offset"], header["root_length"]))
    ids, runs, offsets, lengths = zip(*rows, strict=True) if rows else ((), (), (), ())
    columns = (array("Q", ids), array("Q", runs), array("Q", offsets), array("Q", lengths))
    return Archive(path, header, metadata, *columns, memory)


def write_archive(
    path: Path,
    tiles: Iterable[tuple[int, bytes]],
    bounds: tuple[float, float, float, float],
    metadata: dict[str, Any],
) -> None:
    """Write vector tiles, given as (tile id, MVT bytes) by ascending id, as one archive.

    Tiles are stored gzipped; `bounds` are west, south, east, north in degrees. The same input
    gives the same bytes.
    """
    west, south, east, north = bounds
    header = {
        "version": 3,
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": round(west * 1e7),
        "min_lat_e7": round(south * 1e7),
        "max_lon_e7": round(east * 1e7),
        "max_lat_e7": round(north * 1e7),
        "center_zoom": 4,
        "center_lon_e7": round((west + east) / 2 * 1e7),
        "center_lat_e7": round((south + north) / 2 * 1e7),
    }
    with path.open("wb") as file:
        writer = Writer(file)
        for tile_id, tile in tiles:
            writer.write_tile(tile_id, _pack(tile))
        writer.finalize(header, metadata)


# The inside of a large area is the same tile many times over.
@lru_cache(maxsize=1024)
def _pack(tile: bytes) -> bytes:
    return compress(tile, 9, mtime=0)


def _header(path: Path, data: bytes) -> HeaderDict:
    try:
        header = deserialize_header(data)
    except (MagicNumberNotFound, SpecVersionUnsupported, IndexError, ValueError):
        raise ValueError(f"{path.name} is not an archive of tiles (PMTiles 3).") from None
    if header["tile_compression"] is not Compression.GZIP:
        raise ValueError(f"{path.name} holds tiles that are not gzipped.")
    return header


def _entries(
    memory: mmap.mmap, header: HeaderDict, start: int, length: int
) -> Iterator[tuple[int, int, int, int]]:
    for entry in deserialize_directory(memory[start : start + length]):
        if entry.run_length:
            offset = header["tile_data_offset"] + entry.offset
            yield entry.tile_id, entry.run_length, offset, entry.length
        else:
            leaf = header["leaf_directory_offset"] + entry.offset
            yield from _entries(memory, header, leaf, entry.length)
