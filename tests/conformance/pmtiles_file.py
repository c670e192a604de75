"""Read a tile archive (PMTiles 3) with code of our own, to judge what the library wrote."""

import json
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.conformance.protobuf import read_varint

HEADER_BYTES = 127
SECTIONS = ("root directory", "metadata", "leaf directories", "tile data")
COUNTS = ("addressed tiles", "tile entries", "tile contents")


class Header(NamedTuple):
    """The header's fields in plain numbers; positions in degrees."""

    sections: dict[str, tuple[int, int]]
    counts: dict[str, int]
    clustered: int
    internal_compression: int
    tile_compression: int
    tile_type: int
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]
    center_zoom: int
    center: tuple[float, float]


class Entry(NamedTuple):
    """A directory entry; `offset` counts from the tile data, or the leaves when `run` is 0."""

    tile_id: int
    run: int
    length: int
    offset: int


class Unreadable(ValueError):
    """The archive cannot be read any further; the message says why."""


def read_tiles(data: bytes) -> Iterator[tuple[tuple[int, int, int], bytes]]:
    """Every tile as ((zoom, x, y), bytes as stored), for tests that look into them."""
    header = read_header(data)
    start = header.sections["tile data"][0]
    for entry in read_entries(data, header):
        stored = data[start + entry.offset : start + entry.offset + entry.length]
        for tile_id in range(entry.tile_id, entry.tile_id + entry.run):
            yield tile_of(tile_id), stored


def read_metadata(data: bytes) -> Any:
    """The archive's JSON."""
    return json.loads(unpack(data, "metadata", *read_header(data).sections["metadata"]))


def read_header(data: bytes) -> Header:
    """The first 127 bytes.

    Raises Unreadable when they are not those of PMTiles 3.
    """
    if len(data) < HEADER_BYTES or data[:8] != b"PMTiles\x03":
        raise Unreadable("Header: it does not begin with PMTiles and 3")
    numbers = [int.from_bytes(data[at : at + 8], "little") for at in range(8, 96, 8)]
    sections = zip(SECTIONS, zip(numbers[:8:2], numbers[1:8:2], strict=True), strict=True)
    west, south, east, north = (_degrees(data, at) for at in range(102, 118, 4))
    return Header(
        *(dict(sections), dict(zip(COUNTS, numbers[8:], strict=True))),
        *data[96:102],
        *((west, south, east, north), data[118], (_degrees(data, 119), _degrees(data, 123))),
    )


def read_directories(data: bytes, header: Header) -> dict[int | None, list[Entry]]:
    """The root directory under None, each leaf under the tile id by which the root names it.

    Raises Unreadable for a leaf outside the leaves, or one that holds leaves.
    """
    root = _read_directory(data, "root directory", *header.sections["root directory"])
    start, size = header.sections["leaf directories"]
    directories: dict[int | None, list[Entry]] = {None: root}
    for entry in root:
        if entry.run:
            continue
        name = f"leaf of tile {entry.tile_id}"
        if entry.offset + entry.length > size:
            raise Unreadable(f"Entries: the {name} is outside the leaf directories")
        leaf = _read_directory(data, name, start + entry.offset, entry.length)
        if not all(inner.run for inner in leaf):
            raise Unreadable(f"Entries: the {name} holds a leaf")
        directories[entry.tile_id] = leaf
    return directories


def read_entries(data: bytes, header: Header) -> list[Entry]:
    """All entries with tiles, in the order of the directories."""
    directories = read_directories(data, header)
    entries = []
    for entry in directories[None]:
        entries += [entry] if entry.run else directories[entry.tile_id]
    return entries


def tile_of(tile_id: int) -> tuple[int, int, int]:
    """Zoom, x, y of a tile id: zooms after one another, each along a Hilbert curve."""
    zoom = 0
    while tile_id >= 4**zoom:
        tile_id -= 4**zoom
        zoom += 1
    x = y = 0
    for level in range(zoom):
        side = 1 << level
        right = 1 & (tile_id >> 1)
        down = 1 & (tile_id ^ right)
        if not down:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y = x + side * right, y + side * down
        tile_id >>= 2
    return zoom, x, y


def _degrees(data: bytes, at: int) -> float:
    return int.from_bytes(data[at : at + 4], "little", signed=True) / 1e7


def unpack(data: bytes, name: str, start: int, length: int) -> bytes:
    """One gzipped part of the file, unpacked.

    Raises Unreadable when it is not one whole gzip member, or tells a file name or a time.
    """
    packed = data[start : start + length]
    try:
        unpacker = zlib.decompressobj(wbits=31)
        plain = unpacker.decompress(packed) + unpacker.flush()
    except zlib.error as fault:
        raise Unreadable(f"Compression: the {name} is not gzip: {fault}") from None
    if not unpacker.eof or unpacker.unused_data:
        raise Unreadable(f"Compression: the {name} is not one whole gzip member")
    if packed[3] or packed[4:8] != bytes(4):
        raise Unreadable(f"House rule: the gzip of the {name} names a file or a time")
    return plain


def _read_directory(data: bytes, name: str, start: int, length: int) -> list[Entry]:
    plain = unpack(data, name, start, length)
    count, at = read_varint(plain, 0)
    if not 0 < count <= len(plain):
        raise Unreadable(f"Directory Serialization: the {name} announces {count} entries")
    columns = []
    for _ in range(4):
        column = []
        for _ in range(count):
            value, at = read_varint(plain, at)
            column.append(value)
        columns.append(column)
    if at != len(plain):
        raise Unreadable(f"Directory Serialization: bytes are left over in the {name}")
    entries: list[Entry] = []
    tile_id = 0
    for step, run, size, offset in zip(*columns, strict=True):
        tile_id += step
        if offset == 0 and not entries:
            raise Unreadable(f"Directory Serialization: the {name} begins with offset 0")
        at_byte = offset - 1 if offset else entries[-1].offset + entries[-1].length
        entries.append(Entry(tile_id, run, size, at_byte))
    return entries
