"""Figures of a table are held against each other: shares, sums, numbers that are finite."""

import pytest

from tests.made_up import change, describe, said_of_sources


@pytest.mark.parametrize("share", ["100.5", "-0.1"])
def test_shares_are_within_0_and_100(made_up_atlas, share):
    """A share of more than everything, or of less than nothing, is refused."""
    change(made_up_atlas, "composition.csv", "60.0", share)
    assert said_of_sources(made_up_atlas) == [
        f'sources/composition.csv:2: range: share_percent must be within 0 to 100; got "{share}".'
    ]


def test_shares_need_no_declared_limits(made_up_atlas):
    """A share in percent is within 0 and 100 even where the description forgot to say so."""
    describe(made_up_atlas, "composition", "minimum = 0\nmaximum = 100\n", "")
    change(made_up_atlas, "composition.csv", "60.0", "160.0")
    assert said_of_sources(made_up_atlas) == [
        'sources/composition.csv:2: range: share_percent must be within 0 to 100; got "160.0".'
    ]


def test_zero_and_hundred_are_shares(made_up_atlas):
    """Both ends of the range are values: nobody, and everybody."""
    text = (made_up_atlas / "sources" / "composition.csv").read_text(encoding="utf-8")
    assert "hill,0,0.0" in text
    assert "plain,500,100.0" in text
    assert said_of_sources(made_up_atlas) == []


def test_groups_sum_to_their_total(made_up_atlas):
    """The parts of a group add up to the total that its rows name."""
    change(made_up_atlas, "composition.csv", "plain,400", "plain,401")
    assert said_of_sources(made_up_atlas) == [
        "sources/composition.csv:2: sum: count of ak-kala, 2009 must sum to 1000; got 1001."
    ]


def test_a_group_has_one_total(made_up_atlas):
    """Rows of one group cannot name different totals."""
    change(made_up_atlas, "composition.csv", "40.0,1000", "40.0,1001")
    assert said_of_sources(made_up_atlas) == [
        "sources/composition.csv:2: sum: total of ak-kala, 2009 must be the same in all rows; "
        "got 1000, 1001."
    ]


def test_a_group_with_an_unknown_part_is_not_summed(made_up_atlas):
    """An unknown part could be anything, so nothing is said of the sum."""
    change(made_up_atlas, "composition.csv", "plain,400", "plain,")
    assert said_of_sources(made_up_atlas) == []


def test_a_group_can_be_excepted_by_name(made_up_atlas):
    """A group that is listed in `except` is not compared."""
    change(made_up_atlas, "composition.csv", "plain,400", "plain,401")
    by = 'by = ["town_id", "year"]'
    describe(made_up_atlas, "composition", r"by = .*", f'{by}\nexcept = [["ak-kala", "2009"]]')
    assert said_of_sources(made_up_atlas) == []


def test_parts_can_sum_to_a_fixed_number(made_up_atlas):
    """Shares add up to 100 within the tolerance that is declared."""
    describe(made_up_atlas, "composition", 'part = "count"', 'part = "share_percent"')
    describe(made_up_atlas, "composition", 'total = "total"', "equals = 100\ntolerance = 0.1")
    change(made_up_atlas, "composition.csv", "400,40.0", "400,40.1")
    assert said_of_sources(made_up_atlas) == []
    change(made_up_atlas, "composition.csv", "400,40.1", "400,40.2")
    assert said_of_sources(made_up_atlas) == [
        "sources/composition.csv:2: sum: share_percent of ak-kala, 2009 must sum to 100; got 100.2."
    ]


@pytest.mark.parametrize("value", ["nan", "NaN", "inf", "-inf", "Infinity", "1e999"])
def test_numbers_are_finite(made_up_atlas, value):
    """NaN and infinity are no numbers of anything, however they are written."""
    change(made_up_atlas, "composition.csv", "60.0", value)
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/composition.csv:2: not-finite: share_percent must be a finite")
    assert said.endswith(f'got "{value}".')
