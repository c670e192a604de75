"""Features and their records as tidy CSV that spreadsheets can open without running anything.

RFC 4180 with a header, UTF-8, `.` for decimals, empty for unknown, `true` and `false`; lists are
joined by `;`. A text that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
import json
from collections.abc import Iterable
from io import StringIO
from typing import Any

CSV = "text/csv; charset=utf-8; header=present"
Feature = dict[str, Any]
CITED = ("source_ids", "rows")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def features(entry: dict[str, Any], features: Iterable[Feature]) -> str:
    """A row per feature: id, names, fields, years, works and rows of the sources that it rests on.

    A point has lon and lat too.
    """
    fields = [field["name"] for field in entry["fields"]]
    points = ["lon", "lat"] if "Point" in entry["geometry_types"] else []
    points = [name for name in points if name not in fields]

    def row(feature: Feature) -> list[Any]:
        properties = feature["properties"]
        known = dict(zip(("lon", "lat"), _position(feature), strict=True)) | properties
        return [feature["id"], *(known.get(name) for name in (*fields, *points, *CITED))]

    return written(["id", *fields, *points, *CITED], map(row, features))


def records(entry: dict[str, Any], features: Iterable[Feature], table: str) -> str:
    """A row per record of one table: the feature's id and English name, the record, works cited.

    Where records have an English name of their own, that of the feature is `feature_name_en`.
    """
    known = next(known for known in entry["tables"] if known["name"] == table)
    fields = [field["name"] for field in known["fields"]]
    rows = (
        [feature["id"], feature["properties"].get("name_en")]
        + [record.get(name) for name in (*fields, *CITED)]
        for feature in features
        for record in feature["properties"].get(table) or []
    )
    name = "feature_name_en" if "name_en" in fields else "name_en"
    return written(["id", name, *fields, *CITED], rows)


def cell(value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list) and not any(isinstance(part, list | dict) for part in value):
        value = ";".join(str(part) for part in value)
    elif isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def written(head: list[str], rows: Iterable[list[Any]]) -> str:
    """A header and rows of values as CSV."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def _position(feature: Feature) -> tuple[float | None, float | None]:
    geometry = feature["geometry"]
    return tuple(geometry["coordinates"][:2]) if geometry["type"] == "Point" else (None, None)
