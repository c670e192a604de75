"""The request at hand: the atlas it is answered from, the view and the works that it asks for."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from werkzeug.datastructures import MultiDict

from geodata.catalog import Catalog
from webapp.language import current
from webapp.query import prefer_of, read, view_of
from webapp.view import View


def offer(app: Flask) -> None:
    """Give templates `view`, what the address asks for."""
    app.context_processor(lambda: {"view": _view_or_default()})


def current_catalog() -> Catalog:
    """What is published, as this app opened it."""
    return current_app.extensions["atlas"]


def current_view() -> View:
    """The view that this request asks for. Raises what view_of raises."""
    if "view" not in g:
        g.view = view_of(request.args, current_catalog(), current())
    return g.view


def taken_beside(name: str, read_as: Callable[[str], Any]) -> Any | None:
    """A parameter that a page has beside the view, None without it; the rest is the current view.

    Raises BadQuery and what view_of raises.
    """
    args = MultiDict(request.args)
    own = MultiDict((name, text) for text in args.poplist(name))
    g.view = view_of(args, current_catalog(), current(), beside=(name,))
    return read(own, {name: read_as}).get(name)


def preferred(catalog: Catalog) -> tuple[str, ...]:
    """The works that this request prefers where sources disagree; none outside of a request.

    Raises BadQuery.
    """
    if not has_request_context():
        return ()
    if "preferred" not in g:
        text = request.args.get("prefer")
        g.preferred = prefer_of(text, catalog) if text else ()
    return g.preferred


def _view_or_default() -> View:
    try:
        return current_view()
    except Exception:  # a page about a fault is shown to the reader all the same
        return View(lang=current())
