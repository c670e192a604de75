"""axe finds nothing to object to in what opens: dialogs, panels, lists, tables, sheets of a phone.

Each state in Kazakh, whose words are longest: all rules in light colours, contrast in dark as well.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import wait_until_drawn
from tests.browser.test_axe import ALL_RULES, CITY, CONTRAST, in_language, violations

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def dialog(opener: str):
    """Open the dialog that a link of the panel opens, and wait for what it adopts."""

    def open_it(page: Page) -> None:
        page.locator(f"#{opener}").click()
        expect(page.locator("dialog#use[open] [data-snippet]").first).to_be_visible()

    return open_it


def search(page: Page) -> None:
    """Type a name; the list of what is found is open and its first entry is marked."""
    page.locator("#search-words").press_sequentially("астана")
    expect(page.locator('[role="listbox"] [role="option"]').first).to_be_visible()
    page.keyboard.press("ArrowDown")


def search_in_vain(page: Page) -> None:
    """Type what is nowhere; a sentence says so."""
    page.locator("#search-words").press_sequentially("qqqqqq")
    expect(page.locator("form.find [role=status]")).not_to_be_empty()


def claims(page: Page) -> None:
    """Open the claims beside the map."""
    page.locator("a[data-claim]").first.click()
    expect(page.locator("#detail .claim").first).to_be_visible()


def description(page: Page) -> None:
    """Unfold the view in words and the buttons that move the map."""
    page.locator(".pan__open").click()
    expect(page.locator(".pan__step").first).to_be_visible()
    page.locator(".describe__title").click()
    expect(page.locator(".describe__body")).to_be_visible()


def everything_folded(page: Page) -> None:
    """Unfold what a feature's panel folds: sources, records, how a figure was computed."""
    page.locator("#detail details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def differences(page: Page) -> None:
    """Open the table of differences over the two maps."""
    page.locator(".comparison__table > summary").click()
    expect(page.locator(".comparison__body")).to_be_visible()


def a_year_outside(page: Page) -> None:
    """Type a year that there is not; the field says which there are."""
    page.locator(".year__number").fill("1900")
    page.keyboard.press("Enter")
    expect(page.locator("#year-said")).not_to_be_empty()


def as_it_is(page: Page) -> None:
    """Open nothing more."""


def credits_and_layers(page: Page) -> None:
    """Unfold the credits of a narrow map, and the sheet to its full height."""
    page.locator(".credits__opener").click()
    expect(page.locator(".credits__all")).to_be_visible()
    page.locator("#side [data-step='1']").click()


STATES = {
    "share": ("/", dialog("share-opener"), {}),
    "use": ("/", dialog("use-opener"), {}),
    "cite": ("/", dialog("cite-opener"), {}),
    "search": ("/", search, {}),
    "nothing found": ("/", search_in_vain, {}),
    "claims": ("/", claims, {}),
    "description": ("/", description, {}),
    "no such year": ("/", a_year_outside, {}),
    "a city's panel": (f"/?select={CITY}&year=2021", everything_folded, {}),
    "a pipeline's panel": ("/?select=oil-pipelines/cpc", everything_folded, {}),
    "differences": ("/?compare=2000&year=2020", differences, {}),
    "no layer on": ("/?layers=", as_it_is, {}),
    "phone, credits": ("/", credits_and_layers, PHONE),
    "phone, tour": ("/?tour=people", as_it_is, PHONE),
    "phone, two years": ("/?compare=2000&year=2020", differences, PHONE),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violation_in_what_opens(open_page, state):
    """What is opened holds to every rule as what lies open from the start does."""
    address, open_it, window = STATES[state]
    page = open_page(in_language(address, "kk"), color_scheme="light", **window)
    wait_until_drawn(page)
    open_it(page)
    page.wait_for_load_state("networkidle")
    assert violations(page, ALL_RULES) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []
