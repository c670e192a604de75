"""Answers that are data: made once, open to other sites, and checked again before long."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from flask import Response, current_app, request

import webapp
from webapp.compression import best_form, in_part
from webapp.errors import DATA_ENDINGS

SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-Match, If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}


def share(response: Response) -> Response:
    """Let scripts of other sites read the answer, and say how long it may be reused."""
    response.headers.update(SHARED)
    if request.method == "OPTIONS":
        response.headers.update(PREFLIGHT)
    seconds = current_app.config["DATA_SECONDS"]
    if response.status_code < 400:
        response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response


def share_files(response: Response) -> Response:
    """The same for the files of a room that also has pages."""
    return share(response) if request.path.endswith(DATA_ENDINGS) else response


def send_json(value: Any) -> Response:
    """Answer with JSON, letters as they are; the ETag is of the content."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    return send_made("application/json", text, lambda: text)


def send_made(content_type: str, key: object, make: Callable[[], str]) -> Response:
    """Answer with text that depends on nothing but `key`; a client that has it costs no making."""
    tag = sha256(f"{webapp.__version__} {key!r}".encode()).hexdigest()
    for known in (f"{tag}:{best_form()}", tag):  # as compressed on the way out, or too short for it
        if request.if_none_match.contains_weak(known):  # a proxy may have made it weak
            response = Response(status=304)
            response.set_etag(known)
            return response
    response = Response(make(), content_type=content_type)
    response.set_etag(tag)
    if "Range" in request.headers:
        in_part(response, len(response.get_data()))
    return response
