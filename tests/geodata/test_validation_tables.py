"""Rows of tables are held against their description: columns, types, keys, codes, order."""

import pytest

from tests.made_up import change, said_of_sources


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
