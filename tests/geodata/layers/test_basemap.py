"""The quiet map underneath."""

import gzip

import pandas
import pytest
from geopandas import GeoDataFrame
from shapely.geometry import LineString, MultiLineString, Point, box

from geodata import geojson
from geodata.atlas import open_atlas
from geodata.layers.basemap import LAYER, country_areas, features, notable
from geodata.publish import build
from geodata.source import WGS84, open_source, read_table


def named(shapes, **columns):
    """Return shapes in WGS 84 by id, each with its id as names."""
    frame = GeoDataFrame(columns, index=list(shapes), geometry=list(shapes.values()), crs=WGS84)
    names = {f"name_{language}": frame.index for language in ("en", "kk", "ru")}
    return frame.assign(**names)


@pytest.fixture(scope="module")
def parts():
    """A made-up country of two regions by a sea, with a neighbour and one far away."""
    return features(
        countries=named(
            {"KAZ": box(50, 40, 60, 50), "RUS": box(50, 50, 60, 60), "USA": box(-90, 30, -80, 40)},
            label_lon=[55.0, 55.0, -85.0],
            label_lat=[45.0, 55.0, 35.0],
        ),
        regions_1500m=named(
            {"KZ-1": box(50, 40, 55, 50), "KZ-2": box(55, 40, 60, 50)}, country=["KZ", "KZ"]
        ),
        lakes=named(
            {"caspian-sea": box(50, 45, 51, 46), "ne-1": box(58, 45, 59, 46)},
            kind=["sea", "salt_lake"],
            scalerank=[0, 3],
        ),
        rivers=named({"ne-1": LineString([(52, 41), (53, 42.00044)])}, scalerank=[5]),
        contested=named({"line": LineString([(51, 55), (53, 55)])}, note_en=["A note."]),
        cities=pandas.DataFrame(
            {
                "id": ["town"],
                "name_en": ["Town"],
                "name_kk": ["Қала"],
                "name_ru": ["Город"],
                "lon": [52.0],
                "lat": [43.0],
                "rank": [2],
            }
        ),
        former_names=pandas.DataFrame(
            {
                "place_id": ["town"],
                "name_en": ["Fort"],
                "name_kk": ["Бекініс"],
                "name_ru": ["Форт"],
                "from_year": [1800],
                "to_year": [1900],
                "note": [None],
                "source_ids": ["a-chronicle"],
                "confidence": ["sourced"],
            }
        ),
    )


def test_every_kind_has_a_class(parts):
    """Each part is of a kind that the legend knows, and the made-up map has them all."""
    assert set(parts["kind"]) == {swatch.value for swatch in LAYER.style.classes}


def test_kazakhstan_is_home(parts):
    """One country is home land; its neighbours are countries."""
    assert (parts["kind"]["KAZ"], parts["kind"]["RUS"]) == ("home", "country")


def test_far_countries_are_left_out(parts):
    """What lies beyond the margin of the atlas would only make the map heavy."""
    assert "USA" not in parts.index


def test_regions_are_lines_inside_their_country(parts):
    """The boundary of two regions is drawn, and ends before the outline of the country."""
    line = parts.geometry["KZ-1"]
    assert line.geom_type in {"LineString", "MultiLineString"}
    west, south, east, north = line.bounds
    assert (west, east) == pytest.approx((55, 55), abs=0.01)
    assert south > 40
    assert north < 50


def test_regions_are_named_in_their_middle(parts):
    """The name stands in the middle of the widest circle inside the region."""
    lon, lat = parts.loc["KZ-1", ["label_lon", "label_lat"]]
    assert 50 < lon < 55
    assert 40 < lat < 50


def test_ids_of_lakes_and_rivers_stay_apart(parts):
    """Two sources number their shapes alike; the kind goes before."""
    assert {"water-ne-1", "river-ne-1"} < set(parts.index)
    assert parts.index.is_unique


def test_coordinates_are_on_a_coarse_grid(parts):
    """Three decimals are enough for small scales."""
    assert parts.geometry["river-ne-1"].coords[1] == pytest.approx((53, 42))


def test_contested_lines_keep_their_note(parts):
    """What is to be said of a contested line travels with it."""
    assert parts["note"]["contested-line"] == "A note."


def test_waters_without_a_name_need_a_rank():
    """Nameless waters of high rank number are left out; named ones stay."""
    waters = GeoDataFrame(
        {"name_en": ["Lake", None, None], "scalerank": [9, 9, 2]},
        geometry=[MultiLineString()] * 3,
    )
    assert list(notable(waters).index) == [0, 2]


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [(34.1, 45.0, "UKR"), (37.8, 48.0, "UKR"), (41.0, 43.0, "GEO"), (63.3, 45.97, "KAZ")],
)
def test_boundaries_follow_the_general_assembly(lon, lat, code):
    """Simferopol and Donetsk lie in Ukraine, Sukhumi in Georgia, Baikonur in Kazakhstan."""
    countries = read_table(open_source(open_atlas().sources, "countries"))
    found = country_areas(countries)
    assert list(found.index[found.contains(Point(lon, lat))]) == [code]


def test_the_basemap_is_light():
    """All of it, names included, takes less than 350 kB on the wire."""
    frame = build(open_atlas(), LAYER)
    assert len(gzip.compress(geojson.feature_collection(LAYER, frame, {}))) < 350_000


def test_a_city_says_what_it_was_called_before(parts):
    """The former names of a city stand with it; what is no city has none."""
    (former,) = parts.loc["city-town", "former_names"]
    assert (former["name_en"], former["to_year"]) == ("Fort", 1900)
    assert sum(map(len, parts["former_names"])) == 1
