"""The records of a feature: what is known in them, and what they cite."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geodata.time import Record
from webapp.language import current
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
    pairs = [in_language(field, record) for field in fields]
    return [(field, value) for field, value in pairs if is_known(value) and value is not False]


def in_language(field: Mapping, record: Record) -> Pair:
    """A field and what a record says in it: in this answer's language where it has a field of it.

    `title` is told in Kazakh from `title_kk`.
    """
    name = f"{field['name']}_{current()}"
    if is_known(record.get(name)):
        return {**field, "name": name}, record[name]
    return field, record.get(field["name"])


def cited_in(records: Iterable[Record]) -> tuple[str, ...]:
    """Ids of the works that some records cite, each once."""
    return tuple(dict.fromkeys(s for record in records for s in record.get("source_ids") or ()))


def place(order: Sequence[str], value: str | None) -> int:
    """The position of a value in an order, after all others when it is not in it."""
    return order.index(value) if value in order else len(order)
