"""One state, one address: what the server writes it reads back, and the browser writes the same."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from geodata.catalog import open_catalog
from webapp.query import view_of
from webapp.view import MapView, View

SCRIPT = Path(__file__).parents[1] / "js" / "addresses.mjs"
YEARS = st.none() | st.integers(1991, 2026)
CLOSED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def catalog(published):
    """The catalog of the small atlas."""
    return open_catalog(published)


def subsets(*words: str, least: int = 0) -> st.SearchStrategy:
    """Some of these words in any order, each once."""
    return st.lists(st.sampled_from(words), unique=True, min_size=least).map(tuple)


def places() -> st.SearchStrategy:
    """Any place of the map, to the last bit of a float."""
    degrees = (st.floats(-85, 85), st.floats(-180, 180))
    return st.builds(MapView, st.floats(0, 22), *degrees)


def views() -> st.SearchStrategy:
    """Any view of the small atlas; its first layers are known by their absence."""
    layers = subsets("rivers", "towns", "lands").filter(lambda ids: set(ids) != {"rivers", "towns"})
    step = st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True)
    return st.builds(
        View,
        layers=st.none() | layers,
        year=YEARS,
        lang=st.sampled_from(("en", "kk", "ru")),
        map=st.none() | places(),
        select=st.none() | st.tuples(st.sampled_from(("rivers", "lands")), st.text(min_size=1)),
        compare=YEARS,
        prefer=st.none() | subsets("census-2021", "chronicle", least=1),
        tour=st.none() | step,
    )


def read(address: str, catalog) -> View:
    """The view of an address, as a browser sends it."""
    pairs = parse_qsl(address.partition("?")[2], keep_blank_values=True)
    return view_of(MultiDict(pairs), catalog)


def without_map(view: View) -> View:
    """The same view with the map nowhere in particular."""
    return View(**{**vars(view), "map": None})


@CLOSED
@given(view=views())
def test_a_view_comes_back_from_its_address(catalog, view):
    """All parts come back as they were, the map as far as its decimals say; then nothing moves."""
    address = view.url()
    again = read(address, catalog)
    assert without_map(again) == without_map(view)
    assert again.url() == address
    if view.map:
        near = 0.005 if again.map.zoom < 8 else 0.00005
        assert abs(again.map.zoom - view.map.zoom) <= 0.005 + 1e-9
        assert abs(again.map.lat - view.map.lat) <= near + 1e-9
        assert abs(again.map.lon - view.map.lon) <= near + 1e-9


def test_the_browser_writes_the_same_address():
    """For a thousand states the page's script writes what the server writes, and reads it back."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed; tests/run installs it.")
    found = some(views(), 1000)
    lines = subprocess.run(
        [node, SCRIPT],
        input=json.dumps([as_state(view) for view in found]),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert len(lines) == 1000
    for view, line in zip(found, lines, strict=True):
        ours = view.url().removeprefix("/")
        assert json.loads(line) == [ours, ours]


def some(strategy: st.SearchStrategy, count: int) -> list:
    """That many examples, halves of a decimal and small negative degrees among them."""
    edges = [
        View(map=MapView(7.999, 0.125, -0.001)),
        View(map=MapView(8, -0.00005, 63.00005)),
        View(map=MapView(4.125, 48.505, -0.005), layers=()),
    ]
    found = [*edges]

    @settings(max_examples=count, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(strategy)
    def collect(example):
        found.append(example)

    while len(found) < count:
        collect()
    return found[:count]


def as_state(view: View) -> dict:
    """A view as the page's script holds it; a key that is undefined there is left out."""
    state = {**vars(view), "map": view.map and view.map._asdict()}
    return state if view.layers is not None else {k: v for k, v in state.items() if k != "layers"}
