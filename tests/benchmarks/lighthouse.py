"""How fast Lighthouse finds the pages, as a phone and as a desk; printed, not judged.

    python -m tests.benchmarks.lighthouse

Each page is asked for three times; the median counts. Tiles are not built: the basemap then comes
as a vector layer, which is the slower way.
"""

import os
import shutil
import statistics
import tempfile
from pathlib import Path

from tests.browser.serving import serve
from tests.clients.libraries import install
from tests.clients.lighthouse import ask
from tests.conftest import BROWSERS

PAGES = ("/", "/embed", "/layers/northern-cities", "/sources")
TIMES = 3


def main() -> None:
    """Print scores by page."""
    chromium = os.environ.get("STEPPE_ATLAS_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), ""
    )
    cache = Path(tempfile.gettempdir()) / "steppe-atlas-clients"
    modules = install(Path(os.environ.get("STEPPE_ATLAS_CLIENTS_FOLDER") or cache))
    with tempfile.TemporaryDirectory() as folder, serve(None, Path(folder)) as server:
        print("page, accessibility, best practices, performance (median of", f"{TIMES})")
        for page in PAGES:
            found = [ask(modules, chromium, server.url + page)["scores"] for _ in range(TIMES)]
            middle = {
                name: round(statistics.median(one[name] for one in found)) for name in found[0]
            }
            print(f"{page}, {', '.join(str(middle[name]) for name in middle)}")


if __name__ == "__main__":
    main()
