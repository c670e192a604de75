"""Snippets: whole addresses, credits, no host but ours; `tests/clients` runs them."""

import re
from html import unescape

import pytest

import webapp
from webapp.snippet_texts import SNIPPETS

FOR_A_VIEW = {one.id for one in SNIPPETS if not one.is_for_one_layer}
ALL = {one.id for one in SNIPPETS}


def texts(client, url, **headers):
    """The snippets of a page by id."""
    found = re.findall(
        r'data-snippet="([a-z-]+)"[^>]*><code>(.*?)</code>', client.get(url, **headers).text, re.S
    )
    return {name: unescape(text) for name, text in found}


def test_every_snippet_has_its_own_id():
    """Ids are not given twice, for tests and links go by them."""
    assert len(ALL) == len(SNIPPETS)


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("/use", FOR_A_VIEW),
        ("/use?layers=", FOR_A_VIEW),
        ("/use?layers=rivers", ALL),
        ("/use/lands", ALL),
    ],
)
def test_a_layer_alone_has_more_snippets(client, url, ids):
    """Snippets of one layer's data are there when the view shows one layer."""
    assert set(texts(client, url)) == ids


@pytest.mark.parametrize(
    "url", ["/use", "/use/rivers?year=2000&lang=kk", "/use/towns", "/use/lands"]
)
def test_snippets_name_no_host_but_ours(client, url):
    """Addresses are whole and ours; libraries are files beside the reader's page."""
    for text in texts(client, url).values():
        hosts = set(re.findall(r"(?:https?:)?//([^/'\"\s]+)", text))
        assert hosts == {"localhost"}
        assert "$" not in text


def test_snippets_give_credit(client):
    """Each snippet that draws data by itself says whom the data are from."""
    for name, text in texts(client, "/use/rivers").items():
        if name.startswith(("leaflet", "openlayers-raster", "openlayers-vector")):
            assert '"© Survey of Aqdala"' in text


def test_snippets_keep_the_view(client):
    """Layers, year, language and place of the view are those of the snippets."""
    found = texts(client, "/use?layers=rivers,lands&year=2000&lang=ru&map=6/50.5/60.25")
    assert (
        "/embed?layers=rivers,lands&amp;year=2000&amp;lang=ru&amp;map=6/50.50/60.25"
        in (found["iframe"])
    )
    assert "setView([50.5, 60.25], 6)" in found["leaflet-raster"]
    assert '["basemap", "rivers", "lands"]' in found["leaflet-raster"]
    assert "?year=2000&lang=ru" in found["leaflet-raster"]
    assert "zoom: 5" in found["maplibre-style"]
    assert "/styles/atlas.json?layers=rivers,lands&year=2000&lang=ru" in found["maplibre-style"]


def test_pictures_of_a_view_are_those_of_its_layers(client):
    """What is shown first comes as one set of pictures, other layers over the basemap each."""
    assert '["atlas"]' in texts(client, "/use")["openlayers-raster"]
    assert texts(client, "/use?layers=rivers,lands")["qgis-raster"].split("\n") == [
        f"http://localhost/tiles/{name}/{{z}}/{{x}}/{{y}}.png"
        for name in ("basemap", "rivers", "lands")
    ]


def test_data_are_cut_to_the_year(client):
    """A view of a year offers that year's GeoJSON and CSV; the GeoPackage is whole."""
    found = texts(client, "/use/rivers?year=2000")
    assert found["geojson"] == "http://localhost/layers/rivers.geojson?year=2000"
    assert found["csv"] == "http://localhost/layers/rivers.csv?year=2000"
    assert found["gpkg"] == "http://localhost/layers/rivers.gpkg"
    for form in ("geojson", "csv", "gpkg"):
        assert client.get(found[form].removeprefix("http://localhost")).status_code == 200


def test_a_public_address_goes_before_the_asked_host(settings):
    """Behind a proxy and under a path, snippets have the address that people use."""
    public = "https://maps.example/atlas"
    client = webapp.create_app(settings | {"PUBLIC_URL": public}).test_client()
    for text in texts(client, "/use/rivers", headers={"Host": "maps.example"}).values():
        assert f"{public}/" in text
        assert "localhost" not in text


def test_a_forged_host_never_reaches_a_snippet(client):
    """A host that the atlas does not answer for gets no snippets."""
    answer = client.get("/use", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere" not in answer.text
