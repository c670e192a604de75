"""The style's layers of one atlas layer, by its mark: line, band, area, symbol, discs."""

from collections.abc import Iterable
from typing import Any

from geodata.maplibre import icons
from geodata.maplibre.basemap import by_zoom
from geodata.maplibre.discs import balance, composition
from geodata.maplibre.expressions import Expression, both, by_class, ink, mixed, scaled
from geodata.maplibre.part import Drawing
from geodata.stretches import AT_SEA, IN_RUSSIA, ON_LAND, PARTLY_AT_SEA

# In widths of the line; dots are dashes without length that have round ends.
DASHES = {"dashed": [2.2, 1.6], "dotted": [0, 1.9], "dash-dotted": [2.2, 2.1, 0, 2.1]}
CAPS = {"dashed": {"line-cap": "butt", "line-join": "round"}}


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
        yield drawing.part("casing", "line", casing, round_line, stretches=IN_RUSSIA)
    paint = {"line-color": colour, "line-width": px}
    pattern, known = _pattern(drawing)
    has_lanes = PARTLY_AT_SEA in drawing.fields
    is_whole = ["!=", ["get", PARTLY_AT_SEA], True] if has_lanes else None
    for name in known:
        look = paint | _dashes(name), CAPS.get(name, round_line)
        where = ["==", pattern, name] if len(known) > 1 else None
        yield drawing.part(name, "line", *look, where=both(where, is_whole))
        if has_lanes:
            yield drawing.part(f"{name}{ON_LAND}", "line", *look, where=where, stretches=ON_LAND)
    if has_lanes:
        lane = paint | _dashes("dashed")
        yield drawing.part(AT_SEA.strip("-"), "line", lane, CAPS["dashed"], stretches=AT_SEA)


def _dashes(pattern: str) -> dict[str, Any]:
    return {"line-dasharray": DASHES[pattern]} if pattern in DASHES else {}


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
    hatched = _hatched_inks(style)
    is_filled = ["!=", _is_hatched(drawing, hatched), True] if hatched else None
    if not drawing.is_lowest:
        # Two tints would mix into a colour that is in no legend.
        land = {"fill-color": ink("land", drawing.theme)}
        is_loud = ["!", quiet] if quiet else None
        yield drawing.part("ground", "fill", land, where=both(is_filled, is_loud))
    tint = {"fill-color": colour, "fill-opacity": opacity}
    yield drawing.part("fill", "fill", tint, where=is_filled)
    for ink_name in hatched:
        is_hatched = ["==", _is_hatched(drawing, [ink_name]), True]
        paint = {"fill-pattern": icons.hatch({"ink": ink_name})}
        yield drawing.part(f"hatch-{ink_name}", "fill", paint, where=is_hatched)
    edge = {"line-color": ink("home-land", drawing.theme), "line-width": 1}
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


def _icon(image: Any) -> dict[str, Any]:
    return {"icon-image": image, "icon-allow-overlap": True, "icon-ignore-placement": True}


def _pattern(drawing: Drawing) -> tuple[Expression, list[str]]:
    """The name of a feature's pattern, and all that there are, solid first."""
    by_flag, classes = drawing.flag("dashed"), drawing.style.get("classes", [])
    names = {swatch.get("pattern", "solid") for swatch in classes} | {"solid"}
    own = by_class(
        drawing.style, drawing.value, lambda swatch: swatch.get("pattern", "solid"), "solid"
    )
    if by_flag:
        own = ["case", ["==", own, "dash-dotted"], own, by_flag, "dashed", own]
        names.add("dashed")
    return own, sorted(names, key=["solid", *DASHES].index)


def _hatched_inks(style: dict[str, Any]) -> list[str]:
    swatches = [*style.get("classes", []), style.get("no_data") or {}]
    return list(dict.fromkeys(s["ink"] for s in swatches if s.get("pattern") == "hatch"))


def _is_hatched(drawing: Drawing, ink_names: list[str]) -> Expression:
    """Whether a feature is hatched in one of some inks."""

    def is_hatched(swatch: dict[str, Any]) -> bool:
        return swatch.get("pattern") == "hatch" and swatch["ink"] in ink_names

    otherwise = is_hatched(drawing.style.get("no_data") or {})
    return by_class(drawing.style, drawing.value, is_hatched, otherwise)


def _first(drawing: Drawing) -> dict[str, Any]:
    return drawing.style["classes"][0]


MARKS = {
    "line": _line,
    "band": _band,
    "area": _area,
    "symbol": _symbol,
    "composition": composition,
    "balance": balance,
}
