"""Positions in rows: whole, in their bbox, in their country, and among those they belong to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geodata.source import Source
from geodata.validation.company import (
    Point,
    line_fault,
    near_fault,
    on_line,
    point_of,
    points_of,
)
from geodata.validation.countries import Areas, country_fault
from geodata.validation.positions import position_fault
from geodata.validation.problem import Finding, got
from geodata.validation.rows import Row

Fault = tuple[str, str]  # rule, message


def point_findings(source: Source, rows: list[Row], areas: Areas) -> Iterator[Finding]:
    """Yield the first fault of each position; countries are not compared without `areas`."""
    near = source.about.get("near")
    others = points_of(source.path.parent / f"{near}.csv") if near else None
    line = source.about.get("line", [])
    for lon, lat in _pairs(name for row in rows for name in row.cells):
        points = [point_of(row.cells.get(lon), row.cells.get(lat)) for row in rows]
        lines = [tuple(row.cells.get(name) for name in line) for row in rows]
        around = on_line(lines, points) if line else [[]] * len(rows)
        for row, point, beside in zip(rows, points, around, strict=True):
            if point is None:
                fault = _half_fault(row, lon, lat)
            else:
                fault = position_fault(*point, source.about.get("bbox"))
                fault = fault or _country_fault(source, row, point, areas)
                fault = fault or (line_fault(point, beside) if beside else None)
                fault = fault or (near_fault(point, others) if others else None)
            if fault:
                yield Finding(row.number, *fault)


def country_declarations(about: Mapping[str, Any]) -> list[Any]:
    """What a description says of countries: one table or several that must all hold."""
    declared = about.get("country", [])
    return declared if isinstance(declared, list) else [declared]


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Columns of longitude and latitude that belong together: lon, lat; label_lon, label_lat."""
    names = dict.fromkeys(names)
    for name in names:
        parts = name.split("_")
        other = "_".join("lat" if part == "lon" else part for part in parts)
        if "lon" in parts and other in names:
            yield name, other


def _half_fault(row: Row, lon: str, lat: str) -> Fault | None:
    one, other = row.cells.get(lon, ""), row.cells.get(lat, "")
    if (one == "") == (other == ""):
        return None
    message = f"{lon} and {lat} must both be known or both be empty; {got(one or other)}."
    return "position", message


def _country_fault(source: Source, row: Row, point: Point, areas: Areas) -> Fault | None:
    row_id = "/".join(row.cells.get(name, "") for name in source.about["key"])
    for declared in country_declarations(source.about) if areas else ():
        text = declared.get("code") or row.cells.get(declared.get("field"), "")
        if fault := country_fault(*point, text, declared, areas, row_id):
            return fault
    return None
