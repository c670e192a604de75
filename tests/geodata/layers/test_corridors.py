"""Corridors through and past Kazakhstan."""

import pandas
import pytest
from geopandas import GeoDataFrame
from shapely.geometry import LineString, box

from geodata.atlas import open_atlas
from geodata.layers.corridors import LAYER, features, inside, ranges, sea_ranges
from geodata.publish import build

RUSSIA = GeoDataFrame(geometry=[box(40, 52, 60, 60)], index=["RUS"], crs="EPSG:4326")
CORRIDOR = {
    "id": "a-b",
    "name_en": "A–B",
    "name_kk": "А–Б",
    "name_ru": "А–Б",
    "mode": "rail",
    "countries_iso3": "RUS KAZ",
    "opened": "1970-1971",
    "opened_confidence": "sourced",
    "polyline_length_km": 300.0,
    "note": None,
    "source_ids": "work",
    "confidence": "sourced",
}
POINTS = pandas.DataFrame(
    {
        "corridor_id": "a-b",
        "seq": [3, 1, 2],
        "name": ["B", "A", "Border"],
        "lon": [50.0, 50.0, 50.0],
        "lat": [48.0, 55.0, 52.0],
    }
)


def corridor(**changes):
    """Return the feature of one corridor with some values changed."""
    return features(pandas.DataFrame([CORRIDOR | changes]), POINTS, RUSSIA).iloc[0]


def test_points_are_joined_in_their_order():
    """The line begins at the first point, whatever the order of the rows."""
    assert list(corridor().geometry.coords) == [(50, 55), (50, 52), (50, 48)]


def test_the_stretch_in_russia_ends_at_the_border():
    """Segments whose middle lies in Russia are marked, up to the border point."""
    assert corridor()["russia_ranges"] == [[0, 1]]


def test_a_line_beside_the_area_is_not_inside():
    """No segment has its middle in the area."""
    assert inside(LineString([(0, 0), (1, 0)]), box(5, 5, 6, 6)) == []


@pytest.mark.parametrize(
    ("segments", "runs"),
    [([True, True, False, True], [[0, 2], [3, 4]]), ([False], []), ([True], [[0, 1]])],
)
def test_runs_of_segments_are_pairs_of_vertices(segments, runs):
    """A run of n segments has n + 1 vertices, both ends included."""
    assert ranges(pandas.array(segments).to_numpy(bool)) == runs


@pytest.mark.parametrize(
    ("opened", "year"), [("1970-1971", 1971), ("2014-12-03", 2014), ("2012-12", 2012)]
)
def test_the_corridor_is_there_from_the_last_year_of_its_opening(opened, year):
    """A span of years ends with the year of opening; a date gives its year."""
    assert corridor(opened=opened)["from_year"] == year


def test_remembered_openings_are_empty():
    """A year that rests on memory is not shown, and the corridor is never filtered by it."""
    row = corridor(opened_confidence="memory")
    assert pandas.isna(row["opened"])
    assert pandas.isna(row["from_year"])


def test_sea_lanes_join_their_ports():
    """The ferry of the Kuryk branch sails from Kuryk to Alat."""
    names = ["Mangystau", "Kuryk port", "Caspian crossing (mid-sea)", "Alat port (Baku)"]
    assert sea_ranges("titr_kuryk", names) == [[1, 3]]
    assert sea_ranges("rail_orsk", names) == []


@pytest.fixture(scope="module")
def corridors():
    """The features, made from the sources."""
    return build(open_atlas(), LAYER)


def test_all_corridors_are_drawn(corridors):
    """Twenty-three corridors, branches and lines, each with two points or more."""
    assert len(corridors) == 23
    assert corridors.geometry.count_coordinates().min() > 1


def test_the_middle_corridor_keeps_out_of_russia(corridors):
    """The main stem crosses the Caspian from Aktau to Alat and no part of Russia."""
    assert corridors["russia_ranges"]["titr"] == []
    assert not corridors["is_through_russia"]["titr"]
    assert len(corridors["sea_ranges"]["titr"]) == 1


def test_the_petropavl_line_is_in_russia_at_both_ends(corridors):
    """Russia's own line passes through Kazakhstan: a stretch before and one behind it."""
    first, last = corridors["russia_ranges"]["rail_petropavl"]
    assert first[0] == 0
    assert last[1] == len(corridors.geometry["rail_petropavl"].coords) - 1


def test_every_mode_has_a_class(corridors):
    """No corridor is drawn without an entry in the legend."""
    assert set(corridors["mode"]) == {swatch.value for swatch in LAYER.style.classes}
