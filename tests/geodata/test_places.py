"""The committed geometry and places: whole, fitting, where they belong, described as they are."""

import csv
import hashlib
import json
import tomllib

import numpy
import pytest
import shapely
from shapely.geometry import shape

from geodata.places.__main__ import SOURCES
from geodata.places.countries import LEAST_SEEN
from geodata.places.plane import FRAME, area_km2

GEOJSON = (
    "border_150m",
    "border_1500m",
    "contested",
    "countries",
    "lakes",
    "land",
    "regions_150m",
    "regions_1500m",
    "rivers",
)


def features(name: str) -> dict[str, dict]:
    """Read a committed source: properties and `geometry` by id."""
    collection = json.loads((SOURCES / f"{name}.geojson").read_text(encoding="utf-8"))
    return {
        one["id"]: {**one["properties"], "geometry": shape(one["geometry"])}
        for one in collection["features"]
    }


def areas(name: str) -> numpy.ndarray:
    """Return the geometries of a committed source."""
    return numpy.array([one["geometry"] for one in features(name).values()], dtype=object)


def rows(name: str) -> list[dict]:
    """Read a committed table."""
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.mark.parametrize("name", ["regions_150m", "regions_1500m"])
def test_regions_of_both_states(name):
    """There are 20 regions of Kazakhstan and 12 of Russia, at both resolutions."""
    countries = [one["country"] for one in features(name).values()]
    assert (countries.count("KZ"), countries.count("RU")) == (20, 12)


@pytest.mark.parametrize("name", ["regions_150m", "regions_1500m", "countries"])
def test_coverages_fit(name):
    """As stored, neighbours share their edges exactly: no overlap, no stray vertex."""
    assert shapely.is_valid(areas(name)).all()
    assert shapely.coverage_is_valid(areas(name))


@pytest.mark.parametrize(
    ("name", "count"), [("regions_150m", 1), ("regions_1500m", 1), ("countries", 5)]
)
def test_no_gaps_but_the_declared_ones(name, count):
    """The only holes are those that the description declares, such as the Caspian Sea."""
    about = tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))
    declared = shapely.MultiPoint(about["holes"])
    whole = shapely.get_parts(shapely.union_all(areas(name)))
    holes = [shapely.Polygon(ring) for part in whole for ring in part.interiors]
    assert len(holes) == count
    assert all(hole.intersects(declared) for hole in holes)


def test_area_of_kazakhstan():
    """The 20 regions together have the area of the unsimplified outline, within 0.1 %."""
    kazakh = [one for one in features("regions_150m").values() if one["country"] == "KZ"]
    union = shapely.union_all([one["geometry"] for one in kazakh])
    assert area_km2(union) == pytest.approx(2_724_282, rel=0.001)
    assert sum(one["area_km2"] for one in kazakh) == pytest.approx(2_724_282, abs=20)


@pytest.mark.parametrize("name", ["border_150m", "border_1500m"])
def test_border_reaches_from_the_caspian_to_china(name):
    """The border is one line from the Volga delta to where the three states meet."""
    line = shapely.line_merge(shapely.union_all(areas(name)))
    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    ends = sorted(shapely.get_coordinates(longest)[[0, -1]].tolist())
    assert ends[0] == pytest.approx([49.23, 46.33], abs=0.01)
    assert ends[1] == pytest.approx([87.286, 49.116], abs=0.01)
    assert longest.length > 0.999 * line.length


@pytest.mark.parametrize("label", ["150m", "1500m"])
def test_border_is_the_edge_of_the_regions(label):
    """Each border line lies on the outlines of both its regions, which say that they touch."""
    regions = features(f"regions_{label}")
    for line in features(f"border_{label}").values():
        for key in ("kz_id", "ru_id"):
            assert regions[line[key]]["geometry"].boundary.covers(line["geometry"])
            assert regions[line[key]]["touches_border"]


def test_samara_meets_kazakhstan_in_a_point():
    """Samara Oblast shares no edge with Kazakhstan, only a point."""
    regions = features("regions_150m")
    samara, west = regions["RU-SAM"], regions["KZ-27"]
    assert samara["touches_border"] is False
    assert samara["geometry"].intersection(west["geometry"]).geom_type == "Point"


def test_no_length_is_given():
    """Lengths depend on detail, so no property of the border is a length."""
    for line in features("border_150m").values():
        assert set(line) == {"kz_id", "ru_id", "name_en", "name_kk", "name_ru", "geometry"}


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Crimea", 34.2, 45.2, "UKR"),
        ("Donetsk", 37.8, 48.0, "UKR"),
        ("Sukhumi", 41.0, 43.0, "GEO"),
        ("Tskhinvali", 43.97, 42.23, "GEO"),
        ("Baikonur", 63.3, 45.6, "KAZ"),
        ("Stepanakert", 46.75, 39.82, "AZE"),
        ("Tiraspol", 29.63, 46.84, "MDA"),
        ("Golan", 35.8, 33.0, "SYR"),
    ],
)
def test_countries_follow_the_general_assembly(place, lon, lat, country):
    """Places in dispute lie in the state that resolutions of the General Assembly name."""
    point = shapely.Point(lon, lat)
    inside = [code for code, one in features("countries").items() if one["geometry"].covers(point)]
    assert inside == [country], place


