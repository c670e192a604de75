"""A view in words: what is in it, in three languages, from the data that the map draws."""

import re
from pathlib import Path

import pytest

import geodata
import webapp
from geodata.catalog import open_catalog
from tests.webapp.page import Page
from webapp import messages
from webapp.features import features_of
from webapp.frames import of_view
from webapp.narration import FRAME_PX, describe, tell
from webapp.query import Bbox
from webapp.view import MapView, View

PUBLISHED = Path(geodata.__file__).parent / "published"
EVERYWHERE = Bbox(-180, -85, 180, 85)


@pytest.fixture(scope="module")
def catalog():
    """The catalog of the atlas itself."""
    return open_catalog(PUBLISHED)


@pytest.fixture(scope="module")
def atlas():
    """A client of the app on the atlas itself."""
    return webapp.create_app({"PUBLISHED": PUBLISHED}).test_client()


def words(response) -> str:
    """The article of a page as one line."""
    (article,) = Page(response).all("article", id="description")
    return re.sub(r"\s+", " ", article["text"]).strip()


def test_the_whole_world_has_every_feature(catalog):
    """Seen whole, each layer tells of all its features, each in at most one class."""
    for entry in catalog:
        told = tell(catalog, entry["id"], View(), EVERYWHERE)
        assert len(told.features) == len(features_of(catalog, entry["id"])), entry["id"]
        assert sum(len(group.features) for group in told.groups) <= len(told.features)


def test_every_layer_says_more_than_a_number(catalog):
    """Classes, leaders or dates: a layer of several features and kinds says what they are."""
    silent = [
        entry["id"]
        for entry in catalog
        if len(entry["style"].get("classes", ())) > 1
        and not (told := tell(catalog, entry["id"], View(), EVERYWHERE)).groups
        and not told.leaders
    ]
    assert silent == []


def test_a_country_is_told_wherever_its_name_stands(catalog):
    """Seen from near, at Petropavl, both countries are there; in the first view Russia is too."""
    near = describe(View(), catalog, Bbox(68, 54, 71, 56))
    assert [one["properties"]["name_en"] for one in near.countries] == ["Kazakhstan", "Russia"]
    first = describe(View(), catalog)
    named = [one["properties"]["name_en"] for one in first.countries]
    assert named[0] == "Kazakhstan"
    assert {"Russia", "China", "Azerbaijan"} <= set(named)
    assert "India" not in named


@pytest.mark.parametrize(("year", "exports"), [(2010, "CHN"), (2022, "EU")])
def test_the_sum_of_all_partners_is_no_partner(catalog, year, exports):
    """The largest partner of a year is a partner, never Kazakhstan's trade with all together."""
    told = tell(catalog, "trade-partners", View(year=year), EVERYWHERE)
    assert "KAZ" in [one["id"] for one in told.features]
    assert next(one.feature["id"] for one in told.leaders) == exports
    assert "KAZ" not in [one.feature["id"] for one in told.leaders]


def test_the_strongest_line_is_named(catalog):
    """Of pipelines the one with the largest capacity, and how many cross Russia."""
    told = tell(catalog, "oil-pipelines", View(), EVERYWHERE)
    (most,) = told.leaders
    features = features_of(catalog, "oil-pipelines").values()
    field = "capacity_mt_per_year"
    assert most.value == max(one["properties"][field] or 0 for one in features)
    crossing = sum(bool(one["properties"]["is_transit_russia"]) for one in features)
    (flag,) = [group for group in told.flags if group.title == "Crosses Russia"]
    assert len(flag.features) == crossing > 0


def test_two_peoples_are_told_alike(catalog):
    """Where shares are shown, the largest of both are, with year and kind."""
    for layer_id in ("northern-cities", "raions", "border-regions"):
        told = tell(catalog, layer_id, View(), EVERYWHERE)
        assert [leader.title for leader in told.leaders] == ["Kazakhs", "Russians"]
        assert all(leader.year and leader.kind for leader in told.leaders)


def test_the_year_is_that_of_the_map(catalog):
    """Memberships are told as they were: nobody was in the EAEU of 2015 in 1991."""
    first = "EAEU and CSTO, or their forerunners"
    by_year = {
        year: {group.title: len(group.features) for group in told.groups}
        for year in (1991, 2015)
        for told in [tell(catalog, "memberships", View(year=year), EVERYWHERE)]
    }
    assert first not in by_year[1991]
    assert by_year[2015][first] >= 4


