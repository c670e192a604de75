"""The tables of one feature, arranged for reading: wholes with their shares, or rows of figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.origins import ROWS
from geodata.time import Record, current
from webapp.certainty import certainty
from webapp.records import HEAD_TYPES, NUMBERS, Pair, cited_in, columns_of, known_pairs
from webapp.shares import Shares, group_field, shares_of
from webapp.values import bars


@dataclass(frozen=True)
class Row:
    """One record: what it is of, its figures, what is said of it, its bar among its like."""

    head: tuple[Pair, ...]
    figures: tuple[Pair, ...]
    texts: tuple[Pair, ...]
    unit: str | None
    bar: tuple[float, float] | None
    source_ids: tuple[str, ...]
    is_current: bool
    rows: tuple[str, ...] = ()
    certainty: str | None = None


@dataclass(frozen=True)
class RecordTable:
    """One table of a feature; `shares` where it holds parts of wholes, else `rows`.

    `unit` (a msgid) is that of every figure whose column has none, where the rows share one.
    """

    name: str
    title: str
    caveat: str | None
    shares: tuple[Shares, ...]
    rows: tuple[Row, ...]
    columns: tuple[Mapping[str, Any], ...]
    unit: str | None


def tables_of(
    entry: Mapping[str, Any], properties: Mapping[str, Any], year: int | None
) -> list[RecordTable]:
    """The tables of a feature that have records, in the order of the layer."""
    tables = [(table, properties.get(table["name"]) or []) for table in entry["tables"]]
    return [_arrange(table, entry["style"], records, year) for table, records in tables if records]


def _arrange(table: Mapping, style: Mapping, records: list[Record], year: int | None):
    now = [id(record) for record in current(records, year)]
    if any(record.get("year") is not None for record in records):
        records = sorted(records, key=lambda record: -(record.get("year") or 0))
    shares = shares_of(table, style, records, now) if group_field(table) else ()
    columns = [] if shares else _figures(table, records)
    rows = () if shares else _rows(table, records, columns, now)
    units = {row.unit for row in rows}
    return RecordTable(
        table["name"],
        table["title"],
        table.get("caveat"),
        tuple(shares),
        rows,
        tuple(columns),
        units.pop() if len(units) == 1 else None,
    )


def _rows(table: Mapping, records: list[Record], numbers: list, now: list[int]) -> tuple[Row, ...]:
    heads = columns_of(table, records, HEAD_TYPES)
    heads = [field for field in heads if field["name"] != "unit" and field not in numbers]
    texts = columns_of(table, records, ("text",))
    places = _bars(records, numbers)
    return tuple(
        Row(
            tuple(known_pairs(heads, record)),
            tuple((field, record.get(field["name"])) for field in numbers),
            tuple(known_pairs(texts, record)),
            _unit(table, record),
            place,
            cited_in([record]),
            id(record) in now,
            tuple(record.get(ROWS) or ()),
            certainty(record),
        )
        for record, place in zip(records, places, strict=True)
    )


def _unit(table: Mapping, record: Record) -> str | None:
    code = record.get("unit")
    labels = [field.get("labels", {}) for field in table["fields"] if field["name"] == "unit"]
    return labels[0].get(code, code) if labels else code


def _bars(records: list[Record], numbers: list) -> list[tuple[float, float] | None]:
    """Bars of the first figure; records with different units do not share an axis."""
    if not numbers or numbers[0]["type"] == "string" or len(records) < 2:
        return [None] * len(records)
    places: dict[int, tuple[float, float] | None] = {}
    for unit in {record.get("unit") for record in records}:
        same = [record for record in records if record.get("unit") == unit]
        values = [record.get(numbers[0]["name"]) if len(same) > 1 else None for record in same]
        places |= {id(r): bar for r, bar in zip(same, bars(values), strict=True)}
    return [places[id(record)] for record in records]


def _figures(table: Mapping, records: list[Record]) -> list[Mapping]:
    """Numbers, and a `value` that is told in words in some of the records."""
    fields = columns_of(table, records, (*NUMBERS, "string"))
    return [field for field in fields if field["type"] != "string" or field["name"] == "value"]
