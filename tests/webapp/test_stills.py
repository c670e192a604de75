"""Still maps in pages: what they are of, in which forms, and that each can be had."""

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

import webapp
from geodata.catalog import open_catalog
from tests.webapp.page import Page
from tests.webapp.test_translations import PUBLISHED
from webapp.features import feature_of

SVG = "{http://www.w3.org/2000/svg}"
LAYERS = [entry["id"] for entry in open_catalog(PUBLISHED)]


@pytest.fixture(scope="module")
def client():
    """A client of the app on the atlas itself."""
    return webapp.create_app({"PUBLISHED": PUBLISHED}).test_client()


def forms(client, path: str) -> list[dict[str, str]]:
    """The forms of the page's still map: sources in order, then the image, with their address."""
    page = Page(client.get(path))
    sources = [one["attrs"] | {"src": one["attrs"]["srcset"]} for one in page.all("source")]
    return sources + [one["attrs"] for one in page.all("img")]


def asked(form: dict[str, str]) -> dict[str, str]:
    """The parameters of the address of a form."""
    return {name: values[0] for name, values in parse_qs(urlsplit(form["src"]).query).items()}


@pytest.mark.parametrize("layer_id", [name for name in LAYERS if name != "basemap"])
def test_the_page_of_a_layer_shows_the_layer(client, layer_id):
    """Each of its forms can be had and shows features, also of a layer only drawn close up."""
    for form in forms(client, f"/layers/{layer_id}?lang=ru"):
        answer = client.get(form["src"])
        assert answer.status_code == 200, answer.text
        root = ElementTree.fromstring(answer.data)
        drawn = root.find(f'.//{SVG}g[@data-layer="{layer_id}"]')
        assert drawn is not None
        assert drawn.find(f"{SVG}g[@data-feature]") is not None


def test_the_forms_fit_windows_and_themes(client):
    """Dark and light, narrow before wide; the page has the legend, so none of them has it again."""
    found = forms(client, "/layers/oil-pipelines?year=2001&lang=kk")
    assert [(form["width"], asked(form).get("theme")) for form in found] == [
        ("360", "dark"),
        ("360", None),
        ("720", "dark"),
        ("720", None),
    ]
    media = [form.get("media", "") for form in found]
    assert ["dark" in one for one in media] == [True, False, True, False]
    assert ["max-width" in one for one in media] == [True, True, False, False]
    for form in found:
        words = asked(form)
        assert (words["year"], words["lang"], words["legend"]) == ("2001", "kk", "false")
    assert found[-1]["alt"]
    assert found[-1]["loading"] == "lazy"


def test_the_page_of_a_feature_shows_where_it_is(client):
    """The feature lies in the box of its picture, and is drawn."""
    feature = feature_of(open_catalog(PUBLISHED), "northern-cities", "KZ-59-petropavl")
    lon, lat = feature["geometry"]["coordinates"]
    for form in forms(client, "/layers/northern-cities/KZ-59-petropavl"):
        west, south, east, north = map(float, asked(form)["bbox"].split(","))
        assert west < lon < east
        assert south < lat < north
        assert 'data-feature="KZ-59-petropavl"' in client.get(form["src"]).text


def test_two_years_have_two_pictures_in_both_themes(client):
    """The pages of the comparison and of the tour show their views for dark windows too."""
    found = [asked(form) for form in forms(client, "/compare?compare=1999&year=2022")]
    years = [(words["year"], words.get("theme")) for words in found]
    assert sorted(years, key=str) == sorted(
        [("1999", "dark"), ("1999", None), ("2022", "dark"), ("2022", None)], key=str
    )
    assert len(forms(client, "/tour")) == 16


def test_pictures_stay_within_the_host():
    """Under a public address with a path they are asked for there, and not by the whole address."""
    app = webapp.create_app({"PUBLISHED": PUBLISHED, "PUBLIC_URL": "https://atlas.example/maps"})
    page = Page(app.test_client().get("/maps/layers/border"))
    assert page.all("img")[0]["attrs"]["src"].startswith("/maps/image.svg?")
