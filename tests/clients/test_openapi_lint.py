"""The description of all addresses before Redocly's linter, as whoever takes it would lint it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import webapp
from tests.clients.conftest import PUBLISHED

LINTER = "@redocly/cli/bin/cli.js"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}


@pytest.fixture
def description(tmp_path) -> dict:
    """The description of the published atlas."""
    app = webapp.create_app({"PUBLISHED": PUBLISHED, "CACHE_FOLDER": tmp_path / "cache"})
    return app.test_client().get("/openapi.json").json


@pytest.fixture
def lint(modules, tmp_path):
    """Redocly's findings about a description, by its recommended rules; it asks nobody."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed.")

    def find(description: dict) -> dict:
        path: Path = tmp_path / "openapi.json"
        path.write_text(json.dumps(description), encoding="utf-8")
        call = [node, modules / LINTER, "lint", "--extends=recommended", "--format=json", path]
        done = subprocess.run(
            call, cwd=tmp_path, env=QUIET, capture_output=True, text=True, timeout=300
        )
        found = json.loads(done.stdout)
        assert done.returncode == (1 if found["totals"]["errors"] else 0), done.stderr
        return found

    return find


def test_the_linter_finds_nothing(lint, description):
    """By the recommended rules there is neither an error nor a warning."""
    found = lint(description)
    assert found["problems"] == []
    assert found["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}


def test_the_linter_finds_what_is_wrong(lint, description):
    """Of a description that does not say its version it says so."""
    del description["info"]["version"]
    assert lint(description)["totals"]["errors"] > 0
