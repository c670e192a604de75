"""A saved atlas opened from disk argues like the live one: claims, tour, words, preference."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import box_of, marks, wait_until_drawn

WORDS = "element => element.textContent.replace(/\\s+/g, ' ').trim()"
SHOWN = """() => [...document.querySelectorAll('input[name="layers"]:checked')]
  .map(box => box.value).sort()"""
PREFER = "cia-2024-kazakhstan"


def open_claims(page: Page) -> Page:
    """Open the claims in the panel."""
    page.locator(".side__argument a[data-claim]").click()
    expect(page.locator("#detail #claims .claim").first).to_be_visible()
    return page


def open_tour(page: Page) -> Page:
    """Begin the tour from the panel."""
    page.locator(".side__argument a").first.click()
    expect(page.locator(".tour__number")).to_have_text("1/8")
    return page


def test_the_claims_are_those_of_the_live_page(open_file, open_page, save):
    """Every claim with its verdict, findings and sources is told in the same words."""
    copy = open_claims(open_file(save("?lang=en")))
    live = open_claims(wait_until_drawn(open_page("/?lang=en")))
    assert copy.locator("#claims .claim").count() >= 15
    assert copy.locator("#claims").evaluate(WORDS) == live.locator("#claims").evaluate(WORDS)


def test_a_claim_sets_the_map(open_file, save):
    """Its button brings layers, year and place; Back undoes it; the list has its own look."""
    copy = open_claims(open_file(save("?lang=en")))
    claim = copy.locator("#majority-or-near-majority")
    before = copy.evaluate(SHOWN)
    claim.locator("a[data-view]").click()
    expect(copy.locator(".year__number")).to_have_value("2022")
    assert copy.evaluate(SHOWN) != before
    claim.locator("details.claim__more > summary").click()
    expect(claim.locator(".table--findings")).to_be_visible()
    border = "getComputedStyle(document.querySelector('.claim')).borderBlockEndStyle"
    assert copy.evaluate(border) == "solid"
    copy.go_back()
    expect(copy.locator(".year__number")).to_have_value("")


def test_the_tour_leads_through_eight_views(open_file, open_page, save):
    """By button and key, each step with the words and layers of the live one, and back out."""
    copy = open_tour(open_file(save("?lang=en")))
    expect(copy.locator("#tour-title")).to_be_focused()
    titles = [copy.locator("#tour-title").inner_text()]
    for number in range(2, 9):
        if number % 2:
            copy.locator(".tour__step--next").click()
        else:
            copy.keyboard.press("ArrowRight")
        expect(copy.locator(".tour__number")).to_have_text(f"{number}/8")
        titles.append(copy.locator("#tour-title").inner_text())
    assert len(set(titles)) == 8
    expect(copy.locator(".tour__step--next")).to_have_count(0)
    step = copy.locator("#tour").get_attribute("data-step")
    live = wait_until_drawn(open_page(f"/?lang=en&tour={step}"))
    assert copy.evaluate(SHOWN) == live.evaluate(SHOWN)
    assert copy.locator(".tour__text").evaluate(WORDS) == live.locator(".tour__text").evaluate(
        WORDS
    )
    copy.locator(".tour__leave").click()
    expect(copy.locator("#tour")).to_be_hidden()
    expect(copy.locator(".side__argument")).to_be_visible()


def test_a_step_leads_to_its_claim(open_file, save):
    """The claim of a step opens in the panel, at its place, while the tour goes on."""
    copy = open_tour(open_file(save("?lang=ru")))
    link = copy.locator(".tour__claims a").first
    link.click()
    claim = copy.locator(f"#{link.get_attribute('data-claim')}")
    expect(claim).to_be_in_viewport()
    expect(copy.locator("#tour")).to_be_visible()


def test_a_step_that_was_saved_is_open(open_file, save):
    """A file of a step begins there, and goes on from there."""
    copy = open_file(save("?tour=pipeline&lang=kk"))
    assert copy.locator("#tour").get_attribute("data-step") == "pipeline"
    expect(copy.locator(".side__argument")).to_be_hidden()
    number = copy.locator(".tour__number").inner_text()
    copy.locator(".tour__step--next").click()
    expect(copy.locator(".tour__number")).not_to_have_text(number)


def test_the_saved_view_is_told_in_words(open_file, open_page, save):
    """As on the live page; when the map shows something else the words say what they are of."""
    view = "?layers=border,northern-cities&year=2021&lang=en&map=5/52.00/68.00"
    copy, live = open_file(save(view)), open_page(f"/describe{view}")
    copy.locator("#describe summary").click()
    told = copy.locator("#describe #description")
    expect(told).to_be_visible()
    assert told.evaluate(WORDS) == live.locator("#description").evaluate(WORDS)
    note = copy.locator(".describe__note")
    expect(note).to_be_hidden()
    copy.locator("#year-range").fill("1999")
    expect(note).to_contain_text("another one now")
    copy.keyboard.press("Tab")
    copy.locator("#describe summary").focus()
    copy.keyboard.press("Escape")
    expect(told).to_be_hidden()


def test_the_preference_is_in_the_file(open_file, save):
    """Map data and panel have the preferred figure; another choice leads to the atlas itself."""
    view = f"?layers=trade-partners&year=2022&lang=en&prefer={PREFER}"
    copy = open_file(save(f"{view}&select=trade-partners/CHN"))
    expect(copy.locator("#detail .disagree__drawn").first).to_contain_text("you prefer")
    marks(copy, "trade-partners", "RUS").dispatch_event("click")
    expect(copy.locator("#detail .feature__name")).to_contain_text("Russia")
    marks(copy, "trade-partners", "CHN").dispatch_event("click")
    expect(copy.locator("#detail .feature__name")).to_contain_text("China")
    expect(copy.locator("#detail .disagree__drawn").first).to_contain_text("you prefer")
    link = copy.locator("#detail .disagree__prefer").first
    assert link.get_attribute("data-prefer") is None
    href = link.get_attribute("href")
    assert href.startswith("http://127.0.0.1:")
    assert "select=trade-partners/CHN" in href
    assert "/atlas.html" not in href


@pytest.mark.parametrize("width", [390, 320])
def test_tour_and_claims_fit_a_phone(open_file, save, width):
    """Nothing is wider than the window, with the tour open and with the claims open."""
    copy = open_file(save("?lang=kk"), viewport={"width": width, "height": 800})
    open_tour(copy)
    assert copy.evaluate("document.documentElement.scrollWidth") <= width
    copy.locator(".tour__claims a").first.click()
    expect(copy.locator("#detail #claims .claim").first).to_be_attached()
    assert copy.evaluate("document.documentElement.scrollWidth") <= width
    assert box_of(copy, "border").count() == 1
