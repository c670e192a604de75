"""Without scripts the atlas is a page that reads: headings, layers, legends, tables, links."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import CATALOG, IDS, features, layers_in_address

PLAIN = {"java_script_enabled": False}
FIRST = [entry["id"] for entry in CATALOG if entry["is_first"]]


def test_the_atlas_reads_without_scripts(open_page):
    """Title, every theme and layer, the legends of what is on, and a way to tables are there."""
    page = open_page("/", **PLAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Steppe Atlas")
    for theme in CATALOG.themes:
        if theme["id"] != "basemap":
            expect(page.locator(f'fieldset legend:text-is("{theme["title"]}")')).to_be_visible()
    for entry in CATALOG:
        if entry["id"] != "basemap":
            expect(page.get_by_role("checkbox", name=entry["title"], exact=True)).to_be_visible()
            expect(
                page.locator(f'.choice__about[href="/layers/{entry["id"]}?lang=en"]')
            ).to_be_visible()
    for layer_id in FIRST:
        if len(CATALOG.layer(layer_id)["legend"]) > 1:
            expect(page.locator(f"#legend-{layer_id}")).to_be_visible()
    expect(page.locator("main .map__plain")).to_be_visible()


def test_the_form_without_scripts_chooses_layers_and_year(open_page):
    """Boxes and a year are sent as a form; the answer has those boxes checked and those legends."""
    page = open_page("/?lang=ru", **PLAIN)
    page.locator('input[value="border"]').uncheck()
    page.locator('input[value="events"]').check()
    page.locator('input[value="sites"]').check()
    page.locator('input[name="year"]').fill("2022")
    page.locator(".side__submit").click()
    page.wait_for_url(re.compile("year=2022"))
    asked = {*FIRST, "events", "sites"} - {"border"}
    for layer_id in IDS:
        expect(page.locator(f'input[value="{layer_id}"]')).to_be_checked(checked=layer_id in asked)
    expect(page.locator('input[name="year"]')).to_have_value("2022")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator("#legend-events")).to_be_visible()


def test_the_form_without_scripts_can_switch_all_off(open_page):
    """No box at all is no layer at all, and not the first layers again."""
    page = open_page("/", **PLAIN)
    for layer_id in FIRST:
        page.locator(f'input[value="{layer_id}"]').uncheck()
    page.locator(".side__submit").click()
    page.wait_for_url(re.compile("layers="))
    expect(page.locator('input[name="layers"]:checked')).to_have_count(0)
    assert layers_in_address(page) == set()


def test_a_selected_feature_is_in_the_page_without_scripts(open_page):
    """`select=` brings the feature's panel, with its figures and its sources."""
    page = open_page("/?select=oil-pipelines/cpc", **PLAIN)
    expect(page.locator("#feature .feature__name")).to_be_visible()
    expect(page.locator("#feature .figure").first).to_be_visible()
    expect(page.locator("#feature-sources li").first).to_be_visible()


def test_a_phone_without_scripts_shows_layers_and_feature(open_page):
    """The layers are not folded away beside a feature, whose panel has no bar over its words."""
    window = {"viewport": {"width": 390, "height": 844}}
    page = open_page("/?select=oil-pipelines/cpc", **PLAIN, **window)
    first = page.locator("#atlas-form .choice").first
    first.scroll_into_view_if_needed()
    assert first.evaluate(IS_ON_TOP)
    figure = page.locator("#feature .figure").nth(3)
    figure.evaluate("node => node.scrollIntoView()")
    assert figure.evaluate(IS_ON_TOP)


@pytest.mark.parametrize("layer_id", IDS)
def test_each_layer_has_its_table_without_scripts(open_page, layer_id):
    """A layer's page has description, legend, table, caveats, sources and files."""
    page = open_page(f"/layers/{layer_id}", **PLAIN)
    entry = CATALOG.layer(layer_id)
    expect(page.get_by_role("heading", level=1)).to_have_text(entry["title"])
    rows = page.locator(".table--features tbody tr")
    assert rows.count() == min(entry["feature_count"], page.locator("tbody tr").count()) > 0
    name = features(layer_id)[0]["properties"]["name_en"]
    expect(rows.locator("th[scope=row] a", has_text=name).first).to_be_visible()
    expect(page.locator(".legend").first).to_be_visible()
    expect(page.locator(".about__sources li")).to_have_count(len(entry["source_ids"]))
    assert page.locator(".caveats li").count() == len(entry["caveats"])
    for ending in ("geojson", "csv", "gpkg"):
        assert page.locator(f'.downloads a[href="/layers/{layer_id}.{ending}"]').count() == 1


# Whether an element is what lies at its own upper left.
IS_ON_TOP = """node => {
  const {x, y} = node.getBoundingClientRect();
  return node.contains(document.elementFromPoint(x + 4, y + 4));
}"""
