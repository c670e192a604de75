"""A small archive of tiles written by hand, sound until one of its parts is given otherwise."""

import gzip
import json
from itertools import pairwise

from tests.conformance.pmtiles_file import Entry

TILE = bytes.fromhex("1a1478020a0568656c6c6f1209080118012203093222288020")
TILE = TILE[:1] + bytes([len(TILE) - 2]) + TILE[2:]
# Zoom 0, then all of zoom 1: the first of its tiles has its own content, the others share theirs.
A, B = (
    gzip.compress(TILE.replace(b"\x32\x22", step), mtime=0) for step in (b"\x02\x02", b"\x04\x04")
)
SIZE = len(A)
ENTRIES = [Entry(0, 1, SIZE, 0), Entry(1, 1, SIZE, SIZE), Entry(2, 3, SIZE, 0)]
METADATA = {
    "name": "Made-up points",
    "type": "overlay",
    "vector_layers": [{"id": "hello", "fields": {}, "minzoom": 0, "maxzoom": 1}],
}
HEADER = {
    "magic": b"PMTiles\x03",
    "counts": (5, 3, 2),
    "clustered": 1,
    "internal": 2,
    "compression": 2,
    "kind": 1,
    "zooms": (0, 1),
    "bounds": (-90, -45, 90, 45),
    "center": (1, 0, 0),
}


def varint(number: int) -> bytes:
    """An unsigned integer as the directories store it."""
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])


def directory(entries: list[Entry]) -> bytes:
    """A directory, gzipped; offsets are written in full."""
    ids = [0, *(entry.tile_id for entry in entries)]
    steps = [(after - before) % 2**64 for before, after in pairwise(ids)]
    columns = [steps, *([getattr(e, c) for e in entries] for c in ("run", "length"))]
    columns.append([entry.offset + 1 for entry in entries])
    plain = varint(len(entries)) + b"".join(varint(n) for column in columns for n in column)
    return gzip.compress(plain, mtime=0)


def archive(
    entries=ENTRIES, metadata=METADATA, data=A + B, leaves=b"", root=None, packed=None, **header
) -> bytes:
    """An archive made by hand; every part can be given otherwise."""
    head = HEADER | header
    root = directory(entries) if root is None else root
    packed = packed or gzip.compress(json.dumps(metadata).encode(), mtime=0)
    sections, at = [], 127
    for part in (root, packed, leaves, data):
        sections += [at, len(part)]
        at += len(part)
    sections = head.get("sections") or sections
    numbers = b"".join(n.to_bytes(8, "little") for n in (*sections, *head["counts"]))
    flags = [head[name] for name in ("clustered", "internal", "compression", "kind")]
    bounds = b"".join(degrees(side) for side in head["bounds"])
    zoom, *position = head["center"]
    center = bytes([zoom]) + b"".join(degrees(side) for side in position)
    start = head["magic"] + numbers + bytes([*flags, *head["zooms"]]) + bounds + center
    return start + root + packed + leaves + data


def degrees(angle: float) -> bytes:
    """A position as the header stores it."""
    return round(angle * 1e7).to_bytes(4, "little", signed=True)


def changed(number: int, **parts) -> list[Entry]:
    """The sound entries with one of them changed."""
    return [*ENTRIES[:number], ENTRIES[number]._replace(**parts), *ENTRIES[number + 1 :]]


def with_metadata(**parts) -> dict:
    """The sound metadata with something changed."""
    return {"metadata": METADATA | parts}
