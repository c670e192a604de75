"""The year is one state for the address, the map, the rings and the panel."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import choose_year, features, marks, wait_until_drawn

PETROPAVL = "KZ-59-petropavl"


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
    choose_year(page, year)
    ring = marks(page, "northern-cities", PETROPAVL)
    expect(ring).to_have_attribute("aria-label", f"Petropavl (Petropavlovsk), Russians {figure}")
    assert f"year={year}" in page.url
    expect(page.locator(".year__output")).to_have_text(str(year))
    ring.hover()
    expect(page.locator(".tip__name")).to_have_text("Petropavl (Petropavlovsk)")
    expect(page.locator(".tip__figure")).to_have_text(f"Russians {figure}")


@pytest.mark.parametrize("layer_id", ["energy-incidents", "events"])
def test_a_year_leaves_only_what_was_there(open_page, layer_id):
    """In a year the map holds exactly the features whose years hold it; Back brings all again."""
    page = wait_until_drawn(open_page(f"/?layers={layer_id}"))
    whole = marks(page, layer_id).count()
    choose_year(page, 2022)
    expected = shown_in(layer_id, 2022)
    expect(marks(page, layer_id)).to_have_count(len(expected))
    shown = marks(page, layer_id).evaluate_all("marks => marks.map(mark => mark.dataset.feature)")
    assert set(shown) == expected
    assert 0 < len(expected) < whole
    page.go_back()
    expect(marks(page, layer_id)).to_have_count(whole)
    expect(page.locator(".year__all")).to_be_checked()


def test_every_city_has_a_ring_in_every_year(open_page):
    """In 2018, which no city has figures of, each ring is the nearest count; the legend says so."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&year=2018"))
    expect(marks(page, "northern-cities")).to_have_count(22)
    ring = marks(page, "northern-cities", PETROPAVL)
    expect(ring).to_have_attribute("aria-label", re.compile(r"60\.4\u00a0%, 2020 \(Official"))
    note = page.locator("#stated-northern-cities")
    expect(note).to_contain_text("0 of 22 have figures of 2018 itself")
    choose_year(page, 2021)
    expect(note).to_contain_text("5 of 22 have figures of 2021 itself")
    page.locator(".year__all").check()
    expect(note).to_be_hidden()


KEYS = [
    ("ArrowLeft", 2009),
    ("ArrowDown", 2009),
    ("ArrowRight", 2011),
    ("ArrowUp", 2011),
    ("PageDown", 2005),
    ("PageUp", 2015),
    ("Home", 1991),
    ("End", 2026),
]


@pytest.mark.parametrize(("key", "year"), KEYS)
def test_the_keyboard_moves_the_year(open_page, key, year):
    """Arrow keys are a year, page keys five, Home and End the ends; the slider says the year."""
    page = wait_until_drawn(open_page("/?layers=border&year=2010"))
    slider = page.locator(".year__range")
    slider.press(key)
    expect(page.locator(".year__output")).to_have_text(str(year))
    expect(slider).to_have_attribute("aria-valuetext", str(year))
    expect(page.locator(".year__number")).to_have_value(str(year))
    assert f"year={year}" in page.url
    expect(slider).to_be_focused()


def test_all_years_is_a_choice_of_its_own(open_page):
    """The box is all years, said so by the slider; End chooses the last year from there."""
    page = wait_until_drawn(open_page("/?layers=border&year=2010"))
    page.locator(".year__all").press("Space")
    expect(page.locator(".year__range")).to_have_attribute("aria-valuetext", "All years")
    expect(page.locator(".year__output")).to_have_text("All years")
    assert "year=" not in page.url
    page.locator(".year__range").press("End")
    expect(page.locator(".year__output")).to_have_text("2026")


def test_buttons_go_a_year_back_and_on(open_page):
    """Each button is one year, and every step can be undone with Back."""
    page = wait_until_drawn(open_page("/?layers=border&year=2010"))
    page.get_by_role("button", name="Next year").click()
    expect(page.locator(".year__number")).to_have_value("2011")
    page.get_by_role("button", name="Previous year").click()
    expect(page.locator(".year__number")).to_have_value("2010")
    page.go_back()
    expect(page.locator(".year__number")).to_have_value("2011")


def test_a_year_can_be_typed(open_page):
    """Enter applies it; one outside is answered with a sentence and changes nothing."""
    page = wait_until_drawn(open_page("/?layers=border"))
    field = page.get_by_role("spinbutton", name="Year")
    field.fill("1994")
    field.press("Enter")
    expect(page.locator(".year__output")).to_have_text("1994")
    assert "year=1994" in page.url
    field.fill("1850")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="1991")).to_have_text(
        "The years go from 1991 to 2026."
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "year=1994" in page.url
    field.fill("")
    field.press("Enter")
    expect(page.locator(".year__output")).to_have_text("All years")
    expect(page.locator(".year__said")).to_have_text("")


def test_a_typed_year_needs_no_script(open_page):
    """Without scripts the field goes with the form of the layers, and play is not there."""
    open_page.watch.allowed.append("/image.png")  # the map as a picture needs built tiles
    page = open_page("/?layers=border", java_script_enabled=False)
    page.locator(".year__number").fill("2001")
    page.locator(".year__number").press("Enter")
    page.wait_for_url("**year=2001**")
    expect(page.locator(".year__number")).to_have_value("2001")
    expect(page.locator(".year__play")).to_be_hidden()


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("width", [390, 320])
def test_the_time_line_fits_a_phone(open_page, width, lang):
    """Nothing is cut or wider than the window, and every target is 44 px."""
    size = {"width": width, "height": 700}
    page = wait_until_drawn(open_page(f"/?layers=border&year=2010&lang={lang}", viewport=size))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in ("step", "play", "number", "any", "range"):
        for target in page.locator(f".year__{part}").all():
            box = target.bounding_box()
            assert 0 <= box["x"] <= width - box["width"], part
            assert box["height"] >= 44, part
            if part in ("step", "play", "number"):
                assert box["width"] >= 44, part


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
    choose_year(page, 2021)
    expect(opened).to_contain_text("2021")
    expect(opened).to_contain_text("Figure of the article")
    expect(page.locator(".year__range")).to_be_focused()


def test_the_panel_keeps_its_place_when_the_year_moves(open_page):
    """The chart marks each year that comes; the reader's place in the panel stays."""
    page = wait_until_drawn(
        open_page(f"/?layers=northern-cities&year=2014&select=northern-cities/{PETROPAVL}")
    )
    body = page.locator("#detail .detail__body")
    body.evaluate("body => { body.scrollTop = 120; }")
    before = page.locator("#detail .chart__chosen").get_attribute("x")
    page.locator(".year__range").press("PageUp")
    expect(page.locator("#detail .chart__chosen")).not_to_have_attribute("x", before)
    assert body.evaluate("body => body.scrollTop") == 120
