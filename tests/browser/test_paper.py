"""Pages on paper: what would run off a sheet is lost, and an empty sheet is one too many."""

import pytest

A4_PORTRAIT_PX = 718  # between margins of 10 mm, at 96 px an inch
A4_LANDSCAPE_PX = 1060  # between margins of 8 mm, at 96 px an inch
TABLES = ("northern-cities", "border-regions", "events", "sites", "trade-partners")
WIDE = ("layers/oil-pipelines", "layers/gas-pipelines", "sources/pipelines", "sources/events")


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("layer", TABLES)
def test_every_column_of_a_layer_is_on_the_sheet(open_page, layer, lang):
    """Wide tables fit a turned sheet; no column is left behind a scroll bar."""
    window = {"width": A4_LANDSCAPE_PX, "height": 740}
    page = open_page(f"/layers/{layer}?lang={lang}", viewport=window)
    page.emulate_media(media="print")
    box = page.locator(".table--features").bounding_box()
    assert box["x"] + box["width"] <= A4_LANDSCAPE_PX


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("address", WIDE)
def test_rows_of_many_columns_are_paragraphs_on_paper(open_page, address, lang):
    """They fit an upright sheet too; what is known stands behind its head, the rest nowhere."""
    window = {"width": A4_PORTRAIT_PX, "height": 1000}
    page = open_page(f"/{address}?lang={lang}", viewport=window)
    page.emulate_media(media="print")
    box = page.locator(".table--features").bounding_box()
    assert box["x"] + box["width"] <= A4_PORTRAIT_PX
    heads, values = page.locator(".table--features tbody").evaluate(
        """body => [[...body.querySelectorAll('td[data-head]')].length,
          [...body.querySelectorAll('td')].filter(cell => cell.textContent.trim()).length]"""
    )
    assert heads == values > 0


@pytest.mark.parametrize("address", ["/claims?lang=kk", "/claims?lang=en", "/tour?lang=en"])
def test_the_first_sheet_is_not_empty(open_page, address):
    """A list begins under the head of its page, also when its first part is long."""
    page = open_page(address)
    page.emulate_media(media="print")
    breaks = page.locator(":is(.claim, .stop)").first.evaluate(
        "one => getComputedStyle(one).breakInside"
    )
    assert breaks == "auto"
