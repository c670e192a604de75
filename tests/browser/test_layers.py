"""Each layer of the catalog comes and goes with its checkbox, and the address says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import (
    CATALOG,
    IDS,
    LAYERS,
    box_of,
    features,
    layers_in_address,
    marks,
    wait_until_drawn,
)

FIRST = {entry["id"] for entry in LAYERS if entry["is_first"]}
DRAWN_WHOLE = ("line", "band", "symbol")  # others leave out what has no figure


@pytest.mark.parametrize("layer_id", IDS)
def test_a_checkbox_shows_its_layer_and_back_undoes_it(open_page, layer_id):
    """A checked box brings marks, legend, credits and address; Back takes all of it away."""
    style = CATALOG.layer(layer_id)["style"]
    zoom = style.get("min_zoom", 5)
    page = wait_until_drawn(open_page(f"/?layers=&map={zoom}/51/69"))
    credits = page.locator(".credits")
    expect(marks(page, layer_id)).to_have_count(0)
    expect_legend(page, layer_id, is_visible=False)

    box_of(page, layer_id).check()
    expect(marks(page, layer_id)).not_to_have_count(0)
    drawn, whole = marks(page, layer_id).count(), len(features(layer_id))
    assert drawn == whole if style["mark"] in DRAWN_WHOLE else 0 < drawn <= whole
    assert layers_in_address(page) == {layer_id}
    for name in CATALOG.layer(layer_id)["attribution"].split("; "):
        expect(credits).to_contain_text(name)
    expect_legend(page, layer_id, is_visible=True)

    page.go_back()
    expect(marks(page, layer_id)).to_have_count(0)
    expect(box_of(page, layer_id)).not_to_be_checked()
    assert layers_in_address(page) == set()
    expect_legend(page, layer_id, is_visible=False)


def test_an_unchecked_box_removes_its_layer_and_its_credits(open_page):
    """A layer that is switched off leaves the map, the legend, the credits and the address."""
    page = wait_until_drawn(open_page("/"))
    expect(page.locator(".credits")).to_contain_text("Global Energy Monitor")
    box_of(page, "oil-pipelines").uncheck()
    expect(marks(page, "oil-pipelines")).to_have_count(0)
    expect(page.locator(".credits")).not_to_contain_text("Global Energy Monitor")
    expect_legend(page, "oil-pipelines", is_visible=False)
    assert layers_in_address(page) == FIRST - {"oil-pipelines"}


def test_the_first_layers_are_on_the_map_without_words_in_the_address(open_page):
    """The first view shows the first layers of the catalog and no other."""
    page = wait_until_drawn(open_page("/"))
    for layer_id in IDS:
        expect(box_of(page, layer_id)).to_be_checked(checked=layer_id in FIRST)
        assert (marks(page, layer_id).count() > 0) == (layer_id in FIRST)
    assert layers_in_address(page) is None


def test_a_shared_address_opens_the_same_map(open_page):
    """Layers, year, language, place and selection of an address are all on screen."""
    chosen = features("raions")[0]["id"]
    address = f"/?layers=raions&year=2025&lang=ru&map=7/53.20/63.60&select=raions/{chosen}"
    page = wait_until_drawn(open_page(address))
    expect(page.locator(".map__canvas .is-selected")).to_have_attribute("data-feature", chosen)
    assert page.evaluate("document.documentElement.lang") == "ru"
    assert page.evaluate("atlas.map.getZoom()") == 7
    expect(page.locator(".year__output")).to_have_text("2025")
    expect(page.locator("#feature")).to_have_attribute("data-feature", chosen)
    assert page.url.endswith(address)


def test_a_layer_that_cannot_be_loaded_is_a_sentence_with_a_way_on(open_page):
    """A failed layer leaves a notice with a button, which tries again."""
    open_page.watch.allowed += ["503", "events.geojson"]
    page = wait_until_drawn(open_page("/?layers="))
    page.route("**/layers/events.geojson", lambda route: route.fulfill(status=503))
    box_of(page, "events").check()
    notice = page.locator(".notice")
    expect(notice).to_contain_text("could not be loaded")
    page.unroute("**/layers/events.geojson")
    notice.get_by_role("button").click()
    expect(marks(page, "events")).not_to_have_count(0)
    expect(notice).to_have_count(0)


def expect_legend(page, layer_id: str, *, is_visible: bool) -> None:
    """The legend of a layer, where it has one apart from its sign, is unfolded or folded."""
    if len(CATALOG.layer(layer_id)["legend"]) > 1:
        expect(page.locator(f"#legend-{layer_id}")).to_be_visible(visible=is_visible)


def test_a_wide_table_keeps_names_under_their_head(open_page):
    """Scrolled sideways, the column of names keeps its own head, and both end in a line."""
    page = open_page("/layers/border-regions?lang=ru", viewport={"width": 1000, "height": 800})
    page.locator(".scroller").evaluate("one => { one.scrollIntoView(); one.scrollTo(300, 200); }")
    head = page.locator(".table--features thead th").first
    name = page.locator(".table--features tbody th").nth(8)
    assert head.bounding_box()["x"] == name.bounding_box()["x"]
    box = head.bounding_box()
    point = {"x": box["x"] + 9, "y": box["y"] + 9}
    on_top = "(one, {x, y}) => document.elementFromPoint(x, y) === one"
    assert head.evaluate(on_top, point)
    assert "inset" in name.evaluate("one => getComputedStyle(one).boxShadow")


def test_numbers_stand_on_the_line_of_the_words_beside_them(open_page):
    """A number that leads to its row is a target of its own and no lower than its row's words."""
    page = open_page("/layers/border-regions?lang=en")
    row = page.locator(".table--features tbody tr").first
    feet = row.locator("td").evaluate_all(
        """cells => cells.filter(one => one.textContent.trim()).slice(0, 6).map(cell => {
          const range = document.createRange();
          const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          let text = walk.nextNode();
          while (!text.data.trim()) text = walk.nextNode();
          range.selectNodeContents(text);
          return range.getClientRects()[0].bottom;
        })"""
    )
    assert max(feet) - min(feet) < 1
