"""The first view against a stock Folium page of the same layers, and the frames of pan and zoom.

    python -m tests.benchmarks.page [--rounds 5] [--throttle 4] [--address URL]

Needs Chromium. Both pages come from the loopback address to a new window with an empty cache;
`--address` measures a server that is running already. A browser without a GPU, as on most servers,
draws in software, so its frames are slower than a reader's.
"""

import argparse
import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

import geodata
from geodata.catalog import open_catalog
from tests.benchmarks import sides
from tests.benchmarks.stock_page import stock_page

PUBLISHED = geodata.__path__[0] + "/published"
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")
SIZE = {"width": 1440, "height": 900}
OURS = '#atlas[data-state="ready"]'  # set once ground and layers are drawn
STOCK = None  # Folium draws what is inlined before the page counts as loaded
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
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
    catalog = open_catalog(sides.Path(PUBLISHED))
    with _atlas(options.address) as ours, stock_page(catalog) as theirs, _browser() as browser:
        print(f"bytes of the first view: {_bytes(browser, ours, OURS):,}")
        print(f"bytes of the stock page: {_bytes(browser, theirs, STOCK):,}")
        ratios = [_bytes(browser, ours, OURS) / _bytes(browser, theirs, STOCK)]
        sides.say("bytes of the first view, of a stock Folium page", ratios, "≤ 0.25")
        ratios = sides.compare(
            lambda: _seconds(browser, ours, OURS, options.throttle),
            lambda: _seconds(browser, theirs, STOCK, options.throttle),
            options.rounds,
        )
        sides.say("time to the first complete map, of a stock Folium page", ratios, "≤ 0.5")
        ids = ",".join(entry["id"] for entry in catalog if entry["id"] != "basemap")
        for name, address in (("first layers", ours), ("every layer", f"{ours}?layers={ids}")):
            for what, move in (("pan", _pan), ("zoom", _zoom)):
                frames = _frames(browser, address, move)
                cuts = statistics.quantiles(frames, n=20)
                print(
                    f"{name}, {what}: {len(frames)} frames, median {statistics.median(frames):.1f}"
                    f" ms, p95 {cuts[18]:.1f} ms, longest {max(frames):.0f} ms (reach ≤ 20)"
                )


@contextmanager
def _atlas(address: str | None) -> Iterator[str]:
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


def _bytes(browser: Browser, address: str, complete: str | None) -> int:
    """Bytes received, headers included, until the map is complete and nothing is under way."""
    with _window(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on(
            "Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"])
        )
        _open(page, address, complete)
        page.wait_for_load_state("networkidle")
        return int(sum(sizes))


def _seconds(browser: Browser, address: str, complete: str | None, throttle: float) -> float:
    with _window(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        return _open(page, address, complete)


def _open(page: Page, address: str, complete: str | None) -> float:
    """Open a page and wait until its map is complete and painted; seconds since it was asked for."""
    page.goto(address, wait_until="commit" if complete else "load")
    if complete:
        page.wait_for_selector(complete, state="attached")
    return page.evaluate(f"{PAINTED}.then(() => performance.now() / 1000)")


def _frames(browser: Browser, address: str, move) -> list[float]:
    with _window(browser) as page:
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
def _window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


if __name__ == "__main__":
    main()
