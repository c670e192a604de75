"""The guided tour beside the map: steps by button, key, wheel and history, never by themselves."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import marks, wait_until_drawn


def start(open_page, step="pipeline", **options):
    """Open the map at a step, drawn."""
    page = open_page(f"/?lang=en&tour={step}", **options)
    wait_until_drawn(page)
    page.evaluate("() => { window.stays = true; }")
    return page


def expect_step(page, step, title):
    """The step is in the address and in the panel; the page was not loaded again."""
    page.wait_for_function(f"() => location.search.endsWith('tour={step}')")
    expect(page.locator("#tour-title")).to_have_text(title)
    assert page.evaluate("() => window.stays")


def test_buttons_go_forth_and_back(open_page):
    """Next and Back change text, layers, year and selection; focus goes to the new title."""
    page = start(open_page)
    page.locator(".tour__step--next").click()
    expect_step(page, "oil-and-gas", "What oil and gas weigh")
    expect(page.locator("#tour-title")).to_be_focused()
    expect(page.locator('input[value="gas-pipelines"]')).to_be_checked()
    expect(page.locator("#detail")).to_be_hidden()
    page.locator('.tour__step[rel="prev"]').click()
    expect_step(page, "pipeline", "One line to the sea")
    expect(page.locator("#detail .feature")).to_have_attribute("data-feature", "cpc")
    expect(page.locator('.tour__step[rel="prev"]')).to_have_count(0)


def test_keys_go_forth_and_back(open_page):
    """Arrows and page keys move the tour while its panel has the focus."""
    page = start(open_page, "union")
    page.locator("#tour").focus()
    page.keyboard.press("ArrowRight")
    expect_step(page, "january-2022", "January 2022")
    page.keyboard.press("PageDown")
    expect_step(page, "ways-round", "Ways round, and China")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    expect_step(page, "january-2022", "January 2022")
    page.keyboard.press("ArrowLeft")
    expect_step(page, "union", "Common rules")


def test_keys_need_no_focus(open_page):
    """A reader who has just come presses an arrow; the panel says that it leads on."""
    page = start(open_page)
    expect(page.locator(".tour__keys")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect_step(page, "oil-and-gas", "What oil and gas weigh")


def test_a_small_window_shows_what_a_wide_one_does(open_page):
    """On a phone the map stands farther out; the address of the step stays as short as it is."""
    page = start(open_page, "ways-round", viewport={"width": 390, "height": 844}, has_touch=True)
    expect(marks(page, "trade-partners", "CHN")).to_be_in_viewport()
    assert page.evaluate("window.atlas.map.getBounds().getWest()") < 60
    assert page.url.endswith("tour=ways-round")


def test_keys_elsewhere_leave_the_tour_alone(open_page):
    """On the map the arrows are the map's own."""
    page = start(open_page)
    page.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    expect(page.locator("#tour-title")).to_have_text("One line to the sea")


def test_escape_leaves_with_the_view(open_page):
    """Escape leaves the tour; the view stays and is in the address; Back returns to the step."""
    page = start(open_page, "border")
    page.locator("#tour").focus()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('tour=')")
    assert "layers=border,border-crossings&year=2025" in page.url
    expect(page.locator("#tour")).to_be_hidden()
    expect(page.locator(".leaflet-container")).to_be_focused()
    expect(page.locator('input[value="sites"]')).to_be_visible()
    page.go_back()
    expect(page.locator("#tour")).to_be_visible()
    expect_step(page, "border", "The long border")


def test_the_wheel_moves_a_step_at_the_end_of_the_panel(open_page):
    """Pushing on at the panel's end asks for the next step, once; the status says which."""
    page = start(open_page)
    page.evaluate(
        "() => { const body = document.querySelector('.side__body'); "
        "body.scrollTop = body.scrollHeight; }"
    )
    page.locator("#tour-title").evaluate(
        "title => { for (const _ of [1, 2, 3, 4]) title.dispatchEvent("
        "new WheelEvent('wheel', {deltaY: 120, bubbles: true})); }"
    )
    expect_step(page, "oil-and-gas", "What oil and gas weigh")
    expect(page.locator("#tour-status")).to_have_text("2/8 What oil and gas weigh")


