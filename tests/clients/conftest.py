"""The real server with real tiles, real map libraries from npm, and a browser with WebGL.

Tiles and packages are kept in pytest's cache folder; STEPPE_ATLAS_CACHE_FOLDER names another for
the tiles, STEPPE_ATLAS_CLIENTS_FOLDER for the packages.
"""

import html
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Playwright

from geodata.catalog import Catalog, open_catalog
from geodata.shelf import Shelf
from geodata.tiles import build_tiles
from tests.browser.serving import serve
from tests.browser.watching import Watch
from tests.clients.host import Host, open_host
from tests.clients.libraries import NoLibraries, install
from webapp.tiles import folder_of

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "geodata" / "published"
FLAGS = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    *("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
    # No address but those of the two sites is ever reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PATIENCE_MS = 120_000  # the machine may be busy, and pictures are drawn as they are asked for


@dataclass(frozen=True)
class Atlas:
    """The running atlas: its address without a slash, its catalog, and its tile archives."""

    url: str
    shelf: Shelf

    @property
    def catalog(self) -> Catalog:
        """What is published."""
        return self.shelf.catalog

    @property
    def archive(self) -> Path:
        """The file of the archive with all layers."""
        return self.shelf.folder / self.shelf.find("atlas").file

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids of every layer's published features."""
        return {entry["id"]: ids_in(self.catalog.path(entry["id"])) for entry in self.catalog}

    def snippets(self, path: str) -> dict[str, str]:
        """The snippets of a page of the atlas by id, as a reader would copy them."""
        with urlopen(self.url + path) as answer:
            page = answer.read().decode()
        found = re.findall(r'data-snippet="([a-z-]+)"[^>]*><code>(.*?)</code>', page, re.S)
        return {name: html.unescape(text) for name, text in found}


def ids_in(path: Path) -> set[str]:
    """The ids of a GeoJSON file's features."""
    return {feature["id"] for feature in json.loads(path.read_bytes())["features"]}


@pytest.fixture(scope="session")
def atlas(pytestconfig) -> Iterator[Atlas]:
    """The published atlas on a free port, with its tiles."""
    asked = os.environ.get("STEPPE_ATLAS_CACHE_FOLDER")
    cache = Path(asked) if asked else Path(pytestconfig.cache.mkdir("steppe-atlas"))
    catalog = open_catalog(PUBLISHED)
    folder = folder_of({"PUBLISHED": PUBLISHED, "CACHE_FOLDER": cache})
    build_tiles(catalog, folder)
    with serve(None, cache) as running:
        yield Atlas(running.url, Shelf(catalog, folder))


@pytest.fixture(scope="session")
def modules(pytestconfig) -> Path:
    """The folder of npm packages; without it tests are skipped with npm's own words."""
    asked = os.environ.get("STEPPE_ATLAS_CLIENTS_FOLDER")
    folder = Path(asked) if asked else Path(pytestconfig.cache.mkdir("steppe-atlas-clients"))
    try:
        return install(folder)
    except NoLibraries as fault:
        pytest.skip(str(fault))


@pytest.fixture(scope="session")
def host(modules) -> Iterator[Host]:
    """The site of another origin."""
    with open_host(modules) as site:
        yield site


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """Chromium with WebGL in software."""
    running = playwright.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)
    yield running
    running.close()


@dataclass
class TwoSites(Watch):
    """Watches windows of the other site: only it and the atlas may be asked, all must answer."""

    other: str = ""

    def over(self, page: Page) -> None:
        """Watch a window, its failed requests and bad answers too."""
        super().over(page)
        page.on("response", self._on_response)

    def _on_response(self, response) -> None:
        if response.status >= 400:
            self.seen.append(f"{response.status}: {response.url}")

    def _is_ours(self, url: str) -> bool:
        return super()._is_ours(url) or url.startswith(self.other + "/")


@pytest.fixture
def visit(browser, host, atlas) -> Iterator[Callable[..., Page]]:
    """Publish snippets on the other site and open the page; what went wrong fails the test."""
    contexts, watch = [], TwoSites(atlas.url, other=host.url)

    def open_one(*snippets: str, **options) -> Page:
        context = browser.new_context(**{"viewport": {"width": 900, "height": 640}} | options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        watch.over(page)
        page.goto(host.publish(*snippets))
        return page

    open_one.watch = watch
    yield open_one
    for context in contexts:
        context.close()
    assert watch.faults() == []
