"""The basemap's layers of the style: ground and water below everything, names above."""

from typing import Any

from geodata.maplibre.expressions import ink, name_in

SOURCE, BASEMAP = "atlas", "basemap"
REGULAR, ITALIC, BOLD = ["Noto Sans Regular"], ["Noto Sans Italic"], ["Noto Sans SemiBold"]


def ground(theme: str) -> list[dict[str, Any]]:
    """Water, land, rivers and boundaries, from the bottom up."""
    country = ["case", ["==", ["get", "kind"], "home"], ink("home-land", theme), ink("land", theme)]
    shore = {"line-color": ink("shore", theme), "line-width": 0.6}
    boundary = ink("boundary", theme)
    return [
        {
            "id": "water",
            "type": "background",
            "paint": {"background-color": ink("water", theme)},
        },
        _part("land", "fill", ("home", "country"), {"fill-color": country}),
        _part("lakes", "fill", ("lake", "sea"), {"fill-color": ink("water", theme)}),
        _part("shores", "line", ("lake",), shore),
        _part("rivers", "line", ("river",), shore | {"line-width": _by_zoom(0.6, 1.4)}),
        _part(
            "regions",
            "line",
            ("region",),
            {"line-color": boundary, "line-width": 0.6, "line-opacity": 0.7},
        ),
        _part(
            "countries",
            "line",
            ("home", "country"),
            {"line-color": boundary, "line-width": _by_zoom(0.7, 1.6)},
        ),
        _part(
            "contested",
            "line",
            ("contested",),
            {"line-color": boundary, "line-width": 1.2, "line-dasharray": [3, 2]},
        ),
    ]


def names(theme: str, lang: str) -> list[dict[str, Any]]:
    """Names of water, countries and cities, in the order in which they give way."""
    quiet = {
        "text-color": ink("label", theme),
        "text-halo-color": ink("home-land", theme),
        "text-halo-width": 1.2,
    }
    wet = quiet | {"text-halo-color": ink("water", theme)}
    written = {"text-field": name_in(lang), "text-font": REGULAR, "text-size": 12}
    italic = written | {"text-font": ITALIC}
    capitals = written | {
        "text-transform": "uppercase",
        "text-letter-spacing": 0.18,
        "text-max-width": 8,
    }
    dot = {
        "circle-radius": 2,
        "circle-color": ink("home-land", theme),
        "circle-stroke-color": ink("label", theme),
        "circle-stroke-width": 1,
    }
    beside = written | {"text-anchor": "left", "text-offset": [0.5, 0]}
    by_rank = {"symbol-sort-key": ["coalesce", ["get", "rank"], 9]}
    return [
        _part("river-names", "symbol", ("river",), wet, italic | {"symbol-placement": "line"}),
        _part("water-names", "symbol", ("lake", "sea"), wet, italic),
        _part("city-dots", "circle", ("city",), dot, shown=_name_is_due()),
        _part("city-names", "symbol", ("city",), quiet, beside | by_rank, shown=_name_is_due()),
        _part(
            "country-names", "symbol", ("home", "country"), quiet, capitals, shown=_name_is_due()
        ),
    ]


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


def _name_is_due() -> list[Any]:
    return ["<=", ["coalesce", ["get", "min_zoom"], 0], ["zoom"]]


def _by_zoom(low: float, high: float) -> list[Any]:
    return ["interpolate", ["linear"], ["zoom"], 3, low, 9, high]
