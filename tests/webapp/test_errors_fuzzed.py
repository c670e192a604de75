"""Whatever is asked for, the answer is one of the promised, and shows nothing of the machine."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

import webapp

ROOT = str(Path(__file__).parent.parent.parent)
PROMISED = {200, 204, 304, 400, 404, 405, 413, 503}


@pytest.fixture(scope="module")
def fuzzed(published):
    """One client for all examples of a fuzzing test."""
    return webapp.create_app({"PUBLISHED": published}).test_client()


def check_promise(answer) -> None:
    """An answer has a promised status and shows nothing of the machine."""
    assert answer.status_code in PROMISED
    assert ROOT not in answer.text
    assert "Traceback" not in answer.text


@examples(deadline=None)  # machines that test are busy
@given(path=st.text(max_size=40), query=st.text(max_size=40))
def test_any_address_gets_a_promised_answer(fuzzed, path, query):
    """Whatever path and query are asked for, the status is one of the promised."""
    environ = {"PATH_INFO": _wsgi("/" + path), "QUERY_STRING": _wsgi(query)}
    check_promise(fuzzed.get("/", environ_overrides=environ))


@examples(deadline=None)  # machines that test are busy
@given(
    layer=st.sampled_from(["rivers", "towns", "lands", "lakes", "..", "%00"]),
    form=st.sampled_from(["geojson", "csv", "xml", ""]),
    bbox=st.text(alphabet="0123456789.,-einaf ", max_size=24) | st.text(max_size=10),
    year=st.integers(-10, 10_000).map(str) | st.text(max_size=6),
)
def test_any_filter_gets_a_promised_answer(fuzzed, layer, form, bbox, year):
    """Whatever bbox and year a layer is cut to, the status is one of the promised."""
    url = f"/layers/{layer}.{form}"
    check_promise(fuzzed.get(url, query_string={"bbox": bbox, "year": year}))


@examples(deadline=None)  # machines that test are busy
@given(path=st.text(alphabet="./\\%abcpyproject.toml\x00~", max_size=40))
def test_no_path_leaves_the_static_folder(fuzzed, path):
    """Dots, slashes and zero bytes reach no file but the static ones."""
    answer = fuzzed.get("/", environ_overrides={"PATH_INFO": "/static/" + path})
    assert answer.status_code == 404


def _wsgi(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("latin-1")
