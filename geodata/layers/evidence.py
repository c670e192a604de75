"""What of the evidence is shown: rows with a source, as records that carry their citations."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geodata.geojson import plain
from geodata.layer import NAMES, YEARS, Field, Table
from geodata.origins import ROWS
from geodata.preference import repeated
from geodata.source import split_ids

SHOWN = ("sourced", "derived")


def shown(rows: DataFrame) -> DataFrame:
    """Keep the rows that rest on works, or are computed from such; leave out general knowledge."""
    return rows[rows["confidence"].isin(SHOWN)]


def without_knowledge(cells: Series) -> Series:
    """Drop general knowledge from `ids` cells, where what rested on it is not shown."""
    return cells.str.replace(r"(^|;)general-knowledge\b", "", regex=True).str.strip(";")


def cited(*cells: Any) -> list[str]:
    """Return the bibliography ids of some `ids` cells, each once, sorted."""
    return sorted({source_id for cell in cells for source_id in split_ids(cell)})


def first_in(rows: DataFrame, slot: Sequence[str], rank: Series) -> Series:
    """Which row of each slot is drawn, that of the lowest rank, the first of equals: `use`."""
    order = rank.sort_values(kind="stable").index
    first = ~rows.loc[order].duplicated(list(slot), keep="first")
    known = rows[list(slot)].notna().all(axis="columns")
    return (first.reindex(rows.index) | ~known).map({True: "drawn", False: "beside"})


def records(rows: DataFrame, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    """Turn rows into records, in their order: `columns` maps a record's names to the table's."""
    return [
        {name: plain(row[column]) for name, column in columns.items()}
        | {name: split_ids(row[name]) for name in ("source_ids", ROWS) if name in row}
        for row in rows.to_dict("records")
    ]


def repeating(table: Table, records: Iterable[list[dict[str, Any]]]) -> dict[str, list[Any]]:
    """The properties that repeat the drawn records of a table: by name, a value for each list."""
    choice = table.choice.as_json()
    found = [repeated(choice, one) for one in records]
    return {name: [one[name] for one in found] for name in repeated(choice, [])}


def records_by(
    rows: DataFrame, key: str, columns: Mapping[str, str], ids: Iterable[str]
) -> list[list[dict[str, Any]]]:
    """Return for each id the records of the rows whose `key` is that id, possibly none."""
    groups = dict(iter(rows.groupby(key, sort=False)))
    return [records(groups[name], columns) if name in groups else [] for name in ids]


def declared(
    frame: GeoDataFrame, fields: Iterable[Field], tables: Iterable[Table] = ()
) -> GeoDataFrame:
    """Keep the columns that a layer publishes, in their order; the table's others stay behind.

    One that is not there is left for the checks to name.
    """
    names = [field.name for field in (*NAMES, *fields, *YEARS)]
    names += ["source_ids", *((ROWS,) if ROWS in frame else ())]
    names += [*(table.name for table in tables), frame.geometry.name]
    return frame[[name for name in dict.fromkeys(names) if name in frame]]
