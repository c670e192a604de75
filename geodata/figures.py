"""Figures that rest on cells of the sources: found by pointer, added up, and set into texts.

A pointer names one row by its table and the first parts of its key, and mostly one of its columns:
`throughput[cpc-kazakh|2022].value`, or `pipelines[cpc]` for the row as a whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas

from geodata.errors import AtlasError
from geodata.geojson import plain
from geodata.rows import named
from geodata.source import open_source, read_table, split_ids

POINTER = re.compile(r"(?P<table>[a-z_0-9]+)\[(?P<key>[^\[\]]+)\](?:\.(?P<column>[a-z_0-9]+))?")
PLACE = re.compile(r"\{([a-z0-9-]+(?:/[a-z0-9-]+)?)\}")
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)
COUNTED = ("number", "integer")
DATED = ("date", "year")
NOT_SHOWN = "memory"
NO_BREAK = "\N{NO-BREAK SPACE}"


class BadFigure(AtlasError):
    """A pointer leads nowhere, to several rows, or to a cell that is no figure."""


@dataclass(frozen=True)
class Cell:
    """One row, or one of its cells; `kind` is the type of its column, None for a whole row."""

    pointer: str
    value: Any
    kind: str | None
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A value, how it came about (`cell`, `sum`, `share`, `stated`), and the rows under it."""

    value: int | float | str | None
    how: str
    cells: tuple[Cell, ...]


class Tables:
    """The tables of a folder of sources, each read at its first use."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._read: dict[str, tuple[Any, pandas.DataFrame]] = {}

    def cell(self, pointer: str) -> Cell:
        """The row or cell of a pointer. Raises BadFigure."""
        found = POINTER.fullmatch(pointer)
        if not found:
            raise BadFigure(f'must be pointers such as table[key|key].column; got "{pointer}".')
        source, frame = self._table(found["table"])
        row = self._row(source, frame, found["key"].split("|"), pointer)
        if row.get("confidence") == NOT_SHOWN or row.get("is_withheld") is True:
            raise BadFigure(f'must not rest on rows from memory; got "{pointer}".')
        kinds = {field["name"]: field["type"] for field in source.fields}
        column = found["column"]
        if column is None:
            return Cell(pointer, None, None, row)
        value, kind = _read(row.get(column), kinds.get(column))
        if kind is None:
            raise BadFigure(f'must point at cells with a number or a date; got "{pointer}".')
        return Cell(pointer, value, kind, row)

    def _table(self, name: str) -> tuple[Any, pandas.DataFrame]:
        if name not in self._read:
            if not (self.folder / f"{name}.csv").is_file():
                raise BadFigure(f'must point at tables of the sources; got "{name}".')
            source = open_source(self.folder, name)
            self._read[name] = source, named(source, read_table(source))
        return self._read[name]

    def _row(
        self, source: Any, frame: pandas.DataFrame, parts: list[str], pointer: str
    ) -> dict[str, Any]:
        key = source.about["key"]
        rows = frame
        for name, part in zip(key, parts, strict=False):
            rows = rows[rows[name].astype("string").eq(part)]
        if len(rows) != 1 or len(parts) > len(key):
            raise BadFigure(f'must point at one row each; "{pointer}" fits {len(rows)}.')
        return plain(rows.iloc[0].to_dict())


def figure(tables: Tables, row: Mapping[str, Any]) -> Figure:
    """The figure of a row that says `cells`, `of`, `decimals` or a `value` of its own.

    One cell is that cell; several are added up; with `of` they are a share of its sum, in percent.
    Raises BadFigure.
    """
    over = [tables.cell(pointer) for pointer in split_ids(row["cells"])]
    under = [tables.cell(pointer) for pointer in split_ids(row["of"])]
    valued = [cell for cell in over if cell.kind]
    if not valued and not under:
        return Figure(row["value"], "stated", tuple(over))
    if row["value"] is not None:
        raise BadFigure("have a value of their own; the row must not repeat it.")
    if len(valued) == 1 and not under:
        value = str(valued[0].value) if valued[0].kind in DATED else valued[0].value
        return Figure(value, "cell", tuple(over))
    if not all(cell.kind in COUNTED for cell in (*over, *under)):
        raise BadFigure("must be numbers to be added up.")
    total = _sum(over)
    if not under:
        return Figure(_plain(total), "sum", tuple(over))
    digits = Decimal(1).scaleb(-(1 if row["decimals"] is None else row["decimals"]))
    share = (100 * total / _sum(under)).quantize(digits, ROUND_HALF_UP)
    return Figure(_plain(share), "share", (*over, *under))


def fill(text: str, figures: Mapping[str, int | float | str | None], lang: str) -> str:
    """Put figures in the places of a text, `{name}`, written as its language writes numbers.

    Raises BadFigure for a place that no figure is for.
    """
    for name in PLACE.findall(text):
        if figures.get(name) is None:
            raise BadFigure(f'must name figures in braces that there are; got "{name}".')
    return PLACE.sub(lambda found: in_words(figures[found[1]], lang), text)


def in_words(value: int | float | str, lang: str) -> str:
    """A number as a language writes it: 1,495.4 in English, 1 495,4 in Kazakh and Russian."""
    if isinstance(value, str):
        return value
    words = f"{value:,}"
    return words if lang == "en" else words.replace(",", NO_BREAK).replace(".", ",")


def _read(value: Any, kind: str | None) -> tuple[Any, str | None]:
    """A cell's value and kind; a column of texts may hold numbers and dates."""
    if value is None or kind in (*COUNTED, *DATED):
        return value, None if value is None else kind
    if kind == "string" and NUMBER.fullmatch(value):
        return plain(float(value)), "number"
    return value, "date" if kind == "string" and DATE.fullmatch(value) else None


def _sum(cells: list[Cell]) -> Decimal:
    return sum((Decimal(str(cell.value)) for cell in cells), Decimal())


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
