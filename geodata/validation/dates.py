"""Days that dates of three precisions can mean: 2022, 2022-07 and 2022-07-05."""

import calendar
import re
from datetime import date
from typing import Any

FIRST_YEAR, LAST_YEAR = 1000, 2100
PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

Span = tuple[date, date]

# A `to` of each pair is not before its `from`.
PERIODS = (
    ("from_date", "to_date"),
    ("from_year", "to_year"),
    ("date", "end_date"),
    ("date_from", "date_to"),
    ("period_start", "period_end"),
)


def span(value: Any) -> Span | None:
    """First and last day that an ISO date, partial or whole, can mean; None when it is not one."""
    matched = PATTERN.fullmatch(str(value))
    if not matched:
        return None
    year, month, day = (int(part) if part else None for part in matched.groups())
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def is_before(one: Any, other: Any) -> bool:
    """Whether one date is surely before another: its last day before the other's first."""
    ends, begins = span(one), span(other)
    return bool(ends and begins and ends[1] < begins[0])
