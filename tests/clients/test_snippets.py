"""Every snippet, pasted into a page of another origin, draws; and counts what is published."""

import time

import pytest
from playwright.sync_api import expect

from tests.clients.conftest import PATIENCE_MS
from tests.clients.ink import colours_in, pixels_in
from webapp.snippet_texts import SNIPPETS

HTML = [one.id for one in SNIPPETS if one.language == "html"]
FOR_A_VIEW = [one.id for one in SNIPPETS if one.language == "html" and not one.is_for_one_layer]
SUBJECTS = {  # a page of snippets, and the ink that must be seen
    "/use?layers=oil-pipelines,border,northern-cities&year=2021&lang=ru": "oil",
    "/use/oil-pipelines": "oil",
    "/use/corridors?lang=kk&map=5/48.00/66.00": "corridor",
}
CASES = [
    (path, ink, name)
    for path, ink in SUBJECTS.items()
    for name in (FOR_A_VIEW if "?layers=" in path else HTML)
]
WAITS = {
    "leaflet-raster": """() => {
        const tiles = [...document.querySelectorAll('.leaflet-tile')];
        return tiles.length && tiles.every(tile => tile.matches('.leaflet-tile-loaded'));
    }""",
    "leaflet-geojson": "() => document.querySelectorAll('.leaflet-interactive').length",
    "maplibre": "() => maps.length && maps.every(map => map.loaded() && map.areTilesLoaded())",
    "openlayers": """() => maps.length && Promise.all(maps.map(map => new Promise(tell => {
        map.once('rendercomplete', () => tell(true));
        map.render();
    }))).then(told => told.length && maps.every(map => map.getLayers().getLength()))""",
}
MAPLIBRE_IDS = """() => Object.fromEntries(maps.map(map => {
    const layer = map.getStyle().layers[0]['source-layer'];
    const seen = map.querySourceFeatures('atlas', {sourceLayer: layer});
    return [layer, [...new Set(seen.map(({properties}) => properties.id))]];
}))"""
OPENLAYERS_IDS = """() => Object.fromEntries(maps.map(map => {
    const extent = map.getView().calculateExtent();
    const seen = map.getLayers().item(0).getFeaturesInExtent(extent);
    const layer = map.getTarget().replace('steppe-atlas-', '');
    return [layer, [...new Set(seen.map(one => one.getId()))]];
}))"""
LEAFLET_IDS = """() => Object.fromEntries(maps.map(map => {
    const ids = new Set();
    map.eachLayer(layer => layer.feature && ids.add(layer.feature.id));
    return [map.getContainer().id.replace('steppe-atlas-', ''), [...ids]];
}))"""


def wait(page, name):
    """Wait until what a snippet makes has come and is drawn."""
    if name == "iframe":
        page.frame_locator("iframe").locator("#main[data-state=ready]").wait_for()
        return
    known = name if name in WAITS else name.partition("-")[0]
    page.wait_for_function(WAITS[known])


def box(page, name):
    """The element in which a snippet draws."""
    return page.locator("iframe" if name == "iframe" else "[id^=steppe-atlas]")


@pytest.mark.parametrize(("path", "ink", "name"), CASES)
def test_a_snippet_draws_on_another_site(atlas, visit, path, ink, name):
    """The map has its ink, and no request, script or policy failed."""
    page = visit(atlas.snippets(path)[name])
    wait(page, name)
    until = time.monotonic() + PATIENCE_MS / 1000
    picture = box(page, name).screenshot()
    while pixels_in(picture, ink) <= 300 and time.monotonic() < until:
        page.wait_for_timeout(500)  # a library may draw a style in several goes
        picture = box(page, name).screenshot()
    assert pixels_in(picture, ink) > 300
    assert colours_in(picture) > 30


@pytest.mark.parametrize("name", [one for one in HTML if one != "iframe"])
def test_a_snippet_gives_credit_on_the_map(atlas, visit, name):
    """The credits of the data stand on the map itself."""
    page = visit(atlas.snippets("/use/sites")[name])
    wait(page, name)
    credits = page.locator(".leaflet-control-attribution, .maplibregl-ctrl-attrib, .ol-attribution")
    expect(credits).to_contain_text("GeoNames", timeout=PATIENCE_MS)  # said with the first tiles


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("leaflet-geojson", LEAFLET_IDS),
        ("maplibre-source", MAPLIBRE_IDS),
        ("openlayers-vector", OPENLAYERS_IDS),
    ],
)
def test_maps_see_every_published_feature(atlas, visit, name, script):
    """Of each layer, the map library has just the features that are published, by id."""
    every = list(atlas.ids)
    seen = {}
    for start in range(0, len(every), 4):  # a browser keeps few WebGL contexts at once
        some = every[start : start + 4]
        page = visit(*(atlas.snippets(f"/use/{layer_id}")[name] for layer_id in some))
        page.wait_for_function(f"() => window.maps?.length === {len(some)}")
        wait(page, name)
        if name == "leaflet-geojson":
            page.wait_for_load_state("networkidle")
        seen |= {layer_id: set(ids) for layer_id, ids in page.evaluate(script).items()}
        page.close()
    assert {key: len(ids) for key, ids in seen.items()} == {
        key: len(ids) for key, ids in atlas.ids.items()
    }
    assert seen == atlas.ids


@pytest.mark.parametrize("name", ["qgis-raster", "qgis-vector"])
def test_the_addresses_for_qgis_answer(atlas, visit, name):
    """A client that fills in zoom, x and y gets a tile from every line."""
    page = visit("<p>No map</p>")
    for line in atlas.snippets("/use?layers=oil-pipelines,border&year=2021")[name].splitlines():
        address = line.format(z=4, x=10, y=5)
        status, kind = page.evaluate(
            "url => fetch(url).then(answer => [answer.status, answer.headers.get('content-type')])",
            address,
        )
        assert status == 200
        assert kind == ("image/png" if ".png" in line else "application/vnd.mapbox-vector-tile")


@pytest.mark.parametrize("name", ["style", "tilejson", "pmtiles", "geojson", "csv", "gpkg"])
def test_the_plain_addresses_answer_other_sites(atlas, visit, name):
    """Scripts of another site may read each of them."""
    page = visit("<p>No map</p>")
    address = atlas.snippets("/use/sites?year=2021")[name]
    assert (
        page.evaluate("url => fetch(url, {method: 'HEAD'}).then(({status}) => status)", address)
        == 200
    )
