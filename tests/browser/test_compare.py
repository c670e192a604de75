"""Two years side by side: two maps that move as one, and a table that says what differs."""

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import wait_until_drawn

ADDRESS = "/?layers=oil-pipelines&compare=1999&year=2022"
OTHER, MAIN = ".map__canvas--other", ".map__canvas:not(.map__canvas--other)"


def test_each_map_shows_its_own_year(open_page):
    """CPC, opened in 2001, is on the map of 2022 and not on that of 1999."""
    page = wait_until_drawn(open_page(ADDRESS))
    expect(page.locator(f'{MAIN} [data-feature="cpc"]')).to_be_attached()
    expect(page.locator(f'{OTHER} [data-feature="uzen-atyrau-samara"]')).to_be_attached()
    expect(page.locator(f'{OTHER} [data-feature="cpc"]')).to_have_count(0)
    expect(page.locator(OTHER)).to_have_attribute("aria-label", "Map, 1999")
    expect(page.locator(MAIN)).to_have_attribute("aria-label", "Map, 2022")


def test_both_maps_move_as_one(open_page):
    """Whichever the reader moves, by keys too, the other follows."""
    page = wait_until_drawn(open_page(ADDRESS + "&map=5/48.00/66.00"))
    for moved in (OTHER, MAIN):
        before = page.url
        page.locator(moved).focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("before => location.href !== before", arg=before)
        left, right = (
            page.locator(f'{one} [data-feature="uzen-atyrau-samara"]').bounding_box()
            for one in (OTHER, MAIN)
        )
        frames = [page.locator(one).bounding_box() for one in (OTHER, MAIN)]
        assert abs((left["x"] - frames[0]["x"]) - (right["x"] - frames[1]["x"])) < 2


def test_choosing_another_year_changes_map_table_and_address(open_page):
    """The table is that of the new years, and its count is told."""
    page = wait_until_drawn(open_page(ADDRESS))
    page.get_by_label("Left year").select_option("2005")
    expect(page.locator("#differences-title")).to_have_text("Differences between 2005 and 2022")
    expect(page.locator(f'{OTHER} [data-feature="cpc"]')).to_be_attached()
    assert "compare=2005" in page.url


def test_the_comparison_is_opened_and_ended_by_links(open_page):
    """What is on screen stays; Back leads into the comparison again."""
    page = wait_until_drawn(open_page("/?layers=oil-pipelines"))
    page.get_by_role("link", name="Compare two years").click()
    wait_until_drawn(page)
    assert "compare=1991" in page.url
    page.get_by_role("link", name="End the comparison").click()
    wait_until_drawn(page)
    assert "compare" not in page.url
    assert "layers=oil-pipelines" in page.url
    expect(page.locator(OTHER)).to_have_count(0)


def test_without_scripts_the_table_is_there(open_page):
    """Both pictures and every difference."""
    open_page.watch.allowed.append("/image.png")  # needs what a test machine may not have
    address = "/compare?layers=oil-pipelines&compare=1999&year=2022"
    page = open_page(address, java_script_enabled=False)
    expect(page.locator("#differences").get_by_role("link", name="CPC")).to_be_visible()
    expect(page.locator(".compared__still img")).to_have_count(2)


@pytest.mark.parametrize("width", [390, 620, 768, 1440])
@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_the_table_of_differences_fits_its_page(open_page, lang, width):
    """Classes in words and sums of money stay inside the paper of the table, at any width."""
    years = "compare=2010&year=2022&layers=memberships,trade-partners,border-regions"
    page = open_page(f"/compare?{years}&lang={lang}", viewport={"width": width, "height": 800})
    over = "all => all.map(one => one.scrollWidth - one.clientWidth)"
    assert page.locator(".differences__frame").evaluate_all(over) == [0, 0, 0]


def test_what_a_table_was_taken_from_is_let_go(open_page):
    """However often the years change, no page that was read for its table stays in memory."""
    page = wait_until_drawn(open_page(ADDRESS))
    for year in ("2004", "2005", "2006", "2007"):
        page.get_by_label("Left year").select_option(year)
        expect(page.locator("#differences-title")).to_contain_text(year)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    documents = next(one["value"] for one in metrics if one["name"] == "Documents")
    assert documents <= 2
