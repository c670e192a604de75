"""One file has claims, tour and the reader's preference; what would not work is left out."""

import json
import re

import pytest

import webapp
from tests.webapp.test_saved import unpacked
from webapp import saved
from webapp.argument import claims_of, steps_of

PREFER = "cia-2024-kazakhstan"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the app on the published atlas."""
    cache = tmp_path_factory.mktemp("cache")
    return webapp.create_app({"CACHE_FOLDER": cache}).test_client()


def published(client):
    """The catalog of the atlas."""
    return client.application.extensions["atlas"]


@pytest.fixture(scope="module")
def page(client) -> str:
    """The published atlas in one file."""
    return client.get("/atlas.html?lang=ru").text


def test_claims_and_steps_are_inside(client, page):
    """Each claim and each step in the language of the file, with its sheet, links whole."""
    held = unpacked(page)
    assert set(re.findall(r'<li class="claim" id="([^"]+)"', held["claims"])) == {
        claim["id"] for claim in claims_of(published(client))
    }
    steps = json.loads(held["tour/"])
    assert list(steps) == [step["id"] for step in steps_of(published(client))]
    for text in (held["claims"], *steps.values()):
        assert re.search("[а-я]{4}", text)
        assert not re.findall(r' href="/', text)
    assert re.search(r'<link rel="stylesheet" href="data:text/css;[^"]+">', held["claims"])
    assert "table--findings" in held["claims"]


def test_the_page_opens_them_by_itself(client, page):
    """Its links name them, and the script knows the view of every step."""
    first, *_ = steps_of(published(client))
    assert f'data-tour="{first["id"]}"' in page
    assert 'data-claim=""' in page
    data = json.loads(re.search(r'id="atlas-data">(.*?)</script>', page)[1])
    assert len(data["tour"]) == 8
    assert (
        '"tour"'
        not in re.search(r'id="atlas-data">(.*?)</script>', client.get("/?lang=ru").text)[1]
    )


def test_a_step_can_be_saved(client):
    """The file of a step stands at it."""
    page = client.get("/atlas.html?tour=pipeline&lang=en").text
    assert '<html data-view="?lang=en&amp;tour=pipeline" lang="en">' in page
    assert 'data-step="pipeline"' in page


def test_without_their_layers_they_are_left_out(client, monkeypatch):
    """Where a layer of a step does not fit, the links lead to the atlas itself."""
    whole = client.get("/atlas.html?layers=border&lang=en").text
    own = r"layers/(?:border|basemap)[./][^\"]*|compare/border"
    shown = re.findall(rf'data-saved="(?:{own})">([^<]+)<', whole)
    told = re.findall(r'data-saved="(?:claims|tour/)">([^<]+)<', whole)
    room = sum(map(len, shown)) + sum(map(len, told)) + 10
    monkeypatch.setattr(saved, "PAGE_BYTES", saved.MOST_BYTES - room)
    page = client.get("/atlas.html?layers=border&lang=en").text
    assert not {"claims", "tour/"} & set(unpacked(page))
    assert 'data-tour="' not in page
    assert 'data-claim=""' not in page
    assert 'href="http://localhost/tour?lang=en"' in page


def test_the_figures_are_the_preferred_ones(client):
    """Features and articles are those that the reader prefers, and only in files that say so."""
    query = f"layers=trade-partners&lang=en&prefer={PREFER}"
    plain = unpacked(client.get("/atlas.html?layers=trade-partners&lang=en").text)
    held = unpacked(client.get(f"/atlas.html?{query}").text)
    name = "layers/trade-partners.geojson"
    assert json.loads(held[name]) == client.get(f"/{name}?prefer={PREFER}").json
    assert held[name] != plain[name]
    assert held["layers/raions.geojson"] == plain["layers/raions.geojson"]
    words = "shown, since you prefer this source"
    assert words in json.loads(held["layers/trade-partners/"])["CHN"]
    assert words not in json.loads(plain["layers/trade-partners/"])["CHN"]
    again = unpacked(client.get("/atlas.html?layers=trade-partners&lang=en").text)
    assert again == plain


def test_who_prefers_another_is_led_to_the_atlas(client):
    """In the file no preference can be changed: the links go to the map, at the feature."""
    held = unpacked(client.get("/atlas.html?layers=border&lang=en").text)
    article = json.loads(held["layers/border/"])["kz-ru"]
    links = re.findall(r'class="disagree__prefer" href="([^"]+)"', article)
    assert links
    for link in links:
        assert link.startswith(
            "http://localhost/?layers=border&amp;lang=en&amp;select=border/kz-ru"
        )
        assert "&amp;prefer=" in link
    assert "data-prefer" not in article
