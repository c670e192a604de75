"""The features of a layer as one table: a column per field, and what holds at the chosen year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.attributes import held
from geodata.origins import ROWS
from geodata.style import INKS
from geodata.time import current, is_shown
from webapp.certainty import certainty, certainty_of
from webapp.evidence import rows_of
from webapp.panel import shown_fields
from webapp.shares import group_field
from webapp.values import is_known

ROWS_PER_PAGE = 500


@dataclass(frozen=True)
class LayerTable:
    """One page of a layer's table; `rows` are a feature, its values by column, and its works.

    `origins` has for each row and column the rows of the sources under the value, `certainties`
    whether it is as they state it.
    """

    columns: tuple[Mapping[str, Any], ...]
    rows: tuple[tuple[Mapping[str, Any], tuple[Any, ...], tuple[str, ...]], ...]
    count: int
    page: int
    pages: int
    origins: tuple[tuple[tuple[str, ...], ...], ...] = ()
    certainties: tuple[tuple[str | None, ...], ...] = ()


def table_of(
    entry: Mapping[str, Any],
    features: Iterable[Mapping[str, Any]],
    year: int | None,
    page: int = 1,
) -> LayerTable:
    """The features that are there in a year (None: all), `ROWS_PER_PAGE` to a page.

    A page beyond the last is the last.
    """
    kept = [feature for feature in features if is_shown(feature["properties"], year)]
    values = [values_in_year(entry, feature["properties"], year) for feature in kept]
    columns = [
        column
        for column in (*shown_fields(entry), *dated_columns(entry), *_years(entry))
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
    origins = tuple(
        tuple(_origin(entry, feature["properties"], row, column["name"]) for column in columns)
        for feature, row in zip(kept[part], values[part], strict=True)
    )
    certainties = tuple(
        tuple(
            row.get(f"certainty_{column['name']}")
            or certainty_of(entry, feature["properties"], column)
            for column in columns
        )
        for feature, row in zip(kept[part], values[part], strict=True)
    )
    return LayerTable(tuple(columns), rows, len(kept), page, pages, origins, certainties)


def dated_columns(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The columns whose values depend on the year: when it was counted, how, and each part."""
    table = _styled_table(entry)
    if not table:
        return []
    when = [
        field | {"name": f"current_{field['name']}"}
        for field in table["fields"]
        if field["name"] in ("year", "kind")
    ]
    shown = next(
        (f for f in table["fields"] if f["name"] == entry["style"].get("record_value")), None
    )
    parts = _parts(entry, table)
    if shown and parts:
        return [*when, *(shown | {"name": f"part_{key}", "title": parts[key]} for key in parts)]
    return [*when, *([shown | {"name": f"current_{shown['name']}"}] if shown else [])]


def values_in_year(
    entry: Mapping[str, Any], properties: Mapping[str, Any], year: int | None
) -> dict:
    """A feature's values by column, as they are in a year, and `source_ids` of all of them."""
    row, cited = dict(properties), list(properties.get("source_ids") or ())
    value = entry["style"].get("record_value")
    table = _styled_table(entry)
    if table:
        # A table of shares has a column for every group, also those that the map leaves out.
        group = group_field(table)
        by = entry["style"].get("field") or (group["name"] if group else "")
        records = current(properties.get(table["name"]) or [], year) if group else []
        last: dict[str, Any] = {}
        for record in records or held(entry["style"], properties, year):
            part = record.get(by)
            last |= record
            row[f"part_{part}"] = record.get(value)
            row[f"rows_{part}"] = record.get(ROWS)
            row[f"certainty_part_{part}"] = certainty(record)
            cited += record.get("source_ids") or ()
        row |= {f"current_{name}": value for name, value in last.items()}
    return row | {"source_ids": tuple(dict.fromkeys(cited))}


def _origin(
    entry: Mapping[str, Any], properties: Mapping[str, Any], row: Mapping[str, Any], name: str
) -> tuple[str, ...]:
    """The rows of the sources under a value: those of its record, else those of the figure."""
    kind, _, rest = name.partition("_")
    if kind == "current":
        return tuple(row.get(f"current_{ROWS}") or ())
    return (
        tuple(row.get(f"rows_{rest}") or ()) if kind == "part" else rows_of(entry, properties, name)
    )


def _years(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [field for field in entry["fields"] if field["name"] in ("from_year", "to_year")]


def _styled_table(entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
    named = entry["style"].get("table")
    return next((table for table in entry["tables"] if table["name"] == named), None)


def _parts(entry: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, str]:
    """Value and title of the parts that get a column each: the style's classes, or the groups."""
    by = entry["style"].get("field")
    if any(field["name"] == by for field in table["fields"]):
        return {swatch["value"]: swatch["title"] for swatch in entry["style"]["classes"]}
    labels = group_field(table)["labels"] if group_field(table) else {}
    return {value: title for value, title in labels.items() if value in INKS}
