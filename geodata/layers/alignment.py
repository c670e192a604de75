"""The class of a country on each date, computed from its memberships."""

from datetime import date, timedelta
from typing import Any

from pandas import DataFrame

from geodata.origins import ROWS
from geodata.rows import joined
from geodata.source import split_ids

from .evidence import cited

ECONOMIC = ("eaeu", "ses", "eacu", "eurasec")
SECURITY = ("csto", "cst")
VALUES = (
    ("eaeu_csto", "EAEU and CSTO, or their forerunners"),
    ("eaeu", "EAEU or a forerunner, not CSTO"),
    ("csto", "CSTO or the treaty before it, not EAEU"),
    ("csto_suspended", "CSTO membership suspended or frozen"),
    ("cis", "CIS only, associates included"),
)
NONE = ("none", "None of these in the sources read")  # after a class has ended
OPEN_END = "9999-12-31"


def spans(rows: DataFrame) -> list[dict[str, Any]]:
    """Return one country's classes as records, the latest first; none where no row makes one.

    `rows` are its memberships with ISO dates, both ends inclusive, as in the records. Each record
    cites the rows that make it; that of a suspension has its note. Where a class has ended and no
    other begun the value is that of `NONE`, or a year would still show the class that ended in it;
    such a record cites the rows that end.
    """
    rows = rows[rows["organisation_id"].isin([*ECONOMIC, *SECURITY, "cis"])]
    found: list[dict[str, Any]] = []
    for day in first_days(rows):
        now = rows[(rows["from_date"] <= day) & (rows["to_date"].fillna(OPEN_END) >= day)]
        value = class_of(now)
        if value is None and any(span["value"] for span in found):
            value, now = NONE[0], rows[rows["to_date"] == _day_before(day)]
        if not found or found[-1]["value"] != value:
            if found:
                found[-1]["to_date"] = _day_before(day)
            found.append(_span(day, value, now))
        found[-1]["source_ids"] = sorted({*found[-1]["source_ids"], *_cited(now)})
        if ROWS in now:
            found[-1][ROWS] = split_ids(joined([*found[-1].get(ROWS, ()), *_making(now)[ROWS]]))
    return [span for span in reversed(found) if span["value"]]


def first_days(rows: DataFrame) -> list[str]:
    """Return the days on which something may change: starts, and the days after ends."""
    ends = [_day_after(day) for day in rows["to_date"].dropna()]
    return sorted({*rows["from_date"], *ends})


def class_of(now: DataFrame) -> str | None:
    """Return the class that the rows in force on one day give, if they give one."""

    def has(status: str, organisations: tuple[str, ...]) -> bool:
        return bool(((now["status"] == status) & now["organisation_id"].isin(organisations)).any())

    if has("suspended", SECURITY):
        return "csto_suspended"
    economic, security = has("member", ECONOMIC), has("member", SECURITY)
    if economic or security:
        return "eaeu_csto" if economic and security else "eaeu" if economic else "csto"
    return "cis" if has("member", ("cis",)) or has("partner", ("cis",)) else None


def _span(day: str, value: str | None, now: DataFrame) -> dict[str, Any]:
    is_suspended = (now["status"] == "suspended") & now["organisation_id"].isin(SECURITY)
    notes = now.loc[is_suspended, "note"].dropna()
    note = "; ".join(notes) or None
    return {"from_date": day, "to_date": None, "value": value, "note": note, "source_ids": []}


def _cited(now: DataFrame) -> list[str]:
    return cited(*_making(now)["source_ids"])


def _making(now: DataFrame) -> DataFrame:
    return now[now["status"].isin(["member", "suspended", "partner"])]


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
