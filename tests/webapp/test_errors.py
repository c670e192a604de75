"""Errors: the promised status, a sentence, problem+json for machines, a page for people."""

import html
import re
from pathlib import Path

import pytest

import webapp
from geodata.errors import AtlasError, NotPublished, SourceUnreadable, UnknownLayer
from webapp.errors import STATUSES, status_of
from webapp.faults import BadQuery, UnknownFeature, quoted

ROOT = str(Path(__file__).parent.parent.parent)
MACHINE_URLS = [
    ("/layers/river.geojson", 404, 'There is no layer "river"; the closest are rivers; all layers'),
    ("/layers/qqqq.csv", 404, 'There is no layer "qqqq"; all layers are listed at /layers.json.'),
    ("/layers/lakes.geojson", 503, "run `steppe-atlas publish`"),
    ("/layers/rivers.kml", 400, 'format must be one of geojson, csv, gpkg; got "kml".'),
    (
        "/layers/rivers.geojson?bbox=50,north,60,55",
        400,
        "bbox must be four numbers, west,south,east",
    ),
    ("/layers/rivers.geojson?year=soon", 400, "year must be a whole number from 1991 to 2026"),
    (
        "/layers/rivers.geojson?lang=ru",
        400,
        'There is no parameter "lang" here; accepted are bbox,',
    ),
    ("/layers/rivers.geojson?table=x", 400, 'There is no parameter "table" here'),
    ("/layers/rivers.csv?table=x", 400, "this layer has no tables"),
    ("/layers/towns.csv?table=x", 400, 'table must be one of composition; got "x".'),
    ("/layers/rivers.gpkg?year=2000", 400, "accepted are prefer."),
    ("/layers.json?callback=x", 400, "none is accepted"),
    ("/sources.json?x=", 400, "none is accepted"),
    ("/nothing.json", 404, 'There is nothing at "/nothing.json"; all layers are listed at'),
]


