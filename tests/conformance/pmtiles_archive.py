"""A check of tile archives against the PMTiles specification 3, read by our own code.

The messages begin with the part of the specification that is broken, or with "House rule".
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from math import asinh, pi, radians, tan
from typing import Any

from tests.conformance.mvt import Layer, read_tile
from tests.conformance.pmtiles_file import (
    COUNTS,
    HEADER_BYTES,
    Entry,
    Header,
    Unreadable,
    read_directories,
    read_entries,
    read_header,
    tile_of,
    unpack,
)
from tests.conformance.protobuf import Malformed

ROOT_LIMIT = 16384
GZIP, MVT = 2, 1
EDGE = 85.0511287798066  # latitude of the map's upper edge in Web Mercator
FIELD_KINDS = {bool: "Boolean", int: "Number", float: "Number", str: "String"}
BUFFER = 8 / 256  # of a tile's width: what our tiles hold beyond their edge
LEAKS = {
    "a command line": re.compile(r"(^|\s)--?[a-z]|tippecanoe|\.(mbtiles|geojson|ndjson)\b"),
    "a path": re.compile(r"(^|[\s\"'=])(/|~/|[A-Za-z]:\\)\w"),
    "a time": re.compile(r"\d{2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}T|\b1[67]\d{8}\b"),
}


def problems(data: bytes, *, with_tiles: bool = True) -> list[str]:
    """The rules that an archive and its tiles do not follow, one sentence each.

    Later parts are judged when the earlier ones, on which they rest, are right.
    """
    try:
        header = read_header(data)
        if found := list(_header_problems(header, len(data))):
            return found
        directories = read_directories(data, header).items()
        if found := [text for one in directories for text in _order_problems(*one)]:
            return found
        entries = read_entries(data, header)
        if found := [*_entry_problems(header, entries), *_bounds_problems(header, entries)]:
            return found
        metadata = unpack(data, "metadata", *header.sections["metadata"])
        if found := list(_metadata_problems(metadata, header)):
            return found
        return list(_tile_problems(data, header, entries)) if with_tiles else []
    except Unreadable as fault:
        return [str(fault)]
    except Malformed as fault:
        return [f"Directory Serialization: {fault}"]


def _header_problems(header: Header, size: int) -> Iterator[str]:
    spans = sorted((start, length, name) for name, (start, length) in header.sections.items())
    spans = [span for span in spans if span[1]]
    for start, length, name in spans:
        if start < HEADER_BYTES or start + length > size:
            yield f"Header: the {name} lies outside the file"
    for (start, length, name), (after, _, other) in pairwise(spans):
        if start + length > after:
            yield f"Header: the {name} runs into the {other}"
    if sum(length for _, length, _ in spans) + HEADER_BYTES != size:
        yield "Header: the sections do not add up to the file"
    root, length = header.sections["root directory"]
    if root + length >= ROOT_LIMIT:
        yield f"Directory Hierarchy: the root directory ends at byte {root + length}"
    if header.clustered > 1:
        yield f"Header: the clustered flag is {header.clustered}"
    for name, value, wanted in (
        ("internal compression", header.internal_compression, GZIP),
        ("tile compression", header.tile_compression, GZIP),
        ("tile type", header.tile_type, MVT),
    ):
        if value != wanted:
            yield f"Header: the {name} is {value}, not {wanted}"
    west, south, east, north = header.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        yield f"Header: the bounds {header.bounds} are not on the globe"
    if not (west <= header.center[0] <= east and south <= header.center[1] <= north):
        yield f"Header: the centre {header.center} is outside the bounds"
    if not header.min_zoom <= header.center_zoom <= header.max_zoom:
        yield f"Header: the centre's zoom {header.center_zoom} is outside the zooms"


def _order_problems(first: int | None, entries: list[Entry]) -> Iterator[str]:
    name = "root directory" if first is None else f"leaf of tile {first}"
    if first not in (None, entries[0].tile_id):
        yield f"Entries: the {name} begins with tile {entries[0].tile_id}"
    for one, other in pairwise(entries):
        if one.tile_id >= other.tile_id:
            yield f"Entries: tile {other.tile_id} follows {one.tile_id} in the {name}"
    if not all(entry.length for entry in entries):
        yield f"Entries: an entry of the {name} has no length"


def _entry_problems(header: Header, entries: list[Entry]) -> Iterator[str]:
    size = header.sections["tile data"][1]
    for one, other in pairwise(entries):
        if one.tile_id + one.run > other.tile_id:
            yield f"Entries: the run of tile {one.tile_id} covers {other.tile_id}"
    for entry in entries:
        if entry.offset + entry.length > size:
            yield f"Entries: tile {entry.tile_id} is outside the tile data"
    contents = {(entry.offset, entry.length) for entry in entries}
    counted = (sum(entry.run for entry in entries), len(entries), len(contents))
    for name, number in zip(COUNTS, counted, strict=True):
        if header.counts[name] != number:
            yield f"Header: {header.counts[name]} {name} are announced, {number} are there"
    end, is_clustered = 0, True
    for entry in entries:
        is_clustered &= entry.offset <= end
        end = max(end, entry.offset + entry.length)
    if header.clustered != is_clustered:
        yield f"Header: clustered is {header.clustered}, the tiles say {int(is_clustered)}"
    if sum(length for _, length in contents) != size:
        yield "Entries: the tile data holds bytes that no entry names, or names twice"
    zooms = {tile_of(tile)[0] for entry in entries for tile in _ends(entry)}
    if (min(zooms), max(zooms)) != (header.min_zoom, header.max_zoom):
        yield f"Header: zooms {header.min_zoom} to {header.max_zoom}, tiles of {sorted(zooms)}"


def _bounds_problems(header: Header, entries: list[Entry]) -> Iterator[str]:
    left, bottom, right, top = _square(header.bounds)
    columns, rows = set(), set()
    for entry in entries:
        for tile_id in range(entry.tile_id, entry.tile_id + entry.run):
            zoom, x, y = tile_of(tile_id)
            side = 1 / (1 << zoom)
            margin = BUFFER * side + 1e-9
            spans = ((x + turn) * side for turn in (-1 << zoom, 0, 1 << zoom))  # the map goes round
            is_across = any(at - margin <= right and left <= at + side + margin for at in spans)
            is_along = y * side - margin <= bottom and top <= (y + 1) * side + margin
            if not (is_across and is_along):
                yield f"Header: the tile {zoom}/{x}/{y} is outside the bounds"
            if zoom == header.max_zoom:
                columns.add(x)
                rows.add(y)
    last = (1 << header.max_zoom) - 1
    for name, edge, cells in (
        *(("west", left, columns), ("east", right, columns)),
        *(("north", top, rows), ("south", bottom, rows)),
    ):
        cell = min(last, int(edge * (last + 1)))
        if not cells & {cell - 1, cell, cell + 1}:
            yield f"Header: no tile reaches the {name} of the bounds"


def _square(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Bounds in degrees as parts of the square map's width: x grows east, y grows south."""
    west, south, east, north = bounds
    bottom, top = (
        0.5 - asinh(tan(radians(max(-EDGE, min(EDGE, lat))))) / (2 * pi) for lat in (south, north)
    )
    return west / 360 + 0.5, bottom, east / 360 + 0.5, top


