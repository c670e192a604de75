"""The page of one feature: its figures and their sources, its shares by year, its names."""

import shutil
from pathlib import Path

import pytest

import webapp
from tests.webapp.cities import add_cities
from tests.webapp.conftest import WORKS
from tests.webapp.page import Page


@pytest.fixture(scope="module")
def client(published, tmp_path_factory):
    """A client of the app on the small atlas with the two layers."""
    folder = tmp_path_factory.mktemp("with-cities")
    add_cities(Path(shutil.copytree(published, folder / "published")))
    settings = {"PUBLISHED": folder / "published", "CACHE_FOLDER": folder / "cache"}
    return webapp.create_app(settings).test_client()


def test_every_figure_leads_to_its_source(client):
    """Beside each figure a mark opens the title, publisher, date and licence of its work."""
    page = Page(client.get("/layers/cities/KZ-1"))
    marks = page.all("dd", class_="figure__source")
    assert len(marks) == len(page.all("dt")) == 2
    for mark in marks:
        for words in (WORKS[0]["title"], WORKS[0]["publisher"], "September 2021", "CC BY 4.0"):
            assert words in mark["text"]
    assert "/sources?lang=en#census-2021" in page.hrefs()
    assert WORKS[0]["url"] in page.hrefs()


def test_a_work_is_put_into_words_once(client, monkeypatch):
    """However many figures cite it; its words are those of the answer's own year and language."""
    named = []
    name_of, words = client.application.jinja_env.globals["work_name"], []
    monkeypatch.setitem(
        client.application.jinja_env.globals,
        "work_name",
        lambda work: (named.append(work["id"]), name_of(work))[1],
    )
    for query in ("year=2015&lang=en", "lang=ru"):
        named.clear()
        page = client.get(f"/layers/cities/KZ-1?{query}").text
        words.append(page.count(f'href="/sources?{query.replace("&", "&amp;")}#census-2021"'))
        assert sorted(named) == ["census-2021", "chronicle"]
    assert min(words) > 3


def test_shares_of_every_year_stand_apart_with_their_own_sources(client):
    """Each year and kind has its bar, its table and its works; the article is named as such."""
    page = Page(client.get("/layers/cities/KZ-1"))
    sets = page.all("details", class_="shares")
    assert ["Figure of the article" in one["text"] for one in sets] == [True, False]
    assert ["A Chronicle" in one["text"] for one in sets] == [True, False]
    assert ["open" in one["attrs"] for one in sets] == [True, False]
    assert "59.28" in sets[0]["text"]
    bars = [
        one["attrs"]["width"]
        for one in page.all("rect", class_="ink-russian")
        if one["attrs"].get("x")
    ]
    assert bars == ["59.28", "60.0"]


def test_the_chosen_year_opens_the_shares_that_hold_then(client):
    """In 2015 the census of 2009 is open and the later figure closed."""
    page = Page(client.get("/layers/cities/KZ-1?year=2015"))
    assert ["open" in one["attrs"] for one in page.all("details", class_="shares")] == [False, True]


def test_numbers_are_written_as_the_language_writes_them(client):
    """English has commas and points, Russian spaces and commas."""
    assert "221,907" in client.get("/layers/cities/KZ-1").get_data(as_text=True)
    russian = client.get("/layers/cities/KZ-1?lang=ru").get_data(as_text=True)
    assert "221\N{NO-BREAK SPACE}907" in russian
    assert "59,28" in russian


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/layers/cities/KZ-1", [("kk", "Петропавл"), ("ru", "Петропавловск")]),
        ("/layers/cities/KZ-1?lang=kk", [("ru", "Петропавловск"), ("en", "Petropavl")]),
        ("/layers/cities/RU-1", [("ru", "Омск"), ("kk", "Омбы")]),
        ("/layers/cities/RU-1?lang=ru", [("kk", "Омбы"), ("en", "Omsk")]),
    ],
)
def test_names_stand_in_three_languages_each_marked(client, path, names):
    """The heading is in the page's language, the others follow in the order of the place."""
    page = Page(client.get(path))
    others = [
        (one["attrs"]["lang"], one["text"])
        for one in page.all("span")
        if "lang" in one["attrs"] and one["inside"][-1] == "p"
    ]
    assert others == names


def test_a_feature_can_be_cited_and_found_on_the_map(client):
    """One link leads to the citation of the feature in its year, one to it on the map."""
    page = Page(client.get("/layers/cities/KZ-1?year=2015&lang=ru"))
    assert "/cite?layers=cities&year=2015&lang=ru&select=cities/KZ-1" in page.hrefs()
    cite = client.get("/cite.txt?layers=cities&year=2015&lang=ru&select=cities/KZ-1").text
    assert "Петропавловск, Cities, 2015. Степной атлас" in cite
    assert "/?layers=cities&year=2015&lang=ru&select=cities/KZ-1" in page.hrefs()


def test_links_keep_language_and_year(client):
    """Going from page to page never falls back to another language or year."""
    hrefs = Page(client.get("/layers/cities/KZ-1?lang=kk&year=2015")).hrefs()
    for path in ("/", "/layers", "/layers/cities", "/sources"):
        assert f"{path}?year=2015&lang=kk" in hrefs
