"""The gas lines as they are published."""

from itertools import pairwise

import pytest

from geodata.atlas import open_atlas
from geodata.layers.gas_pipelines import LAYER
from geodata.publish import build


@pytest.fixture(scope="module")
def lines():
    """The features, made from the sources."""
    return build(open_atlas(), LAYER)


def test_the_proposal_without_a_course_is_not_drawn(lines):
    """Fifteen lines have a course; the proposed line to China has none and is left out."""
    assert len(lines) == 15
    assert "russia-kazakhstan-china-gas" not in lines.index


def test_soyuz_enters_russia_more_than_once(lines):
    """Soyuz leaves and enters Russia on its way; the stretches do not touch."""
    stretches = lines["russia_ranges"]["soyuz"]
    assert len(stretches) > 1
    assert all(one[1] < other[0] for one, other in pairwise(stretches))


def test_remembered_values_are_empty(lines):
    """Length and diameter of Soyuz and the end of its transit rest on memory."""
    columns = ["length_km", "diameter_mm", "direction_note", "status_note"]
    assert lines.loc["soyuz", columns].isna().all()


def test_every_status_has_a_class(lines):
    """No line is drawn without an entry in the legend."""
    assert set(lines["status"]) == {swatch.value for swatch in LAYER.style.classes}
