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
    page = wait_until_drawn(open_page("/?lang=en&select=trade-partners/RUS"))
    stops = page.locator("#detail .chart__part:not([tabindex='-1'])")
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("End")
    expect(page.locator("#detail .chart__part").last).to_be_focused()
    expect(stops).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    expect(page.locator("#detail .chart__part").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#detail .chart__part").nth(1)).to_be_focused()
    page.keyboard.press("End")
    name = page.locator("#detail .chart__part:focus").get_attribute("aria-label")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/trade/*")
    expect(page.locator(".origin")).to_contain_text(re.findall(r"[\d.,]+", name)[-1])
    expect(page.locator("#works")).to_contain_text("Licence:")


def test_marks_too_close_lead_to_their_rows_by_keyboard(open_page):
    """Enter unfolds the table, marks the rows of all of them and goes to the link of the first."""
    page = wait_until_drawn(open_page("/?lang=en&select=trade-partners/RUS"))
    link = page.locator("#detail .chart__part[data-rows]").nth(2)
    names = link.get_attribute("data-rows").split(",")
    said = re.findall(r"Exports\s([\d,.]+)", link.get_attribute("aria-label"))
    before = page.url
    link.focus()
    page.keyboard.press("Enter")
    told = page.locator("#detail tr.is-told")
    expect(told).to_have_count(len(names))
    assert len(said) == len(names) > 1
    for row, value in zip(told.all(), reversed(said), strict=True):
        expect(row).to_be_visible()
        expect(row).to_contain_text(value)
    expect(told.first.locator("a").first).to_be_focused()
    expect(told.first).to_be_in_viewport()
    assert page.url == before
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/sources/{names[0]}*")


def test_a_mark_of_a_chart_leads_to_its_row_by_pointer(open_page):
    """The area of a mark alone is a link to its row, wherever in it the pointer is."""
    page = open_page("/layers/northern-cities/KZ-59-petropavl?lang=en&year=2021")
    mark = page.locator(".chart__part[aria-label*='Russians 63']")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] - 2)
    page.wait_for_url("**/sources/composition/KZ-59-petropavl-2014-*-russian*")
    expect(page.locator(".origin")).to_contain_text("63.")


def test_marks_too_close_lead_to_their_rows_by_pointer(open_page):
    """Each of them tells its own value; all lead to their rows, the article's among them."""
    page = open_page("/layers/northern-cities/KZ-59-petropavl?lang=en&year=2021")
    spot = page.locator(".chart__spot", has=page.locator("title", has_text="59.28"))
    spot.scroll_into_view_if_needed()
    box = spot.bounding_box()
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert "59.28" in page.evaluate(TITLE_AT, middle)
    page.mouse.click(*middle)
    told = page.locator("tr.is-told")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("59.28")
    for row in told.all():
        expect(row).to_be_visible()
    told.locator("a.cell", has_text="59.28").click()
    page.wait_for_url("**/sources/composition/KZ-59-petropavl-2021-article-russian*")
    expect(page.locator(".origin")).to_contain_text("59.28")


def test_marks_too_close_lead_to_a_row_without_scripts(open_page):
    """The link names the row of the latest of them; the browser unfolds the table and marks it."""
    page = open_page("/layers/trade-partners/RUS?lang=en", java_script_enabled=False)
    link = page.locator(".chart__part[data-rows]").first
    name = link.get_attribute("data-rows").split(",")[0]
    link.click()
    page.wait_for_url(f"**#{name}")
    row = page.locator(f"tr[id='{name}']")
    expect(row).to_be_in_viewport()
    assert row.evaluate("one => getComputedStyle(one).boxShadow") != "none"


def test_a_mark_of_a_chart_in_a_frame_opens_beside_it(open_page):
    """Rows refuse frames, so the mark of a chart in the embedded map opens a page of its own."""
    page = open_page("/embed?layers=trade-partners&lang=en&select=trade-partners/RUS")
    mark = page.locator("#detail .chart__part:not([data-rows])").first
    with page.context.expect_page() as opened:
        mark.focus()
        page.keyboard.press("Enter")
    opened.value.wait_for_url("**/sources/trade/*")


def test_marks_too_close_in_a_frame_lead_to_their_rows_in_it(open_page):
    """Their rows are in the panel of the embedded map itself, which opens no other page."""
    page = open_page("/embed?layers=trade-partners&lang=en&select=trade-partners/RUS")
    page.locator("#detail .chart__part[data-rows]").first.click()
    expect(page.locator("#detail tr.is-told").first).to_be_in_viewport()
    assert len(page.context.pages) == 1


TITLE_AT = "([x, y]) => document.elementFromPoint(x, y).querySelector('title').textContent"
