"""Judge the geometry of a feature by section 4.3 of the Mapbox Vector Tile specification 2.1."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import shapely

UNKNOWN, POINT, LINESTRING, POLYGON = range(4)
MOVE_TO, LINE_TO, CLOSE_PATH = 1, 2, 7
NAMES = {MOVE_TO: "MoveTo", LINE_TO: "LineTo", CLOSE_PATH: "ClosePath"}
LARGEST = 2**31 - 1
Point = tuple[int, int]


class Finding(NamedTuple):
    """A rule not followed: the section, what is wrong, and whether the section says MUST."""

    section: str
    text: str
    is_must: bool = True


class Command(NamedTuple):
    """One command with its count and the points it reaches, in tile units."""

    id: int
    count: int
    points: list[Point]


class Broken(ValueError):
    """The command stream cannot be followed any further; carries the finding."""

    def __init__(self, section: str, text: str):
        self.finding = Finding(section, text)
        super().__init__(text)


def geometry_findings(kind: int, integers: list[int]) -> Iterator[Finding]:
    """What is wrong with a geometry of one of the four known types."""
    if kind == UNKNOWN:  # 4.3.4.1 leaves its content to the encoder
        return
    try:
        commands = read_commands(integers)
    except Broken as fault:
        yield fault.finding
        return
    yield from _number_findings(integers, commands)
    yield from _step_findings(commands)
    yield from {POINT: _points, LINESTRING: _lines, POLYGON: _polygons}[kind](commands)


def read_commands(integers: list[int]) -> list[Command]:
    """Follow a command stream with the cursor.

    Raises Broken for an unknown command, a wrong ClosePath or missing parameters.
    """
    commands, at, x, y = [], 0, 0, 0
    while at < len(integers):
        command, count = integers[at] & 7, integers[at] >> 3
        at += 1
        if command not in NAMES:
            raise Broken("4.3.1", f"command id {command} is none of 1, 2, 7")
        points = []
        if command == CLOSE_PATH:
            if count != 1:
                raise Broken("4.3.3.3", f"ClosePath with a count of {count} instead of 1")
        else:
            section = "4.3.3.1" if command == MOVE_TO else "4.3.3.2"
            if 2 * count > len(integers) - at:
                left = len(integers) - at
                raise Broken(section, f"{NAMES[command]} {count} times, {left} parameters follow")
            for _ in range(count):
                x, y = x + _unzigzag(integers[at]), y + _unzigzag(integers[at + 1])
                points.append((x, y))
                at += 2
        commands.append(Command(command, count, points))
    return commands


def _number_findings(integers: list[int], commands: list[Command]) -> Iterator[Finding]:
    if any(value >> 32 for value in integers):
        yield Finding("4.3", "an integer that does not fit 32 bits")
    # The specification says "not supported", and fixture 050 of its authors has one and is valid.
    if 2 * LARGEST + 1 in integers:
        yield Finding("4.3.2", f"a parameter of {-LARGEST - 1}", is_must=False)
    if any(abs(n) > LARGEST for command in commands for point in command.points for n in point):
        yield Finding("4.3.2", "a coordinate that does not fit 32 bits", is_must=False)


def _step_findings(commands: list[Command]) -> Iterator[Finding]:
    cursor = (0, 0)
    for command in commands:
        path = [cursor, *command.points]
        if command.id == LINE_TO and any(one == next_one for one, next_one in pairwise(path)):
            yield Finding("4.3.3.2", "LineTo with dX and dY both 0")
        cursor = path[-1]


def _points(commands: list[Command]) -> Iterator[Finding]:
    if [command.id for command in commands] != [MOVE_TO] or not commands[0].count:
        yield Finding("4.3.4.2", f"a point is one MoveTo, not {_spell(commands)}")


def _lines(commands: list[Command]) -> Iterator[Finding]:
    pairs = list(zip(commands[::2], commands[1::2], strict=False))
    if len(commands) % 2 or not pairs or not all(map(_is_line, pairs)):
        yield Finding("4.3.4.3", f"lines are MoveTo(1) LineTo(1+) …, not {_spell(commands)}")


def _polygons(commands: list[Command]) -> Iterator[Finding]:
    triples = list(zip(commands[::3], commands[1::3], commands[2::3], strict=False))
    if len(commands) % 3 or not triples or not all(map(_is_ring, triples)):
        text = f"rings are MoveTo(1) LineTo(2+) ClosePath …, not {_spell(commands)}"
        yield Finding("4.3.4.4", text)
        return
    polygons: list[list[list[Point]]] = []
    for number, (start, rest, _) in enumerate(triples):
        ring = start.points + rest.points
        if ring[0] == ring[-1]:
            yield Finding("4.3.4.4", f"ring {number} repeats its first point before ClosePath")
        area = doubled_area(ring)
        if area == 0:
            yield Finding("4.3.4.4", f"ring {number} has no area")
        elif area > 0:
            polygons.append([ring])
        elif polygons:
            polygons[-1].append(ring)
        else:
            yield Finding("4.3.4.4", f"ring {number} is interior and no exterior came before it")
    for number, (exterior, *interiors) in enumerate(polygons):
        reason = shapely.is_valid_reason(shapely.Polygon(exterior, interiors))
        if reason != "Valid Geometry":
            yield Finding("4.3.4.4", f"polygon {number} is not simple: {reason}")


def doubled_area(ring: list[Point]) -> int:
    """Twice the area by the surveyor's formula; positive for an exterior ring (y points down)."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise([*ring, ring[0]]))


def _is_line(pair: tuple[Command, Command]) -> bool:
    start, rest = pair
    return (start.id, start.count, rest.id) == (MOVE_TO, 1, LINE_TO) and rest.count > 0


def _is_ring(triple: tuple[Command, Command, Command]) -> bool:
    start, rest, end = triple
    ids = (start.id, rest.id, end.id)
    return ids == (MOVE_TO, LINE_TO, CLOSE_PATH) and start.count == 1 and rest.count > 1


def _spell(commands: list[Command]) -> str:
    spelled = [f"{NAMES[command.id]}({command.count})" for command in commands[:9]]
    return " ".join(spelled) or "nothing"


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)
