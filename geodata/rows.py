"""Rows of the sources by name, `table/row`: where each published figure comes from.

A row is called by its key: the parts that are not empty, joined by dashes, in letters and digits of
ASCII, such as `composition/KZ-59-petropavl-2021-article-russian`. Names of more than 80 characters
are cut where that leaves them unique.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas
from pandas import DataFrame

from geodata.origins import ROWS
from geodata.source import Source, split_ids

LONGEST = 80
UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def named(source: Source, table: DataFrame) -> DataFrame:
    """Add the reference of each row in a column `rows`; maps and tables without a key stay.

    The column is like one of the type `ids`: what is computed from several rows may join theirs.
    """
    key = source.about.get("key")
    if not key or source.path.suffix != ".csv":
        return table
    names = row_names(table[key].itertuples(index=False, name=None))
    return table.assign(**{ROWS: [f"{source.name}/{name}" for name in names]})


def row_names(keys: Iterable[Iterable[Any]]) -> list[str]:
    """The names of a table's rows by their keys; those that fall together are numbered."""
    full = ["-".join(part for value in key if (part := _plain(value))) for key in keys]
    short = [name[:LONGEST].rstrip("-") for name in full]
    count = Counter(short)
    chosen = [cut if count[cut] == 1 else name for cut, name in zip(short, full, strict=True)]
    seen: Counter[str] = Counter()
    names = []
    for name in chosen:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def joined(cells: Iterable[Any]) -> str:
    """The references of some cells as one cell, each once, in their order."""
    parts = [part for cell in cells if not pandas.isna(cell) for part in cell.split(";")]
    return ";".join(dict.fromkeys(part for part in parts if part))


def listed(cell: Any) -> list[str]:
    """The references of a cell, or of a list, each once, in order."""
    return list(dict.fromkeys(cell if isinstance(cell, list) else split_ids(cell)))


def _plain(value: Any) -> str:
    return "" if pandas.isna(value) else UNSAFE.sub("-", str(value)).strip("-")
