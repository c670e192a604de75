"""What every chart is made of: columns of marks on a plane, lines, and a key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.origins import ROWS

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 340, 46, 8, 18, 20  # px of the drawing, whatever its size
POINT = 4  # px of the drawing from the middle of a circle or diamond to its edge
MOST_FOCUSED = 12  # more stops of the Tab key than this are a long walk; arrows go on
Said = tuple[str, Mapping[str, Any], Any]


@dataclass(frozen=True)
class Mark:
    """One mark: a circle, diamond or ring at its middle, or a bar from its upper left corner."""

    shape: str
    ink: str
    x: float
    y: float
    width: float = 0
    height: float = 0


@dataclass(frozen=True)
class Part:
    """What one record says in a chart, and the rows of the sources that it leads to.

    `said` are a label (a msgid), a field and a value; `head` is its own where it is not that of
    the column; the rest is where its mark stands, as wide as its year.
    """

    said: tuple[Said, ...]
    rows: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    head: tuple[tuple[Mapping[str, Any], Any], ...] = ()


@dataclass(frozen=True)
class Column:
    """All marks of one year, or of one row, and the parts that they are made of.

    `head` are (field, value) pairs that hold for every part.
    """

    head: tuple[tuple[Mapping[str, Any], Any], ...]
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Spot:
    """One part of an area, with the column that it is of, and where a pointer is told of it."""

    column: Column
    part: Part
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Target:
    """One area that leads to the row of its part, or to the rows of all of its parts."""

    spots: tuple[Spot, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def rows(self) -> tuple[str, ...]:
        """The row that each of its parts leads to, the latest first as in the table."""
        return tuple(spot.part.rows[0] for spot in reversed(self.spots) if spot.part.rows)


@dataclass(frozen=True)
class Key:
    """What an ink or a shape stands for; the title is a msgid."""

    title: str
    ink: str
    shape: str = "bar"


@dataclass(frozen=True)
class Chart:
    """One chart of one table; titles and units are msgids, positions px of the drawing."""

    kind: str
    table: str
    title: str
    height: float
    columns: tuple[Column, ...]
    targets: tuple[Target, ...]
    keys: tuple[Key, ...]
    source_ids: tuple[str, ...]
    years: tuple[tuple[float, int], ...]
    levels: tuple[tuple[float, float], ...] = ()
    unit: str | None = None
    lines: tuple[tuple[str, str, str], ...] = ()  # ink, dashed or solid, path data
    rows: tuple[tuple[float, str], ...] = ()
    chosen: tuple[float, float] | None = None  # left and width of the chosen year
    break_x: float | None = None

    @property
    def id(self) -> str:
        """Its id in a page."""
        return f"chart-{self.table}"

    @property
    def left(self) -> float:
        """Where the plane begins."""
        return LEFT

    @property
    def right(self) -> float:
        """Where the plane ends."""
        return WIDTH - RIGHT

    @property
    def bottom(self) -> float:
        """Where the plane ends and the years are named."""
        return self.height - BOTTOM

    @property
    def is_focused(self) -> bool:
        """Whether each of its targets is a stop of the Tab key, or the first alone."""
        return len(self.targets) <= MOST_FOCUSED


def rows_under(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The rows of the sources that a record rests on, each once."""
    return tuple(dict.fromkeys(record.get(ROWS) or ()))


def labels(table: Mapping[str, Any], name: str) -> dict[str, str]:
    """The words (msgids) of a field's coded values."""
    return field(table, name).get("labels", {})


def field(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A field of a table."""
    return next(known for known in table["fields"] if known["name"] == name)
