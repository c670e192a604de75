"""Count every request: its kind, the class of its answer, how large and how long it was."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from time import perf_counter

from flask import Flask

from webapp.metrics.names import AGAIN, AGAIN_BYTES, CLASSES, ENDS_S, KINDS, SLOTS, kind_of
from webapp.metrics.slots import Counters

# By kind and the first letter of the status.
REQUESTS = {
    (kind, status[0]): SLOTS["requests", kind, status] for kind in KINDS for status in CLASSES
}
SIZES = {kind: SLOTS["bytes", kind] for kind in KINDS}
# Those of one kind lie side by side, so the first and a place among them is enough.
TIMES = {kind: SLOTS["seconds", kind, str(ENDS_S[0])] for kind in KINDS}
SUMS = {kind: SLOTS["microseconds", kind] for kind in KINDS}


def count(app: Flask) -> None:
    """Keep `app.extensions["counters"]`, and count what is asked of the app so far."""
    counters = app.extensions["counters"] = Counters(app.config["COUNTERS_FOLDER"])
    slots, inner = counters.slots, app.wsgi_app

    def door(environ: dict, start_response: Callable) -> Iterable[bytes]:
        started, kind = perf_counter(), kind_of(environ.get("PATH_INFO", ""))

        def start(status: str, headers: list, *more: object) -> Callable:
            slots[REQUESTS[kind, status[0]]] += 1
            if environ["REQUEST_METHOD"] != "HEAD":
                slots[SIZES[kind]] += _length(headers)
            return start_response(status, headers, *more)

        answer = inner(environ, start)
        seconds = perf_counter() - started
        slots[TIMES[kind] + bisect_left(ENDS_S, seconds)] += 1
        slots[SUMS[kind]] += int(seconds * 1e6)
        return answer

    app.wsgi_app = door


def count_tile(counters: Counters, kind: str, status: str, headers: list, *, is_sent: bool) -> None:
    """Count a tile that was answered ahead of everything else; it is not timed."""
    counters.add(REQUESTS[kind, status[0]])
    if is_sent:
        counters.add(SIZES[kind], _length(headers))


class Again:
    """Tiles of a kind that were answered again, and their bytes.

    The numbers are kept here and only written into the mapped memory, which is half of adding up
    there.
    """

    def __init__(self, counters: Counters, kind: str) -> None:
        self.slots = counters.slots
        self.tiles_slot, self.bytes_slot = SLOTS[AGAIN[kind]], SLOTS[AGAIN_BYTES[kind]]
        self.tiles, self.bytes = self.slots[self.tiles_slot], self.slots[self.bytes_slot]

    def count(self, size_bytes: int) -> None:
        """Count one tile."""
        self.tiles += 1
        self.slots[self.tiles_slot] = self.tiles
        self.bytes += size_bytes
        self.slots[self.bytes_slot] = self.bytes


def _length(headers: list) -> int:
    for name, value in headers:
        if name == "Content-Length":
            return int(value)
    return 0
