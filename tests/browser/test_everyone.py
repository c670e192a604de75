"""Every reader gets everything: by keys and buttons, in words, on paper, at 320 px."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import ALL_ON, CATALOG, LAYERS, features, marks, wait_until_drawn
from tests.browser.test_narrow import PHONE, TABLET, overflow

CITY = "northern-cities/KZ-63-oskemen"
SMALL = {"viewport": {"width": 320, "height": 640}}
PAGES = [
    "/",
    f"/?select={CITY}",
    "/layers",
    "/layers/northern-cities",
    "/layers/events",
    f"/layers/{CITY}",
    "/sources",
    "/use",
    "/embed",
    f"/embed?select={CITY}",
    "/describe",
    "/nowhere",
]


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("address", PAGES)
def test_at_320_px_nothing_runs_off_the_side(open_page, address, lang):
    """Long words of Kazakh and Russian wrap; what is wide by nature scrolls in its own frame."""
    allow_missing(open_page, address)
    page = open_page(in_language(address, lang), **SMALL)
    assert overflow(page) <= 0


def test_no_layer_is_out_of_reach_of_keys(open_page):
    """Of each layer one mark is a tab stop, and every mark is a button with a name."""
    page = wait_until_drawn(
        open_page(ALL_ON + "&map=6/51/68", viewport={"width": 1800, "height": 1200})
    )
    for entry in LAYERS:
        found = marks(page, entry["id"])
        drawn = found.count()
        assert drawn, entry["id"]
        assert drawn == page.evaluate(NAMED_BUTTONS, entry["id"]), entry["id"]
        assert page.evaluate(TAB_STOPS, entry["id"]) == 1, entry["id"]


@pytest.mark.parametrize("window", [PHONE, {}], ids=["phone", "desk"])
def test_arrow_keys_reach_every_city(open_page, window):
    """Going on with the arrows in all directions comes by every ring of the view."""
    page = wait_until_drawn(open_page("/?layers=northern-cities", **window))
    expect(marks(page, "northern-cities")).to_have_count(len(features("northern-cities")))
    reached = page.evaluate(WALK, "northern-cities")
    assert reached == len(features("northern-cities"))


def test_a_panel_takes_the_focus_and_gives_it_back(open_page):
    """Enter on a mark opens its panel and goes there; Escape goes back to the mark."""
    page = wait_until_drawn(open_page("/?layers=northern-cities"))
    mark = marks(page, *CITY.split("/"))
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()


@pytest.mark.parametrize("window", [PHONE, TABLET, {}], ids=["phone", "tablet", "desk"])
def test_what_the_address_selects_is_in_sight(open_page, window):
    """No panel lies over the city that a link opens, and the link stays as it is."""
    page = wait_until_drawn(open_page(f"/?select={CITY}", **window))
    mark = marks(page, *CITY.split("/"))
    expect(mark).to_be_in_viewport()
    assert page.evaluate(IS_ON_TOP, CITY.split("/")[1])
    assert "map=" not in page.url


def test_the_first_view_of_a_phone_is_the_steppe(open_page):
    """The map fills what the sheet leaves; neither the Arctic nor Arabia is in it."""
    page = wait_until_drawn(open_page("/", **PHONE))
    south, north = page.evaluate(
        "() => { const box = atlas.map.getBounds(); return [box.getSouth(), box.getNorth()]; }"
    )
    assert 25 < south < 41
    assert 57 < north < 70
    sheet, canvas = (page.locator(one).bounding_box() for one in ("#side", ".map__canvas"))
    assert canvas["y"] + canvas["height"] <= sheet["y"] + 1


def test_buttons_move_the_map(open_page):
    """Four buttons do what a drag does, without one."""
    page = wait_until_drawn(open_page("/?map=5/50/65"))
    page.locator(".pan__open").click()
    page.get_by_role("button", name="To the east").click()
    page.wait_for_function("() => atlas.map.getCenter().lng > 66")
    page.get_by_role("button", name="To the south").click()
    page.wait_for_function("() => atlas.map.getCenter().lat < 49")


def test_the_description_follows_the_map(open_page):
    """Opened, it tells the view; after a move or a change of layers the new one, politely."""
    page = wait_until_drawn(open_page("/?layers=northern-cities&map=6/50/82"))
    page.locator(".describe__title").click()
    where = page.locator("#describe .description__where")
    status = page.locator("#describe [role=status]")
    expect(status).to_contain_text("The map shows the area")
    before = where.text_content()
    page.keyboard.press("Escape")
    expect(page.locator(".describe__title")).to_be_focused()
    page.evaluate("atlas.map.setView([47, 52], 6, {animate: false})")
    page.keyboard.press("Enter")
    expect(where).not_to_have_text(before)
    expect(page.locator("#description")).to_contain_text("Atyrau")
    page.locator('input[name="layers"][value="corridors"]').check()
    expect(page.locator("#description")).to_contain_text("Transport corridors")
    expect(status).to_contain_text("2 layers are on")


def test_a_description_that_fails_says_so(open_page):
    """What was there stays, with a sentence."""
    open_page.watch.allowed += ["500", "Failed to load"]
    page = wait_until_drawn(open_page("/"))
    page.route(re.compile(r"/describe\?"), lambda route: route.fulfill(status=500, body="no"))
    page.locator(".describe__title").click()
    expect(page.locator("#describe [role=status]")).to_have_text(
        "The description could not be loaded."
    )
    expect(page.locator("#description")).to_be_visible()


def test_dates_on_the_map_are_words(open_page):
    """No mark is announced with a date in digits, in Kazakh as in English."""
    for lang, month in (("kk", "қаңтар"), ("en", "January")):
        page = wait_until_drawn(open_page(f"/?layers=events&lang={lang}"))
        labels = marks(page, "events").evaluate_all("all => all.map(one => one.ariaLabel)")
        assert not [label for label in labels if re.search(r"\d{4}-\d\d", label)]
        assert [label for label in labels if month in label]


def test_a_closer_zoom_is_said_only_of_what_is_on(open_page):
    """A layer that is off does not say that it waits for a closer zoom."""
    page = wait_until_drawn(open_page("/?map=4/50/65"))
    waiting = next(entry["id"] for entry in CATALOG if entry["style"].get("min_zoom", 0) > 4)
    note = page.locator(f"#zoom-{waiting}")
    expect(note).to_be_hidden()
    page.locator(f'input[name="layers"][value="{waiting}"]').check()
    expect(note).to_be_visible()


def test_on_paper_there_are_map_legend_and_sources(open_page):
    """Printing shows the map whole, its legend, the panel and its works, and no control."""
    page = wait_until_drawn(open_page(f"/?select={CITY}&year=2021"))
    page.emulate_media(media="print")
    for there in (".map__canvas", ".credits", "#legend-oil-pipelines", ".feature__works"):
        expect(page.locator(there).first).to_be_visible()
    for gone in (".leaflet-control-zoom", ".pan", ".choice__box", ".detail__close", ".year__range"):
        expect(page.locator(gone).first).to_be_hidden()
    canvas = page.locator(".map__canvas").bounding_box()
    assert canvas["width"] <= 745
    assert canvas["height"] <= 665
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"


@pytest.mark.parametrize("view", ["en", "kk", "ru", "en&layers=oil-pipelines,border"])
def test_what_fits_on_a_sheet_takes_one(open_page, view):
    """Map, the legend of the first view and the year are on one sheet; no empty one follows."""
    page = wait_until_drawn(open_page(f"/?lang={view}"))
    assert len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))) == 1


def test_forced_colours_keep_names_readable(open_page):
    """With forced colours names stand on the ground colour, and controls keep their edges."""
    page = wait_until_drawn(open_page("/", forced_colors="active"))
    name = page.locator(".name").first
    expect(name).to_be_visible()
    ground = name.evaluate("one => getComputedStyle(one).backgroundColor")
    assert not ground.startswith("rgba(0, 0, 0, 0")


@pytest.mark.parametrize(("locale", "lang"), [("kk-KZ", "kk"), ("ru-RU", "ru"), ("de-DE", "en")])
def test_the_browser_chooses_the_first_language(open_page, locale, lang):
    """Without a word in the address; every change then writes it there."""
    page = wait_until_drawn(open_page("/", locale=locale))
    expect(page.locator("html")).to_have_attribute("lang", lang)
    page.locator('input[name="layers"][value="corridors"]').check()
    expect(page).to_have_url(re.compile(rf"[?&]lang={lang}\b"))
    page.locator('.languages a[hreflang="en"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"corridors.*[?&]lang=en\b"))


def allow_missing(open_page, address: str) -> None:
    """Expect the 404 of the page that nobody wrote."""
    open_page.watch.allowed += ["status of 404"] if address == "/nowhere" else []


def in_language(address: str, lang: str) -> str:
    """An address with its language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


NAMED_BUTTONS = """id => [...document.querySelectorAll(`.map__canvas [data-layer="${id}"]`)]
  .filter(one => one.getAttribute('role') === 'button' && one.getAttribute('aria-label')).length"""
TAB_STOPS = """id => document.querySelectorAll(
  `.map__canvas [data-layer="${id}"][tabindex="0"]`).length"""
WALK = """id => {
  const all = [...document.querySelectorAll(`.map__canvas [data-layer="${id}"]`)];
  const seen = new Set();
  const waiting = [all.find(one => one.tabIndex === 0)];
  while (waiting.length) {
    const from = waiting.pop();
    if (seen.has(from)) continue;
    seen.add(from);
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      from.focus();
      from.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
      waiting.push(document.activeElement);
    }
  }
  return seen.size;
}"""
IS_ON_TOP = """id => {
  const mark = document.querySelector(`.map__canvas [data-feature="${id}"]`);
  const box = mark.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return Boolean(top.closest('.map__canvas'));
}"""
