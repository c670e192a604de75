"""The quiet map underneath: land, water, rivers and boundaries."""

from collections.abc import Iterable
from typing import Any

from geodata.maplibre.expressions import ink
from geodata.svg.elements import Element, element
from geodata.svg.frame import Frame, path_data

# As the page paints it: ink of the area, ink and width of its line, dashes, opacity.
LAND = (("country", "land", "boundary", 0.9, None), ("home", "home-land", "boundary", 1.1, None))
WATER = (
    ("sea", "water", "shore", 0.7, None),
    ("lake", "water", "shore", 0.7, None),
    ("river", None, "shore", 0.8, None),
    ("region", None, "boundary", 0.5, None),
    ("contested", None, "land", 1.6, None),
    ("contested", None, "boundary", 1, "4 3"),
)
EARLY = 2  # a lake is drawn so many zooms before it is named


def land(features: Iterable[dict[str, Any]], frame: Frame, theme: str) -> list[Element]:
    """The sea, and countries in it."""
    sea = element(
        "rect", x=0, y=0, width=frame.width, height=frame.height, fill=ink("water", theme)
    )
    return [sea, *_layers(LAND, list(features), frame, theme)]


def waters(features: Iterable[dict[str, Any]], frame: Frame, theme: str) -> list[Element]:
    """Lakes, rivers and inner boundaries, which areas of layers must not hide."""
    return _layers(WATER, list(features), frame, theme)


def _layers(looks: tuple, features: list, frame: Frame, theme: str) -> list[Element]:
    found = []
    for kind, fill, stroke, width, dash in looks:
        pieces = [
            piece
            for feature in features
            if feature["properties"].get("kind") == kind and _is_due(feature, frame)
            for piece in _lines(feature, frame)
        ]
        data = path_data(pieces, is_closed=fill is not None)
        if data:
            found.append(
                element(
                    "path",
                    d=data,
                    fill=ink(fill, theme) if fill else "none",
                    fill_rule="evenodd" if fill else None,
                    stroke=ink(stroke, theme),
                    stroke_width=width,
                    stroke_dasharray=dash,
                    stroke_linejoin="round",
                )
            )
    return found


def _lines(feature: dict[str, Any], frame: Frame) -> list:
    return [] if feature["geometry"]["type"] == "Point" else frame.lines(feature["geometry"])


def _is_due(feature: dict[str, Any], frame: Frame) -> bool:
    properties = feature["properties"]
    if properties["kind"] not in ("lake", "river"):
        return True
    return (properties.get("min_zoom") or 0) - EARLY <= frame.zoom + 1
