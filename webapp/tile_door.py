"""The door of tiles: what is stored is answered ahead of Flask, and again without looking."""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from flask import Flask

from webapp.metrics import counting

MOST_KNOWN_BYTES = 32_000_000  # of answers remembered per worker
ENTRY_BYTES = 1000  # about what an answer takes besides its body
MOST_TAKERS = 256
NONE: dict[str, Any] = {}


class Answer(NamedTuple):
    """Status, headers and body of a tile request.

    One that `is_kept` may be given again to whoever asks for the same address; one that `is_packed`
    only to those whose Accept-Encoding was found to take gzip.
    """

    status: HTTPStatus
    headers: list[tuple[str, str]]
    body: bytes
    is_kept: bool = False
    is_packed: bool = False


AtOnce = Callable[[Flask, dict], Answer | None]


def open_door(app: Flask, rooms: Mapping[str, AtOnce]) -> None:
    """Answer plain tile requests before Flask's dispatch; all others take the ordinary way.

    `rooms` gives for each kind that is counted what answers its tiles at once, or None.
    """
    inner = app.wsgi_app
    known: dict[str, dict[str, tuple]] = {}  # by query, then by path
    takers: set[str] = set()  # Accept-Encoding headers that take gzip
    counters = app.extensions["counters"]
    again = {kind: counting.Again(counters, kind) for kind in rooms}
    kept_bytes = 0

    def door(environ: dict, start_response: Callable) -> Iterable[bytes]:
        found = known.get(environ.get("QUERY_STRING", ""), NONE).get(environ.get("PATH_INFO", ""))
        if (
            found
            and environ["REQUEST_METHOD"] == "GET"
            and "HTTP_IF_NONE_MATCH" not in environ
            and (not found[2] or environ.get("HTTP_ACCEPT_ENCODING", "") in takers)
        ):
            headers, body, _, count = found
            count(len(body))
            start_response("200 OK", list(headers))
            return [body]
        if not environ.get("PATH_INFO", "").startswith("/tiles/"):
            return inner(environ, start_response)
        for kind, at_once in rooms.items():
            answer = at_once(app, environ)
            if answer:
                return tell(answer, kind, environ, start_response)
        return inner(environ, start_response)

    def tell(answer: Answer, kind: str, environ: dict, start_response: Callable) -> list[bytes]:
        if answer.is_kept:
            keep(answer, kind, environ)
        status = f"{answer.status.value} {answer.status.phrase}"
        is_sent = environ["REQUEST_METHOD"] == "GET"
        counting.count_tile(counters, kind, status, answer.headers, is_sent=is_sent)
        start_response(status, list(answer.headers))
        return [answer.body] if is_sent else []

    def keep(answer: Answer, kind: str, environ: dict) -> None:
        nonlocal kept_bytes
        size = len(answer.body) + ENTRY_BYTES
        kept_bytes += size
        if kept_bytes > MOST_KNOWN_BYTES:
            known.clear()
            kept_bytes = size
        same = known.setdefault(environ.get("QUERY_STRING", ""), {})
        entry = answer.headers, answer.body, answer.is_packed, again[kind].count
        same[environ["PATH_INFO"]] = entry
        if answer.is_packed:
            if len(takers) >= MOST_TAKERS:
                takers.clear()
            takers.add(environ.get("HTTP_ACCEPT_ENCODING", ""))

    app.wsgi_app = door
