"""Lighthouse finds the pages accessible to everyone and built as is good practice."""

from collections.abc import Iterator

import pytest

from tests.browser.serving import Server, serve
from tests.clients.lighthouse import ask

CITY = "northern-cities/KZ-59-petropavl"
PAGES = [
    "/?lang=en",
    f"/?lang=kk&select={CITY}&year=2021",
    "/embed?lang=ru",
    "/layers/northern-cities?lang=kk",
    f"/layers/{CITY}?lang=ru",
    "/describe?lang=kk",
]
ASKED = ("accessibility", "best-practices")


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """The published atlas, without tiles, which no page needs."""
    with serve(None, tmp_path_factory.mktemp("cache")) as running:
        yield running


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_accessible_and_well_made(modules, chromium, server, address):
    """Accessibility 100 and best practices 95 at least; how fast a page is, a benchmark says."""
    found = ask(modules, chromium, server.url + address, categories=ASKED)
    assert found["scores"]["accessibility"] == 100, found["failed"]
    assert found["scores"]["best-practices"] >= 95, found["failed"]
