"""Rows against their description: cells, key, order, citations and periods."""

from collections.abc import Iterator
from typing import Any

from geodata.source import Source
from geodata.validation.cells import NUMERIC, Field, cell_fault
from geodata.validation.dates import PERIODS, is_before
from geodata.validation.problem import Finding, got, listed
from geodata.validation.references import References
from geodata.validation.rows import Row


def table_findings(source: Source, rows: list[Row], known: References) -> Iterator[Finding]:
    """Yield all that is wrong with the rows of one source."""
    yield from count_findings(source, rows)
    fields = [field for field in source.fields if all(field["name"] in row.cells for row in rows)]
    names = {field["name"] for field in fields}
    for row in rows:
        yield from _cell_findings(row, fields)
        yield from _citation_findings(row, known)
        yield from _period_findings(row)
    if names.issuperset(source.about["key"]):
        yield from _key_findings(source.about["key"], rows)
    if names.issuperset(source.about.get("order", [])):
        yield from _order_findings(source, rows)


def count_findings(source: Source, rows: list[Row]) -> Iterator[Finding]:
    """Yield when a source has fewer or more rows than its description says."""
    expected, last = source.about["rows"], rows[-1].number if rows else 1
    if len(rows) < expected:
        message = f"{expected} rows are expected; there are {len(rows)}. Was the file cut off?"
        yield Finding(last, "truncated", message)
    elif len(rows) > expected:
        message = f"{expected} rows are expected; there are {len(rows)}. Is `rows` up to date?"
        yield Finding(last, "row-count", message)


def _cell_findings(row: Row, fields: list[Field]) -> Iterator[Finding]:
    for field in fields:
        text = row.cells[field["name"]]
        if text == "":
            if field.get("required"):
                yield Finding(row.number, "required", f"{field['name']} must not be empty.")
        elif fault := cell_fault(field, text):
            yield Finding(row.number, fault[0], f"{field['name']} {fault[1]}")


def _citation_findings(row: Row, known: References) -> Iterator[Finding]:
    if known.works is None:
        return
    for source_id in row.cells.get("source_ids", "").split(";"):
        if source_id and source_id not in known.works:
            message = f"source_ids must be ids of the bibliography; {got(source_id)}."
            yield Finding(row.number, "unknown-source", message + known.closest(source_id))


def _period_findings(row: Row) -> Iterator[Finding]:
    for begin, end in PERIODS:
        one, other = row.cells.get(begin, ""), row.cells.get(end, "")
        if is_before(other, one):
            message = f"{end} must not be before {begin}, {one}; {got(other)}."
            yield Finding(row.number, "period", message)


def _key_findings(key: list[str], rows: list[Row]) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int | str] = {}
    for row in rows:
        value = tuple(row.cells[name] for name in key)
        if value in seen:
            message = f"{listed(key)} must be unique; {got(', '.join(value))}"
            message += f" again, first in row {seen[value]}."
            yield Finding(row.number, "duplicate-id", message)
        seen.setdefault(value, row.number)


def _order_findings(source: Source, rows: list[Row]) -> Iterator[Finding]:
    order = source.about.get("order", [])
    types = {field["name"]: field["type"] for field in source.fields}
    before = None
    for row in rows:
        value = [_sortable(row.cells[name], types[name]) for name in order]
        if before is not None and value < before:
            shown = ", ".join(row.cells[name] for name in order)
            message = f"Rows must be sorted by {listed(order)}; {got(shown)} after a later one."
            yield Finding(row.number, "order", message)
            return
        before = value


def _sortable(text: str, kind: str) -> tuple[int, Any]:
    """Empty first, numbers as numbers, text by code point."""
    if text == "":
        return 0, 0
    if kind in NUMERIC:
        try:
            return 1, float(text)
        except ValueError:
            return 0, 0
    return 1, text
