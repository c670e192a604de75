"""January 2022 in numbers: counts of the dead and of the troops, side by side at their places."""

from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from geodata.layer import USE, Choice, Field, Shown, Table

from .evidence import first_in, records_by, shown

INDICATORS = (
    ("dead", "Dead of the unrest, in the whole country"),
    ("csto_troops", "Troops of the CSTO"),
)
FIELDS = (
    Field("indicator", "What is counted", labels=INDICATORS),
    Field("as_of", "As of", "date"),
    Field("value", "Value", "integer"),
    Field("unit", "Unit", labels=(("persons", "persons"),)),
    Field("precision", "Precision", labels=(("about", "about"), ("exact", "as counted"))),
    USE,
    Field("note", "Note", "text", is_translated=True),
)
TABLE = Table(
    "january_2022",
    "January 2022, counts side by side",
    FIELDS,
    choice=Choice(
        ("indicator",),
        "value",
        "Of the dead the last count of the Prosecutor General is shown, a list by name; of the "
        "troops the official figure goes before that of the press.",
        (
            Shown("dead", "value", (("indicator", "dead"),)),
            Shown("csto_troops", "value", (("indicator", "csto_troops"),)),
        ),
    ),
)
SHOWN_FIELDS = (
    Field("dead", "Dead of the unrest, in the whole country", "integer", "persons"),
    Field("csto_troops", "Troops of the CSTO", "integer", "persons"),
)
FIRST = ("dead-2022-08", "csto-troops-official")


def counts(
    january_2022: DataFrame, places: dict[str, str], ids: Iterable[str]
) -> list[list[dict[str, Any]]]:
    """Return the counts of each feature, the latest first; `places` has an indicator by id."""
    rows = shown(january_2022)
    rows = rows.assign(use=first_in(rows, ("indicator",), ~rows["id"].isin(FIRST)))
    rows = rows.sort_values("as_of", ascending=False, kind="stable")
    names = {field.name: field.name for field in FIELDS}
    return records_by(rows, "indicator", names, [places.get(one, "") for one in ids])
