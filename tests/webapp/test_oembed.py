"""oEmbed: an address of a view in, the iframe that shows it out, nothing for other sites."""

from html import unescape
from re import search
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

import pytest

import webapp
from tests.webapp.page import Page
from webapp.config import load

HERE = "http://localhost"
MANY = f"url={HERE}/%3F{quote('&'.join(f'a{number}=1' for number in range(99)))}"


def ask(client, url, **parameters):
    """The answer for an address of a view."""
    return client.get("/oembed", query_string={"url": url} | parameters)


def source(answer):
    """The address in the iframe of an answer."""
    return unescape(search('src="([^"]*)"', answer.json["html"])[1])


def test_it_answers_with_an_iframe(client):
    """The answer has every member that oEmbed 1.0 asks of rich content."""
    answer = ask(client, f"{HERE}/?layers=rivers&year=2000")
    assert answer.mimetype == "application/json"
    assert answer.json["version"] == "1.0"
    assert answer.json["type"] == "rich"
    assert answer.json["provider_name"] == "Steppe Atlas"
    assert answer.json["provider_url"] == f"{HERE}/"
    assert answer.json["title"] == "Rivers, 2000 – Steppe Atlas"
    assert answer.json["cache_age"] == 3600
    assert (answer.json["width"], answer.json["height"]) == (800, 500)
    assert source(answer) == f"{HERE}/embed?layers=rivers&year=2000&lang=en"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "embedded"),
    [
        ("", "/embed?lang=en"),
        ("/", "/embed?lang=en"),
        ("/embed?map=5/50.00/60.00", "/embed?lang=en&map=5/50.00/60.00"),
        ("/use?lang=kk", "/embed?lang=kk"),
        ("/use/rivers", "/embed?layers=rivers&lang=en"),
        ("/layers/lands?page=2&year=2003&lang=ru", "/embed?layers=lands&year=2003&lang=ru"),
        ("/layers/rivers/aq-su", "/embed?layers=rivers&lang=en&select=rivers/aq-su"),
        ("/?select=towns/berik#map", "/embed?lang=en&select=towns/berik"),
    ],
)
def test_every_page_of_a_view_has_its_iframe(client, path, embedded):
    """The atlas, its layers, their features and their snippets all lead to the embedded view."""
    assert source(ask(client, HERE + path)) == HERE + embedded


@pytest.fixture(scope="module")
def atlas():
    """A client of the published atlas, which has claims and a tour."""
    return webapp.create_app({"PUBLISHED": load({})["PUBLISHED"]}).test_client()


@pytest.mark.parametrize(
    ("path", "embedded"),
    [
        ("/tour", "/embed?lang=en&tour=pipeline"),
        ("/tour?lang=kk#people", "/embed?lang=kk&tour=people"),
        ("/tour#nowhere", "/embed?lang=en&tour=pipeline"),
        ("/tour/union?lang=ru", "/embed?lang=ru&tour=union"),
        ("/?tour=union", "/embed?lang=en&tour=union"),
        ("/share?layers=sites&bbox=60,40,70,50", "/embed?layers=sites&lang=en"),
        ("/describe?layers=sites&bbox=60,40,70,50", "/embed?layers=sites&lang=en"),
        ("/cite?layers=sites&year=2022", "/embed?layers=sites&year=2022&lang=en"),
        ("/compare?year=2022&compare=2000", "/embed?year=2022&lang=en&compare=2000"),
    ],
)
def test_the_argument_has_its_iframes(atlas, path, embedded):
    """A link to the tour is the step that it names, else the first; other pages are their view."""
    assert source(ask(atlas, HERE + path)) == HERE + embedded


def test_a_claim_is_the_view_that_shows_it(atlas):
    """A link to a claim is its view in the page's language; one to all of them is the first's."""
    claims = atlas.get("/claims.json").json["claims"]
    for claim in claims:
        shown = source(ask(atlas, f"{HERE}/claims?lang=ru#{claim['id']}"))
        of_map = parse_qs(urlsplit(claim["links"]["map"]).query)
        assert parse_qs(urlsplit(shown).query) == of_map | {"lang": ["ru"]}
        assert atlas.get(shown.removeprefix(HERE)).status_code == 200
    first = ask(atlas, f"{HERE}/claims").json
    assert first["html"] == ask(atlas, f"{HERE}/claims#{claims[0]['id']}").json["html"]


@pytest.mark.parametrize("path", ["/tour/nowhere", "/claims/x", "/claims.json", "/tour/a/b"])
def test_what_the_argument_lacks_is_not_found(atlas, path):
    """Steps that there are not, and files, have no iframe."""
    assert ask(atlas, HERE + path).status_code == 404


def test_an_atlas_without_an_argument_has_none(client):
    """Where there are no claims and no tour, their addresses are no view."""
    assert ask(client, f"{HERE}/tour").status_code == 404
    assert ask(client, f"{HERE}/claims").status_code == 404


