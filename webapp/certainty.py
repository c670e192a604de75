"""How firm a figure is, in a word: as stated, or computed, rounded, of an inferred year."""

from collections.abc import Mapping
from typing import Any

from geodata.preference import under
from geodata.time import Record

COMPUTED, ROUNDED, INFERRED = "computed", "rounded or approximate", "year inferred"
AS_COUNTED = ("exact", None)
KINDS = {"article": INFERRED}


def certainty(record: Record) -> str | None:
    """A msgid for what a record says of its figure; None where it is as the source states it.

    An official estimate says so by its kind, which stands beside its year everywhere.
    """
    if record.get("value_basis") == "computed":
        return COMPUTED
    if record.get("precision") not in AS_COUNTED:
        return ROUNDED
    return KINDS.get(record.get("kind"))


def certainty_of(
    entry: Mapping[str, Any], properties: Mapping[str, Any], field: Mapping[str, Any]
) -> str | None:
    """The same for a figure of a feature: it is no firmer than any record that it repeats."""
    if field["type"] == "year":
        return None
    said = map(certainty, under(entry["tables"], properties, field["name"]))
    return next(filter(None, said), None)
