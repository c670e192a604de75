"""The records of a feature: which hold at a year, what is known in them, what they cite."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from webapp.values import is_known

KINDS = ("census", "official_estimate", "estimate", "article")
HEAD_TYPES = ("year", "date", "string", "boolean")
NUMBERS = ("integer", "number")
Record = Mapping[str, Any]
Pair = tuple[Mapping[str, Any], Any]


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
        best = min((rank(record) for record in last), default=None)
        return [record for record in last if rank(record) == best]
    return [record for record in records if _spans(record, year)]


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


def rank(record: Record) -> int:
    """The place of a record among others of its year: a census before an estimate."""
    return place(KINDS, record.get("kind"))


def place(order: Sequence[str], value: str | None) -> int:
    """The position of a value in an order, after all others when it is not in it."""
    return order.index(value) if value in order else len(order)


def _spans(record: Record, year: int | None) -> bool:
    if year is None:
        return not record.get("to_date")
    first, last = record.get("from_date"), record.get("to_date")
    return (not first or int(first[:4]) <= year) and (not last or int(last[:4]) >= year)
