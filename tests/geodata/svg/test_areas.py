"""Areas of two layers one over the other: what is drawn of the upper one, and beneath it."""

import pytest

from geodata.style import INKS
from geodata.svg.frame import Frame
from geodata.svg.paths import area
from geodata.svg.pencil import Pencil

STYLE = {
    "mark": "area",
    "field": "kind",
    "classes": [
        {"value": "known", "ink": "step-5"},
        {"value": "unknown", "ink": "no-data", "pattern": "hatch"},
    ],
    "flags": [{"field": "is_quiet", "effect": "quiet"}],
}
RING = [[60, 48], [66, 48], [66, 52], [60, 52], [60, 48]]


def fills(is_lowest: bool, **properties) -> list[tuple[str, str | None]]:
    """The fill and its opacity of each path of an area, from the bottom up."""
    frame = Frame(0.675, 0.34, 4, 600, 400)
    pencil = Pencil(STYLE, frame, None, "light", is_lowest=is_lowest)
    geometry = {"type": "Polygon", "coordinates": [RING]}
    _, *paths = area({"geometry": geometry, "properties": properties}, pencil)
    return [(path.get("fill"), path.get("fill-opacity")) for path in paths]


def test_the_lowest_area_is_a_tint_of_the_ground():
    """Nothing lies between it and the land."""
    assert fills(True, kind="known") == [(INKS["step-5"].light, "0.5")]


def test_an_area_over_another_has_the_colour_of_its_legend():
    """Land comes between, so that two tints do not mix."""
    assert fills(False, kind="known") == [(INKS["land"].light, None), (INKS["step-5"].light, "0.5")]


@pytest.mark.parametrize("properties", [{"kind": "unknown"}, {"kind": "known", "is_quiet": True}])
def test_what_has_no_colour_hides_none(properties):
    """A hatch and a quiet area let the one beneath be seen."""
    assert INKS["land"].light not in dict(fills(False, **properties))
