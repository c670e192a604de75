"""The search box: a combobox over the index that leads to the feature, its layer and its year."""

import pytest
from playwright.sync_api import expect


def search_for(page, words):
    """Type words into the box; return the list of what is offered."""
    page.locator("#search-words").click()
    page.keyboard.type(words)
    return page.get_by_role("listbox", name="Search")


@pytest.mark.parametrize("words", ["Кустанай", "Qostanai", "kotsanay"])
def test_any_spelling_leads_to_the_city(open_page, words):
    """Former names, Latin Kazakh and one wrong letter lead to Kostanay; Enter takes the first."""
    page = open_page()
    hits = search_for(page, words)
    expect(hits.get_by_role("option").first).to_contain_text("Kostanay")
    page.keyboard.press("Enter")
    expect(page.locator("#detail .feature__name")).to_have_text("Kostanay")
    page.wait_for_function(
        "() => location.search.includes('select=northern-cities/KZ-39-kostanay')"
    )
    assert "map=7/53.21/63.62" in page.url


def test_a_former_name_is_told_with_its_years(open_page):
    """Who searches for a former name sees whose it was, and when."""
    page = open_page()
    first = search_for(page, "Целиноград").get_by_role("option").first
    expect(first).to_contain_text("Astana")
    expect(first).to_contain_text("formerly Tselinograd, 1961–1992")


def test_a_hit_turns_on_its_layer_in_its_year(open_page):
    """An event of 2014 turns on the events and moves the year from 2005 to its own."""
    page = open_page("/?year=2005")
    search_for(page, "EAEU Treaty signed")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator('input[name="layers"][value="events"]')).to_be_checked()
    page.wait_for_function("() => location.search.includes('year=2014')")
    page.go_back()
    page.wait_for_function("() => location.search.includes('year=2005')")


def test_the_keys_are_those_of_a_combobox(open_page):
    """Slash enters, arrows move the active option and not the focus, Escape closes, then clears."""
    page = open_page()
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    page.keyboard.type("Oral")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-hit-1")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("Oral")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_focus_returns_to_the_box(open_page):
    """Who closes what was found is back at the box."""
    page = open_page()
    search_for(page, "Байконур")
    page.get_by_role("option").first.click()
    expect(page.locator("#detail")).to_be_visible()
    page.locator("#detail .detail__close").click()
    expect(page.locator("#search-words")).to_be_focused()


def test_nothing_found_is_said(open_page):
    """An empty result says so, with a way on."""
    page = open_page()
    search_for(page, "qwertyuiop")
    expect(page.locator("#search [role=status]")).to_contain_text("Nothing was found")
    expect(page.locator("#search [role=status]")).to_be_visible()


def test_an_organisation_shows_its_layer(open_page):
    """An organisation is no feature: its members' layer is turned on, nothing is selected."""
    page = open_page()
    search_for(page, "ЕАЭС")
    expect(page.get_by_role("option").first).to_contain_text("Organisation")
    page.keyboard.press("Enter")
    expect(page.locator('input[name="layers"][value="memberships"]')).to_be_checked()
    assert "select=" not in page.url


def test_a_layer_is_found_and_turned_on(open_page):
    """A word for a layer finds the layer itself: choosing it turns it on and selects nothing."""
    page = open_page("/?lang=ru")
    box = page.locator('input[name="layers"][value="gas-pipelines"]')
    expect(box).not_to_be_checked()
    search_for(page, "газ")
    expect(page.get_by_role("option").first).to_contain_text("Слой")
    page.keyboard.press("Enter")
    expect(box).to_be_checked()
    assert "select=" not in page.url


def test_without_scripts_the_form_is_a_page(open_page):
    """The form leads to a list of links, each to a view of the map."""
    open_page.watch.allowed.append("/image.png")  # needs what a test machine may not have
    page = open_page("/?lang=kk", java_script_enabled=False)
    page.locator("#search-words").fill("Целиноград")
    page.keyboard.press("Enter")
    link = page.locator(".found__name a").first
    expect(link).to_have_text("Астана")
    assert "select=northern-cities/KZ-71" in link.get_attribute("href")
    page.locator('.languages a[hreflang="ru"]').click()
    expect(page.locator("#words")).to_have_value("Целиноград")
