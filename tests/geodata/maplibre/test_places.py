"""Where names stand: inside what they name, once each."""

from geodata.maplibre.places import middle, name_points

SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
# A horseshoe, whose centre lies outside of it.
HORSESHOE = [[0, 0], [9, 0], [9, 9], [6, 9], [6, 2], [3, 2], [3, 9], [0, 9], [0, 0]]


def place(name: str, geometry: dict, **properties: object) -> dict:
    """A feature of the basemap."""
    names = {"name_en": name, "name_kk": None, "name_ru": None, "kind": "lake"}
    return {"type": "Feature", "geometry": geometry, "properties": names | properties}


def test_the_middle_of_a_square_is_its_middle():
    """A plain area carries its name at its centre."""
    assert middle({"type": "Polygon", "coordinates": [SQUARE]}) == (5, 5)


def test_the_middle_of_a_horseshoe_lies_in_it():
    """A name never stands in the gap of a bent area."""
    lon, lat = middle({"type": "Polygon", "coordinates": [HORSESHOE]})
    assert 0 < lon < 9
    assert 0 < lat < 2 or lon < 3 or lon > 6


def test_the_middle_keeps_out_of_holes():
    """A name stands in the ring, not in the hole."""
    hole = [[1, 1], [1, 9], [7, 9], [7, 1], [1, 1]]
    lon, lat = middle({"type": "Polygon", "coordinates": [SQUARE, hole]})
    assert not (1 < lon < 7 and 1 < lat < 9)


def test_the_largest_part_has_the_name():
    """Of many islands the largest is named."""
    island = [[[20, 0], [21, 0], [21, 1], [20, 1], [20, 0]]]
    assert middle({"type": "MultiPolygon", "coordinates": [island, [SQUARE]]}) == (5, 5)


def test_names_come_in_the_language_or_in_english():
    """A thing without a name in the language keeps its English one; without any it has none."""
    area = {"type": "Polygon", "coordinates": [SQUARE]}
    features = [
        place("Balkhash", area, name_kk="Балқаш"),
        place("Markakol", area),
        place(None, area),
        place("Astana", {"type": "Point", "coordinates": [71, 51]}, kind="city"),
    ]
    points = name_points(features, "kk")["features"]
    assert [point["properties"]["name"] for point in points] == ["Балқаш", "Markakol"]


def test_a_published_label_goes_before_our_guess():
    """Where the data say where a name stands, it stands there."""
    area = {"type": "Polygon", "coordinates": [SQUARE]}
    features = [place("Home", area, kind="home", label_lon=1.5, label_lat=0)]
    points = name_points(features, "en")["features"]
    assert points[0]["geometry"]["coordinates"] == [1.5, 0]
