"""Points lie in the country, on the line and near the places that they are said to belong to."""

import json

import pytest

from geodata.atlas import open_atlas
from geodata.source import open_source
from geodata.validation.countries import read_areas
from geodata.validation.points import point_findings
from geodata.validation.rows import read_rows
from tests.made_up import change, describe, rewrite, said_of_sources

BOXES = {"KAZ": (60, 50, 68, 53), "RUS": (60, 53, 68, 60)}  # made up, as all of Aqdala
WIDE = "bbox = [40.0, 40.0, 70.0, 70.0]"


@pytest.fixture
def atlas(made_up_atlas):
    """The made-up atlas with two countries, and towns that say in which of them they lie."""
    sources = made_up_atlas / "sources"
    about = (sources / "oblasts.toml").read_text(encoding="utf-8")
    (sources / "countries.toml").write_text(about, encoding="utf-8")
    describe(made_up_atlas, "countries", r"bbox = .*", "bbox = [60.0, 50.0, 68.0, 60.0]")
    draw(made_up_atlas, BOXES)
    declare(made_up_atlas, '{ field = "name_en", tolerance_degree = 0.1 }')
    change(made_up_atlas, "towns.csv", "Aq-Qala", "KZ")
    change(made_up_atlas, "towns.csv", "temir,Temir", "temir,KAZ")
    return made_up_atlas


def draw(folder, boxes):
    """Write `countries.geojson` with a rectangle for each code."""
    collection = json.loads((folder / "sources" / "oblasts.geojson").read_text(encoding="utf-8"))
    sample = collection["features"][0]
    collection["features"] = [
        sample | {"id": code, "properties": sample["properties"] | {"id": code}} | _shape(*box)
        for code, box in boxes.items()
    ]
    text = json.dumps(collection, ensure_ascii=False) + "\n"
    rewrite(folder, "countries.geojson", text, rows=len(boxes))


def _shape(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"geometry": {"type": "Polygon", "coordinates": [ring]}}


def declare(folder, country):
    """Let the towns have a wide bbox and say their country in this way."""
    describe(folder, "towns", r"bbox = .*(\ncountry = .*)?", f"{WIDE}\ncountry = {country}")


def test_points_in_their_country_are_sound(atlas):
    """Codes of two letters and of three name the same area."""
    assert said_of_sources(atlas) == []


def test_a_point_outside_its_country_is_named(atlas):
    """A point inside the bbox and outside its country is refused, with its distance."""
    change(atlas, "towns.csv", "62.5,52.25", "62.5,55")
    assert said_of_sources(atlas) == [
        "sources/towns.csv:2: outside-country: Points must be within 0.1 degrees of KZ; "
        "got lon 62.5, lat 55, 2.00 away."
    ]


def test_a_swapped_point_is_recognised_by_its_country(atlas):
    """Where the bbox is too wide to tell, the country says that the two are swapped."""
    change(atlas, "towns.csv", "62.5,52.25", "52.25,62.5")
    (said,) = said_of_sources(atlas)
    assert said.startswith("sources/towns.csv:2: outside-country: ")
    assert said.endswith("; longitude and latitude are probably swapped.")


@pytest.mark.parametrize(("lat", "faults"), [("53.09", 0), ("53.11", 1)])
def test_a_tolerance_is_kept(atlas, lat, faults):
    """A point may be outside its country by the tolerance and no more."""
    change(atlas, "towns.csv", "62.5,52.25", f"62.5,{lat}")
    assert len(said_of_sources(atlas)) == faults


@pytest.mark.parametrize("codes", ["KZ/RU", "RU;KZ", "RUS KAZ"])
def test_a_point_on_a_border_lies_in_one_of_its_countries(atlas, codes):
    """Several codes mean that the point may be in any of them."""
    change(atlas, "towns.csv", "KZ,", f"{codes},")
    change(atlas, "towns.csv", "62.5,52.25", "62.5,55")
    assert said_of_sources(atlas) == []


def test_several_declarations_hold_together(atlas):
    """A list of countries asks for each of them: a crossing is at the edge of both."""
    declare(atlas, '[{ code = "KZ", tolerance_degree = 1 }, { code = "RU", tolerance_degree = 1 }]')
    assert said_of_sources(atlas) == [
        "sources/towns.csv:3: outside-country: Points must be within 1 degrees of RU; "
        "got lon 66.125, lat 51.5, 1.50 away."
    ]


def test_an_unknown_country_is_named(atlas):
    """A code that has no area is refused, unless the description says that it is no country."""
    change(atlas, "towns.csv", "KZ,", "sea,")
    assert said_of_sources(atlas) == [
        "sources/towns.csv:2: country: "
        'Countries are codes of ISO 3166-1 in countries.geojson; got "sea".'
    ]
    declare(atlas, '{ field = "name_en", tolerance_degree = 0.1, not_countries = ["sea"] }')
    assert said_of_sources(atlas) == []


def test_a_row_may_have_a_tolerance_of_its_own(atlas):
    """An exception widens the tolerance for one row; the others keep theirs."""
    change(atlas, "towns.csv", "62.5,52.25", "62.5,53.5")
    change(atlas, "towns.csv", "66.125,51.5", "66.125,53.5")
    declare(atlas, '{ code = "KZ", tolerance_degree = 0.1, except = { ak-kala = 0.6 } }')
    (said,) = said_of_sources(atlas)
    assert said.startswith("sources/towns.csv:3: outside-country: ")


