"""Rows of a CSV file as text, numbered by line, and what is wrong with its shape."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from geodata.validation.problem import Finding, got, listed


class Row(NamedTuple):
    """Cells by column, as text, and the line or feature they are from."""

    number: int | str
    cells: dict[str, str]


def read_rows(text: str) -> tuple[list[str], list[Row], list[Finding]]:
    """Header, rows and findings of a CSV text; rows with too few or too many cells are left out."""
    found: list[Finding] = []
    if not text.endswith("\n"):
        last = text.count("\n") + 1
        message = "The last line has no line feed at its end; the file may have been cut off."
        found.append(Finding(last, "truncated", message))
    lines = _records(text, found)
    _, header = next(lines, (1, []))
    rows = []
    for number, cells in lines:
        if len(cells) == len(header):
            rows.append(Row(number, dict(zip(header, cells, strict=True))))
        else:
            rule = "truncated" if _is_last(text, number) and len(cells) < len(header) else "cells"
            message = f"Rows must have {len(header)} cells, as the header has; got {len(cells)}."
            found.append(Finding(number, rule, message))
    return header, rows, found


def header_findings(header: list[str], fields: list[str]) -> Iterator[Finding]:
    """Yield columns that are missing, not declared, or there twice."""
    for name in fields:
        if name not in header:
            there = listed(header, 40)
            message = f"The declared column {name} is missing; the columns are {there}."
            yield Finding(1, "missing-column", message)
    for name in dict.fromkeys(header):
        if name not in fields:
            message = f"Only declared columns are accepted: {listed(fields, 40)}; {got(name)}."
            yield Finding(1, "unknown-column", message)
        if header.count(name) > 1:
            yield Finding(1, "unknown-column", f"A column must be there once; {got(name)} again.")


def _records(text: str, found: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """Yield records with the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            rule = "truncated" if "end of data" in str(fault) else "cells"
            found.append(Finding(number, rule, f"The row cannot be read as CSV: {fault}."))
            return


def _is_last(text: str, number: int) -> bool:
    return number >= text.rstrip("\n").count("\n") + 1
