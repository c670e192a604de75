"""How to cite: a dialog over the map from the panels, a page of its own without scripts."""

from playwright.sync_api import expect


def test_a_feature_is_cited_in_a_dialog(open_page):
    """The panel's link opens the citation of the feature; focus comes in and goes back."""
    page = open_page("/?select=northern-cities/KZ-71&year=2021")
    page.locator("#detail .feature__cite").click()
    dialog = page.get_by_role("dialog", name="Cite")
    expect(dialog.locator('[data-snippet="text"]')).to_contain_text("Astana, Cities of the north")
    expect(dialog.locator('[data-snippet="text"]')).to_contain_text("year=2021")
    expect(page.locator("#use-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#detail")).to_be_visible()
    expect(page.locator("#detail .feature__cite")).to_be_focused()


def test_the_view_is_cited_as_it_is_now(open_page):
    """The panel of layers cites what is on screen, not what was when the page came."""
    page = open_page("/?layers=sites")
    page.locator('input[name="layers"][value="border"]').check()
    page.wait_for_function("() => location.search.includes('border')")
    page.locator("#cite-opener").click()
    dialog = page.get_by_role("dialog", name="Cite")
    expect(dialog.locator('[data-snippet="text"]')).to_contain_text("layers=border,sites")


def test_each_form_is_copied(open_page):
    """A format opens, and its button puts it on the clipboard."""
    page = open_page("/?layers=border&lang=ru")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#cite-opener").click()
    form = page.locator(".cite__form").first
    form.locator("summary").click()
    form.get_by_role("button", name="Копировать").click()
    expect(page.locator("#cite [role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@online{steppe-atlas-")
    assert "Граница Казахстана и России" in copied


def test_without_scripts_it_is_a_page(open_page):
    """The link leads to a page with the sentence, the formats and the files."""
    page = open_page("/layers/border", java_script_enabled=False)
    page.get_by_role("link", name="Cite this layer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Border of Kazakhstan and Russia")
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS").click()
    assert download.value.suggested_filename == "steppe-atlas.ris"
