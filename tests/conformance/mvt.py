"""A strict check of vector tiles against the Mapbox Vector Tile specification 2.1, ours alone.

`problems` names what the specification forbids (MUST), `advice` what it advises against (SHOULD).
"""

import struct
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.conformance.mvt_geometry import Finding, geometry_findings
from tests.conformance.protobuf import (
    FIXED32,
    FIXED64,
    LENGTH,
    VARINT,
    Malformed,
    read_message,
    read_packed,
)

VERSIONS = (1, 2)
TILE = {3: ("layers", LENGTH)}
LAYER = {
    **{1: ("name", LENGTH), 2: ("features", LENGTH), 3: ("keys", LENGTH), 4: ("values", LENGTH)},
    **{5: ("extent", VARINT), 15: ("version", VARINT)},
}
FEATURE = {
    **{1: ("id", VARINT), 2: ("tags", LENGTH), 3: ("type", VARINT), 4: ("geometry", LENGTH)},
}
VALUE = {
    **{1: ("string", LENGTH), 2: ("float", FIXED32), 3: ("double", FIXED64), 4: ("int", VARINT)},
    **{5: ("uint", VARINT), 6: ("sint", VARINT), 7: ("bool", VARINT)},
}
READ_VALUE: dict[str, Callable[[Any], Any]] = {
    "string": lambda data: data.decode(),
    "float": lambda data: struct.unpack("<f", data)[0],
    "double": lambda data: struct.unpack("<d", data)[0],
    "int": lambda number: number - (1 << 64 if number >> 63 else 0),
    "uint": int,
    "sint": lambda number: (number >> 1) ^ -(number & 1),
    "bool": bool,
}


@dataclass(frozen=True)
class Feature:
    """A feature as read: geometry type, command integers and properties."""

    kind: int
    geometry: list[int]
    properties: dict[str, Any]


@dataclass
class Layer:
    """A layer as read, with the findings about it."""

    name: str = ""
    features: list[Feature] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def problems(tile: bytes) -> list[str]:
    """What the specification forbids, one sentence each, beginning with its section."""
    return [_sentence(finding) for finding in findings(tile) if finding.is_must]


def advice(tile: bytes) -> list[str]:
    """What the specification advises against, one sentence each, beginning with its section."""
    return [_sentence(finding) for finding in findings(tile) if not finding.is_must]


def findings(tile: bytes) -> list[Finding]:
    """All rules that a tile (not gzipped) does not follow, layer by layer."""
    try:
        return read_tile(tile)[1]
    except Malformed as fault:
        return [Finding("2", f"not a protocol buffer: {fault}")]


def read_tile(tile: bytes) -> tuple[list[Layer], list[Finding]]:
    """The layers of a tile and all findings, for tests that look at what is in it.

    Raises Malformed when it is not a protocol buffer.
    """
    parts, found = _sort_fields(tile, TILE, "the tile")
    layers = [_read_layer(data) for data in parts["layers"]]
    if not layers:
        found.append(Finding("4.1", "the tile has no layer", is_must=False))
    for name, count in Counter(layer.name for layer in layers if layer.name).items():
        if count > 1:
            found.append(Finding("4.1", f"{count} layers are named {name!r}"))
    for layer in layers:
        for finding in layer.findings:
            found.append(finding._replace(text=f"layer {layer.name!r}: {finding.text}"))
    return layers, found


def _sentence(finding: Finding) -> str:
    return f"{finding.section}: {finding.text}"


def _sort_fields(
    data: bytes, known: dict[int, tuple[str, int]], what: str
) -> tuple[dict[str, list], list[Finding]]:
    """The values of a message by field name, and findings on fields nobody knows."""
    parts: dict[str, list] = {name: [] for name, _ in known.values()}
    found = []
    for part in read_message(data):
        if part.number not in known:
            found.append(Finding("2", f"{what} has an unknown field {part.number}", is_must=False))
            continue
        name, wire = known[part.number]
        if part.wire != wire:
            raise Malformed(f"{name} of {what} has wire type {part.wire}, not {wire}")
        parts[name].append(part.value)
    return parts, found


