"""Pages keep to a language: what is English is a name, cited, or marked as English."""

import json
import re
from pathlib import Path

import pytest

import geodata
import webapp
from geodata.catalog import open_catalog
from tests.webapp.leftovers import NAMES, leftovers
from webapp.features import features_of
from webapp.language import LANGUAGES

OTHERS = [lang for lang in LANGUAGES if lang != "en"]
PUBLISHED = Path(geodata.__file__).parent / "published"
PAGES = (
    "/",
    "/layers",
    "/layers/oil-pipelines",
    "/layers/northern-cities/KZ-59-petropavl",
    "/layers/border/kz-ru",
    "/layers/events/1991-12-08-commonwealth-of-independent-states-agreed",
    "/sources",
    "/claims",
    "/tour",
    "/tour/people",
    "/use",
    "/embed",
    "/compare",
    "/describe",
    "/search",
    "/layers/border",
    "/sources/border_facts",
    "/sources/composition",
    "/sources/memberships",
    "/sources/pipeline_waypoints",
    "/sources/trade_turnover",
    "/sources/memberships/eurasec-UZB-member-2006-01-25",
    "/sources/trade_turnover/2023-CHN-Chinese-customs",
    "/nowhere",
    "/layers/qqqq",
    "/layers/border/qqqq",
    "/sources/qqqq",
    "/sources/trade/qqqq",
)


@pytest.fixture(scope="module")
def catalog():
    """The catalog of the atlas itself."""
    return open_catalog(PUBLISHED)


@pytest.fixture(scope="module")
def client():
    """A client of the app on the atlas itself."""
    return webapp.create_app({"PUBLISHED": PUBLISHED}).test_client()


@pytest.mark.parametrize("lang", OTHERS)
def test_an_event_is_told_in_the_language(client, lang):
    """Nothing of its page is in English but titles of works: not its name, place, words or rows."""
    page = client.get(f"/layers/energy-incidents/2001-10-13-first-tanker?lang={lang}").text
    part = page[page.index('<article id="feature"') : page.index('<section class="feature__works"')]
    told = re.sub(r'<p class="feature__names">.*?</p>', "", part)
    assert set(re.findall(r'<(\w+)[^>]* lang="en"', told)) == {"cite"}


def test_a_name_that_waits_is_marked_as_english(app):
    """In a made-up atlas with such names: on the page and in the table, with `lang`."""
    made_up = app.test_client()
    page = made_up.get("/layers/rivers/kara-su?lang=kk").text
    assert re.search(r'<h2 class="feature__name"[^>]* lang="en"', page)
    table = made_up.get("/layers/rivers?lang=kk").text
    assert re.search(r'href="/layers/rivers/kara-su[^>]*lang="en"', table)
    assert not re.search(r'href="/layers/rivers/aq-su[^>]*lang="en"', table)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("path", PAGES)
def test_no_english_word_is_left(client, catalog, path, lang):
    """A page says nothing in Latin letters but names, formats and what is marked or cited."""
    page = client.get(path, query_string={"lang": lang}).text
    found = leftovers(page, lang, cited(catalog))
    assert {word: text for word, text in found.items() if word not in NAMES} == {}


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("memberships/eurasec-UZB-member-2006-01-25", "· Узбекистан · Член · 25 января 2006"),
        ("pipeline_waypoints/atasu-alashankou-main-1", "Атасу – Алашанькоу · основная линия · 1"),
        ("corridor_waypoints/instc-east-41", "Восточная ветвь МТК «Север – Юг» · 41"),
        ("trade/1992-export-WLD-wdi", "1992 · Экспорт · весь мир · Всемирный банк, WDI"),
    ],
)
def test_a_row_is_named_in_words(client, row, title):
    """Codes of countries, dates and ids of lines in a row's key are told as a reader says them."""
    page = client.get(f"/sources/{row}?lang=ru").text
    assert title in re.search(r'<h1 class="origin__title">(.*?)</h1>', page)[1]


def test_an_english_word_would_be_found(client, catalog):
    """The English page, read as if it were Russian, is full of leftovers."""
    page = client.get("/layers").text.replace('lang="en"', 'lang="ru"')
    assert {"Layers", "Sources", "pipelines"} <= set(leftovers(page, "ru", cited(catalog)))


def cited(catalog) -> list[str]:
    """Titles and names of works, of whom layers credit, of events and rows; the longest first."""
    parts = ("title", "author", "publisher", "citation")
    names = [work.get(part) for work in catalog.works.values() for part in parts]
    names += [name for layer in catalog for name in layer["attribution"].split("; ")]
    events = features_of(catalog, "events").values()
    names += [event["properties"]["name_en"] for event in events]  # in the head they have no lang
    rows = (row.partition("/")[2] for row in rows_of(catalog))
    names += [row for row in rows if "-" in row]
    return sorted({name for name in names if name}, key=len, reverse=True)


def rows_of(catalog) -> list[str]:
    """The references of all published source rows, which are identifiers in every language."""
    files = (
        catalog.folder / "tables" / f"{table['name']}.json" for table in catalog.about["tables"]
    )
    tables = [json.loads(path.read_bytes()) for path in files]
    return [f"{path['name']}/{row['row']}" for path in tables for row in path["rows"]]
