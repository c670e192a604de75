"""What holds in a year: the one rule for map, panel, tables, downloads, pictures and tiles.

- A feature holds from `from_year` to `to_year`, both included; an open end never excludes.
- A term, a record with `from_date` or `to_date` (whole or partial ISO dates), holds in every year
  that it touches.
- A figure, a record with a `year` and no `base`, is a sum of its year (trade, throughput) and holds
  in that year alone.
- A stated point, a record with a `year` and a `base`, is one of a series of counts that is never
  interpolated: the nearest in time holds, of two as near the earlier, with its own year and kind.
  The census of 2021 breaks such series: points of a register that carried the census of 2009
  forward, and older censuses, lie on one side of it, that census and the estimates that rest on it
  on the other. Up to 2020 a point of the other side holds only where there is none on this side,
  from 2023 on the reverse; in 2021 and 2022 both bases were in use and the nearer point holds.
- Of several kinds of count in one year the firmest holds: census, estimate, article.
- Without a year (None, all years) the latest year's records hold, and terms that hold at the end.

`static/js/time.mjs` is its twin in the browser; `tests/time_cases.json` holds both to it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

FIRST_YEAR, LAST_YEAR = 1991, 2026  # of the atlas
KINDS = ("census", "official_estimate", "estimate", "article")
CENSUS_YEAR = 2021
LAST_BEFORE, FIRST_AFTER = 2020, 2023
Record = Mapping[str, Any]


def is_shown(properties: Mapping[str, Any], year: int | None) -> bool:
    """Whether a feature holds in a year by its own `from_year` and `to_year`."""
    first, last = properties.get("from_year"), properties.get("to_year")
    return year is None or ((first is None or first <= year) and (last is None or year <= last))


def current(records: Iterable[Record], year: int | None) -> list[Record]:
    """The records that hold in a year, of several kinds of count the firmest."""
    held = in_year(records, year)
    if not held or "year" not in held[0]:
        return held
    best = min(rank(record) for record in held)
    return [record for record in held if rank(record) == best]


def in_year(records: Iterable[Record], year: int | None) -> list[Record]:
    """The records that hold in a year, of every kind of count."""
    records = list(records)
    if any("from_date" in record or "to_date" in record for record in records):
        return [record for record in records if spans(record, LAST_YEAR if year is None else year)]
    if not any("year" in record for record in records):
        return records
    dated = [record for record in records if record["year"] is not None]
    if year is None:
        latest = max((record["year"] for record in dated), default=None)
        return [record for record in dated if record["year"] == latest]
    if not any(record.get("base") for record in dated):
        return [record for record in dated if record["year"] == year]
    nearest = min(distance(record["year"], record["base"], year) for record in dated)
    return [r for r in dated if distance(r["year"], r["base"], year) == nearest]


def spans(record: Record, year: int) -> bool:
    """Whether the dates of a term touch a year."""
    start, end = record.get("from_date"), record.get("to_date")
    return (not start or int(start[:4]) <= year) and (not end or year <= int(end[:4]))


def distance(own: int, base: str | None, year: int) -> tuple[bool, int, bool]:
    """How far a stated point is from a year, to compare: the other side, years, later ones."""
    is_other = year <= LAST_BEFORE if is_after_break(own, base) else year >= FIRST_AFTER
    return is_other, abs(own - year), own > year


def is_after_break(own: int, base: str | None) -> bool:
    """Whether a stated point rests on the census of 2021, or is of it."""
    return base == "census-2021" or (base == "census" and own >= CENSUS_YEAR)


def rank(record: Record) -> int:
    """The place of a record among others of its year: a census before an estimate."""
    kind = record.get("kind")
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