@pytest.mark.parametrize("data", [None, b"", b"{", b"\xff\xfe", b"[1]"])
def test_without_areas_nothing_is_compared(atlas, data):
    """A folder whose countries are missing or unreadable has no faults of this kind."""
    change(atlas, "towns.csv", "62.5,52.25", "52.25,62.5")
    path = atlas / "sources" / "countries.geojson"
    path.unlink() if data is None else path.write_bytes(data)
    assert not any("towns" in said for said in said_of_sources(atlas))


@pytest.mark.parametrize(
    "country",
    [
        "1",
        '"KZ"',
        "{ tolerance_degree = 1 }",
        '{ code = "KZ" }',
        '{ code = "KZ", field = "name_en", tolerance_degree = 1 }',
        '{ field = "nation", tolerance_degree = 1 }',
        '{ field = ["name_en"], tolerance_degree = 1 }',
        '{ code = "KZ", tolerance_degree = -1 }',
        '{ code = "KZ", tolerance_degree = nan }',
        '{ code = "KZ", tolerance_degree = 1, except = ["temir"] }',
        '{ code = "KZ", tolerance_degree = 1, except = { temir = "far" } }',
        '{ code = "KZ", tolerance_degree = 1, not_countries = "sea" }',
        '{ code = "KZ", tolerance_degree = 1, colour = "red" }',
    ],
)
def test_a_declared_country_can_be_understood(atlas, country):
    """A declaration of another shape is a problem of the description, at its line."""
    declare(atlas, country)
    (said,) = said_of_sources(atlas)
    line = (atlas / "sources" / "towns.toml").read_text(encoding="utf-8").split("\ncountry")[0]
    assert said.startswith(f"sources/towns.toml:{line.count(chr(10)) + 2}: description: country ")


def test_a_swapped_point_of_a_line_is_recognised(made_up_atlas):
    """A point that its neighbours on the line miss is swapped, inside bbox and country or not."""
    describe(made_up_atlas, "towns", r"bbox = .*", f'{WIDE}\nline = ["founded_year"]')
    head = "id,name_en,name_kk,name_ru,lon,lat,founded_year,source_ids\n"
    points = [("a", 62, 52), ("b", 63, 52), ("c", 64, 52), ("d", 65, 52), ("e", 66, 52)]
    for wrong in range(len(points)):
        rows = [
            f"{name},A,A,A,{lat if place == wrong else lon},{lon if place == wrong else lat},1900,"
            for place, (name, lon, lat) in enumerate(points)
        ]
        text = head + "".join(f"{row}census-2009\n" for row in rows)
        rewrite(made_up_atlas, "towns.csv", text, rows=len(points))
        (said,) = said_of_sources(made_up_atlas)
        assert said.startswith(f"sources/towns.csv:{wrong + 2}: lon-lat-swapped: Points must be ")
        assert said.endswith("when longitude and latitude are swapped, as they probably are.")


def test_a_swapped_point_is_recognised_by_the_points_it_belongs_to(made_up_atlas):
    """A crossing that comes to a town only when turned round is swapped."""
    describe(made_up_atlas, "crossings", r"bbox = .*", f'{WIDE}\nnear = "towns"')
    assert said_of_sources(made_up_atlas) == []
    change(made_up_atlas, "crossings.csv", "63.0,53.0", "53.0,63.0")
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/crossings.csv:2: lon-lat-swapped: Points must be close to the")


@pytest.mark.parametrize(
    ("declared", "part"),
    [
        ('line = "id"', "line must be a list of declared fields"),
        ('line = ["route"]', "line must be a list of declared fields"),
        ('near = "villages"', "near must be the name of a table"),
        ("near = 1", "near must be the name of a table"),
        ('near = ""', "near must be the name of a table"),
    ],
)
def test_declared_company_can_be_understood(made_up_atlas, declared, part):
    """A line of undeclared columns, and a table that is not there, are refused."""
    describe(made_up_atlas, "towns", r"bbox = .*", f"{WIDE}\n{declared}")
    (said,) = said_of_sources(made_up_atlas)
    assert f": description: {part}" in said


@pytest.mark.parametrize("name", ["facilities", "pipeline_waypoints"])
def test_most_swapped_rows_of_the_atlas_are_recognised(name):
    """At least 95 in 100 real positions are refused when longitude and latitude are swapped."""
    sources = open_atlas().sources
    source, areas = open_source(sources, name), read_areas(sources)
    _, rows, _ = read_rows(source.path.read_text(encoding="utf-8"))
    placed = {row.number for row in rows if row.cells["lon"]}
    assert list(point_findings(source, rows, areas)) == []
    caught = set()
    for start in range(5):  # every fifth row at a time, so that its neighbours stand
        wrong = {row.number for row in rows[start::5]}
        turned = [turn(row) if row.number in wrong else row for row in rows]
        caught |= wrong & {finding.row for finding in point_findings(source, turned, areas)}
    assert len(caught & placed) >= 0.95 * len(placed)


def turn(row):
    """A row with longitude and latitude swapped."""
    return row._replace(cells=row.cells | {"lon": row.cells["lat"], "lat": row.cells["lon"]})