@pytest.mark.parametrize("path", ["/tour?lang=kk", "/claims?lang=ru"])
def test_pages_of_the_argument_say_where_their_oembed_is(atlas, path):
    """Publishing systems find the iframe from a pasted link to the tour or the claims."""
    (link,) = Page(atlas.get(path)).all("link", type="application/json+oembed")
    asked = urlsplit(link["attrs"]["href"])
    found = atlas.get(f"{asked.path}?{asked.query}")
    assert found.json["html"] == ask(atlas, HERE + path).json["html"]


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ({"maxwidth": 300}, (300, 500)),
        ({"maxheight": 200}, (800, 200)),
        ({"maxwidth": 1, "maxheight": 1}, (1, 1)),
        ({"maxwidth": 4000, "maxheight": 4000}, (800, 500)),
    ],
)
def test_it_stays_within_the_room_given(client, room, size):
    """Width and height never exceed the maxima, in the iframe as in the answer."""
    answer = ask(client, HERE, **room).json
    assert (answer["width"], answer["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in answer["html"]
    assert answer.get("thumbnail_width", 0) <= size[0]
    assert answer.get("thumbnail_height", 0) <= size[1]


def test_a_picture_goes_with_it(client):
    """The thumbnail is the static map of the same view, around the same place."""
    answer = ask(client, f"{HERE}/?layers=rivers&year=2000&lang=ru&map=4/0.00/60.00").json
    assert (answer["thumbnail_width"], answer["thumbnail_height"]) == (480, 300)
    query = dict(parse_qsl(urlsplit(answer["thumbnail_url"]).query))
    west, south, east, north = map(float, query.pop("bbox").split(","))
    assert query == {
        **{"width": "480", "height": "300", "layers": "rivers", "year": "2000", "lang": "ru"}
    }
    # 480 px of a world of 256 px × 2^4.
    assert (west, east) == pytest.approx((60 - 180 * 480 / 4096, 60 + 180 * 480 / 4096), abs=1e-3)
    assert north == pytest.approx(-south)
    assert north == pytest.approx(13.07, abs=0.01)


def test_no_room_no_picture(client):
    """Where there is less room than the smallest static map needs, there is no thumbnail."""
    assert "thumbnail_url" not in ask(client, HERE, maxheight=150).json


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/",
        "http://localhost.elsewhere.example/",
        "http://elsewhere.example@localhost.example/",
        "http://localhost:81/",
        "//localhost/",
        "/",
        "javascript:alert(1)",
        "ftp://localhost/",
        "http://[::1/",
        f"{HERE}/nowhere",
        f"{HERE}/layers.json",
        f"{HERE}/layers/rivers/aq-su/more",
        f"{HERE}/use/rivers/aq-su",
    ],
)
def test_what_is_no_view_of_ours_is_not_found(client, url):
    """Other hosts, ports and schemes, and what is no view, are refused with a sentence."""
    answer = ask(client, url)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert "this atlas" in answer.json["detail"] or "no address" in answer.json["detail"]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "url must be given"),
        ("url=http://localhost/&maxwidth=0", 400, "maxwidth must be a whole number of pixels"),
        ("url=http://localhost/&maxheight=-1", 400, "maxheight must be a whole number of pixels"),
        ("url=http://localhost/&maxheight=1000000", 400, "of pixels from 1 to 999999; got"),
        (MANY, 400, 'There is no parameter "a0" here'),
        ("url=http://localhost/&maxwidth=1e3", 400, "maxwidth must be a whole number of pixels"),
        ("url=http://localhost/&format=html", 400, 'format must be json; got "html".'),
        ("url=http://localhost/&callback=x", 400, "There is no parameter"),
        ("url=http://localhost/&url=http://localhost/", 400, "url must be given once"),
        ("url=http://localhost/%3Fyear=soon", 400, "year must be a whole number"),
        ("url=http://localhost/layers/river", 404, "the closest are rivers"),
        ("url=http://localhost/layers/rivers/aq", 404, "the closest are aq-su"),
        ("url=http://localhost/%3Fselect=rivers/x", 404, "has no feature"),
        ("url=http://localhost/layers/lakes", 503, "steppe-atlas publish"),
        ("url=http://localhost/&format=xml", 501, "as JSON only; ask with format=json."),
    ],
)
def test_what_cannot_be_answered_is_refused(client, query, status, words):
    """Bad parameters, unknown layers and XML get the promised status and a sentence."""
    answer = client.get(f"/oembed?{query}")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert words in answer.json["detail"]


def test_titles_cannot_break_out_of_the_iframe(client):
    """What the address brings is escaped in the HTML that other sites will insert."""
    html = ask(client, f"{HERE}/?layers=rivers&select=towns/berik").json["html"]
    assert html.count("<") == html.count(">") == 2
    assert "&amp;select=towns/berik" in html


@pytest.mark.parametrize(
    "path",
    ["/", "/?year=2000&lang=ru", "/layers/rivers", "/layers/rivers?year=2000", "/use/rivers"],
)
def test_pages_say_where_their_oembed_is(client, path):
    """The discovery link of a page leads to an answer for that very view."""
    (link,) = Page(client.get(path)).all("link", type="application/json+oembed")
    asked = urlsplit(link["attrs"]["href"])
    assert parse_qs(asked.query)["format"] == ["json"]
    answer = client.get(f"{asked.path}?{asked.query}")
    expected = ask(client, HERE + path)
    assert answer.status_code == 200
    assert source(answer) == source(expected)


def test_behind_a_proxy_it_knows_its_public_address(settings):
    """With a public URL below a path, only addresses under it are ours."""
    public = "https://maps.example/atlas"
    client = webapp.create_app(settings | {"PUBLIC_URL": public}).test_client()
    headers = {"Host": "maps.example"}
    url = quote(f"{public}/layers/rivers", safe="")
    answer = client.get(f"/oembed?url={url}", headers=headers)
    assert source(answer) == f"{public}/embed?layers=rivers&lang=en"
    for other in ("https://maps.example/", "https://maps.example/atlas2/", "http://localhost/"):
        refused = client.get(f"/oembed?url={quote(other, safe='')}", headers=headers)
        assert refused.status_code == 404