def test_countries_of_the_tables_are_there():
    """Every country of the membership and trade tables has a shape."""
    codes = set(features("countries"))
    members = {row["country_iso3"] for row in rows("memberships")}
    partners = {row["partner_iso3"] for row in rows("trade")} - {"WLD", "EU", "EU27"}
    assert members <= codes
    assert partners <= codes


def test_labels_lie_in_their_country():
    """A country is named inside it: in the atlas's frame, unless only a corner of it is there.

    The names of India and Pakistan would stand in Kashmir else.
    """
    frame, corners = shapely.box(*FRAME), set()
    for code, one in features("countries").items():
        label, area = shapely.Point(one["label_lon"], one["label_lat"]), one["geometry"]
        assert area.distance(label) < 0.001, code
        seen = area.intersection(frame).area
        assert frame.covers(label) == (seen >= LEAST_SEEN * area.area), code
        if 0 < seen < LEAST_SEEN * area.area:
            corners.add(code)
    assert {"IND", "PAK"} <= corners


def test_todays_aral_sea():
    """The Aral is two remnants of some 3,400 km2 each, not the sea of the last century."""
    lakes = features("lakes")
    for name in ("north-aral-sea", "south-aral-sea"):
        assert area_km2(lakes[name]["geometry"]) == pytest.approx(3_410, rel=0.03)


def test_the_caspian_is_water():
    """The Caspian Sea is a hole in the land and a shape among the lakes."""
    middle = shapely.Point(51.0, 42.0)
    assert not features("land")["land"]["geometry"].covers(middle)
    assert features("lakes")["caspian-sea"]["geometry"].covers(middle)


def test_the_great_rivers_have_three_names():
    """The rivers that the border and the pipelines cross are named in three languages."""
    rivers = features("rivers")
    for name in ("ural", "volga", "tobol", "ishim", "irtysh", "syr-darya", "ili", "ob"):
        assert all(rivers[name][key] for key in ("name_en", "name_kk", "name_ru"))


def test_seats_lie_in_their_oblast():
    """There is a seat for 96 raions and 23 cities; all but two have a position in their oblast."""
    regions = features("regions_150m")
    seats = rows("seats")
    assert len(seats) == 96 + 23
    missing = [seat["unit_id"] for seat in seats if not seat["lon"]]
    assert missing == ["KZ-63-katon-karagay", "KZ-63-tarbagatay"]
    for seat in seats:
        if seat["lon"]:
            oblast = regions["-".join(seat["unit_id"].split("-")[:2])]["geometry"]
            assert oblast.covers(shapely.Point(float(seat["lon"]), float(seat["lat"]))), seat


def test_cities_lie_in_their_region():
    """A city that names its region lies in it."""
    regions = features("regions_150m")
    placed = [city for city in rows("cities") if city["region"] in regions]
    assert len(placed) > 40
    for city in placed:
        point = shapely.Point(float(city["lon"]), float(city["lat"]))
        assert regions[city["region"]]["geometry"].covers(point), city["id"]


@pytest.mark.parametrize("name", GEOJSON)
def test_geojson_as_rfc_7946(name):
    """Features are sorted by id, one a line; outer rings run counter-clockwise; five decimals."""
    text = (SOURCES / f"{name}.geojson").read_text(encoding="utf-8")
    collection = json.loads(text, parse_float=str)
    ids = [one["id"] for one in collection["features"]]
    assert ids == sorted(set(ids))
    assert text.count("\n") == len(ids) + 2
    for one in features(name).values():
        polygons = [p for p in shapely.get_parts(one["geometry"]) if p.geom_type == "Polygon"]
        assert all(part.exterior.is_ccw for part in polygons)
    first = json.dumps(collection["features"][0]["geometry"]).split('"')
    assert max(len(word.partition(".")[2]) for word in first) <= 5


@pytest.mark.parametrize("name", [*GEOJSON, "cities", "seats"])
def test_descriptions_match_their_data(name):
    """The `.toml` beside each source has its checksum, its row count and all its fields."""
    about = tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))
    file = SOURCES / (f"{name}.geojson" if name in GEOJSON else f"{name}.csv")
    assert about["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    if name in GEOJSON:
        found = [{"id", *one} - {"geometry"} for one in features(name).values()]
    else:
        found = [set(row) for row in rows(name)]
    assert about["rows"] == len(found)
    assert all(fields == {field["name"] for field in about["fields"]} for fields in found)