def test_nothing_moves_by_itself(open_page):
    """Left alone, a step stays."""
    page = start(open_page)
    page.wait_for_timeout(2500)
    expect(page.locator("#tour-title")).to_have_text("One line to the sea")
    assert page.url.endswith("/?lang=en&tour=pipeline")


def test_a_closed_feature_is_in_the_address(open_page):
    """What a reader changes in a step is written beside it, and survives a reload."""
    page = start(open_page)
    page.locator(".detail__close").click()
    page.wait_for_function("() => location.search === '?lang=en&tour=pipeline&select='")
    page.reload()
    wait_until_drawn(page)
    expect(page.locator("#detail")).to_be_hidden()
    expect(page.locator("#tour-title")).to_have_text("One line to the sea")


def test_links_beside_a_step_keep_what_was_changed_in_it(open_page):
    """Another language keeps all years and the closed panel; no layers are named once."""
    page = start(open_page, "border")
    page.locator(".year__all").check()
    for layer_id in ("border", "border-crossings"):
        page.locator(f'input[value="{layer_id}"]').evaluate("box => box.click()")
    words = "layers=&lang={}&tour=border&year="
    page.wait_for_function("words => location.search.slice(1) === words", arg=words.format("en"))
    page.locator(".languages a[hreflang=kk]").click()
    wait_until_drawn(page)
    assert page.url.endswith("/?" + words.format("kk"))
    expect(page.locator(".year__all")).to_be_checked()
    expect(page.locator("input[name=layers]:checked")).to_have_count(0)


def test_an_embedded_step_shows_what_the_step_shows(open_page):
    """In a frame a step's link has the step's year, layers and place, as its title says."""
    page = open_page("/embed?lang=en&tour=stops", viewport={"width": 640, "height": 420})
    expect(page.locator('#main[data-state="ready"]')).to_be_attached()
    shown = marks(page, "energy-incidents")
    years = shown.evaluate_all("marks => marks.map(mark => mark.dataset.feature.slice(0, 4))")
    assert years
    assert set(years) == {"2022"}
    centre = page.evaluate("(({lat, lng}) => [lat, lng])(window.atlas.map.getCenter())")
    assert centre == pytest.approx([45, 39.5], abs=1)
    page.evaluate("window.atlas.map.zoomIn(1, {animate: false})")
    atlas = page.locator("#open-atlas")
    expect(atlas).to_have_attribute("href", re.compile(r"^/\?lang=en&map=[^&]+&tour=stops$"))


def test_on_a_phone_text_and_buttons_are_in_reach(open_page):
    """In a narrow window the tour is the sheet below the map, its buttons large and in sight."""
    page = start(open_page, viewport={"width": 390, "height": 800}, has_touch=True)
    expect(page.locator("#tour-title")).to_be_in_viewport()
    for _ in range(2):
        button = page.locator(".tour__step--next")
        expect(button).to_be_in_viewport(ratio=1)
        assert button.bounding_box()["height"] >= 44
        button.click()
    expect_step(page, "stops", "When the line stops")
    expect(page.locator("#detail")).to_be_hidden()


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_without_scripts_a_step_reads(open_page, lang):
    """Text, claims, sources and links of a step are in the page before any script."""
    open_page.watch.allowed.append("status of 503")  # the still map, on a server without tiles
    page = open_page(f"/?lang={lang}&tour=people", java_script_enabled=False)
    expect(page.locator(".tour__text")).to_be_visible()
    title = page.locator("#tour-title").text_content()
    page.locator(".tour__step--next").click()
    expect(page.locator("#tour-title")).not_to_have_text(title)
    assert page.url.endswith("tour=union")
