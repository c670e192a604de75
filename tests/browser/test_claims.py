"""Claims in the map's panel: opened by a link, chosen without reloading, left as a feature is."""

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import wait_until_drawn


def open_claims(page):
    """Press the link in the panel; return the list of claims."""
    wait_until_drawn(page)
    page.evaluate("() => { window.stays = true; }")
    page.locator(".side__argument a[data-claim]").click()
    claims = page.locator("#detail #claims")
    expect(claims).to_be_visible()
    return claims


def test_the_list_opens_in_the_panel(open_page):
    """Focus goes to its heading, findings are folded, the address stays as it was."""
    page = open_page("/?lang=en")
    claims = open_claims(page)
    expect(page.locator(".claims__name")).to_be_focused()
    expect(claims.locator("details[open]")).to_have_count(0)
    assert page.url.endswith("/?lang=en")


def test_a_claim_sets_the_map(open_page):
    """Layers, year and map follow at once; the list stays where the view selects nothing."""
    page = open_page("/?lang=en")
    claims = open_claims(page)
    claims.locator("#where-most-russians-live a[data-view]").click()
    page.wait_for_function("() => location.search.includes('layers=border-regions,border')")
    assert "year=2025" in page.url
    expect(page.locator('input[value="border-regions"]')).to_be_checked()
    expect(page.locator('input[value="oil-pipelines"]')).not_to_be_checked()
    expect(claims).to_be_visible()
    expect(page.locator(".claims__status")).to_contain_text("Most ethnic Russians")
    assert page.evaluate("() => window.stays")


def test_a_feature_and_its_claims_lead_to_each_other(open_page):
    """A claim about a feature opens it; the feature leads back to the claim, unfolded."""
    page = open_page("/?lang=en")
    claims = open_claims(page)
    claims.locator("#border-4750-miles a[data-view]").click()
    expect(page.locator('#detail [data-feature="kz-ru"].feature')).to_be_visible()
    page.locator(".feature__claims a").first.click()
    expect(page.locator("#border-4750-miles details[open]")).to_be_visible()
    expect(page.locator("#border-4750-miles .claim__title a")).to_be_focused()
    assert page.evaluate("() => window.stays")


def test_escape_closes_the_list(open_page):
    """Escape closes the list, and focus goes back to the link that opened it."""
    page = open_page("/?lang=en")
    open_claims(page)
    page.keyboard.press("Escape")
    expect(page.locator("#detail")).to_be_hidden()
    expect(page.locator(".side__argument a[data-claim]")).to_be_focused()


def test_without_scripts_the_link_is_a_page(open_page):
    """The link leads to the page of claims, where each has a link to its view."""
    open_page.watch.allowed.append("status of 503")  # the still map, on a server without tiles
    page = open_page("/?lang=en", java_script_enabled=False)
    page.locator(".side__argument a[data-claim]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims of the article")
    page.locator("#china a.claim__map").click()
    expect(page.locator('input[value="trade-partners"]')).to_be_checked()


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("address", ["/claims?lang=kk", "/claims?lang=ru", "/tour?lang=kk"])
def test_narrow_pages_do_not_scroll_sideways(open_page, address, width):
    """On a phone everything but a wide table stays within the window."""
    open_page.watch.allowed.append("status of 503")  # pictures, on a server without tiles
    page = open_page(address, viewport={"width": width, "height": 700})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
