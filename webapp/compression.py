"""Compressed answers: packed once for what is stored, on the way out for what is made."""

import gzip
from dataclasses import dataclass
from functools import cached_property

import brotli
from flask import Flask, Response, request

SHORT_BYTES = 500  # below, compressing costs more than it saves
LARGE_BYTES = 1_000_000
TEXTS = {
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/plain",
    "application/json",
    "application/geo+json",
    "application/problem+json",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
    "image/svg+xml",
}


@dataclass(frozen=True)
class Packed:
    """Bytes that do not change, their checksum, and each compressed form once it is asked for."""

    data: bytes
    sha256: str

    @cached_property
    def br(self) -> bytes:
        """As brotli; the best takes a second for a megabyte, so larger data get the next best."""
        return brotli.compress(self.data, quality=11 if len(self.data) < LARGE_BYTES else 9)

    @cached_property
    def gzip(self) -> bytes:
        """As gzip, the same bytes each time."""
        return gzip.compress(self.data, 9, mtime=0)


def compress(app: Flask) -> None:
    """Compress text answers on the way out, unless they are packed already or short."""
    app.after_request(_compress)


def send(packed: Packed, content_type: str, *, is_text: bool = True) -> Response:
    """Answer with stored bytes in the best form that the request accepts; strong ETag, 304.

    Parts of them (Range) are given uncompressed, which is what GDAL and QGIS ask for.
    """
    form = best_form() if is_text and "Range" not in request.headers else None
    response = Response(getattr(packed, form) if form else packed.data, content_type=content_type)
    response.set_etag(f"{packed.sha256}:{form}" if form else packed.sha256)
    if form:
        response.headers["Content-Encoding"] = form
    if is_text:
        response.vary.add("Accept-Encoding")
    return response.make_conditional(request) if form else in_part(response, len(packed.data))


def in_part(response: Response, size: int) -> Response:
    """The part of an answer of `size` bytes that is asked for; who asks for several gets it whole.

    A server may leave a Range aside (RFC 9110, 14.2), and not say that parts are not there.
    """
    if "," in request.headers.get("Range", ""):
        return response.make_conditional(request)
    return response.make_conditional(request, accept_ranges=True, complete_length=size)


def best_form() -> str | None:
    """The smallest compressed form that the request accepts, or None."""
    return next((form for form in ("br", "gzip") if request.accept_encodings[form] > 0), None)


def _compress(response: Response) -> Response:
    if response.mimetype not in TEXTS or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    form = best_form()
    is_short = len(response.get_data()) < SHORT_BYTES
    if form is None or is_short or response.status_code != 200 or response.content_encoding:
        return response
    data = response.get_data()
    response.set_data(brotli.compress(data, quality=5) if form == "br" else gzip.compress(data, 6))
    response.headers["Content-Encoding"] = form
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(f"{tag}:{form}")
    return response.make_conditional(request)