def test_what_lies_outside_is_not_told(catalog):
    """A view of the Altai has no city of the Caspian."""
    told = describe(View(layers=("northern-cities",)), catalog, Bbox(80, 48, 88, 52))
    names = {one["properties"]["name_en"] for one in told.layers[0].features}
    assert "Ridder" in names
    assert "Atyrau" not in names


def test_a_map_in_the_address_is_a_frame():
    """The frame lies around the centre, smaller at a closer zoom; without a map it is the start."""
    wide, close = (of_view(View(map=MapView(zoom, 50, 60)), FRAME_PX) for zoom in (4, 8))
    assert wide.west < close.west < 60 < close.east < wide.east
    assert wide.south < close.south < 50 < close.north < wide.north
    assert of_view(View(), FRAME_PX).west == 36


@pytest.mark.parametrize("year", [None, 2015])
@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_the_page_says_it_in_each_language(atlas, catalog, lang, year):
    """All layers on: every title, the year, the frame; counts in the plural of the language."""
    ids = [entry["id"] for entry in catalog if entry["id"] != "basemap"]
    query = {"layers": ",".join(ids), "lang": lang, "bbox": "36,41,90,57"} | (
        {"year": year} if year else {}
    )
    response = atlas.get("/describe", query_string=query)
    assert response.status_code == 200
    said = words(response)
    known = messages.messages(lang) if lang != "en" else None
    for entry in catalog:
        title = entry["title"]
        if entry["id"] != "basemap":
            assert (known.get(title).string if known else title) in said
    assert ("2015" in said) or year is None
    assert "%(" not in said


@pytest.mark.parametrize(
    ("lang", "one", "several"),
    [
        ("en", "1 feature in view.", "22 features in view."),
        ("kk", "Көріністе 1 нысан.", "Көріністе 22 нысан."),
        ("ru", "В кадре 1 объект.", "В кадре 22 объекта."),
    ],
)
def test_counts_are_in_the_plural_of_the_language(atlas, lang, one, several):
    """One border, twenty-two cities."""
    said = words(atlas.get(f"/describe?lang={lang}"))
    assert one in said
    assert several in said


def test_an_english_name_is_marked(client):
    """What has no name in the language is English, and says so."""
    page = Page(client.get("/describe?layers=rivers&select=rivers/kara-su&lang=kk"))
    assert [one["text"] for one in page.all("span", lang="en")] == ["Kara-Su"]


def test_the_map_has_it_under_it(client):
    """The atlas page holds the same article, folded, before any script runs."""
    page = Page(client.get("/?year=2009"))
    (article,) = page.all("article", id="description")
    assert "details" in article["inside"]
    assert words(client.get("/?year=2009")) == words(client.get("/describe?year=2009"))


@pytest.mark.parametrize(
    "query", ["bbox=1,2,3", "bbox=1,2,3,4&bbox=1,2,3,4", "bbox=nan,2,3,4", "layers=nowhere", "x=1"]
)
def test_what_cannot_be_understood_is_refused(client, query):
    """The same sentences as everywhere else."""
    assert client.get(f"/describe?{query}").status_code in (400, 404)


def test_without_scripts_there_is_a_picture(client):
    """The still map of the view, its layers, year and language, with words for it."""
    page = Page(client.get("/?layers=rivers&year=2009&lang=ru&map=5/50.00/60.00"))
    (still,) = page.all("img")
    assert still["attrs"]["src"].startswith("/image.svg?bbox=")
    for part in ("layers=rivers", "year=2009", "lang=ru"):
        assert part in still["attrs"]["src"]
    assert still["attrs"]["alt"]
    assert "noscript" in still["inside"]


def test_without_scripts_the_year_comes_before_the_button(client):
    """The form reads in order: layers, year, and then what sends them."""
    page = Page(client.get("/"))
    order = [
        one["attrs"].get("name") or one["attrs"].get("type")
        for one in page.elements
        if one["tag"] in ("input", "button")
        and (one["attrs"].get("name") in ("layers", "year") or one["attrs"].get("type") == "submit")
        and (one["attrs"].get("form") == "atlas-form" or one["attrs"].get("name") == "layers")
    ]
    assert order[-2:] == ["year", "submit"]
    assert "layers" in order[:-2]
