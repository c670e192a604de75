"""Where years and values stand on the plane of a chart, in px of its drawing."""

import math
from dataclasses import dataclass

from geodata.time import FIRST_YEAR, LAST_YEAR
from webapp.charts.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH

NAMED_YEARS = (1991, 2000, 2010, 2020)


@dataclass(frozen=True)
class Years:
    """The horizontal axis, from a first year to the end of the last."""

    first: int = FIRST_YEAR
    last: int = LAST_YEAR

    def x(self, moment: float) -> float:
        """Where a moment in years stands."""
        part = (moment - self.first) / (self.last + 1 - self.first)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 2)

    @property
    def step(self) -> float:
        """How wide a year is."""
        return self.x(self.first + 1) - self.x(self.first)

    def named(self) -> tuple[tuple[float, int], ...]:
        """The years that are named at the foot, and the middle of each."""
        return tuple((self.x(year + 0.5), year) for year in (*NAMED_YEARS, self.last))

    def chosen(self, year: int | None) -> tuple[float, float] | None:
        """Left edge and width of the chosen year, if the axis has it."""
        if year is None or not self.first <= year <= self.last:
            return None
        return self.x(year), round(self.step, 2)


@dataclass(frozen=True)
class Values:
    """The vertical axis of a drawing of some height, from the most at the top to the least."""

    height: float
    most: float
    least: float = 0

    def y(self, value: float) -> float:
        """Where a value stands."""
        part = (self.most - value) / (self.most - self.least)
        return round(TOP + part * (self.height - TOP - BOTTOM), 2)


def levels(most: float, least: float = 0, count: int = 4) -> list[float]:
    """Round values from at or below `least` to at or above `most`, at most about `count` steps."""
    rough = (most - least) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [step * number for number in range(first, last + 1)]
