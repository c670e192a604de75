"""From exception to status: one table, told to machines as problem+json and to people as a page."""

import json
from http import HTTPStatus

from flask import Flask, Response, current_app, render_template, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from geodata.errors import CannotDraw, NotPublished, TilesNotBuilt, UnknownLayer, UnknownTileSet

DATA_ENDINGS = (
    ".json",
    ".geojson",
    ".csv",
    ".gpkg",
    ".bib",
    ".ris",
    ".txt",
    ".pmtiles",
    ".png",
    ".svg",
)
DATA_ROOMS = ("/health/", "/tiles/", "/styles/", "/fonts/")


class BadQuery(Exception):
    """A parameter cannot be understood; the sentence says what is accepted."""


class BadHost(Exception):
    """The request asks for a host that this atlas does not answer for."""


class BodyTooLarge(Exception):
    """The request carries more than is ever needed."""


class BadTile(Exception):
    """What is asked for is no cell of its zoom's tile matrix."""


class NoSuchZoom(Exception):
    """The tiles end above the zoom that is asked for."""


class ForeignAddress(Exception):
    """An address is asked about that is no view of this atlas."""


class FormNotOffered(Exception):
    """An answer is asked for in a form that is known but not made here."""


class Busy(Exception):
    """So many drawings are waiting that one more is refused."""

    retry_after_s = 5


class UnknownFeature(Exception):
    """No feature of the layer has this id; `closest` names the ids most like it."""

    def __init__(self, layer_id: str, feature_id: str, closest: tuple[str, ...] = ()):
        self.layer_id, self.feature_id, self.closest = layer_id, feature_id, closest
        super().__init__(f"The layer {quoted(layer_id)} has no feature {quoted(feature_id)}.")


class UnknownTable(Exception):
    """No table of the sources has this name; `closest` are those most like it."""

    def __init__(self, table: str, closest: tuple[str, ...] = ()):
        self.closest = closest
        super().__init__(f"The sources have no table {quoted(table)}.")


class UnknownRow(Exception):
    """No published row of the table has this name; `closest` are those most like it."""

    def __init__(self, table: str, row: str, closest: tuple[str, ...] = ()):
        self.table, self.closest = table, closest
        super().__init__(f"The table {quoted(table)} has no published row {quoted(row)}.")


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
        "detail": sentence(fault, status),
    }
    links = links_of(fault)
    response = _for_machines(problem, links) if wants_json() else _for_people(problem, links)
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


def sentence(fault: Exception, status: HTTPStatus) -> str:
    """What was wrong, in words that are safe to show: never a path of this machine or a trace."""
    match fault:
        case UnknownLayer():
            return (
                f"There is no layer {quoted(fault.layer_id)}{_closest(fault.closest)}; "
                "all layers are listed at /layers.json."
            )
        case UnknownTileSet():
            return (
                f"There is no tile set {quoted(fault.set_id)}{_closest(fault.closest)}; "
                "sets are atlas and every layer of /layers.json."
            )
        case UnknownFeature() | UnknownTable() | UnknownRow():
            return f"{str(fault)[:-1]}{_closest(fault.closest)}."
        case NotPublished() if "steppe-atlas publish" not in str(fault):
            return f"{fault} Run `steppe-atlas publish`."
        case BadQuery() | BadHost() | BodyTooLarge() | NotPublished():
            return str(fault)
        case Busy() | CannotDraw():
            return str(fault)
        case BadTile() | NoSuchZoom() | TilesNotBuilt() | ForeignAddress() | FormNotOffered():
            return str(fault)
    if status == HTTPStatus.NOT_FOUND:
        return f"There is nothing at {quoted(request.path)}; all layers are listed at /layers.json."
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return f"{quoted(request.path)} does not accept the method {quoted(request.method)}."
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return "Something went wrong in the atlas itself; it has been written to the server's log."
    return f"{status.description or status.phrase}."


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


def _closest(ids: tuple[str, ...]) -> str:
    return f"; the closest are {', '.join(ids)}" if ids else ""


def _for_machines(problem: dict, links: dict[str, str]) -> Response:
    body = problem | ({"closest": list(links)} if links else {})
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return Response(text, mimetype="application/problem+json")


def _for_people(problem: dict, links: dict[str, str]) -> Response:
    root = request.script_root
    closest = [{"id": name, "url": root + path} for name, path in links.items()]
    try:
        return Response(render_template("error.html", **problem, closest=closest))
    except Exception:  # the page about a fault must not need what is at fault
        current_app.logger.exception("The error page itself failed.")
        return Response(
            '<!doctype html><html lang="en"><meta charset="utf-8">'
            f"<title>{escape(problem['title'])}</title><h1>{escape(problem['title'])}</h1><p>{escape(problem['detail'])}</p>"
        )
