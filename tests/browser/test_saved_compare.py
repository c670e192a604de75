"""A saved atlas compares two years as the live one does: maps, table, links, without a network."""

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import box_of, wait_until_drawn

VIEW = "?layers=oil-pipelines,memberships&year=2022&lang=en&compare=1999"
OTHER, MAIN = ".map__canvas--other", ".map__canvas:not(.map__canvas--other)"
ALL = "layers=" + ",".join(
    (
        *("oil-pipelines", "gas-pipelines", "energy-facilities", "energy-incidents", "border"),
        *("border-regions", "border-crossings", "northern-cities", "raions", "migration-2022"),
        *("memberships", "sites", "corridors", "trade-partners", "events"),
    )
)
# On both sides of the census, of its break, of no figure at all; the earlier year first and last.
PAIRS = ((1991, 2026), (2022, 1999), (2009, 2021), (2020, 2021), (2021, 2023), (2013, 2013))
TOLD = """async query => {
  const {ask} = await import('atlas/fetching.mjs');
  return (await ask(`compare${query}`)).text();
}"""
CELLS = """text => {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const article = page.getElementById('differences');
  const words = node => node.textContent.replace(/\\s+/g, ' ').trim();
  return [article.dataset.count, words(article.querySelector('h2')),
    ...[...article.querySelectorAll('h3, p, th, td')].map(node => [
      node.tagName, node.rowSpan ?? 0, node.dataset.year ?? '', words(node)].join('|'))];
}"""


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_the_table_is_that_of_the_live_atlas(open_file, save, server, lang):
    """Every row of every layer says the same as the server's, whatever years are compared."""
    copy = open_file(save(f"?lang={lang}"))
    counts = []
    for compare, year in PAIRS:
        query = f"?{ALL}&year={year}&lang={lang}&compare={compare}"
        mine = copy.evaluate(CELLS, copy.evaluate(TOLD, query))
        live = copy.evaluate(CELLS, fetched(f"{server.url}/compare{query}"))
        assert mine == live
        counts.append(int(mine[0]))
    assert counts[0] > 100
    assert counts[-1] == 0


def test_it_opens_as_it_was_saved(open_file, save):
    """Two maps, each of its year, with the table and its count."""
    copy = open_file(save(VIEW))
    expect(copy.locator(f'{MAIN} [data-feature="cpc"]')).to_be_attached()
    expect(copy.locator(f'{OTHER} [data-feature="uzen-atyrau-samara"]')).to_be_attached()
    expect(copy.locator(f'{OTHER} [data-feature="cpc"]')).to_have_count(0)
    expect(copy.locator(".comparison__count")).to_have_text(re.compile(r"^\d+$"))
    copy.locator(".comparison__table summary").click()
    expect(copy.locator("#differences-title")).to_have_text("Differences between 1999 and 2022")
    expect(copy.locator(".differences__layer")).to_have_count(2)


def test_years_and_layers_change_maps_and_table(open_file, save):
    """Another year, another layer: the table is theirs; the years are chosen by keys too."""
    copy = open_file(save(VIEW))
    copy.locator(".comparison__table summary").click()
    copy.get_by_label("Left year").select_option("2005")
    expect(copy.locator("#differences-title")).to_have_text("Differences between 2005 and 2022")
    expect(copy.locator(f'{OTHER} [data-feature="cpc"]')).to_be_attached()
    box_of(copy, "memberships").uncheck()
    expect(copy.locator(".differences__layer")).to_have_count(1)


def test_it_is_begun_and_ended_by_links(open_file, save):
    """A file of one year has the link that compares it, and the way back; nothing is asked for."""
    copy = open_file(save("?layers=oil-pipelines&lang=en"))
    expect(copy.locator("#comparison")).to_be_hidden()
    copy.locator(".foot__compare a").click()
    expect(copy.locator(OTHER)).to_be_visible()
    wait_until_drawn(copy)
    expect(copy.locator(OTHER)).to_have_attribute("aria-label", "Map, 1991")
    copy.get_by_role("link", name="End the comparison").click()
    expect(copy.locator(OTHER)).to_have_count(0)
    expect(copy.locator("#comparison")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 320])
def test_it_fits_a_phone(open_file, save, width):
    """Nothing is wider than the window."""
    copy = open_file(
        save(VIEW.replace("lang=en", "lang=kk")), viewport={"width": width, "height": 800}
    )
    expect(copy.locator(OTHER)).to_be_visible()
    assert copy.evaluate("document.documentElement.scrollWidth") <= width


def fetched(address: str) -> str:
    """A page of the live atlas."""
    with urlopen(address) as answer:
        return answer.read().decode()
