"""Volumes of a pipeline, a bar a year; what counts another thing stands beside it as a point."""

from collections.abc import Iterator, Mapping
from typing import Any

from webapp.charts.axes import Values, Years, levels
from webapp.charts.frame import POINT, Chart, Column, Key, Mark, Part, field, labels, rows_under
from webapp.charts.reach import in_columns
from webapp.records import cited_in

HEIGHT = 180
PART = "of_which_kazakh"
NOT_SAID = "The part from Kazakhstan is not stated"
UNDIVIDED = "bar-dotted"  # a total of which no source says how much is from Kazakhstan


def volumes(
    entry: Mapping[str, Any], table: Mapping[str, Any], records: list, year: int | None
) -> Chart | None:
    """The chart of the volumes in the unit that most of them have; None for a single year."""
    units = [record["unit"] for record in records]
    unit = max(dict.fromkeys(units), key=units.count)
    known = [r for r in records if r["unit"] == unit and r["value"] is not None and r["year"]]
    if len({record["year"] for record in known}) < 2:
        return None
    ink = entry["style"]["classes"][0]["ink"]
    kinds = [kind for kind in labels(table, "kind") if any(r["kind"] == kind for r in known)]
    steps = levels(max(record["value"] for record in known))
    years, values = Years(), Values(HEIGHT, steps[-1])
    columns = tuple(_columns(table, known, kinds, (ink, years, values)))
    return Chart(
        "volumes",
        table["name"],
        table["title"],
        HEIGHT,
        columns,
        in_columns(columns, HEIGHT),
        tuple(_keys(table, known, kinds, ink)),
        cited_in(known),
        years.named(),
        levels=tuple((values.y(step), step) for step in steps),
        unit=labels(table, "unit").get(unit, unit),
        chosen=years.chosen(year),
    )


def _columns(
    table, known: list, kinds: list[str], look: tuple[str, Years, Values]
) -> Iterator[Column]:
    _, years, values = look
    names, value = labels(table, "kind"), field(table, "value")
    whole = UNDIVIDED if _has_part(known, kinds) else "bar"
    for own in sorted({record["year"] for record in known}):
        same = sorted(
            (record for record in known if record["year"] == own),
            key=lambda record: kinds.index(record["kind"]),
        )
        marks = [mark for record in same for mark in _marks(record, kinds, whole, *look)]
        parts = []
        for record in same:
            said = [(names[record["kind"]], value, record["value"])]
            if _part(record) is not None:
                said.append((field(table, PART)["title"], value, _part(record)))
            top, foot = values.y(record["value"]), values.y(0)
            if record["kind"] != kinds[0]:  # a point, not a bar
                top, foot = top - POINT, top + POINT
            place = (years.x(own), top, years.step, round(foot - top, 2))
            parts.append(Part(tuple(said), rows_under(record), *place))
        yield Column(((field(table, "year"), own),), tuple(parts), tuple(marks))


def _marks(
    record, kinds: list[str], whole: str, ink: str, years: Years, values: Values
) -> Iterator[Mark]:
    if record["kind"] != kinds[0]:
        yield Mark("diamond", "label", years.x(record["year"] + 0.5), values.y(record["value"]))
        return
    place, width = years.x(record["year"] + 0.12), round(years.step * 0.76, 2)

    def bar(shape: str, value: float) -> Mark:
        top, foot = values.y(value), values.y(0)
        return Mark(shape, ink, place, top, width, round(foot - top, 2))

    part = record.get(PART)
    if part is None:
        yield bar(whole, record["value"])
        return
    if _part(record) is not None:
        yield bar("bar-hollow", record["value"])
    yield bar("bar", part)


def _part(record: Mapping[str, Any]) -> float | None:
    """The part from Kazakhstan, where it is not the whole."""
    part = record.get(PART)
    return None if part == record["value"] else part


def _has_part(known: list, kinds: list[str]) -> bool:
    """Whether a bar of the chart is divided, so that a full one would say all is Kazakh."""
    return any(_part(record) is not None for record in known if record["kind"] == kinds[0])


def _keys(table, known: list, kinds: list[str], ink: str) -> Iterator[Key]:
    names, has_part = labels(table, "kind"), _has_part(known, kinds)
    yield Key(names[kinds[0]], ink, "bar-hollow" if has_part else "bar")
    if has_part:
        yield Key(field(table, PART)["title"], ink)
        if any(r.get(PART) is None for r in known if r["kind"] == kinds[0]):
            yield Key(NOT_SAID, ink, UNDIVIDED)
    yield from (Key(names[kind], "label", "diamond") for kind in kinds[1:])
