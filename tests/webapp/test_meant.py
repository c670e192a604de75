"""What was meant: the closest names and the search, offered where nothing was found."""

import re

import pytest


def test_a_page_offers_what_was_meant(client):
    """The page about an unknown layer links to the closest one."""
    assert 'href="/layers/rivers?lang=en">Rivers</a>' in client.get("/layers/rivrs").text


def test_what_was_meant_has_a_name(client):
    """A feature is offered by its name in the reader's language, its id beside it."""
    page = client.get("/layers/towns/berikk?lang=ru").text
    assert re.search(
        r'href="/layers/towns/berik\?lang=ru">[^<>]+</a> <span class="quiet">berik</span>', page
    )


def test_an_unknown_feature_offers_the_closest(client):
    """The layer is named, and the id most like the one asked for."""
    problem = client.get("/layers/towns/berikk", headers={"Accept": "application/json"})
    assert problem.status_code == 404
    assert (
        problem.json["detail"]
        == 'The layer "towns" has no feature "berikk"; the closest are berik.'
    )
    assert problem.json["closest"] == ["berik"]


def test_the_closest_ids_are_machine_readable(client):
    """The offered ids are in the problem, not only in its sentence."""
    assert client.get("/layers/river.geojson").json["closest"] == ["rivers"]


def test_a_missing_page_offers_the_search(client):
    """Who followed a broken link can search for what it named; a bad request names its fault."""
    people = {"Accept": "text/html"}
    assert 'role="search"' in client.get("/nowhere", headers=people).text
    assert 'role="search"' not in client.get("/?year=12", headers=people).text


@pytest.mark.parametrize(
    ("path", "closest"),
    [
        ("/layers/RIVERS.geojson", "rivers"),
        ("/tiles/RIVERS.json", "rivers"),
        ("/layers/towns/BERIK", "berik"),
    ],
)
def test_the_closest_are_found_in_any_case(client, path, closest):
    """Names are written one way, and who writes them another way is told which."""
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json["closest"][0] == closest
