"""From exception to status: one table, told to machines as problem+json and to people as a page."""

import json
from http import HTTPStatus

from flask import Flask, Response, current_app, render_template, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException, RequestedRangeNotSatisfiable

from geodata.errors import (
    CannotDraw,
    NotPublished,
    TilesNotBuilt,
    Told,
    UnknownLayer,
    UnknownTileSet,
)
from webapp.faults import (
    BadHost,
    BadQuery,
    BadTile,
    BodyTooLarge,
    Busy,
    ForeignAddress,
    FormNotOffered,
    NoSuchZoom,
    NotForYou,
    UnknownFeature,
    UnknownRow,
    UnknownTable,
    closest_words,
    quoted,
)
from webapp.language import current, gettext
from webapp.statuses import title_of

DATA_ENDINGS = (
    *(".json", ".geojson", ".csv", ".gpkg", ".bib", ".ris", ".txt"),
    *(".pmtiles", ".png", ".svg"),
)
OPERATORS = ("/health/", "/metrics")
DATA_ROOMS = (*OPERATORS, "/tiles/", "/styles/", "/fonts/")
STATUSES: dict[type[Exception], HTTPStatus] = {
    BadQuery: HTTPStatus.BAD_REQUEST,
    BadHost: HTTPStatus.BAD_REQUEST,
    NotForYou: HTTPStatus.FORBIDDEN,
    BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    BadTile: HTTPStatus.BAD_REQUEST,
    NoSuchZoom: HTTPStatus.NOT_FOUND,
    UnknownLayer: HTTPStatus.NOT_FOUND,
    UnknownTileSet: HTTPStatus.NOT_FOUND,
    UnknownFeature: HTTPStatus.NOT_FOUND,
    UnknownTable: HTTPStatus.NOT_FOUND,
    UnknownRow: HTTPStatus.NOT_FOUND,
    ForeignAddress: HTTPStatus.NOT_FOUND,
    FormNotOffered: HTTPStatus.NOT_IMPLEMENTED,
    NotPublished: HTTPStatus.SERVICE_UNAVAILABLE,
    TilesNotBuilt: HTTPStatus.SERVICE_UNAVAILABLE,
    CannotDraw: HTTPStatus.SERVICE_UNAVAILABLE,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    Exception: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def answer(app: Flask) -> None:
    """Answer every exception by the table, in debug as in production."""
    app.register_error_handler(Exception, respond)


def respond(fault: Exception) -> Response:
    """The answer to an exception: problem+json (RFC 9457) to machines, a page to people."""
    status = status_of(fault)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("This request failed.", exc_info=fault)
    problem = {
        "type": "about:blank",
        "title": title_of(status),
        "status": int(status),
        "detail": told(fault, status).said(),
    }
    links = links_of(fault)
    if wants_json():
        response = _for_machines(problem, links)
        if not request.path.startswith(OPERATORS):  # scripts of other sites read what was wrong
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        response = _for_people(problem, told(fault, status), links)
    response.status_code = int(status)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    if isinstance(fault, Busy):
        response.headers["Retry-After"] = str(fault.retry_after_s)
    if isinstance(fault, HTTPException) and getattr(fault, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(fault.valid_methods))
    if isinstance(fault, RequestedRangeNotSatisfiable):
        response.headers["Accept-Ranges"] = "bytes"
        response.headers["Content-Range"] = f"bytes */{fault.length}"
    return response


def status_of(fault: Exception) -> HTTPStatus:
    """The status of an exception, from the table or its own when it is an HTTP one."""
    if isinstance(fault, HTTPException) and fault.code:
        return HTTPStatus(fault.code)
    return next(STATUSES[kind] for kind in type(fault).__mro__ if kind in STATUSES)


def told(fault: Exception, status: HTTPStatus) -> Told:
    """What was wrong, in words that are safe to show: never a path of this machine or a trace."""
    match fault:
        case UnknownLayer():
            return Told(
                "There is no layer {layer}{closest}; all layers are listed at /layers.json.",
                layer=quoted(fault.layer_id),
                closest=closest_words(fault.closest),
            )
        case UnknownTileSet():
            return Told(
                "There is no tile set {name}{closest}; sets are atlas and every layer of "
                "/layers.json.",
                name=quoted(fault.set_id),
                closest=closest_words(fault.closest),
            )
        case RequestedRangeNotSatisfiable():
            return Told(
                "Range must ask for a few parts at most, and of the {size} bytes that there are; "
                "got {asked}.",
                size=fault.length,
                asked=quoted(request.headers.get("Range", "")),
            )
        case NotPublished() if "steppe-atlas publish" not in fault.sentence:
            return Told("{fault} Run `steppe-atlas publish`.", fault=fault)
        case Told() if type(fault) in STATUSES:
            return fault
    return _told_by_status(status)


def _told_by_status(status: HTTPStatus) -> Told:
    path = quoted(request.path)
    if status == HTTPStatus.NOT_FOUND:
        return Told("There is nothing at {path}; all layers are listed at /layers.json.", path=path)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        method = quoted(request.method)
        return Told("{path} does not accept the method {method}.", path=path, method=method)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return Told(
            "Something went wrong in the atlas itself; it has been written to the server's log."
        )
    return Told(f"{title_of(status)}.")


def links_of(fault: Exception) -> dict[str, str]:
    """Ids most like the one asked for, each with its page."""
    match fault:
        case UnknownLayer():
            return {layer: f"/layers/{layer}" for layer in fault.closest}
        case UnknownTileSet():
            return {name: f"/tiles/{name}.json" for name in fault.closest}
        case UnknownFeature():
            return {name: f"/layers/{fault.layer_id}/{name}" for name in fault.closest}
        case UnknownTable():
            return {name: f"/sources/{name}" for name in fault.closest}
        case UnknownRow():
            return {name: f"/sources/{fault.table}/{name}" for name in fault.closest}
    return {}


def wants_json() -> bool:
    """True for data URLs, and for clients that name JSON before HTML."""
    if request.path.endswith(DATA_ENDINGS) or request.path.startswith(DATA_ROOMS):
        return True
    if request.blueprint in ("layers", "sources", "oembed"):
        return True
    offers = ["text/html", "application/json", "application/problem+json"]
    return request.accept_mimetypes.best_match(offers, "text/html") != "text/html"


def _for_machines(problem: dict, links: dict[str, str]) -> Response:
    body = problem | ({"closest": list(links)} if links else {})
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return Response(text, mimetype="application/problem+json")


def _for_people(problem: dict, fault: Told, links: dict[str, str]) -> Response:
    closest = [{"id": name, "path": path} for name, path in links.items()]
    try:
        told = fault.said(gettext)
        is_foreign = current() != "en" and told == problem["detail"]
        page = problem | {"detail": told, "is_foreign": is_foreign, "closest": closest}
        return Response(render_template("error.html", **page))
    except Exception:  # the page about a fault must not need what is at fault
        current_app.logger.exception("The error page itself failed.")
        return Response(
            '<!doctype html><html lang="en"><meta charset="utf-8">'
            f"<title>{escape(problem['title'])}</title><h1>{escape(problem['title'])}</h1><p>{escape(problem['detail'])}</p>"
        )
