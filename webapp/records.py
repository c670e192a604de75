"""The records of a feature: what is known in them, and what they cite."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geodata.time import Record
from webapp.values import is_known

HEAD_TYPES = ("year", "date", "string", "boolean")
NUMBERS = ("integer", "number")
Pair = tuple[Mapping[str, Any], Any]


def columns_of(table: Mapping, records: list[Record], types: tuple[str, ...]) -> list[Mapping]:
    """The shown fields of some types that at least one record has."""
    return [
        field
        for field in table["fields"]
        if field["type"] in types
        and field.get("is_shown", True)
        and any(is_known(record.get(field["name"])) for record in records)
    ]


def known_pairs(fields: Iterable[Mapping], record: Record) -> list[Pair]:
    """What a record says in some fields; a false flag says nothing."""
    pairs = [(field, record.get(field["name"])) for field in fields]
    return [(field, value) for field, value in pairs if is_known(value) and value is not False]


def cited_in(records: Iterable[Record]) -> tuple[str, ...]:
    """Ids of the works that some records cite, each once."""
    return tuple(dict.fromkeys(s for record in records for s in record.get("source_ids") or ()))


def place(order: Sequence[str], value: str | None) -> int:
    """The position of a value in an order, after all others when it is not in it."""
    return order.index(value) if value in order else len(order)
