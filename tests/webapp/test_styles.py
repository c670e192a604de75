"""Styles, sprites and fonts over HTTP: absolute addresses that answer, and what is refused."""

import io
import json

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

import webapp

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.fixture
def client(excerpt):
    """A client of the app on the excerpt."""
    return webapp.create_app(excerpt).test_client()


def path_of(url: str) -> str:
    """The path of one of our own absolute addresses."""
    assert url.startswith("http://localhost/")
    return url.removeprefix("http://localhost")


@pytest.mark.parametrize("name", ["atlas", "basemap"])
def test_what_a_style_names_is_there(client, name):
    """TileJSON, sprite and fonts of a style are absolute addresses that answer 200."""
    answer = client.get(f"/styles/{name}.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    style = answer.json
    fonts = style["font-faces"].values()
    sprites = [f"{style['sprite']}{end}" for end in (".json", ".png", "@2x.json", "@2x.png")]
    for url in (style["sources"]["atlas"]["url"], *fonts, *sprites):
        found = client.get(path_of(url))
        assert found.status_code == 200
        assert found.headers["Access-Control-Allow-Origin"] == "*"


def test_addresses_follow_the_public_url(excerpt):
    """Behind a proxy and below a path every address begins with PUBLIC_URL."""
    settings = excerpt | {"PUBLIC_URL": "https://maps.example/atlas"}
    client = webapp.create_app(settings).test_client()
    style = client.get("/styles/atlas.json", headers={"Host": "maps.example"}).json
    urls = [style["sources"]["atlas"]["url"], style["sprite"], *style["font-faces"].values()]
    assert all(url.startswith("https://maps.example/atlas/") for url in urls)


def test_a_forged_host_is_refused(client):
    """No address is ever built from a host that is not ours."""
    answer = client.get("/styles/atlas.json", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.data


def test_layers_are_visible_as_asked(client):
    """Of all layers those that are asked for are visible, or those shown first."""

    def shown(query: str) -> set[str]:
        layers = client.get(f"/styles/atlas.json{query}").json["layers"]
        return {
            layer["metadata"]["steppe-atlas:layer"]
            for layer in layers
            if "metadata" in layer and layer["layout"]["visibility"] == "visible"
        }

    assert shown("") == {"oil-pipelines", "border", "northern-cities"}
    assert shown("?layers=memberships,border") == {"memberships", "border"}
    assert shown("?layers=") == set()


def test_the_etag_saves_the_body(client):
    """Style, sprite and font are answered 304 to those who have them; HEAD has no body."""
    for path in (
        "/styles/atlas.json",
        "/styles/sprite/light-all.png",
        "/fonts/noto-sans-italic.ttf",
    ):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        head = client.head(path)
        assert (head.status_code, head.data) == (200, b"")
        assert "max-age" in first.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["noto-sans-regular", "noto-sans-italic", "noto-sans-semibold"])
def test_fonts_have_the_letters_of_three_languages(client, name):
    """Every letter of Kazakh, Russian and English, and quotation marks, are in the fonts."""
    answer = client.get(f"/fonts/{name}.ttf")
    assert answer.content_type == "font/ttf"
    known = TTFont(io.BytesIO(answer.data)).getBestCmap()
    letters = KAZAKH + "".join(map(chr, range(0x410, 0x450))) + "Ёё№«»„“–—’абвAZaz09"
    assert not {letter for letter in letters if ord(letter) not in known}


def test_a_sprite_has_what_its_index_says(client):
    """Every icon lies inside the sheet; @2x is the same set at twice the size."""
    for end, ratio in (("", 1), ("@2x", 2)):
        index = client.get(f"/styles/sprite/dark-2021{end}.json").json
        sheet = Image.open(io.BytesIO(client.get(f"/styles/sprite/dark-2021{end}.png").data))
        for icon in index.values():
            assert icon["pixelRatio"] == ratio
            assert icon["x"] + icon["width"] <= sheet.width
            assert icon["y"] + icon["height"] <= sheet.height


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/styles/atlas.json?year=1200", 400, "year must be"),
        ("/styles/atlas.json?year=20x1", 400, "year must be"),
        ("/styles/atlas.json?lang=de", 400, "lang must be one of en, kk, ru"),
        ("/styles/atlas.json?theme=pink", 400, "theme must be one of light, dark"),
        ("/styles/atlas.json?zoom=3", 400, "no parameter"),
        ("/styles/atlas.json?layers=bordr", 404, "no layer"),
        ("/styles/basemap.json?year=2021", 400, "no parameter"),
        ("/styles/nope.json", 404, "nothing at"),
        ("/styles/sprite/light-0000.json", 400, "year must be"),
        ("/styles/sprite/light-all@9x.png", 404, "nothing at"),
        ("/styles/sprite/..%2Fx.png", 404, "nothing at"),
        ("/fonts/comic-sans.ttf", 404, "nothing at"),
    ],
)
def test_what_is_refused_is_said(client, path, status, words):
    """Bad requests get their status and a sentence as problem+json."""
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert words in json.loads(answer.data)["detail"]


@pytest.mark.parametrize(
    ("weight", "slope", "file"),
    [
        ("400", "", "noto-sans-regular"),
        ("400", "-italic", "noto-sans-italic"),
        ("600", "", "noto-sans-semibold"),
    ],
)
def test_fonts_come_as_style_sheets_too(client, weight, slope, file):
    """Clients that draw with the browser's fonts (ol-mapbox-style) find them with us."""
    template = client.get("/styles/atlas.json").json["metadata"]["ol:webfonts"]
    words = {"font-family": "noto-sans", "fontweight": weight, "-fontstyle": slope}
    answer = client.get(path_of(template.format(**words)))
    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert f'url("../{file}.ttf")' in answer.text
    assert f"font-weight: {weight}" in answer.text
    assert ("font-style: italic" in answer.text) == bool(slope)


def test_a_style_sheet_of_another_font_is_not_there(client):
    """Weights, slopes and families that the map does not use are not found."""
    for name in ("noto-sans/500", "noto-sans/600-italic", "open-sans/400"):
        assert client.get(f"/fonts/{name}.css").status_code == 404
