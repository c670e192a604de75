"""Published files: all there, whole, in step with the catalog, and GeoJSON as RFC 7946 asks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata import argument
from geodata.atlas import Atlas
from geodata.catalog import CATALOG
from geodata.layer import Layer
from geodata.source import checksum
from geodata.validation.features import Features, read_features
from geodata.validation.geometry import shape_findings, winding_findings
from geodata.validation.layers import column_findings, id_findings
from geodata.validation.origins import origin_findings
from geodata.validation.problem import Finding, Problem, got, problems_in

REMEDY = "run `steppe-atlas publish`"


def check_published(atlas: Atlas) -> list[Problem]:
    """Collect every problem of the published folder."""
    found = [
        problem
        for layer in atlas.layers
        for problem in check_file(layer, atlas.published / f"{layer.id}.geojson")
    ]
    declared = {f"{layer.id}.geojson" for layer in atlas.layers}
    for path in sorted(atlas.published.glob("*.geojson")):
        if path.name not in declared:
            message = f"No layer of contents.py is published as {path.name}; {REMEDY}."
            found.append(Problem(f"{atlas.published.name}/{path.name}", 1, "not-declared", message))
    return found + list(problems_in(f"{atlas.published.name}/{CATALOG}", _catalog(atlas)))


def check_file(layer: Layer, path: Path) -> list[Problem]:
    """Collect every problem of the published file of one layer."""
    file = f"published/{path.name}"
    if not path.is_file():
        message = f"The layer {layer.id} is declared in contents.py but not built; {REMEDY}."
        return [Problem(file, 1, "not-built", message)]
    features, found = read_features(path.read_bytes())
    if features is not None:
        found += _feature_findings(layer, features)
    return list(problems_in(file, found))


def _feature_findings(layer: Layer, features: Features) -> Iterator[Finding]:
    yield from id_findings(features.ids)
    names = dict.fromkeys(name for properties in features.properties for name in properties)
    yield from column_findings(list(names), layer)
    yield from shape_findings(features.ids, features.shapes, layer.bbox)
    yield from winding_findings(features.ids, features.shapes)


def _catalog(atlas: Atlas) -> Iterator[Finding]:
    try:
        about = json.loads((atlas.published / CATALOG).read_text(encoding="utf-8"))
        entries = {entry["id"]: entry["sha256"] for entry in about["layers"]}
    except FileNotFoundError:
        yield Finding(1, "catalog", f"The catalog is missing; {REMEDY}.")
        return
    except (ValueError, KeyError, TypeError) as fault:
        yield Finding(1, "catalog", f"The catalog cannot be read: {fault!r}; {REMEDY}.")
        return
    yield from _steps(atlas, entries)
    yield from _argument(atlas, about)
    yield from origin_findings(atlas, about)


def _argument(atlas: Atlas, about: dict[str, Any]) -> Iterator[Finding]:
    """Yield when claims or tour are not what the catalog says of them."""
    try:
        found = argument.describe(atlas.published)
    except (ValueError, KeyError, TypeError) as fault:
        yield Finding(1, "catalog", f"Claims or tour cannot be read: {fault!r}; {REMEDY}.")
        return
    for part in ("claims", "tour"):
        if argument.has(atlas, part) and part not in found:
            yield Finding(part, "not-built", f"{part}.json is not built; {REMEDY}.")
        elif about.get(part) != found.get(part):
            message = f"{part}.json must be what the catalog says; it is not; {REMEDY}."
            yield Finding(part, "checksum", message)


def _steps(atlas: Atlas, entries: dict[str, Any]) -> Iterator[Finding]:
    """Yield layers that the catalog lacks, has too many, or describes as another file."""
    for layer in atlas.layers:
        path = atlas.published / f"{layer.id}.geojson"
        if path.is_file() and layer.id not in entries:
            yield Finding(layer.id, "catalog", f"The catalog lacks the layer {layer.id}; {REMEDY}.")
        elif path.is_file() and entries[layer.id] != checksum(path):
            message = f"{path.name} must have the catalog's sha256, {entries[layer.id]}"
            yield Finding(layer.id, "checksum", f"{message}; {got(checksum(path))}; {REMEDY}.")
    for layer_id in entries:
        if layer_id not in [layer.id for layer in atlas.layers]:
            yield Finding(layer_id, "catalog", f"No layer is called {layer_id}; {REMEDY}.")
