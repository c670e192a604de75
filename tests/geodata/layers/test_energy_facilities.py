"""Facilities along the lines."""

import pytest

from geodata.atlas import open_atlas
from geodata.layers.energy_facilities import LAYER, LINES_AT
from geodata.publish import build
from geodata.source import open_source, read_table


@pytest.fixture(scope="module")
def facilities():
    """The features, made from the sources."""
    return build(open_atlas(), LAYER)


def test_facilities_from_memory_are_left_out(facilities):
    """Kashagan's position and the moorings rest on memory; Tengiz does not."""
    assert {"kashagan-field", "cpc-spm-1"}.isdisjoint(facilities.index)
    assert "tengiz-field" in facilities.index


def test_every_kind_has_a_class(facilities):
    """No facility is drawn without an entry in the legend, and no entry is empty."""
    assert set(facilities["kind"]) == {swatch.value for swatch in LAYER.style.classes}


def test_inferred_positions_are_approximate(facilities):
    """Komsomolskaya was inferred from a corner of the line; the terminal was not."""
    assert facilities["is_approximate"]["cpc-ps-komsomolskaya"]
    assert not facilities["is_approximate"]["cpc-marine-terminal"]


def test_the_lines_at_a_facility_exist(facilities):
    """Every line that the reviewed list names is a line of the table, and so is every facility."""
    sources = open_atlas().sources
    lines = set(read_table(open_source(sources, "pipelines"))["id"])
    assert {line for named in LINES_AT.values() for line in named.split("; ")} <= lines
    assert set(LINES_AT) <= set(read_table(open_source(sources, "facilities"))["id"])
    assert facilities["pipeline_ids"]["cpc-marine-terminal"] == "cpc"
