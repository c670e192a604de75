"""TileJSON 3.0: complete, valid, and with addresses that nobody can forge."""

import pytest

import webapp
from geodata.atlas import open_atlas
from geodata.catalog import open_catalog
from webapp.tilejson import center_of

REQUIRED = {"tilejson", "tiles", "vector_layers"}
KNOWN = REQUIRED | {
    *("name", "description", "attribution", "version", "scheme", "minzoom", "maxzoom"),
    *("bounds", "center", "fillzoom", "data", "grids", "legend", "template"),
}


@pytest.mark.parametrize("set_id", ["atlas", "rivers", "towns", "lands"])
def test_the_object_is_as_the_specification_asks(tiled, set_id):
    """Every member is one of TileJSON 3.0, of its type and within its range."""
    about = tiled.get(f"/tiles/{set_id}.json").json
    assert set(about) >= REQUIRED
    assert set(about) <= KNOWN
    assert about["tilejson"] == "3.0.0"
    assert 0 <= about["minzoom"] <= about["maxzoom"] <= 30
    assert about["maxzoom"] >= 10
    west, south, east, north = about["bounds"]
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
    lon, lat, zoom = about["center"]
    assert west <= lon <= east
    assert south <= lat <= north
    assert about["minzoom"] <= zoom <= about["maxzoom"]
    assert about["attribution"] == "© Survey of Aqdala"


def test_a_set_opens_in_its_middle_or_where_the_others_are():
    """What goes round the Earth would open at the meridian of Greenwich, where the atlas is not."""
    layers = [(50, 40, 60, 50), (60, 42, 80, 52), (-180, 0, 180, 80), (46, 44, 88, 56)]
    assert center_of((60, 42, 80, 52), layers) == (70, 47)
    assert center_of((-180, 0, 180, 80), layers) == (67, 47)
    assert center_of((-180, 0, 180, 40), layers) == (67, 40)
    assert center_of((-180, 0, 180, 80), [(-180, 0, 180, 80)]) == (0, 40)


def test_the_atlas_opens_in_kazakhstan():
    """The centre of all of the atlas, and of its basemap, lies in the country that it is of."""
    layers = [layer["bbox"] for layer in open_catalog(open_atlas().published)]
    lon, lat = center_of((-180, -21.4, 180, 81.3), layers)
    assert 55 < lon < 75
    assert 45 < lat < 53


def test_layers_name_their_fields(tiled):
    """Each vector layer has an id, zooms, and the type of each of its properties."""
    layers = tiled.get("/tiles/atlas.json").json["vector_layers"]
    assert [layer["id"] for layer in layers] == ["rivers", "towns", "lands"]
    rivers = layers[0]
    assert rivers["fields"]["id"] == "String"
    assert rivers["fields"]["name_en"] == "String"
    assert rivers["fields"]["length_km"] == "Number"
    assert all(layer["minzoom"] == 0 for layer in layers)


def test_the_addresses_in_it_work_and_may_be_kept(tiled):
    """The tile address carries the version, and its answer is immutable."""
    (address,) = tiled.get("/tiles/rivers.json").json["tiles"]
    path = address.removeprefix("http://localhost").format(z=0, x=0, y=0)
    answer = tiled.get(path)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_forged_host_reaches_no_address(tiled):
    """A request for another host is refused; no TileJSON repeats it."""
    answer = tiled.get("/tiles/atlas.json", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.text
    forwarded = tiled.get("/tiles/atlas.json", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in forwarded.text


def test_below_a_path_all_addresses_keep_it(settings, tiles_cache):
    """Behind a proxy and under /atlas the addresses are those of the public URL."""
    app = webapp.create_app(
        settings | {"CACHE_FOLDER": tiles_cache, "PUBLIC_URL": "https://maps.example/atlas"}
    )
    for path in ("/tiles/rivers.json", "/atlas/tiles/rivers.json"):
        about = app.test_client().get(path, headers={"Host": "maps.example"}).json
        assert about["tiles"][0].startswith(
            "https://maps.example/atlas/tiles/rivers/{z}/{x}/{y}.mvt"
        )


def test_an_unknown_set_offers_the_closest(tiled):
    """404 names the set and what is most like it."""
    answer = tiled.get("/tiles/river.json")
    assert answer.status_code == 404
    assert answer.json["closest"] == ["rivers"]
