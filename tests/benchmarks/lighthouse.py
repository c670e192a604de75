"""How fast Lighthouse finds the pages, as a phone and as a desk; printed, not judged.

    python -m tests.benchmarks.lighthouse [--times 3] [--address URL] [--only /claims /tour …]

Each page is asked for some times; the median counts. The server is one with tiles, as readers have
it, built first where they are not; `--address` measures one that is running already. Scores fall
with whatever else the machine does, so the load is printed with each; a row is worth what its load
says.
"""

import argparse
import os
import shutil
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks import page
from tests.clients.libraries import install
from tests.clients.lighthouse import WAITS, ask
from tests.conftest import BROWSERS

CITY = "northern-cities/KZ-59-petropavl"
PAGES = (
    *("/?lang=en", f"/?lang=kk&select={CITY}&year=2021", "/embed?lang=ru", "/claims?lang=kk"),
    *(
        "/tour?lang=ru",
        "/?lang=kk&tour=people",
        "/layers?lang=en",
        "/layers/northern-cities?lang=kk",
    ),
    *(f"/layers/{CITY}?lang=ru", "/sources?lang=ru", "/sources/border_facts?lang=kk"),
    "/compare?lang=en&compare=2000&year=2020",
)


def main() -> None:
    """Print scores and waits by page, for both devices, in light and dark colours."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--address")
    parser.add_argument("--only", nargs="*", default=PAGES)
    options = parser.parse_args()
    chromium = os.environ.get("STEPPE_ATLAS_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), ""
    )
    cache = Path(tempfile.gettempdir()) / "steppe-atlas-clients"
    modules = install(Path(os.environ.get("STEPPE_ATLAS_CLIENTS_FOLDER") or cache))
    with page.atlas(options.address) as root:
        print(
            f"device, colours, page: scores (medians of {options.times}); {', '.join(WAITS)}; load"
        )
        for is_desk in (False, True):
            for number, path in enumerate(options.only):
                is_dark = bool(number % 2) is not is_desk
                how = {"is_desk": is_desk, "is_dark": is_dark}
                url = root.rstrip("/") + path
                found = [ask(modules, chromium, url, **how) for _ in range(options.times)]
                scores, waits = (_middle(found, what) for what in ("scores", "waits"))
                print(
                    f"{'desk' if is_desk else 'phone'}, {'dark' if is_dark else 'light'}, {path}:",
                    ", ".join(f"{name} {value:.0f}" for name, value in scores.items()) + ";",
                    ", ".join(
                        f"{value:.2f}" if value < 1 else f"{value:.0f} ms"
                        for value in waits.values()
                    )
                    + ";",
                    f"load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )


def _middle(found: list[dict], what: str) -> dict[str, float]:
    return {name: statistics.median(one[what][name] for one in found) for name in found[0][what]}


if __name__ == "__main__":
    main()
