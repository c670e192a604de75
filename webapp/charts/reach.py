"""Where a pointer meets the marks of a chart: areas that a finger hits, also on a narrow phone.

Marks stand as close as a year is wide, which is 7 px on a phone. Each gets what is free around it;
those that cannot have 24 px each way apart share one area, and lead to their rows together.

    plane      | b  |b b b b b b|    b   |     columns of a chart, here of a year each
    areas        [1][  2   ][ 3 ]  [ 4 ]       1 and 4 lead to a row, 2 and 3 to several
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from webapp.charts.frame import BOTTOM, LEFT, POINT, TOP, WIDTH, Column, Part, Spot, Target

# px of the drawing that are 24 px of the page (WCAG 2.2, 2.5.8) and a hair more, where the drawing
# is narrowest: 288 px in a window of 320.
LEAST = 28.5
LEAST_SPOT = 3  # px of the drawing, within an area, where a pointer is told of one of its parts
Stretch = tuple[float, float]


def in_columns(columns: Sequence[Column], height: float) -> tuple[Target, ...]:
    """Areas of columns along the years: as high as the plane, with half a point above and below.

    They are parted across where marks allow it. `height` is that of the drawing.
    """
    return tuple(_in_columns(columns, TOP - POINT, height - BOTTOM + POINT))


def _in_columns(columns: Sequence[Column], top: float, bottom: float) -> Iterator[Target]:
    bands = [(column.parts[0].x, column.parts[0].x + column.parts[0].width) for column in columns]
    for places, cell in cells(bands, LEFT, WIDTH):
        left, right = snug([bands[place] for place in places], cell)
        pairs = [(columns[place], part) for place in places for part in columns[place].parts]
        marks = [(part.y, part.y + part.height) for _, part in pairs]
        for within, (start, end) in cells(marks, top, bottom):
            same = [pairs[place] for place in sorted(within)]
            yield _target(_spots(same, start, end), left, start, right, end)


def in_rows(columns: Sequence[Column], height: float) -> tuple[Target, ...]:
    """Areas of spans, a row of `height` for each line; in a row as wide as they are, or wider."""
    return tuple(_in_rows(columns, height))


def _in_rows(columns: Sequence[Column], height: float) -> Iterator[Target]:
    for top in dict.fromkeys(part.y for column in columns for part in column.parts):
        pairs = [(c, part) for c in columns for part in c.parts if part.y == top]
        spans = [(part.x, part.x + part.width) for _, part in pairs]
        for places, cell in cells(spans, 0, WIDTH):
            left, right = snug([spans[place] for place in places], cell)
            same = [pairs[place] for place in places]
            spots = [Spot(column, p, p.x, top, p.width, height) for column, p in same]
            yield _target(spots, left, top, right, top + height)


def cells(
    marks: Sequence[Stretch], first: float, last: float, least: float = LEAST
) -> list[tuple[list[int], Stretch]]:
    """Part a stretch among marks on it: which marks are in each cell, and its start and end.

    A border lies halfway between two marks, or off the middle so that cells have `least`; it never
    cuts a mark. Marks that allow no border are in one cell.
    """
    found: list[tuple[list[int], Stretch]] = []
    order = sorted(range(len(marks)), key=lambda place: marks[place])
    members, start, end = order[:1], first, first
    for before, after in pairwise(order):
        end = max(end, marks[before][1])
        low, high = max(end, start + least), min(marks[after][0], last - least)
        if low <= high:
            border = min(max((end + marks[after][0]) / 2, low), high)
            found.append((members, (start, border)))
            members, start = [], border
        members.append(after)
    return [*found, (members, (start, last))] if members else found


def snug(marks: Sequence[Stretch], cell: Stretch, least: float = LEAST) -> Stretch:
    """As much of a cell as its marks take, though not less than `least`."""
    start, end = min(one for one, _ in marks), max(one for _, one in marks)
    width = max(end - start, min(least, cell[1] - cell[0]))
    left = min(max((start + end - width) / 2, cell[0]), cell[1] - width)
    return left, left + width


def shared(middles: Sequence[float], first: float, last: float) -> list[Stretch]:
    """Share out a stretch among the marks on it: start and length of each, to where the next is.

    The borders lie halfway between neighbours.
    """
    order = sorted(range(len(middles)), key=lambda place: middles[place])
    between = [(middles[a] + middles[b]) / 2 for a, b in pairwise(order)]
    places = dict(zip(order, apart([first, *between, last]), strict=True))
    return [places[own] for own in range(len(order))]


def apart(edges: Sequence[float]) -> list[Stretch]:
    """Start and length of what lies between edges in their order, none too short to be met."""
    first, *between, last = edges
    least = min(LEAST_SPOT, (last - first) / (len(between) + 1))
    for place, edge in enumerate(between):
        between[place] = min(
            max(edge, first + least * (place + 1)), last - least * (len(between) - place)
        )
    ends = [first, *accumulate(between, lambda a, b: max(a + least, b)), last]
    return [(round(start, 2), round(end - start, 2)) for start, end in pairwise(ends)]


def _spots(pairs: Sequence[tuple[Column, Part]], top: float, bottom: float) -> list[Spot]:
    """Share out the height of an area among the parts of each year."""
    found = []
    for x in dict.fromkeys(part.x for _, part in pairs):
        same = [(column, part) for column, part in pairs if part.x == x]
        places = shared([part.y + part.height / 2 for _, part in same], top, bottom)
        for (column, part), (start, length) in zip(same, places, strict=True):
            found.append(Spot(column, part, x, start, part.width, length))
    return found


def _target(spots: Sequence[Spot], x: float, y: float, right: float, bottom: float) -> Target:
    place = (round(x, 2), round(y, 2), round(right - x, 2), round(bottom - y, 2))
    return Target(tuple(spots), *place)
