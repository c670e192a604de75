"""Memberships as spans, a row for each line; a forerunner and its successor are one."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from geodata.time import LAST_YEAR
from webapp.charts.axes import Years
from webapp.charts.frame import (
    BOTTOM,
    LEFT,
    TOP,
    Chart,
    Column,
    Key,
    Mark,
    Part,
    field,
    labels,
    rows_under,
)
from webapp.charts.reach import apart, in_rows
from webapp.records import cited_in

ROW, NAMED, BAR = 34, 18, 8  # px of the drawing: a line with its name, the name, the bar
SHAPES = {
    "member": "bar",
    "suspended": "bar-hatch",
    "former": "bar-thread",
    "candidate": "bar-hollow",
    "observer": "bar-thin",
    "partner": "bar-dotted",
}
INK = "border"


@dataclass(frozen=True)
class Span:
    """One status without a break, of one or more organisations; dates as the table has them."""

    status: str
    start: date
    end: date
    from_date: str | None
    to_date: str | None
    organisations: tuple[str, ...]
    records: tuple[Mapping[str, Any], ...] = ()


def terms(
    _entry: Mapping[str, Any], table: Mapping[str, Any], records: list, year: int | None
) -> Chart | None:
    """The chart of a country's memberships; None where it has none."""
    lines = [line for line in labels(table, "line") if any(r["line"] == line for r in records)]
    years = Years()
    columns = tuple(
        column
        for row, line in enumerate(lines)
        for column in _columns(table, spans([r for r in records if r["line"] == line]), row, years)
    )
    statuses = dict.fromkeys(record["status"] for record in records)
    words = labels(table, "status")
    order = sorted(statuses, key=list(words).index)
    return Chart(
        "terms",
        table["name"],
        table["title"],
        TOP + ROW * len(lines) + BOTTOM,
        columns,
        in_rows(columns, ROW),
        tuple(Key(words[status], INK, SHAPES[status]) for status in order),
        cited_in(records),
        years.named(),
        rows=tuple(
            (TOP + ROW * row, labels(table, "line")[line]) for row, line in enumerate(lines)
        ),
        chosen=years.chosen(year),
    )


def spans(records: list[Mapping[str, Any]]) -> list[Span]:
    """One line's terms by status: those that meet or overlap become one, as CST and CSTO do."""
    found: list[Span] = []
    rows = sorted(records, key=lambda r: (r["status"], first_day(r["from_date"])))
    for row in rows:
        start, end = first_day(row["from_date"]), last_day(row["to_date"])
        last = found[-1] if found else None
        if last and last.status == row["status"] and start <= last.end + timedelta(days=1):
            is_longer = end > last.end
            to_date = row["to_date"] if is_longer else last.to_date
            names = tuple(dict.fromkeys((*last.organisations, row["organisation"])))
            found[-1] = Span(
                last.status,
                last.start,
                max(end, last.end),
                last.from_date,
                to_date,
                names,
                (*last.records, row),
            )
        else:
            own = (row["organisation"],)
            dates = (row["from_date"], row["to_date"])
            found.append(Span(row["status"], start, end, *dates, own, (row,)))
    return sorted(found, key=lambda span: span.start)


def first_day(text: str | None) -> date:
    """The first day that a date, possibly only a year or a month, can mean; none is long ago."""
    if not text:
        return date(1900, 1, 1)
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str | None) -> date:
    """The last day that a date, possibly only a year or a month, can mean; none is not over."""
    if not text:
        return date(LAST_YEAR, 12, 31)
    year, month, day = (*map(int, text.split("-")), None, None)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def moment(day: date) -> float:
    """A day as a number of years."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _columns(table, known: list[Span], row: int, years: Years) -> Iterator[Column]:
    names, top = field(table, "organisation"), TOP + ROW * row
    for span in known:
        left = max(years.x(moment(span.start)), LEFT)
        width = max(round(years.x(moment(span.end)) - left, 2), 2)
        head = _head(table, span.status, span.from_date, span.to_date)
        starts = [max(years.x(moment(first_day(r["from_date"]))), LEFT) for r in span.records]
        reaches = apart([left, *starts[1:], left + width])
        parts = (
            Part(
                (("", names, record["organisation"]),),
                rows_under(record),
                *(start, top, length, ROW),
                head=_head(table, *(record[name] for name in ("status", "from_date", "to_date"))),
            )
            for record, (start, length) in zip(span.records, reaches, strict=True)
        )
        mark = Mark(SHAPES[span.status], INK, left, top + NAMED, width, BAR)
        yield Column(head, tuple(parts), (mark,))


def _head(table, status: str, from_date: str | None, to_date: str | None) -> tuple:
    head = [(field(table, "status"), status), (field(table, "from_date"), from_date)]
    return (*head, *([(field(table, "to_date"), to_date)] if to_date else ()))
