"""The year is played, by itself to the end, until somebody wants something else."""

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import choose_year, wait_until_drawn


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_play_goes_to_the_end_and_stops(open_page, motion):
    """Play steps from the chosen year to the last, only when asked, also without motion."""
    page = wait_until_drawn(open_page("/?layers=border&year=2023", reduced_motion=motion))
    page.wait_for_timeout(1500)
    expect(page.locator(".year__output")).to_have_text("2023")
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Play the years").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.locator(".year__output")).to_have_text("2026")
    expect(page.get_by_role("button", name="Play the years")).to_be_visible()
    assert "year=2026" in page.url
    assert page.evaluate("history.length") == before


def test_play_is_stopped_by_its_button_and_by_any_choice(open_page):
    """From all years it begins in 1991; the button stops it, another choice does so too."""
    page = wait_until_drawn(open_page("/?layers=border"))
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".year__output")).to_have_text("1992")
    page.get_by_role("button", name="Stop").click()
    stopped = page.locator(".year__output").text_content()
    page.get_by_role("button", name="Play the years").click()
    page.locator(".year__range").press("End")
    expect(page.get_by_role("button", name="Play the years")).to_be_visible()
    page.wait_for_timeout(1500)
    expect(page.locator(".year__output")).to_have_text("2026")
    assert int(stopped) < 2000


def test_back_leaves_the_whole_play(open_page):
    """Played years replace each other in the history: Back is what was before."""
    page = wait_until_drawn(open_page("/?layers=border&year=2010"))
    choose_year(page, 2024)
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".year__output")).to_have_text("2026")
    page.go_back()
    expect(page.locator(".year__output")).to_have_text("2010")
