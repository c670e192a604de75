"""Whether this process lives, and whether it has something to serve."""

from flask import Blueprint, Flask, Response, current_app, jsonify, request

from geodata.catalog import Catalog, hold, open_catalog
from geodata.errors import NotPublished

health = Blueprint("health", __name__)
UNPUBLISHED_MAY = {"health", "metrics", "assets"}


def watch(app: Flask) -> None:
    """Open the catalog as `app.extensions["atlas"]`; until there is one, refuse what needs it."""
    app.extensions["atlas"] = None
    try:
        app.extensions["atlas"] = _open(app)
    except NotPublished as fault:
        app.logger.warning("%s", fault)
    app.before_request(_require_catalog)


@health.get("/health/live")
def live() -> Response:
    """Answer as long as the process does."""
    return _uncached(status="live")


@health.get("/health/ready")
def ready() -> Response:
    """Answer 200 when every layer of the catalog has its file, else 503."""
    catalog = _catalog()
    for file in map(catalog.file, catalog):
        if not (file.opened or file.path.is_file()):
            raise NotPublished("The file {file} is missing.", file=file.path.name)
    return _uncached(status="ready", layers=len(catalog.layers))


def _require_catalog() -> None:
    if request.blueprint is not None and request.blueprint not in UNPUBLISHED_MAY:
        _catalog()


def _catalog() -> Catalog:
    if current_app.extensions["atlas"] is None:
        current_app.extensions["atlas"] = _open(current_app)
    return current_app.extensions["atlas"]


def _open(app: Flask) -> Catalog:
    catalog = hold(open_catalog(app.config["PUBLISHED"]))
    if not catalog.layers:
        raise NotPublished("Nothing is published yet; run `steppe-atlas publish`.")
    return catalog


def _uncached(**state: object) -> Response:
    response = jsonify(state)
    response.headers["Cache-Control"] = "no-store"
    return response
