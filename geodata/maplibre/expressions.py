"""MapLibre expressions for names, years, classes and sizes, from a layer's style and fields."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from geodata.attributes import years_of
from geodata.style import INKS
from geodata.time import LAST_YEAR, distance

Expression = list[Any]
BASES = ("census", "register", "article", "census-2021")


def ink(name: str, theme: str) -> str:
    """The colour of an ink on a theme's paper."""
    return getattr(INKS[name], theme)


def mixed(name: str, part: float, theme: str) -> str:
    """The colour of an ink laid thinly, as `part` of it, on the land of a theme."""
    over, under = ink(name, theme), ink("home-land", theme)
    channels = [
        round(part * int(over[at : at + 2], 16) + (1 - part) * int(under[at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def name_in(lang: str) -> Expression:
    """A feature's name in a language, in English where it has none; what it says aside is cut."""
    whole = ["coalesce", ["get", f"name_{lang}"], ["get", "name_en"], ""]
    name: Expression = ["var", "name"]
    short = ["slice", name, 0, ["index-of", " (", name]]
    return ["let", "name", whole, ["case", ["in", " (", name], short, name]]


def in_year(year: int | None) -> Expression | None:
    """True for features that hold in a year; None, no filter, for all years."""
    if year is None:
        return None
    starts = ["<=", ["coalesce", ["get", "from_year"], year], year]
    ends = [">=", ["coalesce", ["get", "to_year"], year], year]
    return ["all", starts, ends]


def dated(value_name: str, fields: Iterable[str], year: int | None) -> Expression:
    """The value that holds in a year, of the properties of a name that carry a year."""
    fields = list(fields)
    if terms := years_of(fields, f"{value_name}_from"):
        now = LAST_YEAR if year is None else year
        names = [f"{value_name}_from_{known}" for known in terms if known <= now]
    elif year is None or not years_of(fields, "base"):
        years = years_of(fields, value_name)
        names = [f"{value_name}_{known}" for known in years if year in (None, known)]
    else:
        return ["coalesce", *_points(value_name, years_of(fields, value_name), year), None]
    return ["coalesce", *(["get", name] for name in names), None]


def _points(value_name: str, years: Iterable[int], year: int) -> list[Expression]:
    """The stated points of a name, the nearest to a year first; see `geodata.time`."""
    bases = [(known, base) for known in years for base in BASES]
    bases.sort(key=lambda point: distance(*point, year))
    return [
        ["case", ["==", ["get", f"base_{known}"], base], ["get", f"{value_name}_{known}"], None]
        for known, base in bases
    ]


def class_value(
    style: dict[str, Any], fields: Iterable[str], year: int | None
) -> Expression | None:
    """The value that picks a feature's class; None for a layer of one class."""
    if style.get("table") and style["mark"] == "area":
        return dated(style["record_value"], fields, year)
    return ["get", style["field"]] if style.get("field") else None


def by_class(style: dict[str, Any], value: Expression | None, pick, otherwise: Any) -> Any:
    """An expression that gives `pick(swatch)` for a feature's class, or `otherwise`."""
    classes = style.get("classes", [])
    if value is None:
        return pick(classes[0]) if classes else otherwise
    if any("minimum" in swatch or "maximum" in swatch for swatch in classes):
        steps: Expression = ["step", ["to-number", value], pick(classes[0])]
        for swatch in classes[1:]:
            steps += [swatch["minimum"], pick(swatch)]
        return ["case", ["==", ["typeof", value], "number"], steps, otherwise]
    cases: Expression = ["match", ["to-string", value]]
    for swatch in classes:
        cases += [swatch["value"], pick(swatch)]
    return [*cases, otherwise]


def scaled(scale: dict[str, Any] | None, value: Expression | None, otherwise: float) -> Any:
    """Pixels by a number, straight between the stops of a scale."""
    if scale is None or value is None:
        return otherwise
    ramp: Expression = ["interpolate", ["linear"], ["to-number", value]]
    for stop, px in scale["stops"]:
        ramp += [stop, px]
    return ["case", ["==", ["typeof", value], "number"], ramp, scale["unknown_px"]]


def both(*filters: Expression | None) -> Expression | None:
    """All of some filters; None when there is none."""
    known = [each for each in filters if each is not None]
    parts = (each[1:] if each[0] == "all" else [each] for each in known)
    return ["all", *chain.from_iterable(parts)] if known else None
