"""Narrow windows, fingers and large text: sheets, targets, and nothing that runs off the side."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import marks, wait_until_drawn

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
TARGET_PX = 44
CITY = "northern-cities/KZ-59-petropavl"
PAGES = [
    "/",
    f"/?select={CITY}",
    "/layers",
    "/layers/northern-cities",
    "/layers/trade-partners",
    f"/layers/{CITY}",
    "/sources",
]


@pytest.mark.parametrize("sheet", ["side", "detail"])
def test_a_sheet_has_three_heights_by_button(open_page, sheet):
    """Buttons step the sheet through low, half and full and rest at both ends; the map is there."""
    page = wait_until_drawn(open_page("/" if sheet == "side" else f"/?select={CITY}", **PHONE))
    taller, lower = (page.locator(f"#{sheet} [data-step='{step}']") for step in (1, -1))
    while lower.is_enabled():
        lower.click()
    heights = [settled_height(page, sheet)]
    while taller.is_enabled():
        taller.click()
        heights.append(settled_height(page, sheet))
    assert len(heights) == 3
    assert heights == sorted(set(heights))
    assert heights[0] <= 844 * 0.25
    assert 844 * 0.4 <= heights[1] <= 844 * 0.6
    assert heights[2] <= 844 - TARGET_PX
    lower.click()
    assert settled_height(page, sheet) == heights[1]


def test_a_drag_of_the_handle_does_what_the_button_does(open_page):
    """Dragging the handle up opens the sheet to its next height."""
    page = wait_until_drawn(open_page("/", **PHONE))
    before = settled_height(page, "side")
    handle = page.locator("#side .sheet__handle").bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 120, steps=4)
    page.mouse.up()
    assert settled_height(page, "side") > before


def test_a_feature_takes_the_place_of_the_layers(open_page):
    """On a phone one sheet is open at a time: a feature hides the layers until it is closed."""
    page = wait_until_drawn(open_page("/", **PHONE))
    expect(page.locator("#detail")).to_be_hidden()
    marks(page, *CITY.split("/")).tap()
    expect(page.locator("#detail .feature__name")).to_be_visible()
    expect(page.locator("#atlas-form")).to_be_hidden()
    mark = marks(page, *CITY.split("/")).bounding_box()
    assert mark["y"] + mark["height"] <= page.locator("#detail").bounding_box()["y"]
    page.locator(".detail__close").tap()
    expect(page.locator("#detail")).to_be_hidden()
    expect(page.locator("#atlas-form")).to_be_visible()


@pytest.mark.parametrize("size", ["100%", "200%"])
@pytest.mark.parametrize("feature", [CITY, "oil-pipelines/cpc"])
def test_the_bar_of_a_sheet_has_the_name_in_it(open_page, feature, size):
    """The name begins beside the buttons and under none, also in the lowest sheet."""
    page = wait_until_drawn(open_page(f"/?select={feature}&lang=ru", **PHONE))
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    bar = page.locator("#detail .sheet__bar").bounding_box()
    name = page.locator("#detail .feature__name")
    assert name.bounding_box()["y"] < bar["y"] + bar["height"] / 2
    for words in name.evaluate(LINES):
        for button in page.locator("#detail > button, #detail .sheet__step").all():
            assert apart(words, button.bounding_box())
    page.locator("#detail [data-step='-1']").click()
    settled_height(page, "detail")
    assert name.evaluate(LINES)[0]["y"] < 844 - TARGET_PX


def test_the_claims_in_a_sheet_begin_in_its_bar(open_page):
    """Their heading stands beside the buttons, as the name of a feature does."""
    page = wait_until_drawn(open_page("/", **PHONE))
    page.locator("a[data-claim]").first.click()
    name, bar = (page.locator(f"#detail {one}") for one in (".claims__name", ".sheet__bar"))
    expect(name).to_be_visible()
    name.scroll_into_view_if_needed()
    page.locator("#detail .detail__body").evaluate("body => { body.scrollTop = 0; }")
    bar = bar.bounding_box()
    assert name.bounding_box()["y"] < bar["y"] + bar["height"] / 2


def test_what_scrolls_goes_under_the_bar(open_page):
    """Scrolled, no word of the panel shows between the buttons of its bar."""
    page = wait_until_drawn(open_page(f"/?select={CITY}", **PHONE))
    page.locator("#detail .detail__body").evaluate("body => { body.scrollTop = 400; }")
    bar = page.locator("#detail .sheet__bar").bounding_box()
    middle = [bar["x"] + 20, bar["y"] + bar["height"] / 2]
    assert page.evaluate(CLASS_AT, middle) == "feature"


@pytest.mark.parametrize("size", ["100%", "200%"])
@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_words_in_the_search_are_whole(open_page, width, lang, size):
    """Where they would be cut off in the box they stand above it instead."""
    page = open_page(f"/?lang={lang}", viewport={"width": width, "height": 900})
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    room, needed, is_clear = page.locator("#search-words").evaluate(PLACEHOLDER)
    hint = page.locator(".find__hint")
    if needed <= room:
        expect(hint).to_be_hidden()
    else:
        assert is_clear
        expect(hint).to_be_visible()
    assert (size == "200%") == hint.is_visible()


def test_sheets_of_a_tablet_open_one_at_a_time(open_page):
    """At 768 px the layers open by a button and give way to a feature, and the map stays behind."""
    page = wait_until_drawn(open_page("/", **TABLET))
    form, detail = page.locator("#atlas-form"), page.locator("#detail")
    opener = page.locator(".map__opener")
    expect(form).to_be_hidden()
    opener.tap()
    expect(form).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    opener.tap()
    expect(form).to_be_hidden()
    opener.tap()
    marks(page, *CITY.split("/")).tap()
    expect(detail).to_be_visible()
    expect(form).to_be_hidden()
    years = page.locator("#year").bounding_box()
    panel = detail.bounding_box()
    assert panel["y"] + panel["height"] <= years["y"] + 1, "the panel hides the years"
    page.locator(".detail__close").tap()
    expect(detail).to_be_hidden()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("window", [PHONE, TABLET], ids=["phone", "tablet"])
def test_nothing_runs_off_the_side(open_page, address, window):
    """No page scrolls sideways; wide tables scroll within their own frame."""
    assert overflow(open_page(address, **window)) <= 0


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [390, 1440])
def test_text_at_twice_its_size_stays_on_the_page(open_page, address, width):
    """With the browser's text at 200 % pages are read without scrolling sideways, none cut off."""
    page = open_page(address, viewport={"width": width, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("address", PAGES)
def test_fingers_find_targets_of_44_px(open_page, address):
    """Every control is at least 44 px high and wide; links within sentences and tables are text."""
    page = open_page(address, **PHONE)
    for sheet in ("side", "detail"):
        taller = page.locator(f"#{sheet} [data-step='1']")
        while taller.count() and taller.is_visible() and taller.is_enabled():
            taller.click()
    assert page.evaluate(SMALL_CONTROLS, TARGET_PX) == []


@pytest.mark.parametrize("address", ["/", f"/?select={CITY}"])
@pytest.mark.parametrize("window", [PHONE, TABLET, {}], ids=["phone", "tablet", "desk"])
def test_the_atlas_itself_never_scrolls(open_page, address, window):
    """Panels scroll within themselves; nothing hidden in them makes the window scroll."""
    page = wait_until_drawn(open_page(address, **window))
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def apart(one: dict, other: dict) -> bool:
    """Whether two boxes have nothing in common."""
    return any(
        one[at] + one[size] <= other[at] or other[at] + other[size] <= one[at]
        for at, size in (("x", "width"), ("y", "height"))
    )


def settled_height(page: Page, sheet: str) -> float:
    """The height of a sheet in px once its transition has ended."""
    page.evaluate(
        "id => Promise.all(document.getElementById(id).getAnimations().map(one => one.finished))",
        sheet,
    )
    return page.locator(f"#{sheet}").bounding_box()["height"]


def overflow(page: Page) -> int:
    """How many px the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


SMALL_CONTROLS = """least => {
  const controls = 'button, select, summary, label:has(input), nav a, .leaflet-bar a,'
    + '.choice__about, .figure .note, .feature__footer > a';
  return [...document.querySelectorAll(controls)]
    .filter(node => node.checkVisibility({visibilityProperty: true}))
    .map(node => ({node, box: node.getBoundingClientRect()}))
    .filter(({box}) => box.width && Math.min(box.width, box.height) < least - 0.5)
    .map(({node, box}) => `${node.tagName} ${node.className} ${node.textContent.trim()}:`
      + ` ${Math.round(box.width)} x ${Math.round(box.height)}`);
}"""

# Texts wider than the box that hides what overflows; boxes that scroll are read by scrolling.
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(node => node.checkVisibility() && !node.closest('.map__canvas, .visually-hidden, svg'))
  .filter(node => ['hidden', 'clip'].includes(getComputedStyle(node).overflowX))
  .filter(node => getComputedStyle(node).clipPath === 'none')
  .filter(node => node.scrollWidth > node.clientWidth + 1)
  .map(node => `${node.tagName} ${node.className}`)"""
# The boxes of an element's lines of text.
LINES = """node => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].map(({x, y, width, height}) => ({x, y, width, height}));
}"""
# What lies at a point of a sheet under its handle.
CLASS_AT = """([x, y]) => document.elementsFromPoint(x, y)
  .find(one => !one.closest('.sheet__bar')).className"""
# How wide the words of an empty box may be, how wide they are, and whether they are unseen.
PLACEHOLDER = """box => {
  const style = getComputedStyle(box);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${style.fontSize} ${style.fontFamily}`;
  const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const {color} = getComputedStyle(box, '::placeholder');
  return [room, pen.measureText(box.placeholder).width, color === 'rgba(0, 0, 0, 0)'];
}"""
