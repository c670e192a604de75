"""The dialog "Use this map": snippets of what is on screen, copied by button, left by Escape."""

import pytest
from playwright.sync_api import expect


def open_dialog(page):
    """Press the link that opens the dialog; return the dialog."""
    page.locator("#use-opener").click()
    dialog = page.get_by_role("dialog", name="Use this map")
    expect(dialog).to_be_visible()
    return dialog


def test_it_offers_what_is_on_screen(open_page):
    """The snippets have the year and the layers that the reader has chosen since the page came."""
    page = open_page("/?layers=sites")
    page.locator('input[name="layers"][value="border"]').check()
    page.wait_for_function("() => location.search.includes('border')")
    dialog = open_dialog(page)
    expect(dialog.locator('[data-snippet="iframe"]')).to_contain_text("/embed?layers=border,sites")


def test_focus_comes_in_and_goes_back(open_page):
    """Focus moves to the title, stays inside, and returns to the opener after Escape."""
    page = open_page()
    dialog = open_dialog(page)
    expect(page.locator("#use-title")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        is_inside = "() => !document.activeElement.closest('main')"
        assert page.evaluate(is_inside)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#use-opener")).to_be_focused()


def test_escape_leaves_the_opened_feature(open_page):
    """Escape closes the dialog alone; a feature that was open before stays open."""
    page = open_page("/?select=sites/baikonur_town")
    expect(page.locator("#detail")).to_be_visible()
    dialog = open_dialog(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#detail")).to_be_visible()


def test_a_button_copies(open_page):
    """Copy puts the snippet on the clipboard, and says so to eyes and ears."""
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog = open_dialog(page)
    dialog.get_by_role("button", name="Copy").first.click()
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == dialog.locator('[data-snippet="iframe"]').text_content()
    assert copied.startswith("<iframe ")


def test_where_copying_is_forbidden_the_text_is_selected(open_page):
    """A browser that keeps its clipboard closed selects the snippet instead."""
    page = open_page()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    dialog = open_dialog(page)
    dialog.get_by_role("button", name="Copy").first.click()
    selected = page.evaluate("String(getSelection())")
    assert selected.strip() == dialog.locator('[data-snippet="iframe"]').text_content()


@pytest.mark.parametrize("width", [390, 800, 1440])
def test_it_fits_the_window(open_page, width):
    """Nothing of the dialog lies outside the window, at any width."""
    page = open_page("/", viewport={"width": width, "height": 700})
    if width < 1024:
        page.evaluate("() => document.getElementById('use-opener').click()")
    else:
        page.locator("#use-opener").click()
    box = page.locator("dialog#use[open]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] <= 700


def test_without_scripts_it_is_a_page(open_page):
    """The link leads to the page of snippets."""
    page = open_page("/", java_script_enabled=False)
    page.locator("#use-opener").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Use this map")
    expect(page.locator("[data-snippet=iframe]")).to_be_visible()
