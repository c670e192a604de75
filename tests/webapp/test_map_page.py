"""The page of the map, made once a view and kept, with what is selected in it."""

import shutil
from pathlib import Path

import pytest

import webapp
from tests.webapp.cities import add_cities
from tests.webapp.page import Page
from webapp import atlas_map, pages


@pytest.fixture(scope="module")
def client(published, tmp_path_factory):
    """A client of the app on the small atlas with the two layers."""
    folder = tmp_path_factory.mktemp("with-cities")
    add_cities(Path(shutil.copytree(published, folder / "published")))
    settings = {"PUBLISHED": folder / "published", "CACHE_FOLDER": folder / "cache"}
    return webapp.create_app(settings).test_client()


def test_the_map_page_is_drawn_once_per_view(client, monkeypatch):
    """The same view again is answered with the same bytes, without drawing; another is drawn."""
    first = client.get("/?year=2009")
    drawn = []
    monkeypatch.setattr(atlas_map, "render", lambda *_: drawn.append(1) or 1 / 0)
    again = client.get("/?year=2009")
    assert again.data == first.data
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert not drawn
    assert client.get("/?year=2010").status_code == 500
    assert drawn


def test_only_so_many_map_pages_are_kept(client, monkeypatch):
    """The least recently asked for goes first, so that memory does not grow with addresses."""
    monkeypatch.setattr(pages, "PAGES_KEPT", 2)
    for year in (2001, 2002, 2001, 2003):
        asked = client.get(f"/?year={year}", headers={"If-None-Match": '"another"'})
        assert asked.status_code == 200
    kept = client.application.extensions["atlas_pages"]
    assert [key[0].year for key in kept] == [2001, 2003]


def test_a_selected_feature_is_in_the_map_page(client):
    """An address with a selection shows the feature before any script runs."""
    page = Page(client.get("/?layers=cities&select=cities/KZ-1"))
    assert "Petropavl" in page.all("article", id="feature")[0]["text"]
