"""Features of a source as rows, so that the rules for tables hold for maps too."""

import json
from collections.abc import Iterator
from typing import Any

from geodata.source import Source
from geodata.validation.cells import NUMERIC, Field
from geodata.validation.coverage import coverage_findings
from geodata.validation.features import Features
from geodata.validation.geometry import shape_findings, winding_findings
from geodata.validation.problem import Finding, got
from geodata.validation.rows import Row


def map_findings(source: Source, features: Features) -> Iterator[Finding]:
    """Yield what is wrong with the shapes of a source, and properties of another JSON type."""
    yield from shape_findings(features.ids, features.shapes, source.about.get("bbox"))
    yield from winding_findings(features.ids, features.shapes)
    if source.about.get("coverage"):
        wanted = {"holes": source.about.get("holes"), "gap_width": source.about.get("gap_width")}
        given = {name: value for name, value in wanted.items() if value is not None}
        yield from coverage_findings(features.ids, features.shapes, **given)
    for feature_id, properties in zip(features.ids, features.properties, strict=True):
        for field in source.fields:
            value = properties.get(field["name"])
            if value is not None and not _is_of_type(field, value):
                message = f"{field['name']} must be a JSON {_json_type(field)}; {got(repr(value))}."
                yield Finding(feature_id, "type", message)


def rows_of(features: Features) -> list[Row]:
    """Properties as rows of text; the id of the feature stands in for a property `id`."""
    return [
        Row(
            feature_id,
            {"id": "" if isinstance(feature_id, int) else feature_id}
            | {name: _as_text(value) for name, value in properties.items()},
        )
        for feature_id, properties in zip(features.ids, features.properties, strict=True)
    ]


def columns_of(rows: list[Row], fields: list[str]) -> list[str]:
    """Declared columns that all rows have, then columns that are not declared."""
    every = dict.fromkeys(name for row in rows for name in row.cells)
    shared = [name for name in fields if all(name in row.cells for row in rows)]
    return shared + [name for name in every if name not in fields]


def _json_type(field: Field) -> str:
    if field["type"] == "boolean":
        return "boolean"
    return "number" if field["type"] in NUMERIC else "string"


def _is_of_type(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return _json_type(field) == "boolean"
    return isinstance(value, {"number": (int, float), "string": str}.get(_json_type(field), bool))


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
