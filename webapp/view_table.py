"""What a view shows as one tidy table: a row per value, of every visible layer.

A row says of which layer, feature and record a value is, its field and unit, the year and kind it
holds for, how firm it is, and which works say so, in which rows of the sources. Each column is a
line of `COLUMNS`: its name and what fills it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from geodata.catalog import Catalog
from geodata.origins import ROWS
from geodata.preference import under
from webapp.atlas_map import visible_ids
from webapp.certainty import COMPUTED, INFERRED, ROUNDED, certainty
from webapp.evidence import rows_of
from webapp.features import stored
from webapp.query import Bbox
from webapp.records import NUMBERS
from webapp.tidy import Feature, written
from webapp.values import is_known
from webapp.view import View

DATED = re.compile(r".*_(\d{4})")
# What stands in a column of its own, or is a tie of the map's own and no value.
ASIDE = ("year", "kind", "unit", "from_date", "to_date", "source_ids", "from_year", "to_year")
CODES = {COMPUTED: "computed", ROUNDED: "rounded", INFERRED: "year_inferred"}
ESTIMATES = {"official_estimate": "estimate"}
NAMES = ("name_en", "name_kk", "name_ru")


class Cell(NamedTuple):
    """One value of one feature; `record` counts the records of a table from 1."""

    entry: Mapping[str, Any]
    feature: Feature
    field: Mapping[str, Any]
    value: Any
    table: str | None = None
    record: int | None = None
    said: Mapping[str, Any] = {}

    @property
    def properties(self) -> Mapping[str, Any]:
        """What is known of the feature."""
        return self.feature["properties"]

    @property
    def unit(self) -> str | None:
        """The unit of the field, or of this record."""
        return self.field.get("unit") or self.said.get("unit")

    @property
    def year(self) -> Any:
        """The year that the value is of: the record's, or one that the field says."""
        name = self.field.get("name", "")
        found = DATED.fullmatch(name)
        own = int(found[1]) if found else self.properties.get(f"{name}_year")
        return self.said.get("year") if self.table else own

    @property
    def item(self) -> str:
        """What tells this record from others of its table: its coded values."""
        coded = self.said.get("_coded", ())
        return ";".join(f"{name}={self.said[name]}" for name in coded if is_known(self.said[name]))

    @property
    def basis(self) -> list[Mapping[str, Any]]:
        """What the value is of: its record, the records that it repeats, else the feature."""
        name = self.field.get("name", "")
        records = [self.said] if self.table else under(self.entry["tables"], self.properties, name)
        return records or [self.properties]

    @property
    def certainty(self) -> str | None:
        """How firm a number is, as a code; None where it is as the sources state it."""
        if self.field.get("type") not in NUMBERS:
            return None
        basis = self.basis if self.table else [*self._records_alike(), *self.basis]
        marks = (_mark(one) for one in basis if one is not self.properties)
        return next(filter(None, marks), None)

    @property
    def is_approximate(self) -> bool:
        """Whether the feature's position or course is only approximate."""
        return any(self.properties.get(name) is True for name in ("is_approximate", "is_schematic"))

    @property
    def source_ids(self) -> list[str]:
        """The works that say so: the record's, else the feature's."""
        cited = [work for one in self.basis for work in one.get("source_ids") or ()]
        return list(dict.fromkeys(cited)) or self.properties.get("source_ids") or []

    @property
    def rows(self) -> list[str]:
        """The rows of the sources that it rests on, each as `table/row`."""
        if self.table:
            return self.said.get(ROWS) or []
        return list(rows_of(self.entry, self.properties, self.field.get("name", "")))

    def _records_alike(self) -> list[Mapping[str, Any]]:
        """The feature's records that rest on rows on which this value rests too."""
        rows = set(self.rows)
        tables = (self.properties.get(table["name"]) or () for table in self.entry["tables"])
        return [one for table in tables for one in table if rows.intersection(one.get(ROWS) or ())]


def _mark(record: Mapping[str, Any]) -> str | None:
    word = certainty(record)
    return CODES[word] if word else ESTIMATES.get(record.get("kind"))


COLUMNS: tuple[tuple[str, Callable[[Cell], Any]], ...] = (
    ("layer", lambda cell: cell.entry["id"]),
    ("feature_id", lambda cell: cell.feature["id"]),
    *((name, lambda cell, name=name: cell.properties.get(name)) for name in NAMES),
    ("table", lambda cell: cell.table),
    ("record", lambda cell: cell.record),
    ("item", lambda cell: cell.item),
    ("field", lambda cell: cell.field.get("name")),
    ("value", lambda cell: cell.value),
    ("unit", lambda cell: cell.unit),
    ("year", lambda cell: cell.year),
    ("from_date", lambda cell: cell.said.get("from_date")),
    ("to_date", lambda cell: cell.said.get("to_date")),
    ("kind", lambda cell: cell.said.get("kind")),
    ("use", lambda cell: cell.said.get("use")),
    ("certainty", lambda cell: cell.certainty),
    ("is_approximate", lambda cell: cell.is_approximate),
    ("source_ids", lambda cell: cell.source_ids),
    (ROWS, lambda cell: cell.rows),
)


def view_table(view: View, catalog: Catalog, bbox: Bbox | None) -> str:
    """The CSV of what a view shows within a box, or of all of it without one.

    A layer that waits for a closer zoom than the view's is not shown, and not in the table.
    """
    rows = ([fill(cell) for _, fill in COLUMNS] for cell in cells(view, catalog, bbox))
    return written([name for name, _ in COLUMNS], rows)


def cells(view: View, catalog: Catalog, bbox: Bbox | None) -> Iterator[Cell]:
    """Every value of a view, by layer in drawing order, feature, table and record."""
    for layer_id in visible_ids(view, catalog):
        entry = catalog.layer(layer_id)
        if view.map and view.map.zoom < (entry["style"].get("min_zoom") or 0):
            continue
        for item in stored(catalog, layer_id).cut(bbox, view.year):
            yield from _of_feature(entry, item.feature)


def _of_feature(entry: Mapping[str, Any], feature: Feature) -> Iterator[Cell]:
    found = [
        *_of_fields(entry, feature),
        *(cell for table in entry["tables"] for cell in _of_table(entry, table, feature)),
    ]
    yield from found or [Cell(entry, feature, {}, None)]


def _of_fields(entry: Mapping[str, Any], feature: Feature) -> Iterator[Cell]:
    for field in _valued(entry["fields"]):
        value = feature["properties"].get(field["name"])
        if is_known(value):
            yield Cell(entry, feature, field, value)


def _of_table(
    entry: Mapping[str, Any], table: Mapping[str, Any], feature: Feature
) -> Iterator[Cell]:
    coded = tuple(
        field["name"]
        for field in table["fields"]
        if field.get("labels") and field["name"] not in ASIDE
    )
    for number, record in enumerate(feature["properties"].get(table["name"]) or [], start=1):
        said = {**dict.fromkeys(coded), **record, "_coded": coded}
        for field in _valued(table["fields"]):
            value = record.get(field["name"])
            if is_known(value):
                yield Cell(entry, feature, field, value, table["name"], number, said)


def _valued(fields: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The fields whose values are told; names and what has a column of its own are not."""
    return [
        field
        for field in fields
        if field["name"] not in (*ASIDE, *NAMES)
        and field["type"] != "list"
        and field.get("is_shown", True)
    ]
