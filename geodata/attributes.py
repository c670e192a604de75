"""What a tile keeps of a feature: its id, its single values, and what its records say by year.

Tiles hold no lists. Where a layer is drawn from a table of records, each value becomes a property
that ends in the year from which it holds: `share_percent_2021`, `russian_share_percent_2025`,
`value_2015`. A year's value is the one with the latest year at or before it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

KIND_ORDER = ("census", "official_estimate", "article")
PARTED = ("composition", "balance")


def tile_properties(feature: dict[str, Any], style: dict[str, Any]) -> dict[str, Any]:
    """The properties of a published feature in a tile; unknown values are left out."""
    single = {
        name: value
        for name, value in feature["properties"].items()
        if value is not None and not isinstance(value, (list, dict))
    }
    return {"id": feature["id"], **single, **dict(dated_values(feature, style))}


def dated_values(feature: dict[str, Any], style: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield (`name_year`, value) for each record that the layer's style draws from."""
    value_name = style.get("record_value")
    records = feature["properties"].get(style.get("table")) or []
    wanted = dict(style.get("record_where", ()))
    for record in best_kinds(records):
        value = record.get(value_name)
        if value is None or any(record.get(key) != want for key, want in wanted.items()):
            continue
        part = f"{record[style['field']]}_" if style["mark"] in PARTED else ""
        yield f"{part}{value_name}_{first_year(record)}", value


def best_kinds(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the records of one year keep those of the best kind: census, estimate, article."""
    records = list(records)
    best: dict[int, int] = {}
    for record in records:
        if "kind" in record and "year" in record:
            rank = _rank(record)
            best[record["year"]] = min(rank, best.get(record["year"], rank))
    return [r for r in records if r.get("year") not in best or _rank(r) == best[r["year"]]]


def current(records: Iterable[dict[str, Any]], year: int | None) -> list[dict[str, Any]]:
    """The records that hold in a year, or the latest when it is None.

    Of records with a `year` those of the latest one at or before it, of the best kind; of records
    with dates those whose span meets it.
    """
    known = [r for r in best_kinds(records) if year is None or first_year(r) <= year]
    if not known:
        return []
    if "year" in known[0]:
        latest = max(record["year"] for record in known)
        return [record for record in known if record["year"] == latest]
    if year is None:
        return [record for record in known if record["to_date"] is None]
    return [r for r in known if r["to_date"] is None or int(r["to_date"][:4]) >= year]


def first_year(record: dict[str, Any]) -> int:
    """The year from which a record holds: its own, or that of the start of its span."""
    return record["year"] if "year" in record else int((record["from_date"] or "1000")[:4])


def years_of(names: Iterable[str], value_name: str) -> list[int]:
    """The years for which dated properties of a name exist, latest first."""
    pattern = re.compile(rf"{re.escape(value_name)}_(\d{{4}})")
    found = (pattern.fullmatch(name) for name in names)
    return sorted((int(match[1]) for match in found if match), reverse=True)


def _rank(record: dict[str, Any]) -> int:
    kind = record["kind"]
    return KIND_ORDER.index(kind) if kind in KIND_ORDER else len(KIND_ORDER)
