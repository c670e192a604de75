"""What little room asks of pages and map: rows that stack, names that are whole, lines in sight."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import marks, wait_until_drawn

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PAGES = [
    "/claims",
    "/use?layers=oil-pipelines",
    "/share",
    "/cite",
    "/tour/border",
    "/compare?year=2021&compare=2009",
    "/layers/oil-pipelines/cpc",
    "/layers/border/kz-ru",
    "/layers/memberships/KAZ",
    "/layers/northern-cities/KZ-59-petropavl",
]
# How far the page, and each box of it that is no map, can be scrolled sideways.
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll("main *")]
  .filter(box => ["auto", "scroll", "visible"].includes(getComputedStyle(box).overflowX))
  .filter(box => box === document.documentElement || getComputedStyle(box).overflowX !== "visible")
  .filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0)
  .map(box => `${box.tagName} ${box.className} ${box.scrollWidth}`)"""
# Words of titles that a line breaks within; tops of glyphs from other fonts differ by less.
BROKEN = """() => [...document.querySelectorAll("main :is(h1, .stop__title)")].flatMap(title => {
  const text = document.createTreeWalker(title, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.textContent.matchAll(/[^\\s–-]+/g)].filter(({0: word, index}) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const tops = [...range.getClientRects()].filter(({width}) => width > 1).map(({top}) => top);
    return Math.max(...tops) - Math.min(...tops) > 16;
  }).map(([word]) => word);
})"""
CUT_NAMES = """() => {
  const map = document.querySelector(".map").getBoundingClientRect();
  return [...document.querySelectorAll(".leaflet-names-pane .name")].filter(name => {
    const {left, right} = name.getBoundingClientRect();
    return left < map.left || right > map.right;
  }).map(name => name.textContent);
}"""
POINT_ON_CPC = """path => {
  const half = path.getPointAtLength(path.getTotalLength() / 2);
  const {x, y} = half.matrixTransform(path.getScreenCTM());
  return [x, y];
}"""


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("address", PAGES)
def test_large_text_needs_no_scrolling_sideways(open_page, address, lang):
    """At 320 px and twice the text size neither the page nor a table in it runs off the side."""
    open_page.watch.allowed.append("/image.png")  # needs what a test machine may not have
    joint = "&" if "?" in address else "?"
    page = open_page(f"{address}{joint}lang={lang}", viewport={"width": 320, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize(
    "address", ["/claims", "/layers/oil-pipelines", "/sources", "/tour", "/use"]
)
def test_large_titles_keep_their_words_whole(open_page, address, lang):
    """At 320 px and twice the text size a title grows no further than its long words allow."""
    page = open_page(f"{address}?lang={lang}", viewport={"width": 320, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert [word for word in page.evaluate(BROKEN) if len(word) <= 12] == []


def test_a_link_of_two_lines_is_still_one_text(open_page):
    """A finger meets 44 px of a short link, and the lines of a long one are as close as text."""
    page = open_page("/search?q=petro&lang=kk", **PHONE)
    heights = page.locator(".found__what a").evaluate_all(
        "links => links.map(link => [link.getBoundingClientRect().height, link.textContent.length])"
    )
    assert min(height for height, _ in heights) >= 44
    assert max(height for height, _ in heights) < 2 * 44
    assert max(length for _, length in heights) > 45  # of two lines


def test_stacked_rows_are_still_a_table(open_page):
    """Where the rows of findings stack, who listens still hears a table with heads and cells."""
    page = open_page("/claims?lang=en", **PHONE)
    row = page.locator(".table--findings tbody tr").first
    finding, figure = row.locator("th").bounding_box(), row.locator("td").first.bounding_box()
    assert figure["y"] >= finding["y"] + finding["height"]
    roles = roles_of(page)
    assert {"table", "row", "columnheader", "rowheader", "cell"} <= roles


def test_a_chosen_line_is_seen_as_a_whole(open_page):
    """A line that fits beside the panel is moved there when a click opens it."""
    page = wait_until_drawn(open_page("/?lang=en", viewport={"width": 1440, "height": 900}))
    line = marks(page, "oil-pipelines", "cpc")
    page.mouse.click(*line.evaluate(POINT_ON_CPC))
    expect(page.locator("#detail .feature")).to_have_attribute("data-feature", "cpc")
    page.wait_for_function(
        """([path, map]) => {
          const [line, frame] = [path, map].map(one => one.getBoundingClientRect());
          return frame.width < 800 && line.left >= frame.left && line.right <= frame.right;
        }""",
        arg=[line.element_handle(), page.locator(".map").element_handle()],
    )


def test_a_map_without_layers_says_how_to_get_one(open_page):
    """One quiet sentence stands on the map until the first layer is on."""
    page = wait_until_drawn(open_page("/?lang=en&layers="))
    expect(page.locator(".map__empty")).to_be_visible()
    page.locator('input[value="border"]').check()
    expect(page.locator(".map__empty")).to_be_hidden()


def test_that_sentence_leaves_the_buttons_free(open_page):
    """On a phone it stands beside the buttons that zoom, not over them."""
    page = wait_until_drawn(open_page("/?lang=kk&layers=", **PHONE))
    sentence, buttons = (
        page.locator(name).bounding_box() for name in (".map__empty", ".leaflet-control-zoom")
    )
    assert sentence["x"] + sentence["width"] <= buttons["x"]


def test_one_name_stands_for_all_credits_on_a_phone(open_page):
    """OpenStreetMap is credited in one line; a press brings the others, another folds them."""
    page = wait_until_drawn(open_page("/?lang=en", **PHONE))
    opener, all_credits = page.locator(".credits__opener"), page.locator(".credits__all")
    expect(opener).to_contain_text("© OpenStreetMap contributors")
    expect(all_credits).to_be_hidden()
    opener.tap()
    expect(all_credits).to_contain_text("Natural Earth")
    expect(all_credits).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    opener.tap()
    expect(all_credits).to_be_hidden()


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_both_years_of_a_comparison_are_in_sight(open_page, size):
    """However high the bar with the years grows, it covers neither map's year."""
    page = wait_until_drawn(open_page("/?lang=ru&compare=2000&year=2020", **PHONE))
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    bar = page.locator(".comparison__bar").bounding_box()
    years = page.locator(".comparison__year")
    expect(years).to_have_count(2)
    assert min(year.bounding_box()["y"] for year in years.all()) >= bar["y"] + bar["height"]


def test_panels_leave_room_for_a_map_with_large_text(open_page):
    """At 1280 px with text at twice its size both panels lie in the window, a map between them."""
    city = "/?lang=kk&select=northern-cities/KZ-59-petropavl&year=2021"
    page = wait_until_drawn(open_page(city, viewport={"width": 1280, "height": 800}))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    side, frame, detail, years = (
        page.locator(name).bounding_box() for name in ("#side", ".map", "#detail", ".year__range")
    )
    assert side["width"] <= frame["x"] + 1
    assert frame["width"] >= 320
    assert detail["x"] + detail["width"] <= 1280
    assert frame["x"] <= years["x"]
    assert years["x"] + years["width"] <= detail["x"]


@pytest.mark.parametrize("window", [PHONE, {"viewport": {"width": 1440, "height": 900}}])
@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_no_name_is_cut_at_the_edge(open_page, lang, window):
    """Names stand whole on the map, or not at all."""
    page = wait_until_drawn(open_page(f"/?lang={lang}", **window))
    page.wait_for_selector(".leaflet-names-pane .name", state="attached")
    assert page.evaluate(CUT_NAMES) == []


def test_layers_scroll_under_the_title_not_under_the_buttons(open_page):
    """On a phone the atlas's name stays at the top of its sheet, beside the sheet's buttons."""
    page = wait_until_drawn(open_page("/?lang=kk", **PHONE))
    page.locator(".side__body").evaluate("body => { body.scrollTop = 400; }")
    sheet, title = (page.locator(name).bounding_box() for name in ("#side", ".side__title"))
    button = page.locator("#side .sheet__step").first.bounding_box()
    assert title["y"] == pytest.approx(sheet["y"], abs=2)
    assert title["y"] + title["height"] >= button["y"] + button["height"]


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_head_is_read_in_the_order_in_which_it_stands(open_page, width):
    """Links of a page's head follow each other on screen as they do for the keyboard."""
    page = open_page("/layers?lang=kk", viewport={"width": width, "height": 800})
    boxes = [link.bounding_box() for link in page.locator(".masthead a").all()]
    places = [(round(box["y"] / 24), box["x"]) for box in boxes]
    assert places == sorted(places)


def roles_of(page: Page) -> set[str]:
    """The roles in the tree that Chromium gives to assistive technology."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return {node["role"]["value"] for node in nodes if not node.get("ignored")}
