"""Schemathesis asks what the description allows, and what it does not; the server must agree."""

from functools import cache

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from webapp.openapi.paths import ADDRESSES

load_all_checks()
EXAMPLES = 6
# Each of these draws a map or writes a file that is then thrown away.
COSTLY = dict.fromkeys(
    ("imagePng", "rasterTile", "sharpRasterTile", "atlasFile", "layerGeopackage"), 3
)
# What the small atlas with tiles lacks.
OF_THE_WHOLE = ("claims", "tour", "sourceTable", "sourceRow")
NAMES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
PLAIN = {"Accept-Encoding": "identity"}


@cache
def described(app: Flask) -> schemathesis.BaseSchema:
    """The description as Schemathesis reads it from the app."""
    return schemathesis.openapi.from_wsgi("/openapi.json", app, headers=PLAIN)


@pytest.fixture(params=ADDRESSES, ids=lambda address: address.id)
def operation(request, whole, tiled):
    """GET of each public address, with how often it may be asked."""
    app = whole if request.param.id.startswith(OF_THE_WHOLE) else tiled
    count = COSTLY.get(request.param.id, EXAMPLES)
    return described(app)[request.param.path]["GET"], count


def ask(operation, mode: GenerationMode, count: int, names: tuple[str, ...]) -> list[int]:
    """Ask that many times, the same each run; return the statuses. A disagreement raises."""
    seen = []

    @seed(20261201)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case):
        answer = case.call(headers=PLAIN)
        seen.append(answer.status_code)
        case.validate_response(answer, checks=CHECKS.get_by_names(list(names)), headers=PLAIN)

    run()
    return seen


def test_what_is_described_is_answered_as_described(operation):
    """Statuses, media types and shapes are those of the description, and nothing breaks."""
    asked, count = operation
    assert ask(asked, GenerationMode.POSITIVE, count, NAMES)


def test_what_the_description_excludes_is_refused(operation):
    """A value outside of what is described is refused, in the way that is described."""
    asked, count = operation
    if not (asked.query or asked.path_parameters):
        pytest.skip("Nothing can be asked of it.")
    statuses = ask(asked, GenerationMode.NEGATIVE, count, (*NAMES, "negative_data_rejection"))
    assert statuses
