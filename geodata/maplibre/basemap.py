"""The basemap's layers of the style: ground and water below everything, names above."""

from typing import Any

from geodata.catalog import BASEMAP
from geodata.maplibre.expressions import ink, name_in

STRONG = "crossing"  # the ink that is as dark as the text of pages
SOURCE, NAMES = "atlas", "names"
REGULAR, ITALIC, BOLD = ["Noto Sans Regular"], ["Noto Sans Italic"], ["Noto Sans SemiBold"]
LARGER = 1  # the published zooms count tiles of 256 px, MapLibre's count tiles of 512 px


def ground(theme: str) -> list[dict[str, Any]]:
    """The sea and the land in it."""
    land = ["match", ["get", "kind"], "home", ink("home-land", theme), ink("land", theme)]
    sea = {"background-color": ink("water", theme)}
    return [
        {"id": "basemap-water", "type": "background", "paint": sea},
        _part("land", "fill", ("home", "country"), {"fill-color": land}),
    ]


def waters_and_lines(theme: str) -> list[dict[str, Any]]:
    """Lakes, rivers and boundaries, which areas of other layers must not hide."""
    boundary = ink("boundary", theme)
    shore = ink("shore", theme)
    river = {"line-color": shore, "line-width": by_zoom((3, 0.5), (6, 0.9), (10, 2))}
    region = {
        "line-color": boundary,
        "line-width": by_zoom((4, 0.4), (8, 1)),
        "line-opacity": by_zoom((3, 0.3), (6, 0.8)),
    }
    country = {"line-color": boundary, "line-width": by_zoom((2, 0.5), (5, 1), (9, 1.8))}
    contested = {"line-color": boundary, "line-width": 1.2, "line-dasharray": [3, 2]}
    lakes = {"fill-color": ink("water", theme)}
    return [
        _part("lakes", "fill", ("lake", "sea"), lakes, shown=_is_due(early=2)),
        _part(
            "shores",
            "line",
            ("lake",),
            {"line-color": shore, "line-width": 0.5},
            shown=_is_due(early=2),
        ),
        _part("rivers", "line", ("river",), river, shown=_is_due()),
        _part("regions", "line", ("region",), region),
        _part("countries", "line", ("home", "country"), country),
        _part("contested", "line", ("contested",), contested),
    ]


def small_names(theme: str, lang: str, *, is_over_areas: bool) -> list[dict[str, Any]]:
    """Dots and names that give way to others: rivers and lakes, regions, cities, seas.

    Over areas in colours quiet names would be too pale.
    """
    wet, dry = (_ink(theme, paper, is_over_areas) for paper in ("water", "home-land"))
    dot = {
        "circle-radius": by_zoom((3, 1.6), (8, 2.6)),
        "circle-color": ink("home-land", theme),
        "circle-stroke-color": ink("label", theme),
        "circle-stroke-width": 1,
    }
    flow = _text(lang, ITALIC, 11) | {"symbol-placement": "line", "symbol-spacing": 400}
    beside = _text(lang, REGULAR, by_zoom((3, 11), (8, 13))) | {
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.5,
        "text-justify": "auto",
        "symbol-sort-key": _rank(),
    }
    still = _text(None, ITALIC, by_zoom((3, 11), (8, 13))) | {"symbol-sort-key": _rank()}
    spaced = _text(None, REGULAR, 11) | {"text-letter-spacing": 0.08, "text-max-width": 7}
    return [
        _part("river-names", "symbol", ("river",), wet, flow, shown=_is_due()),
        _name("lake-names", ("lake",), wet, still),
        _name("region-names", ("region",), dry | {"text-opacity": 0.8}, spaced),
        _part("city-dots", "circle", ("city",), dot, shown=_is_due()),
        _part("city-names", "symbol", ("city",), dry, beside, shown=_is_due()),
        _name("sea-names", ("sea",), wet, still | {"text-max-width": 6}),
    ]


def country_names(theme: str, *, is_over_areas: bool) -> dict[str, Any]:
    """The names before which all others give way: of countries, in spaced capitals."""
    home = ["match", ["get", "kind"], "home"]
    capitals = _text(None, REGULAR, by_zoom((2, [*home, 11, 9]), (6, [*home, 16, 13]))) | {
        "text-transform": "uppercase",
        "text-letter-spacing": [*home, 0.4, 0.2],
        "text-max-width": 12,
        "symbol-sort-key": _rank(),
    }
    look = _ink(theme, "home-land", is_over_areas)
    look["text-color"] = [*home, ink(STRONG, theme), look["text-color"]]
    return _name("country-names", ("home", "country"), look, capitals)


def by_zoom(*stops: tuple[float, Any]) -> list[Any]:
    """A value by zoom, straight between the stops."""
    return ["interpolate", ["linear"], ["zoom"], *(part for stop in stops for part in stop)]


def _part(
    name: str,
    kind: str,
    kinds: tuple[str, ...],
    paint: dict[str, Any],
    layout: dict[str, Any] | None = None,
    *,
    shown: list[Any] | None = None,
) -> dict[str, Any]:
    wanted: list[Any] = ["match", ["get", "kind"], list(kinds), True, False]
    return {
        "id": f"basemap-{name}",
        "type": kind,
        "source": SOURCE,
        "source-layer": BASEMAP,
        "filter": ["all", wanted, shown] if shown else wanted,
        "layout": layout or {},
        "paint": paint,
    }


def _name(
    name: str, kinds: tuple[str, ...], paint: dict[str, Any], layout: dict[str, Any]
) -> dict[str, Any]:
    whole = _part(name, "symbol", kinds, paint, layout, shown=_is_due())
    return {key: value for key, value in whole.items() if key != "source-layer"} | {"source": NAMES}


def _text(lang: str | None, font: list[str], size: Any) -> dict[str, Any]:
    """A text's layout; without a language it is the name of a point of the source of names."""
    field = ["get", "name"] if lang is None else name_in(lang)
    return {"text-field": field, "text-font": font, "text-size": size, "text-padding": 4}


def _ink(theme: str, paper: str, is_strong: bool) -> dict[str, Any]:
    return {
        "text-color": ink(STRONG if is_strong else "label", theme),
        "text-halo-color": ink(paper, theme),
        "text-halo-width": 1.2,
    }


def _is_due(early: int = 0) -> list[Any]:
    """True from the zoom at which a name is due, or some zooms earlier for the thing itself."""
    return ["<=", ["-", ["coalesce", ["get", "min_zoom"], 0], LARGER + early], ["zoom"]]


def _rank() -> list[Any]:
    return ["coalesce", ["get", "rank"], 9]
