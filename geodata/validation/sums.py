"""Groups of rows whose parts add up to their total, as `[[sums]]` of a description declares."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from geodata.validation.problem import Finding
from geodata.validation.rows import Row


def sum_findings(declared: Mapping[str, Any], rows: list[Row]) -> Iterator[Finding]:
    """Yield groups that do not sum to their total.

    A group is compared when all its rows have a number in `part` and, with `total`, in `total`.
    """
    columns = {*declared["by"], declared["part"], declared.get("total", declared["part"])}
    if not all(columns <= row.cells.keys() for row in rows):
        return  # a missing column is reported as such
    skipped = {tuple(map(str, group)) for group in declared.get("except", [])}
    for group, members in _groups(declared["by"], rows).items():
        parts = _numbers(declared["part"], members)
        totals = _totals(declared, members)
        if group in skipped or parts is None or totals is None:
            continue
        name = ", ".join(group)
        if len(totals) > 1:
            shown = ", ".join(f"{total:g}" for total in sorted(totals))
            message = f"{declared['total']} of {name} must be the same in all rows; got {shown}."
            yield Finding(members[0].number, "sum", message)
            continue
        total, found = totals.pop(), math.fsum(parts)
        if abs(found - total) > declared.get("tolerance", 0) + 1e-9 * max(1, abs(total)):
            message = f"{declared['part']} of {name} must sum to {total:.12g}; got {found:.12g}."
            yield Finding(members[0].number, "sum", message)


def _groups(by: list[str], rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row.cells[name] for name in by)].append(row)
    return groups


def _totals(declared: Mapping[str, Any], members: list[Row]) -> set[float] | None:
    if "equals" in declared:
        return {float(declared["equals"])}
    totals = _numbers(declared["total"], members)
    return None if totals is None else set(totals)


def _numbers(column: str, members: list[Row]) -> list[float] | None:
    try:
        numbers = [float(row.cells[column]) for row in members]
    except ValueError:
        return None
    return numbers if all(map(math.isfinite, numbers)) else None
