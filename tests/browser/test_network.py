"""The atlas needs no other host: nothing foreign is asked for, and the map is complete."""

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import (
    ALL_ON,
    IDS,
    LAYERS,
    example_of,
    marks,
    wait_until_drawn,
)

PAGES = [
    "/",
    ALL_ON + "&select=oil-pipelines/cpc&year=2022",
    "/?lang=kk&map=6/50/70",
    "/layers",
    "/layers/border-regions",
    "/".join(("/layers", *example_of("composition"))),
    "/sources",
    "/embed",
    "/use",
]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_asks_another_host(open_page, address):
    """Every request goes to the atlas, none breaks the page's policy, none writes an error."""
    page = open_page(address)
    page.wait_for_load_state("networkidle")
    assert open_page.watch.requests
    assert open_page.watch.faults() == []


def test_the_map_is_complete_with_every_layer_on(open_page):
    """All layers, ground, names, scale and credits are drawn without any other host."""
    page = wait_until_drawn(open_page(ALL_ON + "&map=6/51.5/67"))
    page.wait_for_load_state("networkidle")
    for layer_id in IDS:
        expect(marks(page, layer_id)).not_to_have_count(0)
    expect(page.locator(".name--ring")).not_to_have_count(0)
    expect(page.locator(".leaflet-control-scale-line")).not_to_be_empty()
    credits = {name for entry in LAYERS for name in entry["attribution"].split("; ")}
    for name in credits:
        expect(page.locator(".credits")).to_contain_text(name)
    assert page.evaluate(COLOURS_ON_CANVASES) > 1, "the ground is not drawn"
    expect(page.locator(".notice")).to_have_count(0)


def test_the_pages_policy_forbids_what_data_could_bring(open_page):
    """Inline scripts and handlers are refused by the page's policy, should one ever get in."""
    open_page.watch.allowed += ["Content Security Policy"]
    page = wait_until_drawn(open_page("/"))
    page.evaluate(INJECT)
    assert page.evaluate("typeof window.pwned") == "undefined"
    policy = page.request.get("/").headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


INJECT = """() => {
  const script = document.createElement('script');
  script.textContent = 'window.pwned = 1';
  document.body.append(script);
  const box = document.createElement('div');
  box.innerHTML = '<img src="data:," onerror="window.pwned = 1"><svg onload="window.pwned = 1">';
  document.body.append(box);
  return new Promise(resolve => setTimeout(resolve, 0));
}"""

# How many different colours the map's canvases show together.
COLOURS_ON_CANVASES = """() => {
  const colours = new Set();
  for (const canvas of document.querySelectorAll('.map__canvas canvas')) {
    if (!canvas.width || !canvas.height) continue;
    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 404) colours.add(data.slice(at, at + 4).join());
  }
  return colours.size;
}"""
