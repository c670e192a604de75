"""Shares of a whole: the groups of one year and kind, in the order of the legend, as one bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from geodata.origins import ROWS
from geodata.style import INKS
from geodata.time import Record, rank
from webapp.certainty import certainty
from webapp.records import HEAD_TYPES, NUMBERS, Pair, cited_in, columns_of, known_pairs, place
from webapp.values import segments

WHEN = ("year", "date", "kind")


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
    rows: tuple[str, ...] = ()
    certainty: str | None = None


@dataclass(frozen=True)
class Shares:
    """All parts that one year and kind gives, in the order of the legend."""

    head: tuple[Pair, ...]
    facts: tuple[Pair, ...]
    whole: tuple[Pair, ...]
    parts: tuple[Part, ...]
    source_ids: tuple[str, ...]
    is_current: bool


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


def shares_of(
    table: Mapping, style: Mapping, records: list[Record], now: list[int]
) -> list[Shares]:
    """All wholes of a table, the latest first; `now` has the `id()` of the records that hold."""

    def key(record: Record) -> tuple:
        return (-(record.get("year") or 0), rank(record), str(record.get("kind")))

    found = []
    for _, same in groupby(sorted(records, key=key), key=key):
        found.append(_whole(table, style, list(same), now))
    return found


def _whole(table: Mapping, style: Mapping, records: list[Record], now: list[int]) -> Shares:
    group, share = group_field(table), share_field(table)
    swatches = {swatch.get("value"): swatch for swatch in style.get("classes", [])}
    order = list(group["labels"])
    known = [record for record in records if record.get(share) is not None]
    known.sort(key=lambda record: place(order, record[group["name"]]))
    sums = columns_of(table, known, NUMBERS)
    whole = [field for field in sums if field["name"].startswith("total")]
    each = [field for field in sums if field not in whole and field["name"] != share]
    spans = segments(record[share] for record in known)
    parts = [
        Part(
            group["labels"].get(record[group["name"]], record[group["name"]]),
            _ink(swatches, record[group["name"]]),
            record[share],
            tuple((field, record[field["name"]]) for field in each),
            tuple(known_pairs(columns_of(table, [record], ("text",)), record)),
            *span,
            tuple(record.get(ROWS) or ()),
            certainty(record),
        )
        for record, span in zip(known, spans, strict=True)
    ]
    heads = [field for field in columns_of(table, records, HEAD_TYPES) if field is not group]
    pairs = known_pairs(heads, records[0])
    return Shares(
        tuple(pair for pair in pairs if pair[0]["name"] in WHEN),
        tuple(pair for pair in pairs if pair[0]["name"] not in WHEN),
        tuple(known_pairs(whole, records[0])),
        tuple(parts),
        cited_in(records),
        any(id(record) in now for record in records),
    )


def _ink(swatches: Mapping, value: str) -> str:
    return swatches.get(value, {}).get("ink") or (value if value in INKS else "other")
