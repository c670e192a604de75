"""What a tile keeps of a feature: its id, its single values, and what its records say by year.

Tiles hold no lists. Where a layer is drawn from a table of records, each value becomes a property
with a year in its name: `share_percent_2021` is the figure of that year, `value_from_2015` what
holds from that year until the next such property, empty where nothing does. Beside a stated point
`base_2021` names what it rests on. Which of them holds in a year is said in `geodata.time`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geodata.time import Record, current, rank

PARTED = ("composition", "balance")
ALWAYS = 1000  # a year before all others, where a term has no start


def tile_properties(feature: dict[str, Any], style: dict[str, Any]) -> dict[str, Any]:
    """The properties of a published feature in a tile; unknown values are left out."""
    single = {
        name: value
        for name, value in feature["properties"].items()
        if value is not None and not isinstance(value, (list, dict))
    }
    return {"id": feature["id"], **single, **dict(dated_values(feature, style))}


def dated_values(feature: dict[str, Any], style: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield a name with a year, and a value, for each record that the layer's style draws from."""
    name = style.get("record_value")
    records = wanted(style, feature["properties"])
    if any("from_date" in record for record in records):
        yield from _terms(name, records)
        return
    for record in best_kinds(records):
        part = f"{record[style['field']]}_" if style["mark"] in PARTED else ""
        yield f"{part}{name}_{record['year']}", record[name]
        if record.get("base"):
            yield f"base_{record['year']}", record["base"]


def held(style: Mapping[str, Any], properties: Mapping[str, Any], year: int | None) -> list[Record]:
    """The records that a feature is drawn from in a year.

    Without a year two half discs are of the latest year in which both are known, if there is one.
    """
    records = wanted(style, properties)
    if year is None and style["mark"] == "balance":
        year = _year_of_both(style, records)
    return current(records, year)


def effects(style: Mapping[str, Any], records: Iterable[Record]) -> set[str]:
    """The effects of the style's flags that are true for some of the records drawn."""
    records = list(records)
    flags = [flag for flag in style.get("flags") or () if flag.get("value") is not None]
    return {
        flag["effect"]
        for flag in flags
        if any(record.get(flag["field"]) == flag["value"] for record in records)
    }


def wanted(style: Mapping[str, Any], properties: Mapping[str, Any]) -> list[Record]:
    """The records of the style's table that have a value to draw, of every year."""
    where, name = dict(style.get("record_where", ())), style.get("record_value")
    records = [r for r in properties.get(style.get("table")) or [] if r.get(name) is not None]
    return [r for r in records if all(r.get(key) == value for key, value in where.items())]


def best_kinds(records: Iterable[Record]) -> list[Record]:
    """Of the records of one year keep those of the firmest kind."""
    records = list(records)
    best: dict[int, int] = {}
    for record in records:
        best[record["year"]] = min(rank(record), best.get(record["year"], rank(record)))
    return [record for record in records if rank(record) == best[record["year"]]]


def years_of(names: Iterable[str], name: str) -> list[int]:
    """The years for which properties of a name exist, latest first."""
    pattern = re.compile(rf"{re.escape(name)}_(\d{{4}})")
    found = (pattern.fullmatch(known) for known in names)
    return sorted((int(match[1]) for match in found if match), reverse=True)


def _terms(name: str, records: list[Record]) -> Iterator[tuple[str, Any]]:
    """What holds from each year in which a term begins, or in which none holds any more."""
    starts = [int((record["from_date"] or str(ALWAYS))[:4]) for record in records]
    ends = [int(record["to_date"][:4]) + 1 for record in records if record["to_date"]]
    for year in sorted({*starts, *ends}):
        now = current(records, year)
        yield f"{name}_from_{year}", now[0][name] if now else ""


def _year_of_both(style: Mapping[str, Any], records: list[Record]) -> int | None:
    sides = [swatch["value"] for swatch in style["classes"][:2]]
    years = [{r["year"] for r in records if r[style["field"]] == side} for side in sides]
    return max(set.intersection(*years), default=None) if years else None