def _read_layer(data: bytes) -> Layer:
    parts, found = _sort_fields(data, LAYER, "the layer")
    found += _head_findings(parts, data)
    keys = [_text(key, "key") for key in parts["keys"]]
    values = [_read_value(value, found) for value in parts["values"]]
    for name, listed in (("keys", parts["keys"]), ("values", parts["values"])):
        if len(set(listed)) < len(listed):
            found.append(Finding("4.1", f"{name} holds the same entry twice", is_must=False))
    layer = Layer(_text(parts["name"][-1], "name") if parts["name"] else "", [], found)
    ids: list[int] = []
    for number, feature in enumerate(parts["features"]):
        read, its_ids, its_findings = _read_feature(feature, keys, values)
        layer.features.append(read)
        ids += its_ids
        found += [
            finding._replace(text=f"feature {number}: {finding.text}") for finding in its_findings
        ]
    if len(set(ids)) < len(ids):
        found.append(Finding("4.2", "features share an id", is_must=False))
    return layer


def _head_findings(parts: dict[str, list], data: bytes) -> Iterator[Finding]:
    for name in ("version", "name", "extent"):
        if len(parts[name]) > 1:
            yield Finding("4.1", f"{len(parts[name])} fields for {name}")
    if not parts["version"]:
        yield Finding("4.1", "no version")
    elif parts["version"][-1] not in VERSIONS:
        yield Finding("4.1", f"unknown version {parts['version'][-1]}")
    elif data[0] >> 3 != 15:
        yield Finding("4.1", "version is not the first field", is_must=False)
    if not parts["name"]:
        yield Finding("4.1", "no name")
    # The schema has a default of 4096, so the authors' fixture 009 counts as valid without.
    if not parts["extent"]:
        yield Finding("4.1", "no extent", is_must=False)
    elif not 0 < parts["extent"][-1] < 1 << 32:
        yield Finding("4.1", f"extent {parts['extent'][-1]} is not a positive 32-bit integer")
    if not parts["features"]:
        yield Finding("4.1", "no features", is_must=False)


def _read_value(data: bytes, found: list[Finding]) -> Any:
    parts, unknown = _sort_fields(data, VALUE, "a value")
    found += unknown
    given = [(name, value) for name, values in parts.items() for value in values]
    if len(given) != 1:
        found.append(Finding("4.1", f"a value has {len(given)} types instead of one"))
        return None
    name, value = given[0]
    if name == "bool" and value > 1:
        found.append(Finding("2", f"a boolean value is {value}"))
    return _text(value, "value") if name == "string" else READ_VALUE[name](value)


def _read_feature(
    data: bytes, keys: list[str], values: list[Any]
) -> tuple[Feature, list[int], list[Finding]]:
    parts, found = _sort_fields(data, FEATURE, "a feature")
    for name, listed in parts.items():
        if len(listed) > 1:
            found.append(Finding("4.2", f"{len(listed)} fields for {name}"))
    tags = [tag for packed in parts["tags"] for tag in read_packed(packed)]
    properties, tag_findings = _read_tags(tags, keys, values)
    found += tag_findings
    geometry = [number for packed in parts["geometry"] for number in read_packed(packed)]
    kind = parts["type"][-1] if parts["type"] else 0
    if not parts["geometry"]:
        found.append(Finding("4.2", "no geometry"))
    if not parts["type"]:
        found.append(Finding("4.2", "no type"))
    elif kind > 3:
        found.append(Finding("4.3.4", f"geometry type {kind} is none of 0 to 3"))
    elif parts["geometry"]:
        found += geometry_findings(kind, geometry)
    return Feature(kind, geometry, properties), parts["id"], found


def _read_tags(
    tags: list[int], keys: list[str], values: list[Any]
) -> tuple[dict[str, Any], list[Finding]]:
    found = []
    if len(tags) % 2:
        found.append(Finding("4.4", f"{len(tags)} tags, an odd number"))
    pairs = list(zip(tags[::2], tags[1::2], strict=False))
    if len({key for key, _ in pairs}) < len(pairs):
        found.append(Finding("4.4", "two tags share a key index"))
    inside = [(key, value) for key, value in pairs if key < len(keys) and value < len(values)]
    if len(inside) < len(pairs):
        found.append(Finding("4.4", "a tag points beyond the layer's keys or values"))
    return {keys[key]: values[value] for key, value in inside}, found


def _text(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Malformed(f"a {what} is not UTF-8 at byte {fault.start}") from None
