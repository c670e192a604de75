"""The style's layers of one atlas layer, by its mark: line, band, area, symbol, discs."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geodata.maplibre import icons
from geodata.maplibre.basemap import LARGER, REGULAR, SOURCE, by_zoom
from geodata.maplibre.expressions import (
    Expression,
    both,
    by_class,
    class_value,
    in_year,
    ink,
    mixed,
    name_in,
    scaled,
)
from geodata.tiles import RUSSIA_PARTS

DISC_SIZES = ((3, 0.6), (4.5, 1))  # by zoom, as parts of the size in the legend


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
        if self.style.get("min_zoom"):
            whole["minzoom"] = self.style["min_zoom"] - LARGER
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
    # Solid tints: a see-through line darkens wherever its bends overlap.
    name = _first(drawing)["ink"]
    for part, share, widths in (
        ("band", 0.18, ((3, 3), (6, 9), (10, 18))),
        ("inner-band", 0.36, ((3, 1.8), (6, 5), (10, 9))),
        ("line", 1, ((3, 0.7), (6, 1.2), (10, 1.8))),
    ):
        paint = {"line-color": mixed(name, share, drawing.theme), "line-width": by_zoom(*widths)}
        yield drawing.part(part, "line", paint, {"line-join": "round", "line-cap": "round"})


def _area(drawing: Drawing) -> Iterable[dict[str, Any]]:
    style = drawing.style
    no_data = style.get("no_data")
    otherwise = ink(no_data["ink"], drawing.theme) if no_data else "rgba(0,0,0,0)"
    colour = by_class(style, drawing.value, drawing.ink_of, otherwise)
    quiet = drawing.flag("quiet")
    opacity = ["case", quiet, 0.2, 0.5] if quiet else 0.5
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


def _composition(drawing: Drawing) -> Iterable[dict[str, Any]]:
    scale = drawing.style["size"]
    size = ["coalesce", ["get", scale["field"]], 0]
    largest_first = {"symbol-sort-key": ["-", 0, size]}
    offsets = ((zoom, _beyond(scale, size, part)) for zoom, part in DISC_SIZES)
    named = {
        "text-field": name_in(drawing.lang),
        "text-font": REGULAR,
        "text-size": 12,
        "text-variable-anchor": ["top", "bottom", "right", "left"],
        "text-radial-offset": by_zoom(*offsets),
    }
    paint = {
        "text-color": ink("label", drawing.theme),
        "text-halo-color": ink("home-land", drawing.theme),
        "text-halo-width": 1.2,
    }
    # Names lie below the discs: what lies above is placed first, and names keep off it.
    yield drawing.part("names", "symbol", paint, named | largest_first, where=_has_records(drawing))
    yield _disc(drawing, largest_first)


def _balance(drawing: Drawing) -> Iterable[dict[str, Any]]:
    yield _disc(drawing, {})


def _disc(drawing: Drawing, order: dict[str, Any]) -> dict[str, Any]:
    image = ["image", ["concat", icons.disc(drawing.entry["id"]), ["get", "id"]]]
    icon = {"icon-image": image, "icon-allow-overlap": True, "icon-size": by_zoom(*DISC_SIZES)}
    return drawing.part("discs", "symbol", {}, icon | order, where=_has_records(drawing))


def _beyond(scale: dict[str, Any], value: Expression, size: float) -> Expression:
    """How far from a disc's centre its name begins, in ems of its text of 12 px."""
    ramp = [part for stop, px in scale["stops"] for part in (math.sqrt(stop), px)]
    diameter_px = ["interpolate", ["linear"], ["sqrt", value], *ramp]
    return ["+", ["*", diameter_px, size / 2 / 12], 0.5]


def _has_records(drawing: Drawing) -> Expression | None:
    """True for features that have a disc in the year: the sprite has none for the others."""
    value_name = drawing.style["record_value"]
    known = [
        name
        for name in drawing.fields
        if (match := re.search(rf"_{re.escape(value_name)}_(\d{{4}})$", name))
        and (drawing.year is None or int(match[1]) <= drawing.year)
    ]
    return ["any", *(["has", name] for name in sorted(known))]


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
    "composition": _composition,
    "balance": _balance,
}
