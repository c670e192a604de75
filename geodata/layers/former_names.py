"""What cities were called before, with the years of each name, as records of their features."""

from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from geodata.layer import Field, Table

from .evidence import records_by, shown

FIELDS = (
    Field("name_en", "Name (English)"),
    Field("name_kk", "Name (Kazakh)"),
    Field("name_ru", "Name (Russian)"),
    Field("from_year", "From year", "year"),
    Field("to_year", "To year", "year"),
    Field("note", "Note", "text", is_translated=True),
)
TABLE = Table("former_names", "Former names", FIELDS)


def former_names(
    rows: DataFrame, ids: Iterable[str], key: str = "unit_id"
) -> list[list[dict[str, Any]]]:
    """Return the sourced former names of each place, oldest first; `key` is where its id stands.

    Years are inclusive, an open beginning is None: the name was in use before it was looked up.
    """
    known = shown(rows).dropna(subset=[key]).sort_values("to_year", kind="stable")
    return records_by(known, key, {field.name: field.name for field in FIELDS}, ids)
