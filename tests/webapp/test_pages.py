"""The pages that people read, through the real app on a small atlas with hostile texts."""

import shutil
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import webapp
from tests.webapp.cities import EVIL, add_cities
from tests.webapp.page import Page
from webapp import layer_table

LANGUAGES = ("en", "kk", "ru")
PAGES = (
    "/layers",
    "/layers/cities",
    "/layers/cities/KZ-1",
    "/layers/hostile",
    "/layers/hostile/h",
    "/sources",
)


@pytest.fixture(scope="module")
def client(published, tmp_path_factory):
    """A client of the app on the small atlas with the two layers."""
    folder = tmp_path_factory.mktemp("with-cities")
    add_cities(Path(shutil.copytree(published, folder / "published")))
    settings = {"PUBLISHED": folder / "published", "CACHE_FOLDER": folder / "cache"}
    return webapp.create_app(settings).test_client()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/", *PAGES])
def test_every_page_answers_in_three_languages(client, path, lang):
    """Each page says its language and offers the others at the same place."""
    response = client.get(path, headers={"Accept-Language": lang})
    assert response.status_code == 200
    page = Page(response)
    assert page.all("html")[0]["attrs"]["lang"] == lang
    offered = {
        one["attrs"]["hreflang"]: one["attrs"]["href"]
        for one in page.all("a")
        if "hreflang" in one["attrs"]
    }
    assert offered == {code: f"{path}?lang={code}" for code in LANGUAGES}
    alternates = {
        one["attrs"]["hreflang"]: one["attrs"]["href"]
        for one in page.all("link")
        if "hreflang" in one["attrs"]
    }
    assert alternates == offered | {"x-default": path}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_texts_from_the_data_stay_texts(client, path, lang):
    """Markup, quotes, braces and backslashes in any field make no element and no attribute.

    The one picture of a page is its own still map.
    """
    page = Page(client.get(path, query_string={"lang": lang}))
    assert not page.all("script")
    pictures = [one["attrs"]["src"] for one in page.all("img")]
    assert len(pictures) <= 1
    assert all(source.startswith("/image.svg?bbox=") for source in pictures)
    assert not page.all("style")
    names = {name for one in page.elements for name in one["attrs"]}
    assert not [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", ["/layers/hostile", "/layers/hostile/h", "/sources"])
def test_texts_from_the_data_are_shown_whole(client, path):
    """What a source wrote is printed letter by letter."""
    assert EVIL in Page(client.get(path)).all("body")[0]["text"]


@pytest.mark.parametrize("path", PAGES)
def test_only_web_addresses_become_links(client, path):
    """Every link leads to a page of ours, to a place on this page, or to the web."""
    hrefs = Page(client.get(path)).hrefs()
    assert {urlsplit(href).scheme for href in hrefs} <= {"", "http", "https"}
    assert not [href for href in hrefs if href.startswith("//")]


def test_links_to_the_web_give_nothing_away(client):
    """A link to another site passes neither a window nor an address on."""
    page = Page(client.get("/layers/cities/KZ-1"))
    away = [one["attrs"]["rel"] for one in page.all("a") if one["attrs"]["href"].startswith("http")]
    assert away
    assert all("noopener noreferrer" in rel for rel in away)


@pytest.mark.parametrize("path", PAGES)
def test_headings_are_in_order(client, path):
    """One first heading, and no level is skipped on the way down."""
    page = Page(client.get(path))
    levels = [int(one["tag"][1]) for one in page.elements if one["tag"] in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_anchors_lead_to_elements_with_one_id_each(client, path):
    """Ids are unique, and every link within the page finds its place."""
    page = Page(client.get(path))
    ids = [one["attrs"]["id"] for one in page.elements if "id" in one["attrs"]]
    assert len(ids) == len(set(ids))
    within = [href[1:] for href in page.hrefs() if href.startswith("#")]
    assert set(within) <= set(ids)


@pytest.mark.parametrize("path", ["/layers/cities", "/layers/cities/KZ-1"])
def test_tables_are_tables(client, path):
    """Each table has a caption, and each heading cell says what it heads."""
    page = Page(client.get(path))
    assert page.all("table")
    assert len(page.all("caption")) == len(page.all("table"))
    assert {one["attrs"].get("scope") for one in page.all("th")} == {"col", "row"}


def test_the_long_table_scrolls_by_keyboard(client):
    """The frame of the table can be focused and has the caption for a name."""
    page = Page(client.get("/layers/cities"))
    frame = page.all("div", role="region")[0]["attrs"]
    assert frame["tabindex"] == "0"
    assert page.all("caption", id=frame["aria-labelledby"])


def test_a_layer_page_has_all_that_is_known_of_the_layer(client):
    """Description, legend, caveats, table, files, licence and sources are on one page."""
    page = Page(client.get("/layers/cities"))
    text = page.all("main")[0]["text"]
    for words in ("Made up.", "Names are made up.", "221,907", "CC BY 4.0", "© Survey of Aqdala"):
        assert words in text
    assert [one["text"] for one in page.all("h2")] == [
        "Legend",
        "Please note",
        "All features",
        "Download",
        "Sources",
    ]
    files = [href for href in page.hrefs() if href.startswith("/layers/cities.")]
    endings = ("geojson", "csv", "csv?table=composition", "gpkg")
    assert files == [f"/layers/cities.{ending}" for ending in endings]
    assert "/?layers=cities&lang=en" in page.hrefs()


def test_every_download_that_a_page_offers_exists(client):
    """The files linked from a layer's page are answered."""
    for href in Page(client.get("/layers/cities")).hrefs():
        if href.startswith("/layers/cities.") and not href.endswith("gpkg"):
            assert client.get(href).status_code == 200


def test_the_table_shows_what_holds_at_the_chosen_year(client):
    """In 2010 the census of 2009 stands in the row; now the article's figure does, named so."""
    cells = [one["text"] for one in Page(client.get("/layers/cities?year=2010")).all("td")]
    assert {"2009", "Census", "30.5", "60"} <= set(cells)
    cells = [one["text"] for one in Page(client.get("/layers/cities")).all("td")]
    assert {"2021", "Figure of the article", "≈year inferred: 59.28"} <= set(cells)


def test_features_that_ended_before_the_year_are_not_listed(client):
    """The chosen year holds for the table too, and the page says so."""
    page = Page(client.get("/layers/cities?year=2020"))
    assert "/layers/cities/RU-1?year=2020" not in page.hrefs()
    assert "2020: 1 feature" in page.all("caption")[0]["text"]
    assert "/layers/cities?lang=en" in page.hrefs()


def test_long_tables_are_paged(client, monkeypatch):
    """Page numbers are links that keep the language; the last page is as far as it goes."""
    monkeypatch.setattr(layer_table, "ROWS_PER_PAGE", 1)
    page = Page(client.get("/layers/cities?lang=ru&page=2"))
    assert "/layers/cities/RU-1?lang=ru" in page.hrefs()
    assert "/layers/cities?lang=ru" in page.hrefs()
    assert "/layers/cities?lang=kk&page=2" in page.hrefs()
    assert client.get("/layers/cities?page=99").status_code == 200


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=x", "page=", "page=²"])
def test_a_page_number_is_a_whole_number(client, asked):
    """Anything else is refused in a sentence."""
    response = client.get(f"/layers/cities?{asked}")
    assert response.status_code == 400
    assert "page must be one whole number from 1" in response.get_data(as_text=True)


def test_a_page_number_is_given_once(client):
    """Twice is refused, as for every other parameter."""
    response = client.get("/layers/cities?page=1&page=2")
    assert response.status_code == 400
    assert "page must be given once; got it 2 times." in response.text


def test_the_bibliography_says_who_cites_what(client):
    """Each work has its anchor, its citation and the layers that rest on it."""
    page = Page(client.get("/sources"))
    work = page.all("li", id="chronicle")[0]["text"]
    assert "A Chronicle" in work
    assert "Cities" in work
    assert "Cited in" not in page.all("li", id="unused")[0]["text"]
    assert {"/sources.json", "/sources.bib"} <= set(page.hrefs())


@pytest.mark.parametrize(
    ("path", "closest"),
    [("/layers/citys", "/layers/cities"), ("/layers/cities/KZ-2", "/layers/cities/KZ-1")],
)
def test_an_unknown_address_offers_the_closest(client, path, closest):
    """A wrong id gets 404 in a page that names what was asked and what is like it."""
    response = client.get(path)
    page = Page(response)
    assert response.status_code == 404
    assert path.rpartition("/")[2] in page.all("main")[0]["text"]
    assert f"{closest}?lang=en" in page.hrefs()
    assert "/layers?lang=en" in page.hrefs()


@pytest.mark.parametrize("path", ["/layers/<script>boom()</script>", "/layers/cities/" + EVIL])
def test_what_was_asked_is_repeated_as_text(client, path):
    """An address that attacks is printed, not run."""
    response = client.get(path)
    assert response.status_code == 404
    assert not Page(response).all("script")


def test_pages_refuse_parameters_they_do_not_know(client):
    """A misspelt parameter is an error, not ignored."""
    for path in PAGES:
        assert client.get(f"{path}?langs=ru").status_code == 400
