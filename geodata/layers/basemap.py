"""The quiet map underneath: countries, first-level regions, seas, lakes, rivers and cities.

Boundaries follow the resolutions of the General Assembly of the United Nations: Crimea and the four
oblasts claimed by Russia lie in Ukraine, Abkhazia and South Ossetia in Georgia; contested lines are
dashed and say nothing about who holds which ground. The Aral Sea has today's shores. Regions are
drawn for Kazakhstan, in the layout of 2022, and for the Russian federal subjects at its border.
Lines are generalised for small scales. Left out: relief, roads, and all smaller places.
"""

import pandas
import shapely
from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Swatch, by_category

from . import former_names as former
from .evidence import declared

HOME = "KAZ"
# Of this country the map shows only the bases on Cyprus, where its name would mislead.
ONLY_BASES_NEAR, BASES_ZOOM = ("GBR",), 9
NATURAL_EARTH, GEONAMES = "natural-earth", "geonames"
REGION_WORKS = {"KZ": "openstreetmap-regions", "RU": NATURAL_EARTH}
COUNTRY_RANKS_KM2 = (1_000_000.0, 150_000.0, 40_000.0)
EQUAL_AREA = "EPSG:6933"
AROUND = (0.0, 15.0, 130.0, 75.0)
GRID_DEG = 0.001
NEAR_THE_OUTLINE_DEG = 0.05
LAST_UNNAMED_RANK = 7
SEAS = (
    ("black-sea", "Black Sea", "Қара теңіз", "Чёрное море", 34.5, 43.3, 4),
    ("sea-of-azov", "Sea of Azov", "Азов теңізі", "Азовское море", 36.6, 46.1, 6),
)
FIELDS = (
    Field(
        "kind",
        "Kind",
        labels=(
            ("home", "Kazakhstan"),
            ("country", "Country"),
            ("region", "First-level region"),
            ("sea", "Sea"),
            ("lake", "Lake"),
            ("river", "River"),
            ("contested", "Contested line"),
            ("city", "City"),
        ),
    ),
    Field("rank", "Rank", "integer", is_shown=False),
    Field("min_zoom", "First zoom of the name", "integer", is_shown=False),
    Field("label_lon", "Longitude of the name", "number", "degree", is_shown=False),
    Field("label_lat", "Latitude of the name", "number", "degree", is_shown=False),
    Field("note", "Note", "text", is_translated=True),
)


def features(
    countries: GeoDataFrame,
    regions_1500m: GeoDataFrame,
    lakes: GeoDataFrame,
    rivers: GeoDataFrame,
    contested: GeoDataFrame,
    cities: DataFrame,
    former_names: DataFrame,
) -> GeoDataFrame:
    """All parts of the basemap, in WGS 84: areas, lines of regions and rivers, points of cities."""
    parts = (
        country_areas(countries),
        region_lines(regions_1500m, countries),
        waters(lakes),
        sea_names(),
        river_lines(rivers),
        contested_lines(contested),
        city_points(cities, former_names),
    )
    names = [field.name for field in FIELDS]
    whole = pandas.concat([part.reindex(columns=part.columns.union(names)) for part in parts])
    frame = lightened(GeoDataFrame(whole, geometry="geometry", crs=WGS84))
    frame["from_year"], frame["to_year"] = None, None
    known = frame[former.TABLE.name]
    frame[former.TABLE.name] = [names if isinstance(names, list) else [] for names in known]
    return declared(frame, FIELDS, (former.TABLE,))


def lightened(frame: GeoDataFrame) -> GeoDataFrame:
    """Keep what lies around the atlas, on a grid of about a hundred metres."""
    frame = frame[frame.intersects(shapely.box(*AROUND))]
    shapes = shapely.set_precision(frame.geometry.to_numpy(), GRID_DEG)
    return frame.set_geometry(shapes, crs=WGS84)


def country_areas(countries: GeoDataFrame) -> GeoDataFrame:
    """Return the countries, named at the place that their source gives; Kazakhstan is home."""
    frame = countries.copy()
    frame["kind"] = ["home" if code == HOME else "country" for code in frame.index]
    frame["rank"] = size_ranks(frame, COUNTRY_RANKS_KM2)
    frame["min_zoom"] = frame["rank"] + 2
    frame.loc[frame.index.isin(ONLY_BASES_NEAR), "min_zoom"] = BASES_ZOOM
    return cite(frame, NATURAL_EARTH)


