"""What the marks of one layer of the atlas depend on, and one layer of the style made from it."""

from dataclasses import dataclass
from typing import Any

from geodata.maplibre.basemap import LARGER, SOURCE
from geodata.maplibre.expressions import Expression, both, class_value, in_year, ink


@dataclass(frozen=True)
class Drawing:
    """What the marks of one layer depend on; the lowest lies under all others of its mark."""

    entry: dict[str, Any]
    fields: tuple[str, ...]
    theme: str
    lang: str
    year: int | None
    is_visible: bool
    is_lowest: bool = True

    @property
    def style(self) -> dict[str, Any]:
        """The layer's style as published in the catalog."""
        return self.entry["style"]

    @property
    def value(self) -> Expression | None:
        """The value that picks a class."""
        return class_value(self.style, self.fields, self.year)

    def flag(self, effect: str) -> Expression | None:
        """True for features that carry the effect; None when the layer has no such flag."""
        for flag in self.style.get("flags", []):
            if flag["effect"] == effect:
                return ["==", ["get", flag["field"]], True]
        return None

    def ink_of(self, swatch: dict[str, Any]) -> str:
        """The colour of a class."""
        return ink(swatch["ink"], self.theme)

    def part(
        self,
        name: str,
        kind: str,
        paint: dict[str, Any],
        layout: dict[str, Any] | None = None,
        *,
        where: Expression | None = None,
        stretches: str = "",
    ) -> dict[str, Any]:
        """One style layer over the tiles of this layer or of its stretches, in the year."""
        visibility = "visible" if self.is_visible else "none"
        whole = {
            "id": f"{self.entry['id']}-{name}",
            "type": kind,
            "source": SOURCE,
            "source-layer": self.entry["id"] + stretches,
            "metadata": {"steppe-atlas:layer": self.entry["id"]},
            "layout": {"visibility": visibility, **(layout or {})},
            "paint": paint,
        }
        if self.style.get("min_zoom"):
            whole["minzoom"] = self.style["min_zoom"] - LARGER
        condition = both(in_year(self.year), where)
        return whole | {"filter": condition} if condition else whole
