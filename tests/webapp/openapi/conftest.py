"""The description of the published atlas, and the app that it is of."""

from pathlib import Path

import pytest
from flask import Flask

import geodata
import webapp

PUBLISHED = Path(geodata.__file__).parent / "published"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Flask:
    """The app of the published atlas, without tiles."""
    cache = tmp_path_factory.mktemp("cache")
    return webapp.create_app({"PUBLISHED": PUBLISHED, "CACHE_FOLDER": cache})


@pytest.fixture(scope="module")
def tiled(excerpt) -> Flask:
    """The app of a small atlas of real layers, with tiles."""
    return webapp.create_app(excerpt)


@pytest.fixture(scope="module")
def document(whole) -> dict:
    """The description of the published atlas."""
    return whole.test_client().get("/openapi.json").json