def region_lines(regions: GeoDataFrame, countries: GeoDataFrame) -> GeoDataFrame:
    """Return the boundaries of regions inside their countries, named in the middle of the region.

    Two neighbours both have their common boundary; national boundaries and coasts are left out.
    """
    west, south, east, north = regions.total_bounds
    outlines = countries.boundary.clip_by_rect(west - 1, south - 1, east + 1, north + 1).union_all()
    around = shapely.buffer(outlines, NEAR_THE_OUTLINE_DEG, quad_segs=2)
    frame = regions.copy()
    middles = shapely.maximum_inscribed_circle(regions.geometry.to_numpy(), tolerance=0.05)
    points = shapely.get_point(middles, 0)
    frame["label_lon"], frame["label_lat"] = (
        shapely.get_x(points).round(2),
        shapely.get_y(points).round(2),
    )
    lines = shapely.line_merge(regions.boundary.difference(around).to_numpy())
    frame["geometry"] = lines
    frame["kind"], frame["rank"], frame["min_zoom"] = "region", 4, 6
    frame["source_ids"] = [[REGION_WORKS[country]] for country in frame["country"]]
    return frame


def waters(lakes: GeoDataFrame) -> GeoDataFrame:
    """Return lakes, reservoirs and the Caspian Sea; small ones are named at larger scales."""
    lakes = notable(lakes)
    frame = lakes.copy()
    frame["kind"] = ["sea" if kind == "sea" else "lake" for kind in lakes["kind"]]
    frame["rank"] = lakes["scalerank"]
    frame["min_zoom"] = lakes["scalerank"].clip(lower=1) + 3
    return cite(named(frame, "water"), NATURAL_EARTH)


def sea_names() -> GeoDataFrame:
    """Return points for the names of the seas that have no shape, only shores."""
    rows = DataFrame(
        SEAS, columns=["id", "name_en", "name_kk", "name_ru", "lon", "lat", "min_zoom"]
    )
    points = points_from_xy(rows["lon"], rows["lat"])
    frame = GeoDataFrame(rows.set_index("id"), geometry=points, crs=WGS84)
    return cite(named(frame.assign(kind="sea", rank=1), "water"), NATURAL_EARTH)


def river_lines(rivers: GeoDataFrame) -> GeoDataFrame:
    """Return the rivers outside the lakes."""
    rivers = notable(rivers)
    frame = rivers.assign(kind="river", rank=rivers["scalerank"], min_zoom=rivers["scalerank"] + 1)
    return cite(named(frame, "river"), NATURAL_EARTH)


def contested_lines(contested: GeoDataFrame) -> GeoDataFrame:
    """Return the lines that are drawn dashed, each with what is to be said of it."""
    frame = contested.assign(kind="contested", rank=1, min_zoom=3, note=contested["note_en"])
    return cite(named(frame, "contested"), NATURAL_EARTH)


def city_points(cities: DataFrame, former_names: DataFrame) -> GeoDataFrame:
    """Return the cities as points, the largest and the capitals first."""
    rows = cities.set_index("id")
    frame = GeoDataFrame(rows, geometry=points_from_xy(rows["lon"], rows["lat"]), crs=WGS84)
    frame = frame.assign(kind="city", min_zoom=rows["rank"] + 3)
    frame[former.TABLE.name] = former.former_names(former_names, frame.index, key="place_id")
    return cite(named(frame, "city"), GEONAMES)


def size_ranks(frame: GeoDataFrame, least_km2: tuple[float, ...]) -> list[int]:
    """Rank areas from 1: as many as are larger than the first bound, then the second, and so on."""
    sizes = frame.to_crs(EQUAL_AREA).area / 1e6
    return [1 + sum(size < bound for bound in least_km2) for size in sizes]


def notable(frame: GeoDataFrame) -> GeoDataFrame:
    """Keep waters that have a name, or matter at small scales."""
    return frame[frame["name_en"].notna() | (frame["scalerank"] <= LAST_UNNAMED_RANK)]


def named(frame: GeoDataFrame, kind: str) -> GeoDataFrame:
    """Put the kind before the ids, so that ids of several sources stay apart."""
    return frame.set_axis([f"{kind}-{name}" for name in frame.index])


def cite(frame: GeoDataFrame, work: str) -> GeoDataFrame:
    """Cite one work for every part."""
    return frame.assign(source_ids=[[work]] * len(frame))


LAYER = Layer(
    id="basemap",
    title="Basemap",
    description=__doc__,
    sources=(
        *("countries", "regions_1500m", "lakes", "rivers", "contested", "cities"),
        "former_names",
    ),
    features=features,
    style=by_category(
        "area",
        "kind",
        (
            Swatch("Kazakhstan", "home-land", "home"),
            Swatch("Land", "land", "country"),
            Swatch("Sea", "water", "sea"),
            Swatch("Lake", "water", "lake"),
            Swatch("River", "shore", "river"),
            Swatch("Boundary of a region", "boundary", "region"),
            Swatch("Contested line", "boundary", "contested", pattern="dashed"),
            Swatch("City", "label", "city", symbol="circle"),
        ),
    ),
    fields=FIELDS,
    tables=(former.TABLE,),
    headline="kind",
    caveats=(
        "The map takes no position on contested territory beyond the resolutions it follows.",
        "Boundaries on the map are generalised and of no legal meaning.",
    ),
    bbox=(-180.0, -90.0, 180.0, 90.0),
)
