"""The atlas saved as one file: opened from disk it asks for nothing and shows the same."""

import re

from playwright.sync_api import expect

from tests.browser.atlas_page import box_of, marks, wait_until_drawn

VIEW = "?layers=oil-pipelines,northern-cities,memberships,trade-partners&year=2015&lang=en"
DRAWN = """() => Object.fromEntries(Object.entries(Object.groupBy(
  document.querySelectorAll('.map__canvas [data-layer]'), mark => mark.dataset.layer))
  .map(([layer, found]) => [layer, found.map(mark => mark.dataset.feature).sort()]))"""
LEGENDS = """() => [...document.querySelectorAll('.side__form .choice.is-on')]
  .map(choice => choice.innerText.replace(/[↗\\s]+/g, ' ').trim())"""


def test_it_shows_what_the_live_page_shows(open_page, open_file, save):
    """The same features of the same layers are drawn, and the legends say the same."""
    live = wait_until_drawn(open_page(f"/{VIEW}"))
    path = save(VIEW)
    assert path.stat().st_size <= 5_000_000
    copy = open_file(path)
    drawn = copy.evaluate(DRAWN)
    assert set(drawn) == {"oil-pipelines", "northern-cities", "memberships", "trade-partners"}
    assert drawn == live.evaluate(DRAWN)
    assert copy.evaluate(LEGENDS) == live.evaluate(LEGENDS)
    names = "() => document.querySelectorAll('.name').length"
    assert copy.evaluate(names) > 10


def test_layers_and_years_can_be_changed(open_file, open_page, save):
    """A layer that was not shown comes with its box, another goes; the year moves all of them."""
    copy = open_file(save(VIEW))
    box_of(copy, "border-crossings").check()
    expect(marks(copy, "border-crossings")).not_to_have_count(0)
    box_of(copy, "memberships").uncheck()
    expect(marks(copy, "memberships")).to_have_count(0)
    expect(marks(copy, "oil-pipelines", "cpc")).not_to_have_count(0)
    copy.locator("#year-range").fill("1995")
    expect(marks(copy, "oil-pipelines", "cpc")).to_have_count(0)
    layers = "layers=oil-pipelines,border-crossings,northern-cities,trade-partners"
    live = wait_until_drawn(open_page(f"/?{layers}&year=1995&lang=en"))
    assert copy.evaluate(DRAWN) == live.evaluate(DRAWN)
    copy.go_back()
    expect(marks(copy, "oil-pipelines", "cpc")).not_to_have_count(0)


def test_a_feature_tells_all_it_tells_on_the_live_page(open_file, open_page, save):
    """The panel has the same words; in another year it says that the figures are of all years."""
    copy = open_file(save(VIEW))
    marks(copy, "northern-cities", "KZ-59-petropavl").click(force=True)
    title = copy.locator("#detail .feature__name")
    expect(title).to_contain_text("Petropavl")
    live = wait_until_drawn(open_page(f"/{VIEW}&select=northern-cities/KZ-59-petropavl"))
    words = "() => document.querySelector('#feature').textContent.replace(/\\s+/g, ' ')"
    assert copy.evaluate(words) == live.evaluate(words)
    copy.locator("#year-range").fill("2001")
    expect(copy.locator("#detail .notice")).to_contain_text("all years")


def test_search_works_without_a_network(open_file, save):
    """A name in another script leads to its feature."""
    copy = open_file(save("?lang=en"))
    copy.locator("#search-words").fill("Петропавл")
    copy.get_by_role("option").first.click()
    expect(copy.locator("#detail .feature__name")).to_contain_text("Petropavl")


def test_it_stands_where_the_view_stood(open_file, save):
    """Map, selection, year and language of the view are those of the file, without an address."""
    view = "?layers=oil-pipelines&year=2012&lang=kk&map=6/47.00/51.50&select=oil-pipelines/cpc"
    copy = open_file(save(view))
    assert copy.evaluate("document.documentElement.lang") == "kk"
    assert copy.evaluate("window.atlas.map.getZoom()") == 6
    assert copy.evaluate("Math.round(window.atlas.map.getCenter().lat)") == 47
    expect(copy.locator("#detail")).to_be_visible()
    expect(marks(copy, "oil-pipelines", "cpc")).to_have_class(re.compile("is-selected"))


def test_its_sources_are_listed(open_file, save):
    """Every work that its layers cite is in the file, and links lead to the atlas itself."""
    copy = open_file(save("?layers=border&lang=en"))
    works = copy.locator(".side__works")
    works.locator("summary").click()
    assert works.locator("li").count() > 50
    home = copy.locator(".side__saved > p > a")
    assert home.get_attribute("href").startswith("http://127.0.0.1:")
    outward = '() => [...document.querySelectorAll(\'a[href^="/"], img[src^="/"]\')].length'
    assert copy.evaluate(outward) == 0


def test_it_fits_a_narrow_window(open_file, save):
    """At 390 px it is usable, and nothing is wider than the window."""
    copy = open_file(save("?lang=ru"), viewport={"width": 390, "height": 800})
    assert copy.evaluate("document.documentElement.scrollWidth") <= 390
