"""Static files: addresses that change with their content, kinds, and what is kept how long."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

import webapp
from geodata.style import INKS
from webapp.assets import MEDIA_TYPES, asset, find, inks

STATIC = Path(webapp.__file__).parent.parent / "static"
FILES = sorted(str(path.relative_to(STATIC)) for path in STATIC.rglob("*.*"))


@pytest.mark.parametrize("path", [*FILES, "leaflet/leaflet.js", "leaflet/images/layers.png"])
def test_a_file_may_be_kept_under_its_fingerprint(app, client, path):
    """The fingerprinted address answers with the file, to be kept for a year."""
    with app.test_request_context():
        url = asset(path)
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == MEDIA_TYPES[Path(path).suffix]


@pytest.mark.parametrize("query", ["", "?v=00000000"])
def test_without_its_fingerprint_a_file_is_asked_for_again(client, query):
    """An address without the right fingerprint is not kept, but costs no body when unchanged."""
    first = client.get("/static/leaflet/leaflet.css" + query)
    assert first.headers["Cache-Control"] == "no-cache"
    headers = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/static/leaflet/leaflet.css", headers=headers).status_code == 304


def test_modules_are_scripts():
    """Browsers run a module only when it is called a script."""
    assert MEDIA_TYPES[".mjs"] == MEDIA_TYPES[".js"] == "text/javascript; charset=utf-8"


def test_texts_are_compressed_and_pictures_are_not(client):
    """A script travels as gzip; a picture, packed already, as it is."""
    accept = {"Accept-Encoding": "gzip"}
    script = client.get("/static/leaflet/leaflet.js", headers=accept)
    assert script.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(script.data) == find("leaflet/leaflet.js").data
    picture = client.get("/static/leaflet/images/layers.png", headers=accept)
    assert "Content-Encoding" not in picture.headers


@pytest.mark.parametrize(
    "path",
    [
        "css",
        "css/",
        "leaflet/",
        "nothing.css",
        "leaflet/__init__.py",
        "leaflet/../__init__.py",
        "leaflet/leaflet.js.map",
        "../pyproject.toml",
        "../static/css/tokens.css",
        "a" * 300 + ".css",
    ],
)
def test_other_files_are_not_served(client, path):
    """Folders, unknown kinds of files and files elsewhere are not there."""
    answer = client.get("/", environ_overrides={"PATH_INFO": f"/static/{path}"})
    assert answer.status_code == 404


def test_a_changed_file_has_another_address(app, tmp_path, monkeypatch):
    """The fingerprint follows the content, without a restart; a wheel's own files come first."""
    monkeypatch.setattr("webapp.assets.HERE", tmp_path)
    sheet = tmp_path / "static" / "own.css"
    sheet.parent.mkdir()
    addresses = set()
    with app.test_request_context():
        addresses.add(asset("own.css"))
        for text in ("a{}", "b{} "):
            sheet.write_text(text)
            addresses.add(asset("own.css"))
    assert len(addresses) == 3


def test_inks_are_written_for_light_and_dark():
    """Each ink is a custom property in both lights and a class for marks."""
    sheet = inks()
    light, rest = sheet.split("@media (prefers-color-scheme:dark)")
    dark, classes = rest.split("}}", 1)
    for name, ink in INKS.items():
        assert f"--ink-{name}:{ink.light};" in light
        assert f"--ink-{name}:{ink.dark};" in dark
        assert f".ink-{name}{{--ink:var(--ink-{name})}}" in classes
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize(
    "url", ["/", "/layers", "/layers/towns", "/layers/towns/berik", "/sources"]
)
def test_every_file_that_a_page_names_is_there(client, url):
    """Sheets, scripts and pictures of a page answer 200, by fingerprint."""
    page = client.get(url).text
    named = re.findall(r'(?:src|href)="([^"]+\.(?:css|js|mjs|png|svg)(?:\?[^"]*)?)"', page)
    assert named
    for address in (one for one in named if not one.startswith("/image.")):  # drawn on demand
        assert client.get(urljoin(url, address)).status_code == 200, address
        assert "?v=" in address
