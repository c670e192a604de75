"""Where sources disagree: which figure is shown, and what changes when another is preferred.

A table with a `choice` has records that state the same thing: those alike in its `slot`. One of
them is `drawn`, the others stand `beside` it, each says so in `use`. Who prefers a work gets, in
every slot where a record with a value cites it, that record drawn, and with it each property of the
feature that repeats the drawn record. Map, panel, tables and downloads ask this one module.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
DRAWN, BESIDE = "drawn", "beside"


def preferring(
    tables: Iterable[Mapping[str, Any]], properties: Mapping[str, Any], works: Sequence[str]
) -> dict[str, Any]:
    """A feature's properties with the records drawn that cite one of `works`, the first known."""
    changed = dict(properties)
    for table in tables:
        choice, records = table.get("choice"), properties.get(table["name"])
        if not choice or not records:
            continue
        drawn = {id(one) for same in slots(choice, records) if (one := _liked(choice, same, works))}
        moved = {
            id(r) for same in slots(choice, records) for r in same if _liked(choice, same, works)
        }
        chosen = [
            {**record, "use": DRAWN if id(record) in drawn else BESIDE}
            if id(record) in moved
            else record
            for record in records
        ]
        if chosen != records:
            said = repeated(choice, chosen)
            changed |= {name: value for name, value in said.items() if name in properties}
            changed[table["name"]] = chosen
    return changed


def slots(choice: Mapping[str, Any], records: Iterable[Record]) -> list[list[Record]]:
    """The records that state the same thing, in their order; those without a slot are left out."""
    same: dict[tuple, list[Record]] = {}
    for record in records:
        key = tuple(record.get(name) for name in choice["slot"])
        if None not in key:
            same.setdefault(key, []).append(record)
    return list(same.values())


def disagreements(choice: Mapping[str, Any], records: Iterable[Record]) -> list[list[Record]]:
    """The slots of which at least two records give a value."""
    known = [r for r in records if r.get(choice["value"]) is not None]
    return [same for same in slots(choice, known) if len(same) > 1]


def repeated(choice: Mapping[str, Any], records: Iterable[Record]) -> dict[str, Any]:
    """The properties of a feature that repeat its drawn records, by name; None for the unknown."""
    drawn = [r for r in records if r["use"] == DRAWN and r.get(choice["value"]) is not None]
    found: dict[str, Any] = {}
    for shown in choice["shown"]:
        used = list(_used(shown, drawn))
        if shown.get("year"):
            found[shown["name"]] = round(sum(r[choice["value"]] for r in used), 2) if used else None
            found[shown["year"]] = used[0]["year"] if used else None
        else:
            found[shown["name"]] = used[0][shown["field"]] if used else None
    return found


def under(tables: Iterable[Mapping[str, Any]], properties: Mapping[str, Any], name: str) -> list:
    """The drawn records that a property repeats; none where it repeats none."""
    for table in tables:
        for shown in (table.get("choice") or {}).get("shown", ()):
            if name in (shown["name"], shown.get("year")):
                choice = table["choice"]
                records = properties.get(table["name"]) or ()
                drawn = [r for r in records if r["use"] == DRAWN and r[choice["value"]] is not None]
                return list(_used(shown, drawn))
    return []


def works_of(choice: Mapping[str, Any], records: Iterable[Record]) -> set[str]:
    """The works that some disagreeing record cites."""
    same = disagreements(choice, records)
    return {work for slot in same for record in slot for work in record["source_ids"]}


def _liked(choice: Mapping[str, Any], same: list[Record], works: Sequence[str]) -> Record | None:
    """Of the records of a slot the one to draw for who prefers some works; the drawn one first."""
    known = [record for record in same if record.get(choice["value"]) is not None]
    known.sort(key=lambda record: record["use"] != DRAWN)
    for work in works:
        for record in known:
            if work in record["source_ids"]:
                return record
    return None


def _used(shown: Mapping[str, Any], drawn: list[Record]) -> Iterator[Record]:
    where = shown.get("where") or {}
    fit = [r for r in drawn if all(r.get(key) == value for key, value in where.items())]
    if not shown.get("year"):
        yield from fit[:1]
        return
    parts: dict[int, set[str]] = {}
    for record in fit:
        parts.setdefault(record["year"], set()).add(record[shown["field"]])
    full = [year for year, found in parts.items() if len(found) > 1]
    yield from (r for r in fit if full and r["year"] == max(full))
