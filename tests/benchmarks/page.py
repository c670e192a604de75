"""The first view against a stock Folium page of the same layers, and the frames of pan and zoom.

    python -m tests.benchmarks.page [--rounds 5] [--throttle 4] [--address URL]

Needs Chromium, and npm for the files that Folium takes from elsewhere. Both pages come from the
loopback address to a new window with an empty cache;
`--address` measures a server that is running already. A browser without a GPU, as on most servers,
draws in software, so its frames are slower than a reader's.
"""

import argparse
import statistics
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import geodata
from geodata.catalog import open_catalog
from tests.benchmarks import sides
from tests.benchmarks.stock_page import install, stock_page

PUBLISHED = geodata.__path__[0] + "/published"
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")
DESK = {"viewport": {"width": 1440, "height": 900}}
SETTLE_MS = 5000
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
# Each page says itself when its map is complete and painted; nothing else runs in it meanwhile.
SAY = """const say = () => requestAnimationFrame(() => requestAnimationFrame(() => (
  console.debug(`complete ${performance.now()}`))));"""
OURS = f"""{SAY}
  new MutationObserver((_, watcher) => {{
    if (document.getElementById('atlas')?.dataset.state !== 'ready') return;
    watcher.disconnect();
    say();
  }}).observe(document, {{subtree: true, attributeFilter: ['data-state']}});"""
STOCK = f"{SAY} addEventListener('load', say);"  # what is inlined is drawn before that
WATCH_FRAMES = """() => {
  window.frames_ms = [];
  let last = performance.now();
  const tick = now => { frames_ms.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def main() -> None:
    """Compare bytes and time to the map as ratios; then measure frames with every layer on."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--throttle", type=float, default=4)
    parser.add_argument("--address")
    options = parser.parse_args()
    catalog = open_catalog(Path(PUBLISHED))
    with (
        tempfile.TemporaryDirectory() as folder,
        atlas(options.address) as ours,
        _browser() as browser,
    ):
        assets = install(Path(folder))
        for what, has_all in (("the same layers", False), ("all layers that ours offers", True)):
            with stock_page(catalog, assets, has_all=has_all) as theirs:
                _compare(browser, ours, theirs, what, options)
        ids = ",".join(entry["id"] for entry in catalog if entry["id"] != "basemap")
        every = f"{ours}?layers={ids}"
        for name, address, window, throttle in (
            ("first layers", ours, DESK, 1),
            ("every layer", every, DESK, 1),
            (
                f"first layers, phone, {options.throttle:g} × throttle",
                ours,
                PHONE,
                options.throttle,
            ),
            (
                f"every layer, phone, {options.throttle:g} × throttle",
                every,
                PHONE,
                options.throttle,
            ),
        ):
            for what, move in (("pan", _pan), ("zoom", _zoom)):
                frames = _frames(browser, address, move, window, throttle)
                cuts = statistics.quantiles(frames, n=20)
                print(
                    f"{name}, {what}: {len(frames)} frames, median {statistics.median(frames):.1f}"
                    f" ms, p95 {cuts[18]:.1f} ms, longest {max(frames):.0f} ms (reach ≤ 20)"
                )


def _compare(browser: Browser, ours: str, theirs: str, what: str, options: Namespace) -> None:
    sizes = _bytes(browser, ours, OURS), _bytes(browser, theirs, STOCK)
    print(f"bytes: {sizes[0]:,}; of a stock page with {what} {sizes[1]:,}")
    sides.say(f"bytes, of a stock page with {what}", [sizes[0] / sizes[1]], "≤ 0.25")
    for name, measure, reach in (
        ("seconds to the map", partial(_seconds, browser, options.throttle), "≤ 0.5"),
        ("CPU seconds to the map", partial(_cpu_seconds, browser), "none; for a busy machine"),
    ):
        ratios = sides.compare(
            partial(measure, ours, OURS), partial(measure, theirs, STOCK), options.rounds
        )
        sides.say(f"{name}, of a stock page with {what}", ratios, reach)


@contextmanager
def atlas(address: str | None) -> Iterator[str]:
    """The address of a server with tiles; of one that is started for it where none is given."""
    if address:
        yield address
        return
    port = sides.free_port()
    with sides.running(sides.atlas_server(port), port):
        yield f"http://{sides.HOST}:{port}/"


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sides.need("chromium"), args=FLAGS)
        yield browser
        browser.close()


def _bytes(browser: Browser, address: str, watch: str) -> int:
    """Bytes received, headers included, until the map is complete and nothing is under way."""
    with _window(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on(
            "Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"])
        )
        _open(page, address, watch)
        page.wait_for_load_state("networkidle")
        return int(sum(sizes))


def _seconds(browser: Browser, throttle: float, address: str, watch: str) -> float:
    with _window(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        return _open(page, address, watch)


def _cpu_seconds(browser: Browser, address: str, watch: str) -> float:
    """CPU time of the main thread until the map is complete, without throttle."""
    with _window(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        _open(page, address, watch)
        found = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in found if one["name"] == "TaskDuration")


def _open(page: Page, address: str, watch: str) -> float:
    """Open a page and wait for its map, complete and painted; seconds since it was asked for."""
    page.add_init_script(watch)
    with page.expect_console_message(lambda message: message.text.startswith("complete ")) as said:
        page.goto(address, wait_until="commit")
    return float(said.value.text.split()[1]) / 1000


def _frames(browser: Browser, address: str, move, window: dict, throttle: float) -> list[float]:
    """Ms between frames while the map is moved, after it was opened and left alone for a while."""
    with _window(browser, window) as page:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        _open(page, address, OURS)
        page.wait_for_timeout(1500)
        box = page.locator(".leaflet-container").bounding_box()
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.evaluate(WATCH_FRAMES)
        move(page, *middle)
        return page.evaluate("frames_ms.slice(1)")


def _pan(page: Page, x: float, y: float) -> None:
    for step_x, step_y in ((-300, -120), (250, 150), (-100, 200)):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 41):
            page.mouse.move(x + step_x * step / 40, y + step_y * step / 40)
            page.wait_for_timeout(12)
        page.mouse.up()
        page.wait_for_timeout(500)


def _zoom(page: Page, x: float, y: float) -> None:
    page.mouse.move(x, y)
    for turn in (-120, -120, -120, -120, 120, 120, 120, 120):
        page.mouse.wheel(0, turn)
        page.wait_for_timeout(600)


@contextmanager
def _window(browser: Browser, window: dict = DESK) -> Iterator[Page]:
    """A new window, once Chromium has made what it keeps for itself beside it, on a core."""
    context = browser.new_context(**window)
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.wait_for_timeout(SETTLE_MS)
    yield page
    context.close()


if __name__ == "__main__":
    main()
