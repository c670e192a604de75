"""The dialog "Share this view": the link of what is on screen, and the files that show it."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.atlas_page import wait_until_drawn


def open_dialog(page):
    """Press the link that opens the dialog; return the dialog."""
    page.locator("#share-opener").click()
    dialog = page.get_by_role("dialog", name="Share this view")
    expect(dialog).to_be_visible()
    return dialog


@pytest.fixture
def page(open_page):
    """The atlas with two layers in a year."""
    page = open_page("/?layers=sites,border&year=2015&lang=en")
    return wait_until_drawn(page)


def test_the_link_is_what_is_on_screen(page):
    """The link says what the reader has chosen since the page came; Escape gives the focus back."""
    page.locator('input[name="layers"][value="events"]').check()
    page.wait_for_function("() => location.search.includes('events')")
    dialog = open_dialog(page)
    link = dialog.locator('[data-snippet="link"]').inner_text()
    assert urlsplit(link).query == page.evaluate("location.search").lstrip("?")
    expect(page.locator("#use-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#share-opener")).to_be_focused()


def test_the_files_are_of_the_window(page):
    """Table and drawing are of the box in the window, and the drawing is one."""
    dialog = open_dialog(page)
    box = page.evaluate("window.atlas.map.getBounds().toBBoxString().split(',').map(Number)")
    for name in ("steppe-atlas.csv", "steppe-atlas.svg", "steppe-atlas.png"):
        link = dialog.locator(f'a[download="{name}"]')
        said = parse_qs(urlsplit(link.get_attribute("href")).query)
        assert [float(side) for side in said["bbox"][0].split(",")] == pytest.approx(box, abs=1e-4)
        assert said["year"] == ["2015"]
    with page.expect_download() as download:
        dialog.locator('a[download="steppe-atlas.svg"]').click()
    root = ElementTree.parse(download.value.path()).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_the_device_may_share(page):
    """Where the browser can share, a button hands it the title and the link."""
    page.evaluate("""() => { navigator.share = async what => { window.shared = what; }; }""")
    dialog = open_dialog(page)
    dialog.get_by_role("button", name="Share…").click()
    shared = page.evaluate("window.shared")
    assert shared["url"] == dialog.locator('[data-snippet="link"]').inner_text()
    assert "2015" in shared["title"]


def test_the_drawing_is_drawn(open_page):
    """Chromium draws the SVG: the Caspian Pipeline's ink is where the line is."""
    page = open_page("/image.svg?layers=oil-pipelines&bbox=36,42,60,54&width=800&height=600")
    line = page.locator('[data-feature="cpc"] path').last
    assert line.get_attribute("stroke") == "#7a3e00"
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    colours = {colour: count for count, colour in picture.getcolors(1 << 24)}
    assert colours[(0x7A, 0x3E, 0x00)] > 500


def test_without_scripts_it_is_a_page(open_page):
    """The link leads to a page with the same link and files."""
    page = open_page("/?layers=sites&lang=en", java_script_enabled=False)
    page.locator("#share-opener").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Share this view")
    expect(page.locator("a[download]")).to_have_count(5)


@pytest.mark.parametrize("width", [320, 390, 800, 1440])
def test_it_fits_the_window(open_page, width):
    """Nothing of the dialog lies outside the window, at any width, and nothing is cut off."""
    page = open_page("/?lang=ru", viewport={"width": width, "height": 700})
    page.evaluate("() => document.getElementById('share-opener').click()")
    expect(page.locator("dialog#use[open]")).to_be_visible()
    box = page.locator("dialog#use[open]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    body = page.locator(".use__body")
    assert body.evaluate("body => body.scrollWidth <= body.clientWidth")
