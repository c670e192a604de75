"""The map's frame: its small tools speak the page's language."""

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import wait_until_drawn

UNITS = [("en", "km"), ("kk", "км"), ("ru", "км")]


@pytest.mark.parametrize(("lang", "unit"), UNITS)
def test_the_scale_bar_speaks_the_language(open_page, lang, unit):
    """Kilometres are written as the language writes them, at first and after a zoom."""
    page = wait_until_drawn(open_page(f"/?lang={lang}&map=5/50.00/66.00"))
    bar = page.locator(".leaflet-control-scale-line")
    expect(bar).to_have_text(f"300 {unit}")
    page.locator(".leaflet-control-zoom-out").click()
    expect(bar).to_have_text(f"500 {unit}")
