"""Rows of tables are held against their description."""

import pytest

from tests.made_up import change, describe, said_of_sources


def test_the_made_up_sources_are_sound(made_up_atlas):
    """Sources as they should be have no problems."""
    assert said_of_sources(made_up_atlas) == []


def test_a_missing_column_is_named(made_up_atlas):
    """A declared column that the table lacks is named, and the columns that it has."""
    change(made_up_atlas, "towns.csv", "founded_year", "founded")
    missing, unknown = said_of_sources(made_up_atlas)
    assert missing == (
        "sources/towns.csv:1: missing-column: The declared column founded_year is missing; "
        "the columns are id, name_en, name_kk, name_ru, lon, lat, founded, source_ids."
    )
    assert unknown.startswith("sources/towns.csv:1: unknown-column: Only declared columns")


def test_an_unknown_column_is_named(made_up_atlas):
    """A column that is not declared is refused."""
    rows = "id,name,url,attribution,colour\na,A,,,red\n"
    (made_up_atlas / "sources" / "licenses.csv").write_text(rows, encoding="utf-8")
    assert any(
        said.startswith("sources/licenses.csv:1: unknown-column:") and 'got "colour"' in said
        for said in said_of_sources(made_up_atlas)
    )


def test_a_column_is_there_once(made_up_atlas):
    """Two columns of one name are refused, since one would hide the other."""
    change(made_up_atlas, "towns.csv", "name_kk,name_ru", "name_kk,name_kk")
    assert any("A column must be there once" in said for said in said_of_sources(made_up_atlas))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "towns.csv",
            "62.5,",
            "far,",
            "sources/towns.csv:2: type: lon must be a number with a point for decimals, "
            'such as 1495.4; got "far".',
        ),
        (
            "composition.csv",
            "400,40.0",
            '"400,5",40.0',
            'sources/composition.csv:3: type: count must be a whole number; got "400,5".',
        ),
        (
            "crossings.csv",
            "true",
            "yes",
            'sources/crossings.csv:3: type: is_approximate must be true or false; got "yes".',
        ),
        (
            "crossings.csv",
            "1992-03",
            "03.1992",
            "sources/crossings.csv:2: type: from_date must be a date YYYY, YYYY-MM or YYYY-MM-DD; "
            'got "03.1992".',
        ),
        (
            "crossings.csv",
            "2011-10-05",
            "2011-02-29",
            "sources/crossings.csv:3: type: to_date must be a date YYYY, YYYY-MM or YYYY-MM-DD; "
            'got "2011-02-29".',
        ),
        (
            "towns.csv",
            "census-2009;yearbook",
            "census-2009; yearbook",
            "sources/towns.csv:3: type: source_ids must be ids separated by ; without spaces; "
            'got "census-2009; yearbook-2021".',
        ),
    ],
)
def test_a_value_is_of_its_type(made_up_atlas, name, old, new, said):
    """A number, a whole number, true or false, a date and ids are each written in one way."""
    change(made_up_atlas, name, old, new)
    assert said in said_of_sources(made_up_atlas)


def test_a_required_cell_is_not_empty(made_up_atlas):
    """Empty means unknown, which a required column does not allow."""
    change(made_up_atlas, "towns.csv", "Aq-Qala", "")
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:2: required: name_en must not be empty."
    ]


def test_a_key_is_unique(made_up_atlas):
    """A second row with the key of another is named with the row of the first."""
    change(made_up_atlas, "towns.csv", "temir,Temir", "ak-kala,Temir")
    assert said_of_sources(made_up_atlas) == [
        'sources/towns.csv:3: duplicate-id: id must be unique; got "ak-kala" again, first in row 2.'
    ]


def test_a_key_of_several_columns_is_unique_together(made_up_atlas):
    """Town, year and group make one key: the same town and year may come again."""
    change(made_up_atlas, "composition.csv", "2009,plain,400", "2009,hill,400")
    assert said_of_sources(made_up_atlas) == [
        "sources/composition.csv:3: duplicate-id: town_id, year, group_code must be unique; "
        'got "ak-kala, 2009, hill" again, first in row 2.'
    ]


def test_cited_works_are_in_the_bibliography(made_up_atlas):
    """A source id that no work has is named, with the closest one that exists."""
    change(made_up_atlas, "towns.csv", "1752,census-2009", "1752,census-2008")
    assert said_of_sources(made_up_atlas) == [
        "sources/towns.csv:2: unknown-source: source_ids must be ids of the bibliography; "
        'got "census-2008". Did you mean "census-2009"?'
    ]


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


@pytest.mark.parametrize("value", ["nan", "NaN", "inf", "-inf", "Infinity", "1e999"])
def test_numbers_are_finite(made_up_atlas, value):
    """NaN and infinity are no numbers of anything, however they are written."""
    change(made_up_atlas, "composition.csv", "60.0", value)
    (said,) = said_of_sources(made_up_atlas)
    assert said.startswith("sources/composition.csv:2: not-finite: share_percent must be a finite")
    assert said.endswith(f'got "{value}".')


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


def test_coded_values_are_listed(made_up_atlas):
    """A value that is not among those declared is refused, with what is accepted."""
    change(made_up_atlas, "crossings.csv", "дорога,rail", "дорога,railway")
    assert said_of_sources(made_up_atlas) == [
        'sources/crossings.csv:3: values: kind must be one of road, rail; got "railway".'
    ]


def test_rows_are_sorted(made_up_atlas):
    """The first row that comes too late is named, so that changes read well."""
    change(made_up_atlas, "composition.csv", "temir,2009,hill", "aa,2009,hill")
    assert said_of_sources(made_up_atlas) == [
        "sources/composition.csv:6: order: Rows must be sorted by town_id, year, group_code; "
        'got "aa, 2009, hill" after a later one.',
        "sources/composition.csv:6: sum: count of aa, 2009 must sum to 500; got 0.",
    ]


def test_all_problems_are_collected(made_up_atlas):
    """One look names every fault, in the order of files and rows."""
    change(made_up_atlas, "towns.csv", "Aq-Qala", "")
    change(made_up_atlas, "towns.csv", "66.125,51.5", "166.125,51.5")
    change(made_up_atlas, "composition.csv", "plain,400", "plain,401")
    heads = [said.split(": ")[:2] for said in said_of_sources(made_up_atlas)]
    assert heads == [
        ["sources/composition.csv:2", "sum"],
        ["sources/towns.csv:2", "required"],
        ["sources/towns.csv:3", "outside-bbox"],
    ]
