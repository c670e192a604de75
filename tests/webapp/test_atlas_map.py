"""The atlas page: Folium's parts, what reaches its script, and the panel around it."""

import base64
import hashlib
import json
import re
import shutil

import folium
import pytest
from werkzeug.datastructures import MultiDict

import webapp
from geodata.catalog import open_catalog
from geodata.shelf import Shelf
from webapp import atlas_map, page_data
from webapp.query import view_of
from webapp.view import View

NASTY = "\"'><script>alert(1)</script>${alert(2)}\\</script>"


@pytest.fixture
def catalog(published):
    """The small atlas's catalog."""
    return open_catalog(published)


@pytest.fixture
def nasty_catalog(published, tmp_path):
    """A copy of the small atlas with words that would run if they were taken for markup."""
    folder = shutil.copytree(published, tmp_path / "nasty")
    path = folder / "catalog.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    for layer in about["layers"]:
        layer |= {"title": NASTY, "attribution": NASTY, "headline": NASTY}
        layer["fields"][0] |= {"title": NASTY, "unit": NASTY, "labels": {NASTY: NASTY}}
        layer["legend"][0]["title"] = NASTY
    path.write_text(json.dumps(about), encoding="utf-8")
    return open_catalog(folder)


def test_the_map_is_the_same_each_time(catalog):
    """Ids are fixed: two renders of one view are the same text."""
    assert atlas_map.render(View(), catalog) == atlas_map.render(View(), catalog)


def test_the_map_asks_only_our_own_server(catalog):
    """Header, body and script name no other host; Folium's own lists stay as they were."""
    parts = atlas_map.render(View(), catalog)
    assert "//" not in parts.header + parts.body + parts.script
    assert "/static/leaflet/leaflet.js" in parts.header
    assert all(address.startswith("https://") for _, address in folium.Map.default_js)


def test_nothing_inline_but_the_one_script(catalog):
    """Header and body hold no style and no script of their own; the script has no markup."""
    parts = atlas_map.render(View(), catalog)
    assert not re.search(r"<style|\sstyle=|<script(?![^>]* src=)", parts.header + parts.body)
    assert "<" not in parts.script


def test_data_never_reaches_the_script(nasty_catalog):
    """Only ids, addresses and numbers pass through Folium, whatever the titles say."""
    parts = atlas_map.render(View(), nasty_catalog)
    assert "alert" not in parts.header + parts.body + parts.script


def test_a_layer_id_that_is_no_id_is_refused():
    """An id with anything but lower-case letters, digits and hyphens never gets into a script."""
    with pytest.raises(ValueError, match="lower-case letters, digits and '-'"):
        atlas_map.AtlasLayer("a');alert(1", "layers/a.geojson", True)


def test_the_start_view_runs_from_the_black_sea_to_the_altai(catalog):
    """Without a place in the address the script frames 36 to 90 E, 41 to 57 N, latitude first."""
    script = re.sub(r"\s", "", atlas_map.render(View(), catalog).script)
    assert '"start":[[41.0,36.0,],[57.0,90.0,],]' in script
    assert '"placed":false' in script


def test_the_address_says_where_the_map_stands(catalog):
    """`map=ZOOM/LAT/LON` sets centre and zoom."""
    view = view_of(MultiDict({"map": "6.5/48.50/63.00"}), catalog)
    script = re.sub(r"\s", "", atlas_map.render(view, catalog).script)
    assert '"center":[48.5,63.0,]' in script
    assert '"zoom":6.5' in script
    assert '"placed":true' in script


def test_the_address_says_which_layers_are_visible(catalog):
    """Without `layers` the first layers are; an empty list is a map with none."""
    assert atlas_map.visible_ids(View(), catalog) == ["rivers", "towns"]
    assert atlas_map.visible_ids(View(layers=("lands",)), catalog) == ["lands"]
    assert atlas_map.visible_ids(View(layers=()), catalog) == []


