"""Ground and big layers from tiles: drawn, reached by keyboard, and what happens without them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.atlas_page import marks, wait_until_drawn

TILE = Path(__file__).parents[1] / "js" / "tiles" / "steppe-6-41-21.mvt"
PRELOAD = '<link rel="preload" as="fetch" href="layers/{}.geojson" crossorigin>'
DATA = re.compile(r'(id="atlas-data">)(.*?)(</script>)', re.DOTALL)
COLOURS = """() => {
  const canvas = document.querySelector('.leaflet-basemap-pane canvas');
  const {width, height} = canvas;
  const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""

FIRST_COLOUR = """() => [...document.querySelector('.leaflet-basemap-pane canvas')
  .getContext('2d').getImageData(0, 0, 1, 1).data]"""


@pytest.fixture
def open_tiled(open_page) -> Callable[..., Page]:
    """Open an address whose page says that some layers come as tiles.

    `vector` answers requests for vector tiles; there are no pictures.
    """

    def open_one(address: str, *ids: str, vector: Callable[[Route], None]) -> Page:
        open_page.watch.allowed += ["503", ".mvt", ".png", "Canvas2D"]
        page = open_page("/health/live")
        page.route(re.compile(r"/(\?.*)?$"), lambda route: route.fulfill(**_tiled(route, ids)))
        page.route("**/*.png*", lambda route: route.fulfill(status=503))
        page.route("**/*.mvt*", vector)
        page.goto(address)
        return page

    return open_one


def test_the_ground_is_drawn_from_tiles(open_tiled):
    """With tiles the whole basemap is never fetched, and land, water and lines are painted."""
    page = open_tiled("/?layers=&map=7/51/52", "basemap", vector=_one_tile)
    asked = _watch_requests(page)
    wait_until_drawn(page)
    assert page.evaluate(COLOURS) > 3
    page.evaluate("atlas.map.panBy([600, 0], {animate: false})")
    assert page.evaluate(COLOURS) > 3
    assert not [url for url in asked if "basemap.geojson" in url]


def test_where_no_tile_has_come_the_ground_is_water(open_tiled):
    """Far from all tiles that are here, the ground is of one quiet colour until others come."""
    page = open_tiled("/?layers=&map=7/51/52", "basemap", vector=_one_tile)
    wait_until_drawn(page)
    page.unroute("**/*.mvt*")
    page.route("**/*.mvt*", lambda _: None)  # none is ever answered
    page.evaluate("atlas.map.setView([55, 85], 7, {animate: false})")
    assert page.evaluate(COLOURS) == 1
    assert page.evaluate(FIRST_COLOUR) == [0xD5, 0xE0, 0xE4, 255]


def test_without_built_tiles_the_ground_comes_whole(open_tiled):
    """A server that refuses tiles is asked for the GeoJSON instead, without a word."""
    page = open_tiled("/?layers=&map=5/51/62", "basemap", vector=_refuse)
    wait_until_drawn(page)
    assert page.evaluate(COLOURS) > 3
    expect(page.locator(".name--country.is-major")).to_be_visible()
    expect(page.locator(".notice")).to_have_count(0)


def test_tiles_that_cannot_be_reached_are_a_sentence_with_a_way_on(open_tiled):
    """A broken connection leaves a notice; its button asks again."""
    page = open_tiled("/?layers=&map=6/48/66", "basemap", vector=lambda route: route.abort())
    notice = page.locator(".notice")
    expect(notice).to_contain_text("could not be loaded")
    page.unroute("**/*.mvt*")
    page.route("**/*.mvt*", _one_tile)
    notice.get_by_role("button").click()
    expect(page.locator(".name--country.is-major")).to_be_visible()
    assert page.evaluate(COLOURS) > 3


def test_features_of_a_big_layer_are_reached_by_keyboard(open_tiled):
    """A bounded number of the features in view are buttons with names; Enter opens one."""
    page = open_tiled("/?layers=events&map=5/51/62", "events", vector=_nothing)
    wait_until_drawn(page)
    buttons = marks(page, "events")
    expect(buttons.first).to_be_attached()
    assert 0 < buttons.count() <= 50
    stop = page.locator('[data-layer="events"][tabindex="0"]')
    expect(stop).to_have_count(1)
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#feature")).to_be_visible()
    assert "select=events/" in page.url


def test_a_click_on_a_big_layer_opens_what_lies_there(open_tiled):
    """The pointer asks the server what is under it: hovering names it, a click opens it."""
    page = open_tiled("/?layers=corridors&map=6/49/62", "corridors", vector=_nothing)
    wait_until_drawn(page)
    button = marks(page, "corridors").first
    expect(button).to_be_attached()
    box = button.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    expect(page.locator(".tip")).to_be_visible()
    page.mouse.click(*middle)
    expect(page.locator("#feature")).to_be_visible()
    expect(page.locator(".mark--chosen")).to_be_attached()


def _tiled(route: Route, ids: tuple[str, ...]) -> dict:
    response = route.fetch()
    before, words, after = DATA.search(response.text()).groups()
    data = json.loads(words)
    for layer in data["layers"]:
        if layer["id"] in ids:
            where = f"tiles/{layer['id']}/{{z}}/{{x}}/{{y}}"
            layer["tiles"] = {"vector": f"{where}.mvt", "raster": f"{where}.png", "max_zoom": 10}
    said = before + json.dumps(data).replace("<", "\\u003c") + after
    text = DATA.sub(lambda _: said, response.text())
    for layer_id in ids:
        text = text.replace(PRELOAD.format(layer_id), "")
    return {"response": response, "body": text}


def _watch_requests(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    return asked


def _one_tile(route: Route) -> None:
    route.fulfill(path=TILE, content_type="application/vnd.mapbox-vector-tile")


def _nothing(route: Route) -> None:
    route.fulfill(status=204)


def _refuse(route: Route) -> None:
    route.fulfill(status=503)
