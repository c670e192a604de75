"""What can be taken from a view: link, pictures, table; and what other sites preview."""

import csv
import io
import re
from html import unescape

import pytest

import webapp
from webapp.pictures import able


def addresses(page: str) -> dict[str, str]:
    """The files that the page of sharing offers, by the name that each is saved under."""
    found = re.findall(r'<a class="share__file" href="([^"]+)" download="([^"]+)"', page)
    return {name: unescape(address) for address, name in found}


def rows(client, query: str = "") -> list[dict[str, str]]:
    """The rows of the table of a view."""
    answer = client.get(f"/view.csv{query}")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv"), answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def meta(page: str) -> dict[str, str]:
    """What a page says to sites that preview it, by property or name."""
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"', page)
    return {name: unescape(words) for name, words in found}


def test_the_link_is_the_view(client):
    """The link says all of the view and nothing of the window; it is whole."""
    page = client.get("/share?layers=towns&year=2021&lang=kk&map=5/48.5/63&bbox=1,2,3,4").text
    link = re.search(r'data-snippet="link"[^>]*><code>([^<]*)', page)[1]
    address = "http://localhost/?layers=towns&year=2021&lang=kk&map=5/48.50/63.00"
    assert unescape(link) == address


def test_every_file_is_of_this_view(client):
    """Pictures and table name layers, year, language and the window's box; all are on this host."""
    page = client.get("/share?layers=towns&year=2021&lang=ru&bbox=10,20,30.5,40").text
    found = addresses(page)
    assert set(found) == {
        *("steppe-atlas.png", "steppe-atlas@2x.png", "steppe-atlas.svg"),
        *("steppe-atlas.csv", "steppe-atlas.html"),
    }
    for name, address in found.items():
        assert address.startswith("/")
        assert "layers=towns" in address
        assert "year=2021" in address
        assert "lang=ru" in address
        assert ("bbox=10,20,30.5,40" in address) == (name != "steppe-atlas.html")


def test_the_preview_needs_nothing_that_draws(client):
    """The small picture is the drawing, which every machine can make."""
    preview = re.search(r'class="share__image" src="([^"]+)"', client.get("/share").text)[1]
    answer = client.get(unescape(preview))
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


def test_without_a_window_the_box_is_that_of_the_map(client):
    """The plain page offers what the map of the address shows, around its middle."""
    address = addresses(client.get("/share?map=5/48.5/63").text)["steppe-atlas.csv"]
    west, south, east, north = map(float, re.search(r"bbox=([^&]*)", address)[1].split(","))
    assert west < 63 < east
    assert south < 48.5 < north


