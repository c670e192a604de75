"""How firm a figure is, in a word: as stated, or computed, rounded, of an inferred year."""

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
