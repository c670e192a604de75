"""How a layer is drawn: its style, where, in which year and theme."""

from dataclasses import dataclass
from typing import Any

from geodata.maplibre.expressions import ink
from geodata.svg.frame import Frame
from geodata.svg.shown import growth


@dataclass(frozen=True)
class Pencil:
    """What the marks of one layer depend on; the lowest lies under all others of its mark."""

    style: dict[str, Any]
    frame: Frame
    year: int | None
    theme: str
    is_lowest: bool = True

    @property
    def growth(self) -> float:
        """How much larger sized marks are; the page's map counts tiles of 256 px."""
        return growth(self.frame.zoom + 1)

    def ink(self, name: str) -> str:
        """The colour of an ink."""
        return ink(name, self.theme)
