"""axe finds nothing to object to in what opens: dialogs, panels, lists, tables, sheets of a phone.

Each state in three languages: all rules in light colours; contrast in dark ones in Kazakh, whose
words are longest. States of one address are opened one after the other in one window, to save time.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import wait_until_drawn
from tests.browser.test_axe import ALL_RULES, CITY, CONTRAST, in_language, violations

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
State = Callable[[Page], AbstractContextManager[None]]


def dialog(opener: str) -> State:
    """Open the dialog that a link of the panel opens, and wait for what it adopts."""

    @contextmanager
    def open_it(page: Page) -> Iterator[None]:
        page.locator(f"#{opener}").click()
        expect(page.locator("dialog#use[open] [data-snippet]").first).to_be_visible()
        yield
        page.keyboard.press("Escape")
        expect(page.locator("dialog#use")).to_be_hidden()

    return open_it


@contextmanager
def search(page: Page) -> Iterator[None]:
    """Type a name; the list of what is found is open and its first entry is marked."""
    words = page.locator("#search-words")
    words.press_sequentially("астана")
    expect(page.locator('[role="listbox"] [role="option"]').first).to_be_visible()
    page.keyboard.press("ArrowDown")
    yield
    page.keyboard.press("Escape")
    words.fill("")


@contextmanager
def search_in_vain(page: Page) -> Iterator[None]:
    """Type what is nowhere; a sentence says so."""
    words = page.locator("#search-words")
    words.press_sequentially("qqqqqq")
    expect(page.locator("form.find [role=status]")).not_to_be_empty()
    yield
    words.fill("")


@contextmanager
def claims(page: Page) -> Iterator[None]:
    """Open the claims beside the map."""
    page.locator("a[data-claim]").first.click()
    expect(page.locator("#detail .claim").first).to_be_visible()
    yield
    page.locator("#detail .detail__close").click()


@contextmanager
def description(page: Page) -> Iterator[None]:
    """Unfold the view in words and the buttons that move the map."""
    page.locator(".pan__open").click()
    expect(page.locator(".pan__step").first).to_be_visible()
    page.locator(".describe__title").click()
    expect(page.locator(".describe__body")).to_be_visible()
    yield
    page.locator(".describe__title").click()
    page.locator(".pan__open").click()


@contextmanager
def everything_folded(page: Page) -> Iterator[None]:
    """Unfold what a feature's panel folds: sources, records, how a figure was computed."""
    page.locator("#detail details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    yield


@contextmanager
def marks_too_close(page: Page) -> Iterator[None]:
    """Follow marks of a chart that share a link; their rows are marked in the table."""
    page.locator("#detail .chart__part[data-rows]").first.click()
    expect(page.locator("#detail .is-told").first).to_be_visible()
    yield


@contextmanager
def differences(page: Page) -> Iterator[None]:
    """Open the table of differences over the two maps."""
    page.locator(".comparison__table > summary").click()
    expect(page.locator(".comparison__body")).to_be_visible()
    yield


@contextmanager
def a_year_outside(page: Page) -> Iterator[None]:
    """Type a year that there is not; the field says which there are."""
    page.locator(".year__number").fill("1900")
    page.keyboard.press("Enter")
    expect(page.locator("#year-said")).not_to_be_empty()
    yield


@contextmanager
def as_it_is(_page: Page) -> Iterator[None]:
    """Open nothing more."""
    yield


@contextmanager
def credits_and_layers(page: Page) -> Iterator[None]:
    """Unfold the credits of a narrow map, and the sheet to its full height."""
    page.locator(".credits__opener").click()
    expect(page.locator(".credits__all")).to_be_visible()
    page.locator("#side [data-step='1']").click()
    yield


WINDOWS: dict[str, tuple[str, dict, dict[str, State]]] = {
    "map": (
        "/",
        {},
        {
            "share": dialog("share-opener"),
            "use": dialog("use-opener"),
            "cite": dialog("cite-opener"),
            "search": search,
            "nothing found": search_in_vain,
            "claims": claims,
            "description": description,
            "no such year": a_year_outside,
        },
    ),
    "city": (
        f"/?select={CITY}&year=2021",
        {},
        {"marks": marks_too_close, "panel": everything_folded},
    ),
    "pipeline": ("/?select=oil-pipelines/cpc", {}, {"panel": everything_folded}),
    "two years": ("/?compare=2000&year=2020", {}, {"differences": differences}),
    "no layer on": ("/?layers=", {}, {"map": as_it_is}),
    "phone": ("/", PHONE, {"credits": credits_and_layers}),
    "phone, tour": ("/?tour=people", PHONE, {"step": as_it_is}),
    "phone, two years": ("/?compare=2000&year=2020", PHONE, {"differences": differences}),
}


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_no_violation_in_what_opens(open_page, window, lang):
    """What is opened holds to every rule as what lies open from the start does."""
    address, options, states = WINDOWS[window]
    page = open_page(in_language(address, lang), color_scheme="light", **options)
    wait_until_drawn(page)
    found = {}
    for name, state in states.items():
        with state(page):
            page.wait_for_load_state("networkidle")
            found[name] = violations(page, ALL_RULES)
            if lang == "kk":
                page.emulate_media(color_scheme="dark")
                found[f"{name}, dark"] = violations(page, CONTRAST)
                page.emulate_media(color_scheme="light")
    assert {name: faults for name, faults in found.items() if faults} == {}
