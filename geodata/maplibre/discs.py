"""Rings of shares and pairs of half discs: icons of the sprite, one per feature, with names."""

import math
import re
from collections.abc import Iterable
from typing import Any

from geodata.attributes import years_of
from geodata.maplibre import icons
from geodata.maplibre.basemap import REGULAR, STRONG, by_zoom
from geodata.maplibre.expressions import Expression, ink, name_in
from geodata.maplibre.part import Drawing

DISC_SIZES = ((3, 0.6), (4.5, 1))  # by zoom, as parts of the size in the legend


def composition(drawing: Drawing) -> Iterable[dict[str, Any]]:
    """A ring per feature and its name beside it, the largest first."""
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
        "text-color": ink(STRONG, drawing.theme),
        "text-halo-color": ink("home-land", drawing.theme),
        "text-halo-width": 1.2,
    }
    # Names lie below the discs: what lies above is placed first, and names keep off it.
    yield drawing.part("names", "symbol", paint, named | largest_first, where=_has_records(drawing))
    yield _disc(drawing, largest_first)


def balance(drawing: Drawing) -> Iterable[dict[str, Any]]:
    """Two half discs per feature."""
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
    is_stated = bool(years_of(drawing.fields, "base"))
    known = [
        name
        for name in drawing.fields
        if (match := re.search(rf"_{re.escape(value_name)}_(\d{{4}})$", name))
        and (drawing.year is None or is_stated or int(match[1]) == drawing.year)
    ]
    return ["any", *(["has", name] for name in sorted(known))]
