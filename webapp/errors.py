"""From exception to status: one table, told to machines as problem+json and to people as a page."""

import json
from http import HTTPStatus

from flask import Flask, Response, current_app, render_template, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from geodata.errors import (
    CannotDraw,
    NotPublished,
    TilesNotBuilt,
    Told,
    UnknownLayer,
    UnknownTileSet,
)
from webapp.language import current, gettext

DATA_ENDINGS = (
    *(".json", ".geojson", ".csv", ".gpkg", ".bib", ".ris", ".txt"),
    *(".pmtiles", ".png", ".svg"),
)
DATA_ROOMS = ("/health/", "/tiles/", "/styles/", "/fonts/")


class BadQuery(Told):
    """A parameter cannot be understood; the sentence says what is accepted."""


class BadHost(Told):
    """The request asks for a host that this atlas does not answer for."""


class BodyTooLarge(Told):
    """The request carries more than is ever needed."""


class BadTile(Told):
    """What is asked for is no cell of its zoom's tile matrix."""


class NoSuchZoom(Told):
    """The tiles end above the zoom that is asked for."""


class ForeignAddress(Told):
    """An address is asked about that is no view of this atlas."""


class FormNotOffered(Told):
    """An answer is asked for in a form that is known but not made here."""


class Busy(Told):
    """So many drawings are waiting that one more is refused."""

    retry_after_s = 5


class UnknownFeature(Told):
    """No feature of the layer has this id; `closest` names the ids most like it."""

    def __init__(self, layer_id: str, feature_id: str, closest: tuple[str, ...] = ()):
        self.layer_id, self.feature_id, self.closest = layer_id, feature_id, closest
        super().__init__(
            "The layer {layer} has no feature {feature}{closest}.",
            layer=quoted(layer_id),
            feature=quoted(feature_id),
            closest=_closest(closest),
        )


class UnknownTable(Told):
    """No table of the sources has this name; `closest` are those most like it."""

    def __init__(self, table: str, closest: tuple[str, ...] = ()):
        self.closest = closest
        super().__init__(
            "The sources have no table {table}{closest}.",
            table=quoted(table),
            closest=_closest(closest),
        )


class UnknownRow(Told):
    """No published row of the table has this name; `closest` are those most like it."""

    def __init__(self, table: str, row: str, closest: tuple[str, ...] = ()):
        self.table, self.closest = table, closest
        super().__init__(
            "The table {table} has no published row {row}{closest}.",
            table=quoted(table),
            row=quoted(row),
            closest=_closest(closest),
        )


STATUSES: dict[type[Exception], HTTPStatus] = {
    BadQuery: HTTPStatus.BAD_REQUEST,
    BadHost: HTTPStatus.BAD_REQUEST,
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
        "title": status.phrase,
        "status": int(status),
        "detail": told(fault, status).said(),
    }
    links = links_of(fault)
    if wants_json():
        response = _for_machines(problem, links)
    else:
        response = _for_people(problem, told(fault, status), links)
    response.status_code = int(status)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    if isinstance(fault, Busy):
        response.headers["Retry-After"] = str(fault.retry_after_s)
    if isinstance(fault, HTTPException) and getattr(fault, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(fault.valid_methods))
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
                closest=_closest(fault.closest),
            )
        case UnknownTileSet():
            return Told(
                "There is no tile set {name}{closest}; sets are atlas and every layer of "
                "/layers.json.",
                name=quoted(fault.set_id),
                closest=_closest(fault.closest),
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
    return Told(f"{status.description or status.phrase}.")


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


def quoted(text: str, *, most: int = 100) -> str:
    """What was received, in double quotes, shortened, with control characters spelled out."""
    return json.dumps(text if len(text) <= most else text[:most] + "…", ensure_ascii=False)


def wants_json() -> bool:
    """True for data URLs, and for clients that name JSON before HTML."""
    if request.path.endswith(DATA_ENDINGS) or request.path.startswith(DATA_ROOMS):
        return True
    if request.blueprint in ("layers", "sources", "oembed"):
        return True
    offers = ["text/html", "application/json", "application/problem+json"]
    return request.accept_mimetypes.best_match(offers, "text/html") != "text/html"


def _closest(ids: tuple[str, ...]) -> Told | str:
    return Told("; the closest are {ids}", ids=", ".join(ids)) if ids else ""


def _for_machines(problem: dict, links: dict[str, str]) -> Response:
    body = problem | ({"closest": list(links)} if links else {})
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return Response(text, mimetype="application/problem+json")


def _for_people(problem: dict, fault: Told, links: dict[str, str]) -> Response:
    root = request.script_root
    closest = [{"id": name, "url": root + path} for name, path in links.items()]
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
