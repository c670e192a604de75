"""Two steps lead from a figure to its row; a preferred source shows everywhere."""

import re

from playwright.sync_api import expect

from tests.browser.atlas_page import marks, wait_until_drawn

CHINA = "/?layers=trade-partners&year=2022&lang=en&select=trade-partners/CHN&map=4/40/105"

# What the mark of China says of its exports, from the press and from the CIA.
HAS = {"trend": re.compile("13,200"), "cia": re.compile("11,840")}


def test_two_steps_lead_to_the_row(open_page):
    """The mark of a figure opens works and row; the row has publisher, licence and citation."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&lang=en"))
    marks(page, "northern-cities", "KZ-59-petropavl").click()
    figure = page.locator("#detail .figure", has_text="Population, 1 January 2025")
    figure.locator("summary").click()
    expect(figure.locator(".works").last).to_contain_text("Licence:")
    figure.get_by_role("link", name="Ethnic composition of Kazakhstan").click()
    page.wait_for_url("**/sources/composition/KZ-59-petropavl-2025-official-estimate-*")
    expect(page.locator(".origin")).to_contain_text("221,907")
    expect(page.locator("#works")).to_contain_text("Bureau of National Statistics")
    expect(page.locator("#works")).to_contain_text("Licence:")
    expect(page.locator(".origin__citation")).to_be_visible()
    page.go_back()
    expect(page.locator("#detail .feature__name")).to_have_text("Petropavl (Petropavlovsk)")


def test_a_share_in_the_panel_is_one_step_from_its_row(open_page):
    """By keyboard: a share is a link to its own row, the article's to that of the article."""
    page = open_page("/layers/northern-cities/KZ-59-petropavl?lang=en&year=2021")
    link = page.locator("a.cell[href*='2021-article-russian']")
    link.evaluate("node => { node.closest('details').open = true; node.focus(); }")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/composition/KZ-59-petropavl-2021-article-russian*")
    expect(page.locator(".origin")).to_contain_text("59.28")
    expect(page.locator("#works")).to_contain_text("Columbia SIPA")


def test_a_preferred_source_shows_on_the_map_and_goes_again(open_page):
    """Preferring changes mark, panel and address, is told on the page, and can be dropped there."""
    page = wait_until_drawn(open_page(CHINA))
    mark = marks(page, "trade-partners", "CHN")
    expect(mark).to_have_attribute("aria-label", HAS["trend"])
    block = page.locator("#detail .disagree").first
    option = block.locator(".disagree__option", has_text="11,840")
    option.get_by_role("link", name="Prefer this source").click()
    page.wait_for_url("**prefer=cia-2024-kazakhstan**")
    wait_until_drawn(page)
    assert "select=trade-partners/CHN" in page.url
    expect(mark).to_have_attribute("aria-label", HAS["cia"])
    expect(page.locator("#detail .disagree__option.is-drawn").first).to_contain_text("11,840")
    expect(page.locator(".preference")).to_contain_text("The World Factbook")
    page.locator(".preference a").click()
    wait_until_drawn(page)
    assert "prefer=" not in page.url
    expect(mark).to_have_attribute("aria-label", HAS["trend"])


def test_a_mark_of_a_chart_leads_to_its_row_by_keyboard(open_page):
    """A chart is one stop when its marks are many; arrows name mark after mark, Enter follows."""
    page = wait_until_drawn(open_page("/?layers=oil-pipelines&lang=en&select=oil-pipelines/cpc"))
    stops = page.locator("#detail .chart__part:not([tabindex='-1'])")
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("End")
    last = page.locator("#detail .chart__part").last
    expect(last).to_be_focused()
    expect(stops).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    expect(page.locator("#detail .chart__part").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    name = page.locator("#detail .chart__part:focus").get_attribute("aria-label")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/throughput/cpc-*")
    expect(page.locator(".origin")).to_contain_text(re.findall(r"[\d.]+", name)[-1])
    expect(page.locator("#works")).to_contain_text("Licence:")


def test_a_mark_of_a_chart_leads_to_its_row_by_pointer(open_page):
    """On a feature's page each mark has a reach of its own: that of the article, not the census."""
    page = open_page("/layers/northern-cities/KZ-59-petropavl?lang=en&year=2021")
    mark = page.locator(".chart__part[aria-label*='59.28']")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/sources/composition/KZ-59-petropavl-2021-article-russian*")
    expect(page.locator(".origin")).to_contain_text("59.28")


def test_a_mark_of_a_chart_in_a_frame_opens_beside_it(open_page):
    """Rows refuse frames, so the mark of a chart in the embedded map opens a page of its own."""
    page = open_page("/embed?layers=trade-partners&lang=en&select=trade-partners/RUS")
    mark = page.locator("#detail .chart__part").first
    with page.context.expect_page() as opened:
        mark.focus()
        page.keyboard.press("Enter")
    opened.value.wait_for_url("**/sources/trade/*")