def _metadata_problems(text: bytes, header: Header) -> Iterator[str]:
    try:
        metadata = json.loads(text)
    except ValueError as fault:
        yield f"Metadata: not JSON: {fault}"
        return
    if not isinstance(metadata, dict):
        yield "Metadata: not an object"
        return
    for name in ("name", "description", "attribution", "type", "version"):
        if not isinstance(metadata.get(name, ""), str):
            yield f"Metadata: {name} is not text"
    if metadata.get("type", "overlay") not in ("overlay", "baselayer"):
        yield f"Metadata: type is {metadata['type']!r}"
    for key, value in _texts(metadata):
        for leak, pattern in LEAKS.items():
            if pattern.search(value):
                yield f"House rule: {key} of the metadata holds {leak}: {value!r}"
    layers = metadata.get("vector_layers")
    if not layers or not all(map(_is_vector_layer, layers)):
        yield "Metadata: vector_layers is not a list of layers with an id and fields"
        return
    for layer in layers:
        low, high = layer.get("minzoom", header.min_zoom), layer.get("maxzoom", header.max_zoom)
        if not header.min_zoom <= low <= high <= header.max_zoom:
            yield f"Metadata: the zooms {low} to {high} of {layer['id']!r} are not in the archive"


def _is_vector_layer(layer: Any) -> bool:
    return isinstance(layer.get("id"), str) and isinstance(layer.get("fields"), dict)


def _tile_problems(data: bytes, header: Header, entries: list[Entry]) -> Iterator[str]:
    metadata = json.loads(unpack(data, "metadata", *header.sections["metadata"]))
    fields = {layer["id"]: layer["fields"] for layer in metadata["vector_layers"]}
    start, seen, found, met = header.sections["tile data"][0], set(), set(), set()
    for entry in entries:
        if entry.offset in seen:
            continue
        seen.add(entry.offset)
        name = "tile {}/{}/{}".format(*tile_of(entry.tile_id))
        try:
            layers, findings = read_tile(unpack(data, name, start + entry.offset, entry.length))
        except Malformed as fault:
            yield f"MVT 2: {name}: not a protocol buffer: {fault}"
            continue
        yield from (f"MVT {finding.section}: {name}: {finding.text}" for finding in findings)
        for layer in layers:
            met.add(layer.name)
            found.update(_field_problems(layer, fields.get(layer.name)))
    found.update(f"Metadata: no tile has the layer {name!r}" for name in fields.keys() - met)
    yield from sorted(found)


def _field_problems(layer: Layer, fields: dict[str, str] | None) -> Iterator[str]:
    if fields is None:
        yield f"Metadata: vector_layers lacks the layer {layer.name!r}"
        return
    for feature in layer.features:
        for name, value in feature.properties.items():
            said, kind = fields.get(name, "absent"), FIELD_KINDS[type(value)]
            if said != kind:
                yield f"Metadata: field {name!r} of {layer.name!r} is {said}, a tile has a {kind}"


def _ends(entry: Entry) -> tuple[int, int]:
    return entry.tile_id, entry.tile_id + entry.run - 1


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for inner, one in value.items():
            yield f"a key of {key}", inner
            yield from _texts(one, f"{key}.{inner}".lstrip("."))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)
    elif isinstance(value, str):
        yield key, value
