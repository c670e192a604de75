"""Values that a layer made, against the fields that it declares: type, finite numbers, years."""

import math
from collections.abc import Iterable, Iterator, Mapping
from numbers import Integral, Real
from typing import Any

import numpy
import pandas

from geodata.layer import Field
from geodata.origins import ROWS
from geodata.validation.dates import FIRST_YEAR, LAST_YEAR
from geodata.validation.problem import got, listed
from geodata.validation.references import References

Fault = tuple[str, str]  # rule, message


def value_faults(fields: Iterable[Field], values: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield rule and message of values that are not as their fields say; missing ones are fine."""
    for field in fields:
        value = values.get(field.name)
        if is_missing(value):
            continue
        if not _is_of_type(field.type, value):
            yield "type", f"{field.name} must be of the type {field.type}; {got(repr(value))}."
        elif isinstance(value, Real) and not math.isfinite(value):
            yield "not-finite", f"{field.name} must be finite; {got(value)}."
        elif field.type == "year" and not FIRST_YEAR <= value <= LAST_YEAR:
            message = f"{field.name} must be a year within {FIRST_YEAR} to {LAST_YEAR}"
            yield "year", f"{message}; {got(value)}."


def period_faults(begin: str, end: str, values: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield when the year `end` is before the year `begin`; an open end is fine."""
    one, other = values.get(begin), values.get(end)
    if not is_missing(one) and not is_missing(other) and other < one:
        yield "period", f"{end} must not be before {begin}, {one}; {got(other)}."


def citation_faults(cited: Any, known: References) -> Iterator[Fault]:
    """Yield when `source_ids` is not a list of works of the bibliography, at least one."""
    if not isinstance(cited, (list, tuple)) or not cited:
        yield "required", f"source_ids must be a list with at least one work; {got(cited)}."
        return
    for source_id in cited:
        if known.works is not None and source_id not in known.works:
            message = f"source_ids must be ids of the bibliography; {got(source_id)}."
            yield "unknown-source", message + known.closest(str(source_id))


def record_faults(
    table: str, fields: tuple[Field, ...], records: Any, known: References
) -> Iterator[Fault]:
    """Yield what is wrong with the records that one feature has under a table's name."""
    if not isinstance(records, (list, tuple)) or not all(isinstance(one, dict) for one in records):
        yield "type", f"{table} must be a list of records; {got(records)}."
        return
    names = [*(field.name for field in fields), "source_ids"]
    for number, record in enumerate(records, start=1):
        faults = [*value_faults(fields, record), *citation_faults(record.get("source_ids"), known)]
        if set(record) - {ROWS} != set(names):
            message = f"must have exactly {listed(names, 40)}; {got(', '.join(record))}."
            faults.append(("columns", message))
        for rule, message in faults:
            yield rule, f"{table}, record {number}: {message}"


def is_missing(value: Any) -> bool:
    """Whether a value stands for unknown: None, NaN or NA. Lists never do."""
    return value is None or (pandas.api.types.is_scalar(value) and bool(pandas.isna(value)))


def _is_of_type(kind: str, value: Any) -> bool:
    is_boolean = isinstance(value, (bool, numpy.bool_))
    if kind == "boolean":
        return is_boolean
    if kind in ("integer", "year"):
        whole = isinstance(value, Real) and math.isfinite(value) and float(value).is_integer()
        return not is_boolean and (isinstance(value, Integral) or whole)
    if kind == "number":
        return isinstance(value, Real) and not is_boolean
    return isinstance(value, (list, tuple) if kind == "list" else str)
