"""Columns of tables: their widths on paper, and numbers with their points under each other.

A number keeps the digits that its source gives: 39 beside 39.25 is not made 39.00. What is missing
on its right is filled with spaces as wide as a digit and as a point.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Flask

MOST = 3  # digits after the point that `webapp.language.number` writes
MOST_WORDS, NUMBERS = 10, ("integer", "number")
DIGIT, POINT = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"


def offer(app: Flask) -> None:
    """Give templates what columns need."""
    app.jinja_env.globals.update(
        places_of=places_of,
        places_of_columns=places_of_columns,
        padding=padding,
        is_wide_on_paper=is_wide_on_paper,
    )


def places_of(values: Iterable[Any]) -> int:
    """The digits after the point of the number of a column that has most; 0 where none has any."""
    return max((_places(value) for value in values), default=0)


def padding(value: Any, places: int) -> str:
    """The spaces after a number of a column in which others have so many digits after the point."""
    missing = places - _places(value) if _is_number(value) else 0
    return (POINT if missing == places else "") + DIGIT * missing if missing else ""


def places_of_columns(rows: Sequence[Sequence[Any]]) -> list[int]:
    """`places_of` for each column of rows of the same length."""
    return [places_of(column) for column in zip(*rows, strict=True)]


def is_wide_on_paper(columns: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a table has more columns of words than a turned sheet has room for."""
    return sum(column["type"] not in NUMBERS for column in columns) > MOST_WORDS


def _places(value: Any) -> int:
    return len(f"{value:.{MOST}f}".rstrip("0").partition(".")[2]) if _is_number(value) else 0


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
