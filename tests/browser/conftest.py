"""The real server and a real browser: one of each for all tests, a new window for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.atlas_page import wait_until_drawn
from tests.browser.saved_file import Opened
from tests.browser.serving import Server, serve
from tests.browser.watching import Watch

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but the server's own is ever looked up, no other address is ever reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE_MS = 30_000  # the machine may be busy; no test asserts how long anything takes


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """The published atlas on a free port, without tiles, which no page needs."""
    with serve(None, tmp_path_factory.mktemp("cache")) as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    expect.set_options(timeout=PATIENCE_MS)
    running = playwright.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)
    yield running
    running.close()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Open an address of the atlas in a new window; options are those of the window.

    What went wrong in any window fails the test at its end: requests to other hosts, errors in the
    console, breaches of the policy, dialogs. `page.watch.allowed` says what is expected.
    """
    contexts, watch = [], Watch(server.url)

    def open_one(address: str = "/", **options) -> Page:
        size = {"width": 1440, "height": 900}
        context = browser.new_context(**{"viewport": size, "base_url": server.url} | options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        if options.get("java_script_enabled") is False:
            watch.allowed.append("was preloaded using link preload")  # for the scripts, in vain
        page = context.new_page()
        watch.over(page)
        page.goto(address)
        return page

    open_one.watch = watch
    yield open_one
    for context in contexts:
        context.close()
    assert watch.faults() == []


@pytest.fixture
def save(server, tmp_path) -> Callable[[str], Path]:
    """Download the file of a view; return where it lies."""

    def save_one(query: str) -> Path:
        with urlopen(f"{server.url}/atlas.html{query}", timeout=300) as answer:
            assert "steppe-atlas.html" in answer.headers["Content-Disposition"]
            (tmp_path / "steppe-atlas.html").write_bytes(answer.read())
        return tmp_path / "steppe-atlas.html"

    return save_one


@pytest.fixture
def open_file(browser) -> Iterator[Callable[..., Page]]:
    """Open a file from disk; at the end nothing was asked of a network and nothing went wrong."""
    opened = []

    def open_one(path: Path, **options) -> Page:
        size = {"width": 1440, "height": 900}
        context = browser.new_context(**{"viewport": size, "offline": True} | options)
        context.set_default_timeout(PATIENCE_MS)
        window = Opened(context.new_page())
        opened.append(window)
        window.page.goto(path.as_uri())
        return wait_until_drawn(window.page)

    yield open_one
    for window in opened:
        window.page.context.close()
    assert [window.asked for window in opened] == [[]] * len(opened)
    assert [window.said for window in opened] == [[]] * len(opened)
