"""Built layers: ids, columns, citations, years, records, shapes, extent and CRS."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geopandas import GeoDataFrame

from geodata.atlas import Atlas, build
from geodata.geojson import property_names
from geodata.layer import NAMES, YEARS, Layer
from geodata.origins import ROWS
from geodata.source import WGS84
from geodata.validation.cells import ID
from geodata.validation.geometry import shape_findings
from geodata.validation.problem import Finding, Problem, got, listed, problems_in
from geodata.validation.references import References, read_references
from geodata.validation.values import (
    citation_faults,
    period_faults,
    record_faults,
    value_faults,
)


def check_layer(atlas: Atlas, layer: Layer) -> tuple[GeoDataFrame | None, list[Problem]]:
    """Build one layer and check it; without a frame when it cannot be built."""
    try:
        frame = build(atlas, layer)
    except Exception as fault:
        return None, [_failure(atlas, layer, fault)]
    return frame, check_features(layer, frame, atlas)


def check_features(layer: Layer, frame: GeoDataFrame, atlas: Atlas) -> list[Problem]:
    """Collect every problem of a built layer, each with the id of its feature."""
    if not isinstance(frame, GeoDataFrame) or frame.active_geometry_name is None:
        message = (
            f"features() must return a GeoDataFrame with geometry; {got(type(frame).__name__)}."
        )
        findings = [Finding(1, "type", message)]
    elif frame.empty:
        findings = [Finding(1, "empty-layer", "The layer must have features; it has none.")]
    else:
        findings = [*_frame_findings(layer, frame), *_feature_findings(layer, frame, atlas)]
    findings = [found._replace(message=f"{layer.id}: {found.message}") for found in findings]
    return list(problems_in(layer_file(atlas, layer), findings))


def layer_file(atlas: Atlas, layer: Layer) -> str:
    """The module of a layer, relative to the atlas, or `contents.py` when it has another name."""
    name = f"layers/{layer.id.replace('-', '_')}.py"
    return name if (atlas.folder / name).is_file() else "contents.py"


def column_findings(names: list[str], layer: Layer) -> Iterator[Finding]:
    """Yield properties that a layer declares and lacks, or has and does not declare."""
    declared = property_names(layer)
    optional = [*(field.name for field in YEARS), ROWS]
    for name in declared:
        if name not in names and name not in optional:
            message = f"The declared column {name} is missing; there are {listed(names, 40)}."
            yield Finding(1, "missing-column", message)
    for name in names:
        if name not in declared:
            message = f"Only declared columns are accepted: {listed(declared, 40)}; {got(name)}."
            yield Finding(1, "unknown-column", message)


def id_findings(ids: list[Any]) -> Iterator[Finding]:
    """Yield ids of features that are missing, badly written or there twice."""
    seen = set()
    for number, feature_id in enumerate(ids, start=1):
        if not isinstance(feature_id, str) or not ID.fullmatch(feature_id):
            message = f"Ids are letters, digits, points, dashes and underscores; {got(feature_id)}."
            yield Finding(number, "id", message)
        elif feature_id in seen:
            message = f"Ids must be unique; {got(feature_id)} again."
            yield Finding(feature_id, "duplicate-id", message)
        seen.add(feature_id)


def _frame_findings(layer: Layer, frame: GeoDataFrame) -> Iterator[Finding]:
    geometry = frame.active_geometry_name
    yield from column_findings([name for name in frame.columns if name != geometry], layer)
    yield from id_findings(list(frame.index))
    ids = [str(feature_id) for feature_id in frame.index]
    if frame.crs is None or not (frame.crs.to_epsg() == 4326 or frame.crs == "OGC:CRS84"):
        yield Finding(1, "crs", f"Layers must be in WGS 84, {WGS84}; {got(frame.crs)}.")
        return
    for feature_id, shape in zip(ids, frame.geometry.values, strict=True):
        if shape is None:
            message = "The geometry is missing; every feature must have one."
            yield Finding(feature_id, "empty-geometry", message)
    yield from shape_findings(ids, frame.geometry.to_numpy(), layer.bbox)


def _feature_findings(layer: Layer, frame: GeoDataFrame, atlas: Atlas) -> Iterator[Finding]:
    known = read_references(atlas.sources)
    columns = [name for name in frame.columns if name != frame.active_geometry_name]
    records = frame[columns].to_dict("records")
    for feature_id, values in zip(frame.index, records, strict=True):
        for rule, message in _faults(layer, values, known):
            yield Finding(str(feature_id), rule, message)


def _faults(layer: Layer, values: dict[str, Any], known: References) -> Iterator[tuple[str, str]]:
    yield from value_faults((*NAMES, *layer.fields, *YEARS), values)
    yield from period_faults("from_year", "to_year", values)
    if "source_ids" in values:
        yield from citation_faults(values["source_ids"], known)
    for table in layer.tables:
        if table.name in values:
            yield from record_faults(table.name, table.fields, values[table.name], known)


def _failure(atlas: Atlas, layer: Layer, fault: Exception) -> Problem:
    """A layer that cannot be built, at the last line of the atlas's own code that was run."""
    file, line = layer_file(atlas, layer), 1
    for step in traceback.extract_tb(fault.__traceback__):
        path = Path(step.filename)
        if path.is_relative_to(atlas.folder / "layers"):
            file, line = path.relative_to(atlas.folder).as_posix(), step.lineno
    return Problem(file, line, "layer", f"{layer.id}: {type(fault).__name__}: {fault}")
