"""One cell against its field: type, range, listed values."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from geodata.validation.dates import FIRST_YEAR, LAST_YEAR, span
from geodata.validation.problem import got, listed

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
WHOLE = re.compile(r"-?\d+", re.ASCII)
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)
NUMERIC = ("number", "integer", "year")

Fault = tuple[str, str]  # rule, message
Field = Mapping[str, Any]


def cell_fault(field: Field, text: str) -> Fault | None:
    """The first rule that a cell breaks, with a message; None when it is as its field says.

    `text` is the cell as written, not empty.
    """
    fault = _TYPES[field["type"]](text)
    if fault is None and "values" in field and text not in map(str, field["values"]):
        fault = ("values", f"must be one of {listed(field['values'], 30)}; {got(text)}.")
    if fault is None and field["type"] in NUMERIC:
        fault = _range_fault(field, text)
    return fault


def limits(field: Field) -> tuple[float | None, float | None]:
    """Smallest and largest value of a numeric field; shares in percent are within 0 and 100."""
    is_share = field.get("unit") == "percent" and "share" in field["name"].split("_")
    low, high = (0, 100) if is_share else (None, None)
    return field.get("minimum", low), field.get("maximum", high)


def _range_fault(field: Field, text: str) -> Fault | None:
    low, high = limits(field)
    value = float(text)
    if (low is None or low <= value) and (high is None or value <= high):
        return None
    rule = "year" if field["type"] == "year" else "range"
    words = f"{'' if low is None else low} to {'' if high is None else high}".strip()
    return rule, f"must be within {words}; {got(text)}."


def _number(text: str) -> Fault | None:
    if NOT_FINITE.fullmatch(text):
        return "not-finite", f"must be a finite number, or empty when unknown; {got(text)}."
    if not NUMBER.fullmatch(text):
        return "type", f"must be a number with a point for decimals, such as 1495.4; {got(text)}."
    if not math.isfinite(float(text)):
        return "not-finite", f"must be a finite number; {got(text)}."
    return None


def _integer(text: str) -> Fault | None:
    if NOT_FINITE.fullmatch(text):
        return "not-finite", f"must be a whole number, or empty when unknown; {got(text)}."
    if not WHOLE.fullmatch(text):
        return "type", f"must be a whole number; {got(text)}."
    return None


def _year(text: str) -> Fault | None:
    fault = _integer(text)
    if fault is None and not FIRST_YEAR <= int(text) <= LAST_YEAR:
        fault = "year", f"must be a year within {FIRST_YEAR} to {LAST_YEAR}; {got(text)}."
    return fault


def _date(text: str) -> Fault | None:
    days = span(text)
    if days is None:
        return "type", f"must be a date YYYY, YYYY-MM or YYYY-MM-DD; {got(text)}."
    return _year(text[:4]) and ("year", _year(text[:4])[1])


def _boolean(text: str) -> Fault | None:
    return None if text in ("true", "false") else ("type", f"must be true or false; {got(text)}.")


def _ids(text: str) -> Fault | None:
    ids = text.split(";")
    if not all(ID.fullmatch(part) for part in ids):
        return "type", f"must be ids separated by ; without spaces; {got(text)}."
    if len(set(ids)) < len(ids):
        return "type", f"must name each id once; {got(text)}."
    return None


def _string(text: str) -> Fault | None:
    if text != text.strip():
        return "type", f"must not begin or end with a space; {got(text)}."
    return None


_TYPES: dict[str, Callable[[str], Fault | None]] = {
    "string": _string,
    "text": _string,
    "number": _number,
    "integer": _integer,
    "year": _year,
    "boolean": _boolean,
    "date": _date,
    "ids": _ids,
}