def test_the_policy_allows_this_script_and_no_other(client):
    """The answer's policy carries the hash of exactly the script in the page, nothing unsafe."""
    answer = client.get("/")
    inline = re.findall(r'<script type="module">(.*?)</script>', answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert len(inline) == 1
    assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_every_layer_is_a_checkbox_with_its_own_page(client):
    """Layers are real checkboxes in a form, checked when visible, with a link to their page."""
    text = client.get("/?layers=lands").text
    boxes = dict(re.findall(r'name="layers" value="([a-z-]+)"( checked)?', text))
    assert boxes == {"rivers": "", "towns": "", "lands": " checked"}
    assert 'href="/layers/lands?lang=en"' in text
    assert '<form class="side__form" id="atlas-form" method="get"' in text


def test_the_chosen_year_is_in_the_page(client):
    """The year of the address fills the time line before any script runs."""
    text = client.get("/?year=2009").text
    assert re.search(r'name="year"[^>]* value="2009"', text)
    assert re.search(r'type="range"[^>]* value="2009"', text)


def test_a_selected_feature_is_there_without_scripts(client):
    """`select` puts the feature's article into the open panel; without it the panel is hidden."""
    text = client.get("/?select=rivers/aq-su").text
    assert 'data-layer="rivers" data-feature="aq-su"' in text
    assert re.search(r'id="detail"[^>]*hidden', client.get("/").text)
    assert not re.search(r'id="detail"[^>]*hidden', text)


def test_words_of_the_data_stay_words_in_the_page(nasty_catalog, settings):
    """A title with markup, quotes and `</script>` is text in the panel and in the JSON."""
    app = webapp.create_app(settings | {"PUBLISHED": nasty_catalog.folder})
    text = app.test_client().get("/").text
    assert "<script>alert" not in text
    about = re.search(r'id="atlas-data">(.*?)</script>', text, re.DOTALL)
    assert {layer["title"] for layer in json.loads(about[1])["layers"]} == {NASTY}


def test_the_page_is_in_the_language_of_the_address(client):
    """`lang` sets the language of page and form, and the form keeps it."""
    text = client.get("/?lang=ru").text
    assert '<html lang="ru"' in text
    assert '<input type="hidden" name="lang" value="ru">' in text


def test_the_first_view_asks_for_one_script_of_ours(client):
    """Asked for early, and no more than 100 kB before compression."""
    text = client.get("/").text
    early = re.findall(r'rel="modulepreload" href="([^"]+)"', text)
    assert re.findall(r'<script type="module" src="([^"]+)"', text) == early
    assert len(early) == 1
    assert len(client.get(early[0]).data) <= 100_000


def test_the_basemap_and_what_is_too_big_come_as_tiles(catalog, tmp_path, monkeypatch):
    """With their tiles built, the basemap and big layers have addresses; the others never do."""
    monkeypatch.setattr(page_data, "BASEMAP", "lands")
    monkeypatch.setattr(page_data, "BIG_FEATURES", catalog.layer("towns")["feature_count"])
    shelf = Shelf(catalog, tmp_path)
    assert page_data.tiled(catalog, shelf) == {}
    for layer_id in ("lands", "rivers", "towns"):
        (tmp_path / shelf.find(layer_id).file).touch()
    assert list(page_data.tiled(catalog, shelf)) == ["lands"]
    monkeypatch.setattr(page_data, "BIG_BYTES", catalog.layer("rivers")["bytes"] - 1)
    tiles = page_data.tiled(catalog, shelf)["rivers"]
    version = shelf.find("rivers").version
    assert tiles["vector"] == f"tiles/rivers/{{z}}/{{x}}/{{y}}.mvt?v={version}"


def test_the_page_fetches_whole_what_does_not_come_as_tiles(client):
    """Without tiles every visible layer is preloaded as GeoJSON, and the data say so."""
    text = client.get("/?layers=lands").text
    assert '<link rel="preload" as="fetch" href="layers/lands.geojson" crossorigin>' in text
    about = json.loads(re.search(r'id="atlas-data">(.*?)</script>', text, re.DOTALL)[1])
    assert {layer["tiles"] for layer in about["layers"]} == {None}


def test_the_time_line_counts_what_happens_in_a_year(catalog, monkeypatch):
    """Features of the event layers are counted by the year they begin; open ones are not."""
    monkeypatch.setattr(page_data, "EVENTS", ("rivers", "towns", "unpublished"))
    assert page_data.happenings(catalog) == {1992: 1, 2015: 1}
