"""Shares of groups over the years: censuses and estimates apart, no line across the new base."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from geodata.time import FIRST_AFTER, FIRST_YEAR, is_after_break
from webapp.charts.axes import Values, Years
from webapp.charts.frame import POINT, Chart, Column, Key, Mark, Part, field, labels, rows_under
from webapp.charts.reach import in_columns
from webapp.records import cited_in, place

HEIGHT = 190
VALUES = Values(HEIGHT, 100)
SHAPES = {"census": "diamond", "official_estimate": "circle", "article": "ring"}
BREAK = FIRST_AFTER - 0.5  # between the last estimate of the old base and the first of the new
REST = "other"


def composition(
    entry: Mapping[str, Any], table: Mapping[str, Any], records: list, year: int | None
) -> Chart | None:
    """The chart of a table of shares; None where only one count is at hand."""
    inks = {
        swatch["value"]: swatch["ink"]
        for swatch in entry["style"].get("classes", ())
        if swatch.get("value") and swatch["value"] != REST
    } or {name: name for name in ("kazakh", "russian")}
    known = [r for r in records if r["share_percent"] is not None and r["group"] in inks]
    known.sort(key=lambda r: (r["year"], place(tuple(SHAPES), r["kind"])))
    counts = {(record["year"], record["kind"]) for record in known}
    if len(counts) < 2:
        return None
    years = Years(first=min(FIRST_YEAR, *(record["year"] for record in known)))
    columns = tuple(_columns(table, known, inks, years))
    sides = {is_after_break(record["year"], record["base"]) for record in known}
    return Chart(
        "composition",
        table["name"],
        table["title"],
        HEIGHT,
        columns,
        in_columns(columns, HEIGHT),
        tuple(_keys(table, known, inks)),
        cited_in(known),
        years.named(),
        levels=tuple((VALUES.y(share), share) for share in (0, 25, 50, 75, 100)),
        unit="percent",
        lines=tuple(_lines(known, inks, years)),
        chosen=years.chosen(year),
        break_x=years.x(BREAK + 0.5) if len(sides) > 1 else None,
    )


def _columns(table, known: list, inks: Mapping, years: Years) -> Iterator[Column]:
    names = labels(table, "group")
    head, share = [field(table, name) for name in ("year", "kind")], field(table, "share_percent")
    for (own, kind), same in groupby(known, key=lambda r: (r["year"], r["kind"])):
        parts = sorted(same, key=lambda r: list(inks).index(r["group"]))
        x = years.x(own + 0.5)
        yield Column(
            tuple(zip(head, (own, kind), strict=True)),
            tuple(
                Part(
                    ((names[r["group"]], share, r["share_percent"]),),
                    rows_under(r),
                    *(years.x(own), VALUES.y(r["share_percent"]) - POINT, years.step, 2 * POINT),
                )
                for r in parts
            ),
            tuple(
                Mark(SHAPES.get(kind, "circle"), inks[r["group"]], x, VALUES.y(r["share_percent"]))
                for r in reversed(parts)
            ),
        )


def _lines(known: list, inks: Mapping, years: Years) -> Iterator[tuple[str, str, str]]:
    """Join the points of one group, one kind and one side of the break; articles stand alone."""

    def series(record: Mapping[str, Any]) -> tuple:
        is_after = is_after_break(record["year"], record["base"])
        return (list(inks).index(record["group"]), record["kind"], is_after)

    joined = sorted(
        (r for r in known if r["kind"] != "article"), key=lambda r: (series(r), r["year"])
    )
    for (number, kind, _), same in groupby(joined, key=series):
        points = [f"{years.x(r['year'] + 0.5)} {VALUES.y(r['share_percent'])}" for r in same]
        if len(points) > 1:
            pattern = "dashed" if kind == "census" else "solid"
            yield list(inks.values())[number], pattern, "M" + "L".join(points)


def _keys(table, known: Iterable, inks: Mapping) -> Iterator[Key]:
    groups, kinds = ({record[name] for record in known} for name in ("group", "kind"))
    names, words = labels(table, "group"), labels(table, "kind")
    yield from (Key(names[group], ink) for group, ink in inks.items() if group in groups)
    yield from (Key(words[kind], "label", SHAPES[kind]) for kind in SHAPES if kind in kinds)
