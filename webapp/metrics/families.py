"""From the slots of all workers to the numbers that operators read."""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path

import webapp
from geodata.shelf import Shelf
from geodata.tiles import ATLAS
from webapp.metrics.names import (
    AGAIN,
    AGAIN_BYTES,
    CLASSES,
    DRAWN,
    ENDS_S,
    KEPT,
    KINDS,
    NAMES,
    REFUSED,
    SLOTS,
    STARTED,
    WAITING,
    Name,
)
from webapp.metrics.writing import Family, Sample

PREFIX = "steppe_atlas_"
PICTURES = {DRAWN: "drawn", KEPT: "kept", REFUSED: "refused"}


def families(workers: list[list[int]], shelf: Shelf | None) -> Iterator[Family]:
    """Every number, of all workers together."""
    totals = dict(zip(NAMES, map(sum, zip(*workers, strict=True)), strict=True))
    starts = [slots[SLOTS[STARTED]] for slots in workers]
    yield _one("up", "gauge", "1 while the atlas answers.", 1)
    yield _one("build_info", "gauge", "The version.", 1, {"version": webapp.__version__})
    yield _one("workers", "gauge", "Worker processes that count.", len(workers))
    about = "When the worker that runs the longest was started, in seconds since 1970."
    yield Family("process_start_time_seconds", "gauge", about, [Sample({}, min(starts) / 1000)])
    yield _requests(totals)
    yield _bytes(totals)
    yield _seconds(totals)
    yield Family(
        f"{PREFIX}pictures_total",
        "counter",
        "Pictures drawn, taken from those kept, and refused because too many waited.",
        [Sample({"how": how}, _pictures(totals, name)) for name, how in PICTURES.items()],
    )
    about = "Requests that draw a picture or wait for one."
    yield _one("pictures_waiting", "gauge", about, totals[WAITING])
    yield from _tiles(shelf)


def _pictures(totals: Mapping[Name, int], name: Name) -> int:
    return totals[name] + (totals[AGAIN["tile_raster"]] if name == KEPT else 0)


def _requests(totals: Mapping[Name, int]) -> Family:
    found = {
        (kind, status): totals["requests", kind, status] for kind in KINDS for status in CLASSES
    }
    for kind, name in AGAIN.items():
        found[kind, "2xx"] += totals[name]
    samples = [Sample({"kind": kind, "status": code}, n) for (kind, code), n in found.items()]
    about = "Requests by kind of address and class of status."
    return Family(f"{PREFIX}requests_total", "counter", about, samples)


def _bytes(totals: Mapping[Name, int]) -> Family:
    found = {kind: totals["bytes", kind] for kind in KINDS}
    for kind, name in AGAIN_BYTES.items():
        found[kind] += totals[name]
    samples = [Sample({"kind": kind}, number) for kind, number in found.items()]
    about = "Bytes of answers as they are announced, without headers."
    return Family(f"{PREFIX}response_bytes_total", "counter", about, samples)


def _seconds(totals: Mapping[Name, int]) -> Family:
    samples = []
    for kind in KINDS:
        ends = [*map(str, ENDS_S), "+Inf"]
        upto = list(accumulate(totals["seconds", kind, end] for end in ends))
        for end, number in zip(ends, upto, strict=True):
            samples.append(Sample({"kind": kind, "le": end}, number, "_bucket"))
        samples.append(Sample({"kind": kind}, totals["microseconds", kind] / 1e6, "_sum"))
        samples.append(Sample({"kind": kind}, upto[-1], "_count"))
    about = (
        "Seconds until an answer was ready to be sent; tiles that are answered as stored are not "
        "timed."
    )
    return Family(f"{PREFIX}request_seconds", "histogram", about, samples)


def _tiles(shelf: Shelf | None) -> Iterator[Family]:
    """Edition and age of the tile archive; nothing while it is not built."""
    path: Path | None = shelf and shelf.folder / shelf.find(ATLAS).file
    if path is None or not path.is_file():
        return
    version = {"version": shelf.find(ATLAS).version}
    yield _one("tiles_info", "gauge", "The edition of the tile archive.", 1, version)
    about = "When the tile archive was built, in seconds since 1970."
    yield _one("tiles_built_timestamp_seconds", "gauge", about, path.stat().st_mtime)


def _one(
    name: str, kind: str, what: str, value: float, labels: Mapping[str, str] | None = None
) -> Family:
    return Family(PREFIX + name, kind, what, [Sample(labels or {}, value)])
