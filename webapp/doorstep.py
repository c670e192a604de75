"""The first page, answered ahead of Flask's dispatch when it was made before."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from flask import Flask

from webapp.language import preferred

DAY_S = 86_400
KEPT = 64  # answers per worker, about 30 kB each
LONGEST_QUERY = 256
Key = tuple[str | int, ...]


class Answer(NamedTuple):
    """A whole answer: status line, headers, body."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


def remember_pages(app: Flask) -> None:
    """Keep the last good answers for `/` by query, host, language, accepted encoding and day.

    Only what Flask answered with 200 is kept, so hosts and parameters were checked before. A client
    that asks conditionally takes the ordinary way, and so does everything while nothing is
    published: such answers are no 200.
    """
    inner = app.wsgi_app
    kept: OrderedDict[Key, Answer] = OrderedDict()

    def door(environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return inner(environ, start_response)
        answer = kept.get(key)
        if answer is None:
            answer = _ask(inner, environ)
            if answer.status.startswith("200"):
                kept[key] = answer
                if len(kept) > KEPT:
                    kept.popitem(last=False)
        start_response(answer.status, answer.headers)
        return [answer.body]

    app.wsgi_app = door


def _key(environ: dict) -> Key | None:
    query = environ.get("QUERY_STRING", "")
    is_plain = environ["REQUEST_METHOD"] == "GET" and environ.get("PATH_INFO") == "/"
    if not is_plain or len(query) > LONGEST_QUERY or "HTTP_IF_NONE_MATCH" in environ:
        return None
    asked = (environ.get(name, "") for name in ("HTTP_HOST", "HTTP_ACCEPT_ENCODING"))
    lang = preferred(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    # A page says on which day it was read.
    return (query, lang, environ["wsgi.url_scheme"], *asked, int(time.time() // DAY_S))


def _ask(application: Callable, environ: dict) -> Answer:
    told: list = []
    chunks = application(environ, lambda status, headers, _=None: told.extend((status, headers)))
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    return Answer(told[0], told[1], body)
