"""What a reader does on the atlas page, and the real conditions that tests wait for.

Every mark on the map carries `data-layer` and `data-feature`; `#atlas` says `data-state="ready"`
once what the address asks for has been drawn.
"""

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from geodata.catalog import Catalog, open_catalog

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "geodata" / "published"
CATALOG: Catalog = open_catalog(PUBLISHED)
LAYERS = [entry for entry in CATALOG if entry["id"] != "basemap"]
IDS = [entry["id"] for entry in LAYERS]
ALL_ON = "/?layers=" + ",".join(IDS)


def wait_until_drawn(page: Page) -> Page:
    """Wait until the layers of the address are on the map."""
    expect(page.locator('#atlas[data-state="ready"]')).to_be_attached()
    return page


def marks(page: Page, layer_id: str, feature_id: str | None = None) -> Locator:
    """The marks of a layer on the map, or that of one feature."""
    feature = f'[data-feature="{feature_id}"]' if feature_id else ""
    return page.locator(f'.map__canvas [data-layer="{layer_id}"]{feature}')


def box_of(page: Page, layer_id: str) -> Locator:
    """The checkbox of a layer."""
    return page.locator(f'input[name="layers"][value="{layer_id}"]')


def layers_in_address(page: Page) -> set[str] | None:
    """The layers that the address names; None when it names none at all."""
    found = re.search(r"[?&]layers=([^&]*)", page.url)
    return set(filter(None, found[1].split(","))) if found else None


def features(layer_id: str) -> list[dict]:
    """The published features of a layer."""
    text = (PUBLISHED / f"{layer_id}.geojson").read_text(encoding="utf-8")
    return json.loads(text)["features"]


def example_of(mark: str) -> tuple[str, str]:
    """A layer and a feature that are drawn with a kind of mark."""
    layer_id = next(entry["id"] for entry in LAYERS if entry["style"]["mark"] == mark)
    return layer_id, features(layer_id)[0]["id"]


def choose_year(page: Page, year: int) -> None:
    """Move the year's range to a year, as a reader does who lets go of it there."""
    page.locator(".year__range").evaluate(
        "(range, year) => { range.value = year;"
        " for (const name of ['input', 'change']) range.dispatchEvent(new Event(name, "
        "{bubbles: true})); }",
        str(year),
    )
