"""The whole tile archive as one file that clients read in ranges (PMTiles over HTTP)."""

from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_range_header

from geodata.archive import Archive
from geodata.tiles import ATLAS
from webapp.query import read
from webapp.tiles import share

archives = Blueprint("archives", __name__)
archives.after_request(share)
PMTILES = "application/vnd.pmtiles"
BOUNDARY = "steppe-atlas-range"
MOST_RANGES = 32
CHUNK_BYTES = 1 << 20
Span = tuple[int, int]


@archives.get("/atlas.pmtiles")
def atlas_archive() -> Response:
    """The archive of all layers, whole or in ranges. Raises RequestedRangeNotSatisfiable."""
    read(request.args, {"v": str})
    shelf = current_app.extensions["tiles"]
    archive = shelf.archive(ATLAS)
    etag = f'"{shelf.find(ATLAS).version}"'
    if request.if_none_match.contains_weak(etag.strip('"')):
        response = Response(status=HTTPStatus.NOT_MODIFIED)
    else:
        response = _answer(archive, _spans_asked(len(archive.memory), etag))
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Access-Control-Expose-Headers"] = "Accept-Ranges, Content-Range, ETag"
    response.headers["Cache-Control"] = "public, max-age=300, no-transform"
    return response


def _spans_asked(size: int, etag: str) -> list[Span] | None:
    """The byte spans [start, end) of the Range header; None for the whole, empty for no valid one.

    A Range that cannot be read, or whose If-Range names another archive, is ignored (RFC 9110).
    """
    if request.headers.get("If-Range", etag) != etag:
        return None
    asked = parse_range_header(request.headers.get("Range"))
    if asked is None or asked.units != "bytes":
        return None
    if len(asked.ranges) > MOST_RANGES:
        return []
    spans = (_within(first, end, size) for first, end in asked.ranges)
    return [(first, end) for first, end in spans if first < end]


def _within(first: int, end: int | None, size: int) -> Span:
    start = max(0, size + first) if first < 0 else first
    return start, size if end is None else min(end, size)


def _answer(archive: Archive, spans: list[Span] | None) -> Response:
    size = len(archive.memory)
    if spans is None:
        return _sent(_chunks(archive, (0, size)), size, HTTPStatus.OK, PMTILES)
    if not spans:
        raise RequestedRangeNotSatisfiable(size)
    if len(spans) == 1:
        first, end = spans[0]
        chunks = _chunks(archive, spans[0])
        response = _sent(chunks, end - first, HTTPStatus.PARTIAL_CONTENT, PMTILES)
        response.headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
        return response
    return _multipart(archive, spans, size)


def _multipart(archive: Archive, spans: list[Span], size: int) -> Response:
    heads = [
        f"\r\n--{BOUNDARY}\r\nContent-Type: {PMTILES}\r\n"
        f"Content-Range: bytes {first}-{end - 1}/{size}\r\n\r\n".encode()
        for first, end in spans
    ]
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()

    def parts() -> Iterator[bytes]:
        for head, span in zip(heads, spans, strict=True):
            yield head
            yield from _chunks(archive, span)
        yield tail

    length = sum(map(len, heads)) + sum(end - first for first, end in spans) + len(tail)
    kind = f"multipart/byteranges; boundary={BOUNDARY}"
    return _sent(parts(), length, HTTPStatus.PARTIAL_CONTENT, kind)


def _sent(chunks: Iterator[bytes], length: int, status: HTTPStatus, kind: str) -> Response:
    response = Response(chunks, status, content_type=kind)
    response.content_length = length
    return response


def _chunks(archive: Archive, span: Span) -> Iterator[bytes]:
    for start in range(*span, CHUNK_BYTES):
        yield archive.memory[start : min(start + CHUNK_BYTES, span[1])]
