"""The app on an excerpt of the atlas, with a real renderer, where this machine can draw."""

import pytest

import webapp
from tests.webapp.raster.seen import TILE


@pytest.fixture(scope="module")
def app(excerpt):
    """The app on the excerpt."""
    return webapp.create_app(excerpt)


@pytest.fixture(scope="module")
def client(app):
    """A client of the app; skips where this machine cannot draw."""
    client = app.test_client()
    answer = client.get(f"/tiles/basemap/{TILE}.png")
    if answer.status_code == 503:
        pytest.skip(answer.json["detail"])
    return client


@pytest.fixture(scope="module")
def renderer(app, client):  # noqa: ARG001 - where there is no client there is no renderer
    """The renderer of the running app."""
    return app.extensions["drawing_room"].renderer
