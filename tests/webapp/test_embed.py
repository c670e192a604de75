"""The embedded view: framed by anyone, the same query string as the atlas, readable as it is."""

import re

import pytest

from tests.webapp.page import Page

FRAMED = ("/embed", "/embed?layers=rivers&year=2000&lang=ru", "/embed?year=soon")
NOT_FRAMED = ("/", "/layers", "/layers/rivers", "/layers/rivers/aq-su", "/sources", "/nowhere")
USED = ("/use", "/use/rivers", "/oembed?url=http://localhost/")


@pytest.mark.parametrize("url", FRAMED)
def test_any_page_may_frame_it(client, url):
    """The embedded view says that anyone may frame it, also when it is a sentence of refusal."""
    headers = client.get(url).headers
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


@pytest.mark.parametrize("url", [*NOT_FRAMED, *USED])
def test_nothing_else_may_be_framed(client, url):
    """Every other answer refuses frames."""
    headers = client.get(url).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_an_isolated_page_may_frame_it(client):
    """Pages that isolate themselves frame only what is marked as for other origins."""
    assert client.get("/embed").headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_it_sets_no_cookie_and_keeps_nothing(client):
    """Neither headers nor scripts of the embedded view store anything with the reader."""
    answer = client.get("/embed")
    assert "Set-Cookie" not in answer.headers
    for script in Page(answer).all("script", type="module"):
        source = script["attrs"].get("src")
        text = client.get(source).text if source else script["text"]
        assert not any(word in text for word in ("localStorage", "sessionStorage", "cookie"))


def test_it_shows_the_layers_of_the_address(client):
    """The map, the legend and the title are of the layers and the year that are asked for."""
    answer = client.get("/embed?layers=rivers&year=2000")
    page = Page(answer)
    assert [one["text"] for one in page.all("h1")] == ["Rivers, 2000 – Steppe Atlas"]
    assert [one["text"] for one in page.all("h2", class_="embed__name")] == ["Rivers"]
    visible = re.findall(r'"id": "(\w+)",\s*"url": "[^"]*",\s*"isVisible": true', answer.text)
    assert visible == ["rivers"]


def test_the_year_is_told_beside_the_plain_title(client):
    """With a year and no layers chosen, the title is the atlas's and the year stands behind it."""
    (title,) = Page(client.get("/embed?year=2015")).all("h1")
    assert title["text"] == "Steppe Atlas, 2015"


def test_it_links_to_the_same_view_of_the_atlas(client):
    """One link opens the atlas with the same layers, year, language and place."""
    query = "?layers=rivers&year=2000&lang=kk&map=5/50.00/60.00"
    (link,) = Page(client.get("/embed" + query)).all("a", id="open-atlas")
    assert link["attrs"]["href"] == "/" + query


def test_links_open_beside_the_framing_page(client):
    """The pages behind its links refuse frames, so links open in a window of their own."""
    (base,) = Page(client.get("/embed")).all("base")
    assert base["attrs"] == {"target": "_blank"}


def test_it_reads_without_scripts(client):
    """Layers, legends and credits are in the page before any script runs."""
    page = Page(client.get("/embed"))
    layers = [one["attrs"]["href"] for one in page.all("a") if "details" in one["inside"]]
    assert layers == ["/layers/rivers?lang=en", "/layers/towns?lang=en"]
    (plain,) = [one for one in page.all("p") if one["text"].startswith("Data:")]
    assert plain["text"] == "Data: © Survey of Aqdala."


def test_a_selected_feature_is_in_the_page(client):
    """`select` brings the feature's article, as on the atlas."""
    page = Page(client.get("/embed?select=rivers/aq-su"))
    (article,) = page.all("article", id="feature")
    assert article["attrs"]["data-feature"] == "aq-su"


@pytest.mark.parametrize(
    ("url", "status"),
    [("/embed?year=soon", 400), ("/embed?x=1", 400), ("/embed?layers=river", 404)],
)
def test_bad_addresses_are_refused_as_on_the_atlas(client, url, status):
    """The query string is that of the atlas, and so are its refusals."""
    assert client.get(url).status_code == status


def test_only_what_is_shown_travels(client):
    """The page's data are those of its layers alone."""
    one, all_layers = (client.get(url).text for url in ("/embed?layers=rivers", "/"))
    assert '"title": "Towns"' not in one
    assert '"title": "Towns"' in all_layers


@pytest.mark.parametrize("url", ["/use", "/use/rivers"])
def test_the_snippets_page_is_a_page(client, url):
    """Snippets are plain text in the page, each in a region that the keyboard reaches."""
    texts = Page(client.get(url)).all("pre")
    assert texts
    assert all(text["attrs"]["tabindex"] == "0" for text in texts)


def test_an_unknown_layer_has_no_snippets(client):
    """A layer that is not there is refused, with the closest ids."""
    answer = client.get("/use/river")
    assert answer.status_code == 404
    assert "rivers" in answer.text


def test_the_atlas_and_the_layer_pages_lead_to_the_snippets(client):
    """The atlas links to the snippets of its view, a layer's page to its own."""
    assert "/use?year=2000&lang=en" in Page(client.get("/?year=2000")).hrefs()
    assert "/use/rivers?lang=en" in Page(client.get("/layers/rivers")).hrefs()


def test_the_dialog_has_a_name_and_a_way_out(client):
    """The dialog of snippets is labelled by its title and has a button that closes it."""
    page = Page(client.get("/"))
    (dialog,) = page.all("dialog")
    (title,) = page.all("h2", id=dialog["attrs"]["aria-labelledby"])
    assert title["text"] == "Use this map"
    assert page.all("form", method="dialog")
