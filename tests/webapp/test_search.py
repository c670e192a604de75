"""The search of the small atlas: answers for machines, and a page without scripts."""

import json
from pathlib import Path

import pytest

from webapp.search import view_with, year_for
from webapp.view import View

CASES = json.loads((Path(__file__).parents[1] / "search_cases.json").read_bytes())


def found(client, query: str) -> list[dict]:
    """The results for a query string."""
    response = client.get(f"/search.json?{query}")
    assert response.status_code == 200
    return response.get_json()["results"]


def test_a_river_is_found_in_three_languages(client):
    """The name in any language and script leads to the same river."""
    for words in ("aq-su", "Ақ су", "белая", "aksu"):
        assert found(client, f"q={words}")[0]["id"] == "aq-su", words


def test_a_result_says_what_where_and_when(client):
    """Id, names, kind, years, position, and a whole address of the map that shows it."""
    (first, *_) = found(client, "q=aq-su")
    assert first["names"]["kk"] == "Ақ су"
    assert first["years"] == [1992, 2010]
    assert first["kind"] == "place"
    lon, lat = first["position"]
    assert 50 <= lon <= 55
    assert 50 <= lat <= 51
    assert first["link"].startswith("http://localhost/?")
    assert client.get(first["link"].removeprefix("http://localhost")).status_code == 200


def test_the_language_names_and_links(client):
    """lang chooses the name that is given first, and the language of the page behind the link."""
    (first, *_) = found(client, "q=aq-su&lang=kk")
    assert first["name"] == "Ақ су"
    assert "lang=kk" in first["link"]


def test_without_words_nothing_is_found(client):
    """No q, an empty one and one of signs alone are an empty list, not an error."""
    assert found(client, "") == found(client, "q=") == found(client, "q=%20★") == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=" + "a" * 101, "at most 100 characters"),
        ("q=a&limit=0", "from 1 to 50"),
        ("q=a&limit=51", "from 1 to 50"),
        ("q=a&limit=ten", "from 1 to 50"),
        ("q=a&limit=%D9%A3", "from 1 to 50"),
        ("q=a&lang=de", "lang must be one of"),
        ("q=a&q=b", "given once"),
        ("words=a", "There is no parameter"),
    ],
)
def test_what_cannot_be_understood_is_a_problem(client, query, words):
    """A sentence as problem+json, with status 400."""
    response = client.get(f"/search.json?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert words in response.get_json()["detail"]


def test_limit_cuts(client):
    """At most as many results as are asked for."""
    assert len(found(client, "q=a&limit=1")) == 1


def test_other_sites_may_ask(client):
    """Answers and index are open to scripts of other sites, and the index may be kept."""
    for path in ("/search.json?q=a", "/search-index.json"):
        response = client.get(path)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304


def test_the_index_brings_its_letters(client):
    """The page needs nothing but the index to search: the table of letters is in it."""
    index = json.loads(client.get("/search-index.json").data)
    assert index["alphabet"]["letters"]["қ"] == "k"
    assert any(entry["id"] == "aq-su" for entry in index["entries"])


def test_the_page_lists_links(client):
    """Every hit is a link to the map, in the language of the page; words stay in the box."""
    page = client.get("/search?q=aq+su&lang=kk").get_data(as_text=True)
    assert "Ақ су</a>" in page
    assert "select=rivers/aq-su" in page
    assert 'value="aq su"' in page


def test_words_stay_words_on_the_page(client):
    """Markup that is searched for is shown as text."""
    page = client.get("/search?q=%22%3E%3Cscript%3E").get_data(as_text=True)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_too_many_words_are_a_page_for_people(client):
    """The page refuses what the data refuses, in words."""
    assert client.get("/search?q=" + "a" * 101).status_code == 400
    assert client.get("/search?q=a&q=b").status_code == 400


@pytest.mark.parametrize(("years", "kind", "asked", "shown"), CASES["years"])
def test_a_hit_is_shown_in_its_year(years, kind, asked, shown):
    """The year asked for where the thing was there, else the nearest of its own."""
    assert year_for({"years": years, "kind": kind}, asked) == shown


def test_the_layer_of_a_hit_is_added(app):
    """The layers on screen stay, with the hit's own beside them; the ground is never a choice."""
    entry = {"id": "aq-su", "layer": "rivers", "kind": "place", "years": [None, None]}
    entry |= {"names": {"en": "Aq-Su"}, "position": [50, 50], "importance": 1}
    with app.test_request_context("/"):
        assert view_with(entry, View(layers=())).layers == ("rivers",)
        assert view_with(entry, View(layers=("towns",))).layers is None  # the first ones again
        assert view_with(entry | {"layer": "basemap"}, View(layers=("towns",))).layers == ("towns",)