@pytest.mark.parametrize(("url", "status", "sentence"), MACHINE_URLS)
def test_data_urls_answer_with_a_problem(client, url, status, sentence):
    """A refused data URL answers problem+json (RFC 9457) with a sentence."""
    answer = client.get(url)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert set(answer.json) >= {"type", "title", "status", "detail"}
    assert answer.json["status"] == status
    assert sentence.lower() in answer.json["detail"].lower()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("url", "status"),
    [("/layers/river", 404), ("/nowhere", 404), ("/?year=soon", 400), ("/layers/lakes", 503)],
)
def test_people_get_a_page(client, url, status):
    """A browser gets the same sentence as a page; a client that prefers JSON does not."""
    page = client.get(url, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert "<h1>" in page.text
    problem = client.get(url, headers={"Accept": "application/json"})
    assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")


IN_RUSSIAN = [
    ("/layers/river", 'Слоя "river" нет; ближе всего: rivers; все слои перечислены'),
    ("/layers/towns/berikk", 'В слое "towns" нет объекта "berikk"; ближе всего: berik.'),
    ("/nowhere", 'По адресу "/nowhere" ничего нет; все слои перечислены'),
    ("/?year=soon", 'year — это целое число от 1991 до 2026; получено "soon".'),
    ("/layers?colour=red", 'Параметра "colour" здесь нет; принимаются layers,'),
    ("/layers/lakes", "Слой 'lakes' объявлен, но не опубликован. Выполните команду `steppe-atlas"),
]


@pytest.mark.parametrize(("url", "sentence"), IN_RUSSIAN)
def test_people_are_told_in_their_language(client, url, sentence):
    """The page says the sentence in the reader's language; machines are told in English."""
    russian = {"Accept-Language": "ru"}
    page = client.get(url, headers=russian | {"Accept": "text/html"})
    said = re.search(r'<p class="lead">(.*)</p>', page.text)[1]
    assert sentence in html.unescape(said)
    problem = client.get(url, headers=russian | {"Accept": "application/json"})
    assert problem.json["detail"].isascii()


def test_a_sentence_without_translation_is_marked_as_english(settings):
    """What nobody has translated is said in English, and said to be so."""
    app = webapp.create_app(settings)

    @app.get("/odd")
    def odd():
        raise BadQuery("Nobody translates this.")

    page = app.test_client().get("/odd", headers={"Accept-Language": "kk"})
    assert '<p class="lead" lang="en">Nobody translates this.</p>' in page.text


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize(
    "url",
    [
        "/nowhere",
        "/layers/rivrs",
        "/layers/towns/berikk?year=2010",
        "/sources/compositon",
        "/?year=qqqq",
        "/layers?bbox=qqqq",
    ],
)
def test_links_of_an_error_page_keep_its_language(client, url, lang):
    """Home, layers and what was meant are linked in the language that was asked for."""
    address = f"{url}{'&' if '?' in url else '?'}lang={lang}"
    page = client.get(address, headers={"Accept": "text/html"})
    assert page.status_code in (400, 404)
    links = re.findall(r'<a (?![^>]*hreflang)[^>]*href="(/[^"]*)"', page.text)
    kept = [link for link in links if not link.endswith(".json")]
    year = "year=2010&amp;" if "2010" in url else ""
    assert len(kept) >= 6
    assert [link for link in kept if not link.endswith(f"?{year}lang={lang}")] == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("url", ["/layers", "/layers.json", "/layers/rivers.geojson"])
def test_other_methods_are_refused(client, method, url):
    """Nothing can be changed over HTTP; the answer says what is allowed."""
    answer = client.open(url, method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_our_own_shows_nothing_of_the_machine(settings, debug):
    """An exception that nobody expected answers 500 alike in debug: no path, no trace, no words."""
    app = webapp.create_app(settings)
    app.debug = debug
    app.testing = debug

    @app.get("/boom")
    def boom():
        raise RuntimeError("secret at /home/someone/file.py")

    for accept in ("text/html", "application/json"):
        answer = app.test_client().get("/boom", headers={"Accept": accept})
        assert answer.status_code == 500
        assert "Something went wrong in the atlas itself" in answer.text
        for leak in ("secret", "someone", "Traceback", ROOT):
            assert leak not in answer.text


def test_the_error_page_stands_without_its_template(settings):
    """When the page about a fault fails itself, a plain one is sent with the same sentence."""
    app = webapp.create_app(settings)
    app.jinja_env.globals["asset"] = None
    answer = app.test_client().get("/nowhere/<b>")
    assert answer.status_code == 404
    assert "There is nothing at &#34;/nowhere/&lt;b&gt;&#34;" in answer.text


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (BadQuery("x"), 400),
        (UnknownLayer("x"), 404),
        (UnknownFeature("x", "y"), 404),
        (NotPublished("x"), 503),
        (SourceUnreadable("x"), 500),
        (AtlasError("x"), 500),
        (ZeroDivisionError(), 500),
    ],
)
def test_one_table_gives_the_status(fault, status):
    """Each exception has the status of its nearest kind in the table."""
    assert status_of(fault) == status
    assert Exception in STATUSES


def test_what_was_received_is_repeated_short_and_quoted():
    """Control characters are spelled out and long values cut."""
    assert quoted('a"\n') == '"a\\"\\n"'
    assert len(quoted("x" * 5000)) < 120


def test_markup_in_an_address_stays_text(client):
    """What a page repeats of the address cannot become markup."""
    page = client.get("/layers/%3Cscript%3Ealert(1)%3C/script%3E?lang=en")
    assert page.status_code == 404
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/styles/none.json", "/tiles/a/0/0/0.jpg", "/layers.json"])
def test_other_sites_can_read_what_was_wrong(client, method, path):
    """A problem about data is open as the data are, also where no address or method fits."""
    answer = getattr(client, method)(path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_what_is_for_operators_is_closed_to_other_sites(client):
    """No site can ask through its readers how the atlas fares."""
    for path in ("/health/ready", "/health/none", "/metrics"):
        for answer in (client.get(path), client.post(path)):
            assert "Access-Control-Allow-Origin" not in answer.headers, path
