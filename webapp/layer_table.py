"""The features of a layer as one table: a column per field, and what holds at the chosen year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.panel import shown_fields
from webapp.records import current, group_field, share_field
from webapp.values import is_known

ROWS_PER_PAGE = 500
PERCENT = {"type": "number", "unit": "percent"}


@dataclass(frozen=True)
class LayerTable:
    """One page of a layer's table; `rows` are a feature, its values by column, and its works."""

    columns: tuple[Mapping[str, Any], ...]
    rows: tuple[tuple[Mapping[str, Any], tuple[Any, ...], tuple[str, ...]], ...]
    count: int
    page: int
    pages: int


def table_of(
    entry: Mapping[str, Any],
    features: Iterable[Mapping[str, Any]],
    year: int | None,
    page: int = 1,
) -> LayerTable:
    """The features that are there in a year (None: all), `ROWS_PER_PAGE` to a page.

    A page beyond the last is the last.
    """
    kept = [feature for feature in features if is_there(feature["properties"], year)]
    values = [_values(entry, feature["properties"], year) for feature in kept]
    columns = [
        column
        for column in (*shown_fields(entry), *_current_columns(entry), *_years(entry))
        if any(is_known(row.get(column["name"])) for row in values)
    ]
    columns.sort(key=lambda column: column["type"] == "text")
    pages = max(1, -(-len(kept) // ROWS_PER_PAGE))
    page = min(max(page, 1), pages)
    part = slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE)
    rows = tuple(
        (feature, tuple(row.get(column["name"]) for column in columns), row["source_ids"])
        for feature, row in zip(kept[part], values[part], strict=True)
    )
    return LayerTable(tuple(columns), rows, len(kept), page, pages)


def is_there(properties: Mapping[str, Any], year: int | None) -> bool:
    """Whether a feature is there in a year; open ends never exclude."""
    first, last = properties.get("from_year"), properties.get("to_year")
    return year is None or ((first is None or first <= year) and (last is None or year <= last))


def _years(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [field for field in entry["fields"] if field["name"] in ("from_year", "to_year")]


def _styled_table(entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
    named = entry["style"].get("table")
    return next((table for table in entry["tables"] if table["name"] == named), None)


def _current_columns(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    table = _styled_table(entry)
    if not table:
        return []
    when = [
        field | {"name": f"current_{field['name']}"}
        for field in table["fields"]
        if field["name"] in ("year", "kind")
    ]
    if group_field(table):
        labels = group_field(table)["labels"]
        shares = [
            PERCENT | {"name": f"share_{swatch['value']}", "title": labels[swatch["value"]]}
            for swatch in entry["style"].get("classes", [])
            if swatch.get("value") in labels
        ]
        return [*when, *shares]
    shown = entry["style"].get("record_value")
    value = [
        field | {"name": f"current_{shown}"} for field in table["fields"] if field["name"] == shown
    ]
    return [*when, *value]


def _values(entry: Mapping[str, Any], properties: Mapping[str, Any], year: int | None) -> dict:
    row, cited = dict(properties), list(properties.get("source_ids") or ())
    table = _styled_table(entry)
    if table:
        where = entry["style"].get("record_where", [])
        records = [
            record
            for record in properties.get(table["name"]) or []
            if all(record.get(name) == value for name, value in where)
        ]
        for record in current(records, year):
            row |= _as_columns(table, record)
            cited += record.get("source_ids") or ()
    return row | {"source_ids": tuple(dict.fromkeys(cited))}


def _as_columns(table: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    columns = {f"current_{name}": value for name, value in record.items()}
    if group_field(table):
        group = record[group_field(table)["name"]]
        columns[f"share_{group}"] = record.get(share_field(table))
    return columns
