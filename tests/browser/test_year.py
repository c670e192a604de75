"""The year is one state for the address, the map, the rings and the panel."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import features, marks, wait_until_drawn

PETROPAVL = "KZ-59-petropavl"


def choose(page: Page, year: int) -> None:
    """Move the year's range to a year, as a reader does who lets go of it there."""
    page.locator(".year__range").evaluate(
        "(range, year) => { range.value = year;"
        " for (const name of ['input', 'change']) range.dispatchEvent(new Event(name, "
        "{bubbles: true})); }",
        str(year),
    )


def shown_in(layer_id: str, year: int) -> set[str]:
    """Ids of the published features whose years hold a year; open ends never exclude."""
    spans = {
        feature["id"]: (feature["properties"]["from_year"], feature["properties"]["to_year"])
        for feature in features(layer_id)
    }
    return {
        feature_id
        for feature_id, (first, last) in spans.items()
        if (first is None or first <= year) and (last is None or year <= last)
    }


@pytest.mark.parametrize(
    ("year", "figure"),
    [
        (2021, "59.28\u00a0%, 2021 (Figure of the article)"),
        (2022, "58.09\u00a0%, 2022 (Official estimate)"),
        (2025, "52.97\u00a0%, 2025 (Official estimate)"),
    ],
)
def test_a_ring_shows_the_figures_of_the_chosen_year(open_page, year, figure):
    """Petropavl is the article's figure in 2021 and an estimate in 2022 and 2025, by name."""
    page = wait_until_drawn(open_page("/?layers=northern-cities"))
    choose(page, year)
    ring = marks(page, "northern-cities", PETROPAVL)
    expect(ring).to_have_attribute("aria-label", f"Petropavl (Petropavlovsk), Russians {figure}")
    assert f"year={year}" in page.url
    expect(page.locator(".year__output")).to_have_text(str(year))
    ring.hover()
    expect(page.locator(".tip__name")).to_have_text("Petropavl (Petropavlovsk)")
    expect(page.locator(".tip__figure")).to_have_text(f"Russians {figure}")


def test_what_the_article_does_not_say_is_hatched(open_page):
    """The article gives the Russian share alone; the rest of its ring is hatched, not filled."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&year=2021"))
    parts = marks(page, "northern-cities", PETROPAVL).locator(".ring__part")
    assert [part.get_attribute("class") for part in parts.all()] == [
        "ring__part ink-russian",
        "ring__part ink-no-data is-hatched",
    ]


@pytest.mark.parametrize("layer_id", ["energy-incidents", "events"])
def test_a_year_leaves_only_what_was_there(open_page, layer_id):
    """In a year the map holds exactly the features whose years hold it; Back brings all again."""
    page = wait_until_drawn(open_page(f"/?layers={layer_id}"))
    whole = marks(page, layer_id).count()
    choose(page, 2022)
    expected = shown_in(layer_id, 2022)
    expect(marks(page, layer_id)).to_have_count(len(expected))
    shown = marks(page, layer_id).evaluate_all("marks => marks.map(mark => mark.dataset.feature)")
    assert set(shown) == expected
    assert 0 < len(expected) < whole
    page.go_back()
    expect(marks(page, layer_id)).to_have_count(whole)
    expect(page.locator(".year__all")).to_be_checked()


def test_the_keyboard_moves_the_year(open_page):
    """The range is a native one: an arrow key is one year back, the box is all years."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&year=2025"))
    page.locator(".year__range").press("ArrowLeft")
    expect(page.locator(".year__output")).to_have_text("2024")
    assert "year=2024" in page.url
    page.locator(".year__all").press("Space")
    expect(page.locator(".year__output")).to_have_text("")
    assert "year=" not in page.url


def test_a_year_with_nothing_to_show_says_so(open_page):
    """A layer without anything in the year keeps its box and says why the map is empty."""
    page = wait_until_drawn(open_page("/?layers=energy-incidents&year=1993"))
    assert not shown_in("energy-incidents", 1993)
    expect(page.locator("#empty-energy-incidents")).to_be_visible()
    expect(marks(page, "energy-incidents")).to_have_count(0)


def test_the_panel_follows_the_year(open_page):
    """With a city open, the year unfolds the figures of that year in the panel, focus unmoved."""
    page = wait_until_drawn(
        open_page(f"/?layers=northern-cities&select=northern-cities/{PETROPAVL}")
    )
    opened = page.locator("#detail .shares[open] .shares__title")
    expect(opened).to_contain_text("2025")
    page.locator(".year__range").focus()
    choose(page, 2021)
    expect(opened).to_contain_text("2021")
    expect(opened).to_contain_text("Figure of the article")
    expect(page.locator(".year__range")).to_be_focused()
