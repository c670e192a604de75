"""Published tables: in step with the catalog, and with a row for every reference to one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata import tables
from geodata.atlas import Atlas
from geodata.origins import ROWS
from geodata.validation.problem import Finding

REMEDY = "run `steppe-atlas publish`"


def origin_findings(atlas: Atlas, about: dict[str, Any]) -> Iterator[Finding]:
    """Yield tables that are not as the catalog says, and figures whose rows are not published."""
    try:
        if about.get("tables", []) != tables.describe(atlas.published):
            yield Finding("tables", "checksum", f"Tables must be what the catalog says; {REMEDY}.")
        known = set(published_rows(atlas.published))
    except (ValueError, KeyError, TypeError) as fault:
        yield Finding("tables", "catalog", f"Tables cannot be read: {fault!r}; {REMEDY}.")
        return
    for layer in atlas.layers:
        for feature in features_of(atlas.published / f"{layer.id}.geojson"):
            for ref in sorted(set(references(feature)) - known):
                message = f"{layer.id}/{feature['id']}: there is no published row {ref}."
                yield Finding(layer.id, "unknown-row", message)


def features_of(path: Path) -> list[dict[str, Any]]:
    """The features of a published file; none of one that is missing or broken."""
    try:
        features = json.loads(path.read_bytes())["features"]
        return [one for one in features if isinstance(one["properties"], dict)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def published_rows(folder: Path) -> Iterator[str]:
    """Every row of the published tables as `table/row`."""
    for path in sorted((folder / tables.FOLDER).glob("*.json")):
        for row in json.loads(path.read_bytes())["rows"]:
            yield f"{path.stem}/{row['row']}"


def references(feature: dict[str, Any]) -> Iterator[str]:
    """Every row that a feature or one of its records refers to."""
    properties = feature["properties"]
    yield from properties.get(ROWS) or ()
    for value in properties.values():
        if isinstance(value, list):
            for record in value:
                if isinstance(record, dict):
                    yield from record.get(ROWS) or ()
