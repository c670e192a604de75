"""Columns of numbers stand point under point, with the digits that sources give and no others."""

import pytest

from webapp.columns import is_wide_on_paper, padding, places_of
from webapp.language import number

DIGIT, POINT = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(39.25, ""), (39.2, DIGIT), (39, POINT + 2 * DIGIT), (0, POINT + 2 * DIGIT), (-1.5, DIGIT)],
)
def test_what_is_missing_after_the_point_is_filled_with_spaces(value, expected):
    """A whole number lacks the point too; the number itself is not touched."""
    assert padding(value, places_of([39.25, value])) == expected


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_padded_numbers_end_where_the_others_do(lang):
    """In any language as many characters follow the place of the point as in the longest."""
    values = [18.5, 7, 0.125, 18.6, -3.07]
    sign = "." if lang == "en" else ","
    padded = [number(it, lang) + padding(it, places_of(values)) for it in values]
    assert {len(it.replace(POINT, sign).partition(sign)[2]) for it in padded} == {3}


@pytest.mark.parametrize("value", [None, "", "1016;1067", True])
def test_what_is_no_number_is_not_padded(value):
    """Nor does it count among the places of its column."""
    assert padding(value, 2) == ""
    assert places_of([value, 5]) == 0


def test_a_column_of_whole_numbers_needs_no_spaces():
    """Most columns are of counts."""
    assert padding(75116, places_of([75116, 117548])) == ""


def test_numbers_are_narrow_on_paper():
    """Fifteen columns fit a turned sheet if most are numbers, and not if all are words."""
    numbers, words = {"type": "number"}, {"type": "text"}
    assert not is_wide_on_paper([*[numbers] * 10, *[words] * 5])
    assert is_wide_on_paper([words] * 15)
