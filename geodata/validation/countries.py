"""The country that a row names, against the areas of `countries.geojson`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from babel.core import get_global

from geodata.validation.features import read_features
from geodata.validation.problem import got, listed

BETWEEN = re.compile(r"[/; ]+")  # codes of a point on a border: KZ/RU, KZ;RU, KZ RU
SHOWN_CODES = 6

Areas = Mapping[str, shapely.Geometry]


def read_areas(sources: Path) -> Areas:
    """Areas by ISO 3166-1 code, alpha-3 and, by the Unicode CLDR, alpha-2.

    Empty when the folder has no readable `countries.geojson`. Shapes that are not valid are left
    out; the checks of that source say so.
    """
    try:
        features, _ = read_features((sources / "countries.geojson").read_bytes())
    except OSError:
        return {}
    areas: dict[str, shapely.Geometry] = {}
    aliases = get_global("territory_aliases")
    for code, shape in zip(features.ids, features.shapes, strict=True) if features else ():
        if shape is None or shape.is_empty or not shape.is_valid:
            continue
        shapely.prepare(shape)
        short = aliases.get(code, ())
        areas |= dict.fromkeys([str(code), *(short if len(short) == 1 else ())], shape)
    return areas


def country_fault(
    lon: float, lat: float, text: str, declared: Mapping[str, Any], areas: Areas, row_id: str
) -> tuple[str, str] | None:
    """Rule and message when a point is farther than allowed from every country that `text` names.

    Distances are in degrees, as on a plain grid of longitude and latitude.
    """
    if not text or text in declared.get("not_countries", ()):
        return None
    codes = [code for code in BETWEEN.split(text) if code]
    if not codes or not all(code in areas for code in codes):
        return "country", f"Countries are codes of ISO 3166-1 in countries.geojson; {got(text)}."
    tolerance = declared.get("except", {}).get(row_id, declared["tolerance_degree"])
    shapes, point = [areas[code] for code in codes], shapely.Point(lon, lat)
    if shapely.dwithin(shapes, point, tolerance).any():
        return None
    away = shapely.distance(shapes, point).min()
    message = f"Points must be within {tolerance:g} degrees of {listed(codes, SHOWN_CODES)}; "
    message += f"got lon {lon:g}, lat {lat:g}, {away:.2f} away"
    if shapely.dwithin(shapes, shapely.Point(lat, lon), tolerance).any():
        message += "; longitude and latitude are probably swapped"
    return "outside-country", message + "."
