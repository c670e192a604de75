"""Exports above and imports below one line, a bar a year; years without a figure have none."""

from collections.abc import Iterator, Mapping
from typing import Any

from geodata.attributes import wanted
from webapp.charts.axes import Values, Years, levels
from webapp.charts.frame import Chart, Column, Key, Mark, Part, field, labels, rows_under
from webapp.charts.reach import in_columns
from webapp.records import cited_in

HEIGHT = 200
VALUE = "value_usd_million"


def trade(
    entry: Mapping[str, Any], table: Mapping[str, Any], records: list, year: int | None
) -> Chart | None:
    """The chart of the figures that the map draws; None where they are of one year alone."""
    known = wanted(entry["style"], {table["name"]: records})
    if len({record["year"] for record in known}) < 2:
        return None
    flows = {swatch["value"]: swatch["ink"] for swatch in entry["style"]["classes"][:2]}
    most = [max((r[VALUE] for r in known if r["flow"] == flow), default=0) for flow in flows]
    steps = levels(most[0], -most[1])
    years, values = Years(), Values(HEIGHT, steps[-1], steps[0])
    columns = tuple(_columns(table, known, flows, (years, values)))
    return Chart(
        "trade",
        table["name"],
        table["title"],
        HEIGHT,
        columns,
        in_columns(columns, HEIGHT),
        tuple(_keys(table, known, flows)),
        cited_in(known),
        years.named(),
        levels=tuple((values.y(step), abs(step)) for step in steps),
        unit=field(table, VALUE)["unit"],
        chosen=years.chosen(year),
    )


def _columns(
    table, known: list, flows: Mapping[str, str], axes: tuple[Years, Values]
) -> Iterator[Column]:
    years, values = axes
    names, value = labels(table, "flow"), field(table, VALUE)
    signs = dict(zip(flows, (1, -1), strict=True))
    for own in sorted({record["year"] for record in known}):
        same = [record for record in known if record["year"] == own and record["flow"] in flows]
        marks, parts = [], []
        for record in same:
            top, foot = sorted((values.y(0), values.y(signs[record["flow"]] * record[VALUE])))
            height = round(foot - top, 2)
            shape = "bar-hollow" if record.get("value_basis") == "computed" else "bar"
            place = (years.x(own + 0.14), top, round(years.step * 0.72, 2), height)
            marks.append(Mark(shape, flows[record["flow"]], *place))
            said = ((names[record["flow"]], value, record[VALUE]),)
            parts.append(Part(said, rows_under(record), years.x(own), top, years.step, height))
        yield Column(((field(table, "year"), own),), tuple(parts), tuple(marks))


def _keys(table, known: list, flows: Mapping[str, str]) -> Iterator[Key]:
    names, bases = labels(table, "flow"), labels(table, "value_basis")
    yield from (Key(names[flow], ink) for flow, ink in flows.items())
    if any(record.get("value_basis") == "computed" for record in known):
        yield Key(bases["computed"], "label", "bar-hollow")
