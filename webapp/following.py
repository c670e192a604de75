"""Follow what is published while the server runs: build its tiles, then ask for new workers.

Until then, and for good where it cannot be served, the workers go on with what they had.
"""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from geodata.catalog import Catalog, open_catalog
from geodata.errors import AtlasError
from geodata.tiles import Progress, build_tiles, tile_sets

POLL_S = 1.0
Mark = list[tuple[str, int, int]]


def follow(
    served: Catalog, tiles: Path, *, renew: Callable[[], None], progress: Progress | None = None
) -> None:
    """Watch the folder of a catalog for ever; `renew` is called when a new one can be served.

    `tiles` is the folder of the archives. What is wrong with a new one is said once, and looked at
    again when its files change.
    """
    settled, seen = None, _mark(served.folder)  # what changed since `served` was read counts too
    while True:
        time.sleep(POLL_S)
        last, seen = seen, _mark(served.folder)
        if seen == settled or seen != last:  # nothing new, or somebody is still writing
            continue
        settled = seen
        try:
            fresh = prepared(served, tiles, progress)
        except Exception as fault:  # whatever is wrong with it, what is served goes on
            _say(f"what was published cannot be served, the last good data are: {_words(fault)}")
            continue
        if fresh.about != served.about:
            served = fresh
            _say("serving what was published.")
            renew()


def prepared(served: Catalog, tiles: Path, progress: Progress | None = None) -> Catalog:
    """What is published now, whole and with its tiles; those of what is served stay.

    Raises NotPublished when a file is missing or another than its catalog describes, TilesNotBuilt,
    and OSError where the tiles cannot be written.
    """
    fresh = open_catalog(served.folder)
    for file in fresh.files:
        file.verify()
    build_tiles(fresh, tiles, progress=progress, beside=[one.file for one in tile_sets(served)])
    return fresh


def _mark(folder: Path) -> Mark:
    found = []
    for path in sorted(folder.rglob("*.*json")):
        with suppress(FileNotFoundError):
            about = path.stat()
            found.append((str(path), about.st_mtime_ns, about.st_size))
    return found


def _words(fault: Exception) -> str:
    is_ours = isinstance(fault, AtlasError | OSError)
    return str(fault) if is_ours else f"{type(fault).__name__}: {fault}"


def _say(words: str) -> None:
    print(f"steppe-atlas: {words}", file=sys.stderr, flush=True)