@pytest.mark.parametrize("path", ["/share", "/view.csv", "/atlas.html"])
@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("bbox=1,2,3", "bbox must be four numbers"),
        ("year=20", "year must be"),
        ("lang=de", "lang must be one of"),
        ("map=1/2", "map must be"),
        ("layers=towns&colour=red", "There is no parameter"),
        ("select=towns", "select must be"),
        ("year=2001&year=2002", "must be given once"),
    ],
)
def test_what_cannot_be_read_is_refused(client, path, query, part):
    """A bad parameter gets 400 and a sentence, on pages and files alike."""
    if path == "/atlas.html" and query.startswith("bbox"):
        part = "There is no parameter"
    answer = client.get(f"{path}?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert part in answer.json["detail"]


def test_a_box_is_given_once(client):
    """Two boxes are refused."""
    answer = client.get("/view.csv?bbox=1,2,3,4&bbox=1,2,3,5")
    assert answer.status_code == 400
    assert "bbox must be given once" in answer.json["detail"]


def test_an_unknown_layer_is_not_found(client):
    """A view of a layer that does not exist has no table."""
    assert client.get("/view.csv?layers=lakes-of-tea").status_code == 404


def test_the_table_has_a_row_for_each_value(client):
    """Of every visible layer, with its unit, year, kind and works; records are numbered."""
    found = rows(client)
    assert {row["layer"] for row in found} == {"rivers", "towns"}
    assert list(found[0])[:5] == ["layer", "feature_id", "name_en", "name_kk", "name_ru"]
    shares = [row for row in found if row["field"] == "share_percent"]
    said = [(row["feature_id"], row["record"], row["year"], row["value"]) for row in shares]
    assert said == [("berik", "1", "2009", "0"), ("berik", "2", "2021", "59.28")]
    assert shares[1]["source_ids"] == "census-2021;chronicle"
    assert [row["value"] for row in found if row["field"] == "length_km"] == ["360.5", "0"]


def test_a_feature_of_which_nothing_is_known_has_a_row(client):
    """A town without figures is in the table, with its name and no value."""
    (quiet,) = [row for row in rows(client) if row["feature_id"] == "quiet"]
    assert (quiet["name_en"], quiet["field"], quiet["value"]) == ("Quiet", "", "")


def test_the_table_is_of_the_year_and_the_box(client):
    """What does not hold in the year or lies outside the box is left out."""
    assert {row["feature_id"] for row in rows(client, "?bbox=55,40,70,47")} == {"kara-su"}
    assert "aq-su" not in {row["feature_id"] for row in rows(client, "?year=2015")}
    years = {row["year"] for row in rows(client, "?year=2021") if row["field"] == "share_percent"}
    assert years == {"2021"}


def test_no_spreadsheet_runs_a_cell(client):
    """A text that begins like a formula gets an apostrophe."""
    (note,) = [row for row in rows(client) if row["field"] == "note"]
    assert note["value"].startswith("'=HYPERLINK")


def test_the_table_is_that_of_the_layers_own(client):
    """What a view shows of one layer is what that layer's own download has."""
    own = list(csv.DictReader(io.StringIO(client.get("/layers/rivers.csv?year=2000").text)))
    ours = rows(client, "?layers=rivers&year=2000")
    assert {row["feature_id"] for row in ours} == {row["id"] for row in own}
    for row in ours:
        (same,) = [line for line in own if line["id"] == row["feature_id"]]
        assert row["value"] == same[row["field"]]


def test_a_page_says_how_it_is_previewed(client):
    """Title, address and a picture of exactly the view, 1200 by 630, all as whole addresses."""
    said = meta(client.get("/?layers=towns&year=2021&lang=ru&map=5/48.5/63").text)
    assert said["og:url"] == "http://localhost/?layers=towns&year=2021&lang=ru&map=5/48.50/63.00"
    assert said["og:title"].startswith("Towns, 2021")
    assert said["twitter:card"] == "summary_large_image"
    image = said["og:image"]
    assert image.startswith("http://localhost/image.png?bbox=")
    assert "&width=1200&height=630&layers=towns&year=2021&lang=ru" in image
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")


def test_layers_and_features_are_previewed_too(client):
    """The preview of a layer shows it alone, that of a feature shows where it is."""
    layer = meta(client.get("/layers/lands?lang=en").text)
    assert layer["og:title"] == "Lands – Steppe Atlas"
    assert "layers=lands" in layer["og:image"]
    feature = meta(client.get("/layers/towns/zhana?lang=en").text)
    assert feature["og:url"] == "http://localhost/layers/towns/zhana?lang=en"
    west, south, east, north = map(
        float, re.search(r"bbox=([^&]*)", feature["og:image"])[1].split(",")
    )
    assert west < 71.5 < east
    assert south < 52 < north


def test_previews_are_built_from_the_public_address(settings):
    """With a public URL no other host is named, whatever the request says."""
    app = webapp.create_app(settings | {"PUBLIC_URL": "https://atlas.example/maps"})
    said = meta(app.test_client().get("/", headers={"Host": "localhost"}).text)
    assert said["og:image"].startswith("https://atlas.example/maps/image.png?")
    assert said["og:url"].startswith("https://atlas.example/maps/?")


@pytest.mark.parametrize("path", ["/share", "/use", "/use/rivers"])
def test_a_server_that_cannot_draw_says_so_beside_its_pictures(client, monkeypatch, path):
    """Where their library is missing, who is offered pictures reads so, and what there is."""
    words = "This server cannot draw pictures (PNG) yet"
    monkeypatch.setattr(able, "EGL", "libc.so.6")
    monkeypatch.setattr(able, "has_renderer", lambda: True)
    assert words not in client.get(path).text
    monkeypatch.setattr(able, "EGL", "libNoSuchThing.so.1")
    page = client.get(path)
    assert page.status_code == 200
    assert words in page.text
