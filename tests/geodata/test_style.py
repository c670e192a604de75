"""Inks: readable on their ground, and told apart with every kind of colour vision."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from geodata.style import INKS, height_of

MODES = ("light", "dark")
GROUNDS = ("land", "home-land", "water")
GROUPS = ("kazakh", "russian", "ukrainian", "german", "tatar", "other")
STEPS = ("step-1", "step-2", "step-3", "step-4", "step-5")
BONDS = ("bond-1", "bond-2", "bond-3", "bond-4", "bond-5")
QUIET = ("shore", "boundary")  # the ground's own lines, which must not be loud
MARKS = tuple(name for name in INKS if name not in (*GROUNDS, *STEPS, *BONDS, *QUIET))
TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"

# Contrast: WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (graphical objects).
TEXT, GRAPHIC = 4.5, 3.0
# Least distance of two groups in CIE 1976 L*a*b*; about 2.3 is just noticeable (Mahy 1994).
LEAST_DELTA_E = 9.0
LEAST_LAYER_DELTA_E = 5.0
# Least contrast of two neighbouring steps of a scale of areas, which share an edge.
LEAST_STEP = 1.25

# Full loss of one kind of cone, on linear RGB: Machado, Oliveira and Fernandes, "A
# Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009).
VISIONS = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Linear sRGB to CIE XYZ, white D65 (IEC 61966-2-1).
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)


def test_black_and_white_have_the_largest_contrast():
    """The measure itself: 21 to 1 at most, 1 to 1 for the same ink, in either order."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#1d2730", "#f4f1ea") == contrast("#f4f1ea", "#1d2730")
    assert distance("#ffffff", "#000000", "common") == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_stand_out_from_every_ground(mode, ground):
    """Every ink of a mark has 3 to 1 on land, on home land and on water."""
    faint = {
        name: round(contrast(ink(name, mode), ink(ground, mode)), 2)
        for name in MARKS
        if contrast(ink(name, mode), ink(ground, mode)) < GRAPHIC
    }
    assert faint == {}


@pytest.mark.parametrize("mode", MODES)
def test_names_on_the_map_read_as_text(mode):
    """The ink of names has 4.5 to 1 on every ground."""
    for ground in GROUNDS:
        assert contrast(ink("label", mode), ink(ground, mode)) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_texts_of_the_page_read_on_every_surface(mode):
    """Text and quiet text have 4.5 to 1 on paper, surface, fields, and under the pointer."""
    tokens = tokens_of(mode)
    for text in ("text", "quiet"):
        for surface in ("paper", "surface", "field", "hover"):
            assert contrast(tokens[text], tokens[surface]) >= TEXT, (text, surface)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("vision", VISIONS)
def test_groups_are_told_apart_by_everyone(mode, vision):
    """No two groups come closer than the least distance, with any kind of colour vision."""
    close = {
        (one, other): round(distance(ink(one, mode), ink(other, mode), vision), 1)
        for one, other in combinations(GROUPS, 2)
        if distance(ink(one, mode), ink(other, mode), vision) < LEAST_DELTA_E
    }
    assert close == {}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("vision", VISIONS)
def test_two_layers_of_areas_are_told_apart(mode, vision):
    """Where both scales are loud enough to be seen, neighbours in strength differ in colour."""
    for one, other in zip(STEPS[2:], BONDS[2:], strict=True):
        assert distance(ink(one, mode), ink(other, mode), vision) >= LEAST_LAYER_DELTA_E


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scale", [STEPS, BONDS], ids=["steps", "bonds"])
def test_steps_of_a_scale_go_one_way(mode, scale):
    """Each step of a scale of areas is plainly further from the paper than the one before."""
    paper = ink("home-land", mode)
    away = [contrast(ink(step, mode), paper) for step in scale]
    assert away == sorted(away)
    for one, other in pairwise(scale):
        assert contrast(ink(one, mode), ink(other, mode)) >= LEAST_STEP, (one, other)


def ink(name: str, mode: str) -> str:
    """The hex value of an ink in a mode."""
    return getattr(INKS[name], mode)


def tokens_of(mode: str) -> dict[str, str]:
    """The colours of the page, by token, as a system's colour scheme chooses them."""
    text = TOKENS.read_text(encoding="utf-8")
    light, dark = re.findall(r":root {(.*?)}", text, re.DOTALL)[:2]
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", light if mode == "light" else dark))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    return sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)
    )


def linear(colour: str) -> tuple[float, ...]:
    """Linear RGB of a hex colour, each 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )


def distance(one: str, other: str, vision: str) -> float:
    """How far apart two colours look: the Euclidean distance in L*a*b* (CIE 1976)."""
    pair = zip(lab(one, vision), lab(other, vision), strict=True)
    return sum((a - b) ** 2 for a, b in pair) ** 0.5


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """L*a*b* of a hex colour as a kind of vision sees it."""
    seen = [min(1.0, max(0.0, part)) for part in times(VISIONS[vision], linear(colour))]
    x, y, z = (
        value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
        for value in (part / white for part, white in zip(times(TO_XYZ, seen), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def times(matrix, vector) -> list[float]:
    """A matrix times a vector."""
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def test_wide_areas_lie_below_narrow_ones():
    """A layer of countries is drawn before one of regions; lines and points keep their order."""
    countries = {"style": {"mark": "area"}, "bbox": [-180, 8, 180, 81]}
    regions = {"style": {"mark": "area"}, "bbox": [41, 40, 90, 60]}
    lines = {"style": {"mark": "line"}, "bbox": [10, 0, 100, 60]}
    assert sorted((regions, countries), key=height_of) == [countries, regions]
    assert height_of(lines) == 0
