"""The guided tour: one page, one step at a time, and the map at a step."""

import json
import re

import pytest
from werkzeug.datastructures import MultiDict

import webapp
from geodata.catalog import open_catalog
from tests.webapp.test_addresses import read
from tests.webapp.test_translations import PUBLISHED
from webapp.argument import steps_of
from webapp.faults import BadQuery
from webapp.query import view_of
from webapp.view import MapView, View


@pytest.fixture(scope="module")
def catalog():
    """The catalog of the atlas itself."""
    return open_catalog(PUBLISHED)


@pytest.fixture(scope="module")
def client():
    """A client of the app on the atlas itself."""
    return webapp.create_app({"PUBLISHED": PUBLISHED}).test_client()


STEPS = [step["id"] for step in steps_of(open_catalog(PUBLISHED))]


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_the_page_has_every_step(client, catalog, lang):
    """Text, anchor, picture with words in its place, link and sources of all eight steps."""
    page = client.get(f"/tour?lang={lang}").text
    for step in steps_of(catalog):
        assert f'<li class="stop" id="{step["id"]}">' in page
        assert step["text"][lang] in page
        assert f'href="/?lang={lang}&amp;tour={step["id"]}"' in page
        for key in step["source_ids"]:
            assert f"#{key}" in page
    pictures = re.findall(r'<img src="([^"]+)"[^>]*loading="lazy" alt="[^"]{20,}">', page)
    assert len(pictures) == 8
    assert all("/image.svg?bbox=" in picture for picture in pictures)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_sets_the_map(client, catalog, step):
    """The address of a step shows its layers, year and feature, and its text in the page."""
    about = next(one for one in steps_of(catalog) if one["id"] == step)
    view = view_of(MultiDict({"tour": step}), catalog)
    page = client.get(f"/?tour={step}&lang=en").text
    assert about["title"]["en"] in page
    assert about["text"]["en"] in page.replace("&#39;", "'")
    for layer in about["view"]["layers"]:
        assert re.search(rf'name="layers" value="{layer}" checked', page)
    assert view.year == about["view"]["year"]
    assert (view.select and "/".join(view.select)) == about["view"]["select"]
    data = json.loads(re.search(r'id="atlas-data">(.*?)</script>', page, re.DOTALL)[1])
    assert [one["id"] for one in data["tour"]] == STEPS


def test_steps_are_linked_in_order(client):
    """Each step leads to the one before and the one after; the ends to one only."""
    for number, step in enumerate(STEPS):
        page = client.get(f"/tour/{step}?lang=en").text
        found = dict(re.findall(r'rel="(prev|next)" data-tour="([a-z0-9-]+)"', page))
        assert found.get("prev") == (STEPS[number - 1] if number else None)
        assert found.get("next") == (STEPS[number + 1] if number < 7 else None)


def test_the_address_goes_before_the_step(catalog):
    """What an address names itself is shown, also when it names nothing."""
    view = view_of(MultiDict({"tour": "pipeline", "year": "1999", "select": ""}), catalog)
    assert (view.year, view.select) == (1999, None)
    assert view.layers == ("oil-pipelines", "border")
    assert view.url() == "/?year=1999&lang=en&select=&tour=pipeline"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"select": None},
        {"year": None, "map": None},
        {"layers": None},
        {"layers": ()},
        {"map": MapView(6, 50, 60), "lang": "ru"},
    ],
)
def test_an_address_says_what_differs_from_its_step(catalog, changes):
    """Any view in the tour comes back from its address; an untouched step has a short one."""
    start = view_of(MultiDict({"tour": "people"}), catalog)
    view = View(**{**vars(start), **changes})
    assert read(view.url(), catalog) == view
    assert start.url() == "/?lang=en&tour=people"


def test_leaving_keeps_the_view(catalog):
    """Without the tour the same view is written out whole."""
    view = view_of(MultiDict({"tour": "border"}), catalog)
    assert view.url(tour=None) == (
        "/?layers=border,border-crossings&year=2025&lang=en&map=4/51.00/66.00&select=border/kz-ru"
    )


@pytest.mark.parametrize("step", ["nowhere", "A B", "pipeline "])
def test_an_unknown_step_is_refused(client, catalog, step):
    """A step that there is not is 400, with all that there are; its own page is 404."""
    with pytest.raises(BadQuery) as fault:
        view_of(MultiDict({"tour": step}), catalog)
    assert f"tour must be one of {', '.join(STEPS)}; got" in str(fault.value)
    assert client.get("/", query_string={"tour": step}).status_code == 400
    assert client.get(f"/tour/{step}").status_code == 404


def test_pages_of_the_tour_leave_no_tour_in_their_links(client):
    """Links from the map at a step to other pages do not carry the step along."""
    page = client.get("/?tour=pipeline&lang=en").text
    assert 'href="/layers?year=2022&amp;lang=en"' in page


def test_the_script_is_loaded_with_the_tour_alone(client):
    """The first view neither loads nor announces what the tour needs."""
    page = client.get("/?lang=en").text
    assert "tour.mjs" not in page
    assert "tour.css" not in page
    assert "tour.css" in client.get("/?tour=pipeline").text
