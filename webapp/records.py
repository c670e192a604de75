"""The records of a feature, arranged for reading: shares by year and kind, or rows of figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from webapp.values import bars, is_known, segments

KINDS = ("census", "official_estimate", "estimate", "article")
WHEN = ("year", "date", "kind")
HEAD_TYPES = ("year", "date", "string", "boolean")
Record = Mapping[str, Any]
Pair = tuple[Mapping[str, Any], Any]


@dataclass(frozen=True)
class Part:
    """One group of a whole: its title (a msgid), its ink, its figures, its place in a bar."""

    title: str
    ink: str
    share: float
    figures: tuple[Pair, ...]
    texts: tuple[Pair, ...]
    start: float
    width: float


@dataclass(frozen=True)
class Shares:
    """All parts that one year and kind gives, in the order of the legend."""

    head: tuple[Pair, ...]
    facts: tuple[Pair, ...]
    whole: tuple[Pair, ...]
    parts: tuple[Part, ...]
    source_ids: tuple[str, ...]
    is_current: bool


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


def current(records: Iterable[Record], year: int | None) -> list[Record]:
    """The records that hold at a year (None: the last one): those that span it, else the latest.

    Of several kinds in one year a census goes before an estimate, an estimate before an article.
    """
    records = list(records)
    dated = [record for record in records if record.get("year") is not None]
    if dated:
        past = [record for record in dated if year is None or record["year"] <= year]
        latest = max((record["year"] for record in past), default=None)
        last = [record for record in past if record["year"] == latest]
        best = min((_rank(record) for record in last), default=None)
        return [record for record in last if _rank(record) == best]
    return [record for record in records if _spans(record, year)]


def group_field(table: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The field that names the parts of a table of shares; None where it is not one."""
    if not share_field(table):
        return None
    named = (field for field in table["fields"] if field["name"].startswith("group"))
    return next((field for field in named if field.get("labels")), None)


def share_field(table: Mapping[str, Any]) -> str | None:
    """The name of the field that holds a share in percent."""
    names = (field["name"] for field in table["fields"])
    return next((name for name in names if name.endswith("share_percent")), None)


def _arrange(table: Mapping, style: Mapping, records: list[Record], year: int | None):
    now = [id(record) for record in current(records, year)]
    if any(record.get("year") is not None for record in records):
        records = sorted(records, key=lambda record: -(record.get("year") or 0))
    shares = _shares(table, style, records, now) if group_field(table) else ()
    columns = [] if shares else _columns(table, records, ("integer", "number"))
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


def _shares(table: Mapping, style: Mapping, records: list[Record], now: list[int]):
    def key(record: Record) -> tuple:
        return (-(record.get("year") or 0), _rank(record), str(record.get("kind")))

    found = []
    for _, same in groupby(sorted(records, key=key), key=key):
        found.append(_whole(table, style, list(same), now))
    return found


def _whole(table: Mapping, style: Mapping, records: list[Record], now: list[int]) -> Shares:
    group, share = group_field(table), share_field(table)
    swatches = {swatch.get("value"): swatch for swatch in style.get("classes", [])}
    order = list(group["labels"])
    known = [record for record in records if record.get(share) is not None]
    known.sort(key=lambda record: _place(order, record[group["name"]]))
    sums = _columns(table, known, ("integer", "number"))
    whole = [field for field in sums if field["name"].startswith("total")]
    each = [field for field in sums if field not in whole and field["name"] != share]
    places = segments(record[share] for record in known)
    parts = [
        Part(
            group["labels"].get(record[group["name"]], record[group["name"]]),
            swatches.get(record[group["name"]], {}).get("ink", "other"),
            record[share],
            tuple((field, record[field["name"]]) for field in each),
            tuple(_pairs(_columns(table, [record], ("text",)), record)),
            *place,
        )
        for record, place in zip(known, places, strict=True)
    ]
    heads = [field for field in _columns(table, records, HEAD_TYPES) if field is not group]
    pairs = _pairs(heads, records[0])
    return Shares(
        tuple(pair for pair in pairs if pair[0]["name"] in WHEN),
        tuple(pair for pair in pairs if pair[0]["name"] not in WHEN),
        tuple(_pairs(whole, records[0])),
        tuple(parts),
        _cited(records),
        any(id(record) in now for record in records),
    )


def _rows(table: Mapping, records: list[Record], numbers: list, now: list[int]) -> tuple[Row, ...]:
    heads = [field for field in _columns(table, records, HEAD_TYPES) if field["name"] != "unit"]
    texts = _columns(table, records, ("text",))
    places = _bars(records, numbers)
    return tuple(
        Row(
            tuple(_pairs(heads, record)),
            tuple((field, record.get(field["name"])) for field in numbers),
            tuple(_pairs(texts, record)),
            _unit(table, record),
            place,
            _cited([record]),
            id(record) in now,
        )
        for record, place in zip(records, places, strict=True)
    )


def _unit(table: Mapping, record: Record) -> str | None:
    code = record.get("unit")
    labels = next(
        (field.get("labels", {}) for field in table["fields"] if field["name"] == "unit"), {}
    )
    return labels.get(code, code)


def _bars(records: list[Record], numbers: list) -> list[tuple[float, float] | None]:
    """Bars of the first figure; records with different units do not share an axis."""
    if not numbers or len(records) < 2:
        return [None] * len(records)
    places: dict[int, tuple[float, float] | None] = {}
    for unit in {record.get("unit") for record in records}:
        same = [record for record in records if record.get("unit") == unit]
        values = [record.get(numbers[0]["name"]) for record in same]
        places |= {id(r): bar for r, bar in zip(same, bars(values), strict=True)}
    return [places[id(record)] for record in records]


def _columns(table: Mapping, records: list[Record], types: tuple[str, ...]) -> list[Mapping]:
    return [
        field
        for field in table["fields"]
        if field["type"] in types
        and field.get("is_shown", True)
        and any(is_known(record.get(field["name"])) for record in records)
    ]


def _pairs(fields: Iterable[Mapping], record: Record) -> list[Pair]:
    pairs = [(field, record.get(field["name"])) for field in fields]
    return [(field, value) for field, value in pairs if is_known(value) and value is not False]


def _cited(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for record in records for s in record.get("source_ids") or ()))


def _place(order: Sequence[str], value: str | None) -> int:
    return order.index(value) if value in order else len(order)


def _rank(record: Record) -> int:
    return _place(KINDS, record.get("kind"))


def _spans(record: Record, year: int | None) -> bool:
    if year is None:
        return not record.get("to_date")
    first, last = record.get("from_date"), record.get("to_date")
    return (not first or int(first[:4]) <= year) and (not last or int(last[:4]) >= year)
