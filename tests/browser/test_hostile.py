"""Data is text wherever it goes: a hostile atlas runs nothing and is shown letter by letter."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import marks, wait_until_drawn
from tests.browser.hostile import HOSTILE, HOSTILE_ID, publish_hostile_atlas
from tests.browser.serving import Server, serve

ALL_ON = "/?layers=border,crossings,oblasts,rivers,towns&map=7/51.5/64"
TOWN = "towns/ak-kala"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Server:
    """The hostile atlas, served like any other."""
    published = publish_hostile_atlas(tmp_path_factory.mktemp("hostile") / "atlas")
    with serve(published, tmp_path_factory.mktemp("cache")) as running:
        yield running


@pytest.fixture
def hostile_page(open_page):
    """Open an address and make sure, at the end, that nothing of the data was run in it."""
    pages = []

    def open_one(address: str, **options) -> Page:
        pages.append(open_page(address, **options))
        return pages[-1]

    yield open_one
    for page in pages:
        assert page.evaluate("typeof window.pwned") == "undefined"
        assert (
            page.locator("img[src='x'], [onerror], [onload], a[href^='javascript' i]").count() == 0
        )
    assert open_page.watch.faults() == []


def test_the_map_and_its_panel_show_texts_letter_by_letter(hostile_page):
    """Layer list, themes, legends, credits, names on the map and the panel are text."""
    page = wait_until_drawn(hostile_page(f"{ALL_ON}&select={TOWN}&year=2021"))
    for sink in (
        ".theme__title",
        ".choice__title",
        ".choice__about .visually-hidden",
        "#legend-towns .legend__title",
        ".credits",
        ".name--country",
        "#detail .feature__name",
        "#detail .feature__names [lang=kk]",
        "#detail .feature__names [lang=ru]",
        "#detail .figure dt",
        "#detail .figure__how",
        "#detail .figure__value",
        "#detail .feature__text p",
        "#detail .records h3",
        "#detail .records .caveat",
        "#detail .table--shares th[scope=row]",
        "#detail .work__title",
        "#detail .work__license",
        "#detail .caveat",
    ):
        expect(page.locator(sink).first).to_contain_text(HOSTILE.split(" {{")[0])
    assert HOSTILE in page.evaluate("document.body.textContent")


@pytest.mark.parametrize("layer_id", ["border", "crossings", "oblasts", "rivers", "towns"])
def test_each_kind_of_mark_opens_with_text_alone(hostile_page, layer_id):
    """Tooltip, accessible name, title and panel of every kind of mark hold the text as it is."""
    page = wait_until_drawn(hostile_page(f"/?layers={layer_id}&map=7/51.5/64"))
    mark = marks(page, layer_id).first
    assert HOSTILE in mark.get_attribute("aria-label")
    mark.dispatch_event("mouseover")
    expect(page.locator(".tip__name")).to_contain_text(HOSTILE)
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#detail .feature__name")).to_contain_text(HOSTILE)


def test_an_id_that_no_check_would_pass_is_text_too(hostile_page):
    """A feature's id is quoted in addresses and attributes; its panel opens and its link leads."""
    page = wait_until_drawn(hostile_page("/?layers=crossings&map=7/51.5/64"))
    page.locator(f".map__canvas [data-feature={quoted_in_css(HOSTILE_ID)}]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#feature")).to_have_attribute("data-feature", HOSTILE_ID)
    page.reload()
    expect(page.locator("#feature")).to_have_attribute("data-feature", HOSTILE_ID)
    page.locator(".feature__own").click()
    expect(page.locator("#feature")).to_have_attribute("data-feature", HOSTILE_ID)


@pytest.mark.parametrize(
    ("address", "sinks"),
    [
        ("/layers", ["h2", ".entry__title", ".entry__what", ".entry__facts"]),
        (
            "/layers/towns",
            ["h1", ".lead", ".legend__title", ".caveat", "caption", "th[scope=col]", "td"],
        ),
        ("/layers/crossings", ["th[scope=row]", "td", ".licenses", ".work__title", ".footer"]),
        (
            f"/layers/{TOWN}?lang=ru",
            [".feature__name", ".figure dt", ".feature__text p", ".caveat"],
        ),
        ("/sources", [".work__title", ".work__citation", ".work__license"]),
        ("/use/towns", ["main"]),
        (f"/embed?layers=towns&select={TOWN}", ["body"]),
    ],
)
def test_pages_show_texts_letter_by_letter(hostile_page, address, sinks):
    """Headings, tables, captions, credits, citations and the window's title are text."""
    page = hostile_page(address)
    page.wait_for_load_state("networkidle")
    for sink in sinks:
        texts = page.locator(sink).evaluate_all("nodes => nodes.map(node => node.textContent)")
        assert any(HOSTILE in text for text in texts), f"{sink} has no hostile text: {texts[:3]}"
    if "layers/" in address:
        assert HOSTILE.partition("  ")[0] in page.title()


@pytest.mark.parametrize(
    "address",
    [
        "/layers/" + quote(HOSTILE, safe=""),
        "/layers/towns/" + quote(HOSTILE.replace("/", ""), safe=""),
        "/?lang=" + quote(HOSTILE, safe=""),
        "/?" + quote(HOSTILE, safe="") + "=1",
        "/?select=" + quote(f"towns/{HOSTILE}", safe=""),
        "/" + quote(HOSTILE, safe=""),
    ],
)
def test_an_error_repeats_what_it_received_as_text(hostile_page, open_page, address):
    """Error pages quote a hostile address and run none of it."""
    open_page.watch.allowed += ["status of 4"]
    page = hostile_page(address)
    expect(page.locator(".lead")).to_contain_text("window.pwned=1")


def test_a_notice_names_a_layer_as_text(hostile_page, open_page):
    """The sentence about a layer that failed puts its title in as text."""
    open_page.watch.allowed += ["503"]
    page = wait_until_drawn(hostile_page("/?layers="))
    page.route("**/layers/rivers.geojson", lambda route: route.fulfill(status=503))
    page.locator('input[value="rivers"]').check()
    expect(page.locator(".notice")).to_contain_text(HOSTILE)


def quoted_in_css(text: str) -> str:
    """A text as a string of a CSS selector."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
