"""The style's layers of one atlas layer, by its mark: line, band, area, symbol, discs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geodata.maplibre import icons
from geodata.maplibre.basemap import REGULAR, SOURCE
from geodata.maplibre.expressions import (
    Expression,
    both,
    by_class,
    class_value,
    in_year,
    ink,
    name_in,
    scaled,
)
from geodata.tiles import RUSSIA_PARTS


@dataclass(frozen=True)
class Drawing:
    """What the marks of one layer depend on."""

    entry: dict[str, Any]
    fields: tuple[str, ...]
    theme: str
    lang: str
    year: int | None
    is_visible: bool

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
        source_layer: str | None = None,
    ) -> dict[str, Any]:
        """One style layer over this layer's tiles, with the year's filter."""
        visibility = "visible" if self.is_visible else "none"
        whole = {
            "id": f"{self.entry['id']}-{name}",
            "type": kind,
            "source": SOURCE,
            "source-layer": source_layer or self.entry["id"],
            "metadata": {"steppe-atlas:layer": self.entry["id"]},
            "layout": {"visibility": visibility, **(layout or {})},
            "paint": paint,
        }
        condition = both(in_year(self.year), where)
        return whole | {"filter": condition} if condition else whole


def marks(drawing: Drawing) -> list[dict[str, Any]]:
    """The style layers of one atlas layer, from the bottom up."""
    return list(MARKS[drawing.style["mark"]](drawing))


def _line(drawing: Drawing) -> Iterable[dict[str, Any]]:
    width = drawing.style.get("width")
    field = ["get", width["field"]] if width else None
    px = scaled(width, field, 2)
    colour = by_class(
        drawing.style, drawing.value, drawing.ink_of, ink(_first(drawing)["ink"], drawing.theme)
    )
    round_line = {"line-cap": "round", "line-join": "round"}
    if drawing.flag("casing"):
        paper = ink("home-land", drawing.theme)
        casing = {"line-color": paper, "line-width": ["+", px, 4], "line-opacity": 0.9}
        parts = drawing.entry["id"] + RUSSIA_PARTS
        yield drawing.part("casing", "line", casing, round_line, source_layer=parts)
    dashed = _is_dashed(drawing)
    solid = ["!", dashed] if dashed else None
    yield drawing.part(
        "solid", "line", {"line-color": colour, "line-width": px}, round_line, where=solid
    )
    if dashed:
        broken = {"line-color": colour, "line-width": px, "line-dasharray": [2.2, 1.6]}
        yield drawing.part("dashed", "line", broken, where=dashed)


def _band(drawing: Drawing) -> Iterable[dict[str, Any]]:
    colour = ink(_first(drawing)["ink"], drawing.theme)
    for name, width, opacity in (("band", 16, 0.08), ("inner-band", 8, 0.12), ("line", 1.4, 1)):
        paint = {"line-color": colour, "line-width": width, "line-opacity": opacity}
        yield drawing.part(name, "line", paint, {"line-join": "round"})


def _area(drawing: Drawing) -> Iterable[dict[str, Any]]:
    style = drawing.style
    no_data = style.get("no_data")
    otherwise = ink(no_data["ink"], drawing.theme) if no_data else "rgba(0,0,0,0)"
    colour = by_class(style, drawing.value, drawing.ink_of, otherwise)
    quiet = drawing.flag("quiet")
    opacity = ["case", quiet, 0.35, 0.75] if quiet else 0.75
    yield drawing.part("fill", "fill", {"fill-color": colour, "fill-opacity": opacity})
    for ink_name in _hatched_inks(style):
        is_hatched = by_class(
            style,
            drawing.value,
            lambda swatch, wanted=ink_name: _is_hatched(swatch, wanted),
            no_data is not None and _is_hatched(no_data, ink_name),
        )
        paint = {"fill-pattern": icons.hatch({"ink": ink_name})}
        yield drawing.part(f"hatch-{ink_name}", "fill", paint, where=["==", is_hatched, True])
    edge = {"line-color": ink("boundary", drawing.theme), "line-width": 0.8}
    yield drawing.part("edge", "line", edge)


def _symbol(drawing: Drawing) -> Iterable[dict[str, Any]]:
    otherwise = icons.symbol(_first(drawing))
    filled = by_class(drawing.style, drawing.value, icons.symbol, otherwise)
    approximate = drawing.flag("hollow")
    if approximate:
        hollow = by_class(
            drawing.style,
            drawing.value,
            lambda swatch: icons.symbol(swatch, is_hollow=True),
            icons.symbol(_first(drawing), is_hollow=True),
        )
        filled = ["case", approximate, hollow, filled]
    yield drawing.part("symbols", "symbol", {}, _icon(filled))


def _discs(drawing: Drawing) -> Iterable[dict[str, Any]]:
    image = ["image", ["concat", icons.disc(drawing.entry["id"]), ["get", "id"]]]
    smaller = ["interpolate", ["linear"], ["zoom"], 3, 0.5, 6, 1]
    yield drawing.part("discs", "symbol", {}, _icon(image) | {"icon-size": smaller})
    named = {
        "text-field": name_in(drawing.lang),
        "text-font": REGULAR,
        "text-size": 12,
        "text-anchor": "top",
        "text-offset": [0, 1.4],
        "text-optional": True,
    }
    paint = {
        "text-color": ink("label", drawing.theme),
        "text-halo-color": ink("home-land", drawing.theme),
        "text-halo-width": 1.2,
    }
    yield drawing.part("names", "symbol", paint, named)


def _icon(image: Any) -> dict[str, Any]:
    return {"icon-image": image, "icon-allow-overlap": True, "icon-ignore-placement": True}


def _is_dashed(drawing: Drawing) -> Expression | None:
    by_flag = drawing.flag("dashed")
    patterns = {swatch.get("pattern", "solid") for swatch in drawing.style.get("classes", [])}
    if patterns <= {"solid"}:
        return by_flag
    by_pattern = by_class(
        drawing.style,
        drawing.value,
        lambda swatch: swatch.get("pattern", "solid") != "solid",
        False,
    )
    return ["any", by_flag, by_pattern] if by_flag else ["==", by_pattern, True]


def _hatched_inks(style: dict[str, Any]) -> list[str]:
    swatches = [*style.get("classes", []), style.get("no_data") or {}]
    return list(dict.fromkeys(s["ink"] for s in swatches if s.get("pattern") == "hatch"))


def _is_hatched(swatch: dict[str, Any], ink_name: str) -> bool:
    return swatch.get("pattern") == "hatch" and swatch["ink"] == ink_name


def _first(drawing: Drawing) -> dict[str, Any]:
    return drawing.style["classes"][0]


MARKS = {
    "line": _line,
    "band": _band,
    "area": _area,
    "symbol": _symbol,
    "composition": _discs,
    "balance": _discs,
}
