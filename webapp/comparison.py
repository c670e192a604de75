"""Two years side by side: what came, what went, and which figures differ, from the same tables.

Figures that rest on different bases are shown beside each other and never subtracted: a register
carried forward from an older census and the census of 2021 do not join.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.time import LAST_YEAR, Record, is_after_break, is_shown, spans
from webapp.layer_table import dated_columns, values_in_year
from webapp.records import Pair, known_pairs
from webapp.values import is_known

WHEN = ("current_year", "current_kind")
TERM_DATES = ("from_date", "to_date")


@dataclass(frozen=True)
class Cell:
    """One figure in both years; `difference` is later less earlier, None where they do not join.

    `certainties` say of either, in a word, whether it is as its source states it.
    """

    field: Mapping[str, Any]
    earlier: Any
    later: Any
    difference: float | None
    certainties: tuple[str | None, str | None] = (None, None)

    @property
    def certainty(self) -> str | None:
        """How firm the difference is: no firmer than either figure."""
        return self.certainties[1] or self.certainties[0]


@dataclass(frozen=True)
class Change:
    """What differs of one feature.

    `presence` is "new", "gone" or None. `stated` are the years and kinds of the figures themselves
    where the cells rest on stated points. `began` and `ended` are terms, as pairs to be read.
    """

    feature: Mapping[str, Any]
    presence: str | None
    cells: tuple[Cell, ...]
    stated: tuple[tuple[Pair, ...], tuple[Pair, ...]]
    began: tuple[tuple[Pair, ...], ...]
    ended: tuple[tuple[Pair, ...], ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class LayerChanges:
    """The changes of one layer, and how many of its features are the same in both years."""

    entry: Mapping[str, Any]
    changes: tuple[Change, ...]
    same_count: int


def years_of(view: Any) -> tuple[int, int] | None:
    """The two years that a view compares, the earlier first; None when it compares nothing.

    A view of all years is compared as that of the last one.
    """
    if view.compare is None:
        return None
    chosen = LAST_YEAR if view.year is None else view.year
    return min(view.compare, chosen), max(view.compare, chosen)


def changes_of(
    entry: Mapping[str, Any], features: Iterable[Mapping[str, Any]], years: tuple[int, int]
) -> LayerChanges:
    """What differs between two years in one layer, in the order of its features."""
    found, same_count = [], 0
    for feature in features:
        change = _change(entry, feature, years)
        if change is not None:
            found.append(change)
        elif all(is_shown(feature["properties"], year) for year in years):
            same_count += 1
    return LayerChanges(entry, tuple(found), same_count)


def _change(entry: Mapping, feature: Mapping, years: tuple[int, int]) -> Change | None:
    properties = feature["properties"]
    shown = [is_shown(properties, year) for year in years]
    if not any(shown):
        return None
    if not all(shown):
        presence = "new" if shown[1] else "gone"
        cited = tuple(properties.get("source_ids") or ())
        return Change(feature, presence, (), ((), ()), (), (), cited)
    rows = [values_in_year(entry, properties, year) for year in years]
    cells = _cells(entry, rows)
    began, ended = _terms(entry, properties, years)
    if not (cells or began or ended):
        return None
    cited = tuple(dict.fromkeys((*rows[0]["source_ids"], *rows[1]["source_ids"])))
    return Change(
        feature,
        None,
        cells,
        (stated_of(entry, rows[0]), stated_of(entry, rows[1])),
        began,
        ended,
        cited,
    )


def _cells(entry: Mapping, rows: list[dict]) -> tuple[Cell, ...]:
    columns = figure_columns(entry)
    is_joined = _is_joined(*rows)
    found = []
    for column in columns:
        earlier, later = (row.get(column["name"]) for row in rows)
        if earlier != later and (is_known(earlier) or is_known(later)):
            difference = _difference(earlier, later) if is_joined else None
            firm = tuple(row.get(f"certainty_{column['name']}") for row in rows)
            found.append(Cell(column, earlier, later, difference, firm))
    return tuple(found)


def _difference(earlier: Any, later: Any) -> float | None:
    if all(isinstance(value, int | float) for value in (earlier, later)):
        return round(later - earlier, 4)
    return None


def _is_joined(earlier: Mapping, later: Mapping) -> bool:
    """Whether figures may be subtracted: counted alike, on the same side of the break of 2021."""
    sides = {side_of(row) for row in (earlier, later)} - {None}
    return len(sides) < 2 and earlier.get("current_kind") == later.get("current_kind")


def figure_columns(entry: Mapping) -> list[Mapping[str, Any]]:
    """The columns whose figures are compared: those of the year, but not the year itself."""
    return [column for column in dated_columns(entry) if column["name"] not in WHEN]


def side_of(row: Mapping) -> bool | None:
    """Whether a row's figures lie after the break of 2021; None where they have no base."""
    base = row.get("current_base")
    return is_after_break(row["current_year"], base) if base else None


def stated_of(entry: Mapping, row: Mapping) -> tuple[Pair, ...]:
    """When a row's figures were stated, and by what kind of count."""
    columns = [column for column in dated_columns(entry) if column["name"] in WHEN]
    return tuple(known_pairs(columns, row))


def _terms(entry: Mapping, properties: Mapping, years: tuple[int, int]):
    """Terms, such as memberships, that hold in one of the years alone."""
    began: list[tuple[Pair, ...]] = []
    ended: list[tuple[Pair, ...]] = []
    for table, record in terms_of(entry, properties):
        earlier, later = (spans(record, year) for year in years)
        if earlier != later:
            (began if later else ended).append(told(table, record))
    return tuple(began), tuple(ended)


def terms_of(entry: Mapping, properties: Mapping) -> Iterator[tuple[Mapping, Record]]:
    """The dated terms of a feature, such as memberships, each with its table.

    What the map draws from is not among them, but among the cells.
    """
    for table in entry["tables"]:
        if table["name"] != entry["style"].get("table"):
            for record in properties.get(table["name"]) or []:
                if any(record.get(name) for name in TERM_DATES):
                    yield table, record


def told(table: Mapping, record: Record) -> tuple[Pair, ...]:
    """What a term is, as pairs to be read."""
    fields = [
        field
        for field in table["fields"]
        if field.get("is_shown", True) and field["type"] in ("string", "date", "year")
    ]
    return tuple(known_pairs(fields, record))
