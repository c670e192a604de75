"""A problem: where it is, which rule it breaks, and a sentence that says what was wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

SHOWN_LENGTH = 60


@dataclass(frozen=True)
class Problem:
    """One broken rule in one place.

    `file` is relative to the atlas's folder. `row` is a line of a table or description (the header
    is 1), or the id or number of a feature.
    """

    file: str
    row: int | str
    rule: str
    message: str

    def __str__(self) -> str:
        """One line: `file:row: rule: message`."""
        return f"{self.file}:{self.row}: {self.rule}: {' '.join(self.message.split())}"


class Finding(NamedTuple):
    """A problem before it is known in which file it is."""

    row: int | str
    rule: str
    message: str


def problems_in(file: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Say of findings in which file they are."""
    return (Problem(file, *finding) for finding in findings)


def got(value: Any) -> str:
    """What was received, as the end of a sentence, shortened when long."""
    text = str(value)
    if len(text) > SHOWN_LENGTH:
        text = text[: SHOWN_LENGTH - 1] + "…"
    return f'got "{text}"'


def listed(names: Iterable[Any], most: int = 12) -> str:
    """Names as a list for people, cut off after `most`."""
    names = [str(name) for name in names]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
