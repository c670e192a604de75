"""Positions, years and periods of a table's rows are ones that can be."""

import pytest

from tests.made_up import change, describe, said_of_sources


def test_swapped_longitude_and_latitude_are_recognised(made_up_atlas):
    """A point that is in its bbox when turned round is said to be swapped."""
    change(made_up_atlas, "towns.csv", "62.5,52.25", "52.25,62.5")
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:2: lon-lat-swapped: Positions must be inside west 60, south 50, "
        "east 68, north 53 (degrees); got lon 52.25, lat 62.5, which are inside when swapped."
    ]


def test_a_point_is_inside_the_declared_bbox(made_up_atlas):
    """A point elsewhere is refused, and so is longitude 0, which is a place like any other."""
    change(made_up_atlas, "towns.csv", "62.5,52.25", "0,52.25")
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:2: outside-bbox: Positions must be inside west 60, south 50, "
        "east 68, north 53 (degrees); got lon 0, lat 52.25."
    ]


def test_metres_are_no_degrees(made_up_atlas):
    """Coordinates of another CRS are recognised by their size."""
    change(made_up_atlas, "towns.csv", "62.5,52.25", "6957468,6846000")
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/towns.csv:2: crs: ")
    assert said.endswith("which are no degrees: metres of another CRS?")


def test_a_position_is_whole(made_up_atlas):
    """A longitude without a latitude is half a place."""
    describe(
        made_up_atlas, "towns", 'title = "Latitude"\nunit = "degree"\nrequired = true', "title='L'"
    )
    change(made_up_atlas, "towns.csv", "62.5,52.25", "62.5,")
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:2: position: lon and lat must both be known or both be empty; "
        'got "62.5".'
    ]


@pytest.mark.parametrize(
    ("year", "accepted"), [("999", "a year within 1000 to 2100"), ("2025", "within 1500 to 2024")]
)
def test_a_year_is_in_its_range(made_up_atlas, year, accepted):
    """A year has four digits and is within what its column declares."""
    change(made_up_atlas, "towns.csv", "1752", year)
    assert said_of_sources(made_up_atlas) == [
        f'sources/towns.csv:2: year: founded_year must be {accepted}; got "{year}".'
    ]


def test_the_year_of_a_date_is_in_range(made_up_atlas):
    """A date of the year 0001 is a slip, not a date."""
    change(made_up_atlas, "crossings.csv", "1992-03", "0001-03")
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/crossings.csv:2: year: from_date must be a year within 1000")


def test_to_is_not_before_from(made_up_atlas):
    """A period ends when or after it begins."""
    change(made_up_atlas, "crossings.csv", "2011-10-05", "1935-12-31")
    assert said_of_sources(made_up_atlas) == [
        "sources/crossings.csv:3: period: to_date must not be before from_date, 1936; "
        'got "1935-12-31".'
    ]


def test_partial_dates_compare_by_all_days_they_can_mean(made_up_atlas):
    """From March 1992 to 1992 is no contradiction: the year goes on after March."""
    change(made_up_atlas, "crossings.csv", "1992-03,", "1992-03,1992")
    assert said_of_sources(made_up_atlas) == []


@pytest.mark.parametrize(
    ("begin", "end"),
    [("from_year", "to_year"), ("date_from", "date_to"), ("period_start", "period_end")],
)
def test_periods_have_several_names(made_up_atlas, begin, end):
    """Every pair of columns that names a period is held to the same rule."""
    for old, new in {"from_date": begin, "to_date": end}.items():
        change(made_up_atlas, "crossings.csv", old, new)
        describe(made_up_atlas, "crossings", f'name = "{old}"', f'name = "{new}"')
    change(made_up_atlas, "crossings.csv", "1936,2011-10-05", "1936,1935")
    assert said_of_sources(made_up_atlas) == [
        f'sources/crossings.csv:3: period: {end} must not be before {begin}, 1936; got "1935".'
    ]
