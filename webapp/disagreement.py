"""Where sources disagree: all figures side by side, the one that is shown, and the rule for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.origins import ROWS
from geodata.preference import DRAWN, disagreements
from geodata.time import Record
from webapp.certainty import certainty
from webapp.records import HEAD_TYPES, Pair, known_pairs
from webapp.values import bars

MOST_WITHOUT_YEAR = 4  # of slots that have years, the latest
UNSAID = ("use", "unit", "kind", "value_basis", "question")


@dataclass(frozen=True)
class Option:
    """One of the figures: its value, what tells it apart, its place on the common axis, its rows.

    `work` is who to prefer to have it shown; `unit` is a msgid.
    """

    field: Mapping[str, Any]
    value: float
    unit: str | None
    head: tuple[Pair, ...]
    bar: tuple[float, float] | None
    source_ids: tuple[str, ...]
    rows: tuple[str, ...]
    work: str | None
    is_drawn: bool
    certainty: str | None = None


@dataclass(frozen=True)
class Disagreement:
    """All figures for one thing, `head` says which; `is_preferred` where the reader chose."""

    table: str
    head: tuple[Pair, ...]
    rule: str
    options: tuple[Option, ...]
    is_preferred: bool


def disagreements_of(
    entry: Mapping[str, Any],
    properties: Mapping[str, Any],
    year: int | None,
    prefer: tuple[str, ...] = (),
) -> tuple[Disagreement, ...]:
    """What sources disagree on at a feature in a year; without one, of each table the latest."""
    return tuple(
        _told(table, same, prefer)
        for table in entry["tables"]
        if table.get("choice")
        for same in _of_year(table["choice"], properties.get(table["name"]) or (), year)
    )


def _of_year(choice: Mapping[str, Any], records: Any, year: int | None) -> list[list[Record]]:
    found = disagreements(choice, records)
    if "year" not in choice["slot"]:
        return found
    if year is not None:
        return [same for same in found if same[0]["year"] == year]
    found.sort(key=lambda same: -same[0]["year"])
    return found[:MOST_WITHOUT_YEAR]


def _told(table: Mapping[str, Any], same: list[Record], prefer: tuple[str, ...]) -> Disagreement:
    choice = table["choice"]
    slot = [field for field in table["fields"] if field["name"] in choice["slot"]]
    drawn = next(record for record in same if record["use"] == DRAWN)
    is_preferred = any(work in drawn["source_ids"] for work in prefer)
    return Disagreement(
        table["title"],
        tuple(known_pairs(slot, same[0])),
        choice["rule"],
        tuple(_options(table, same)),
        is_preferred,
    )


def _options(table: Mapping[str, Any], same: list[Record]) -> Iterator[Option]:
    choice = table["choice"]
    field = next(one for one in table["fields"] if one["name"] == choice["value"])
    units = next((f.get("labels", {}) for f in table["fields"] if f["name"] == "unit"), {})
    apart = [
        one
        for one in table["fields"]
        if one["type"] in HEAD_TYPES and one["name"] not in (*choice["slot"], *UNSAID)
    ]
    kept = [one for one in apart if len({record.get(one["name"]) for record in same}) > 1]
    values = [record[choice["value"]] for record in same]
    for record, place in zip(same, bars(values), strict=True):
        unit = None if field.get("unit") else units.get(record.get("unit"), record.get("unit"))
        yield Option(
            field,
            record[choice["value"]],
            unit,
            tuple(known_pairs(kept, record)),
            place,
            tuple(record["source_ids"]),
            tuple(record.get(ROWS) or ()),
            _own_work(record, same),
            record["use"] == DRAWN,
            certainty(record),
        )


def _own_work(record: Record, same: list[Record]) -> str | None:
    """The work to prefer: one that no other of the figures cites, else the first."""
    others = {work for other in same if other is not record for work in other["source_ids"]}
    own = [work for work in record["source_ids"] if work not in others]
    return next(iter([*own, *record["source_ids"]]), None)
