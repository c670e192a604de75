"""Figures are found by pointer, added up exactly, and written as each language writes them."""

import pytest
from babel.numbers import format_decimal

from geodata.figures import BadFigure, Tables, figure, fill, in_words

HILL, PLAIN = "composition[ak-kala|2021|hill].count", "composition[ak-kala|2021|plain].count"


@pytest.fixture
def tables(made_up_atlas):
    """The tables of the made-up atlas."""
    return Tables(made_up_atlas / "sources")


def row(cells=None, of=None, decimals=None, value=None):
    """What a finding says of its figure."""
    return {"cells": cells, "of": of, "decimals": decimals, "value": value}


def test_a_cell_is_a_figure(tables):
    """A pointer to one cell is that cell's value, and brings its row along."""
    made = figure(tables, row(HILL))
    assert (made.value, made.how) == (700, "cell")
    assert made.cells[0].row["citation"] == "Yearbook 2021, page 12"


def test_several_cells_are_added_up(tables):
    """Several pointers are a sum."""
    made = figure(tables, row(f"{HILL};{PLAIN}"))
    assert (made.value, made.how) == (1000, "sum")


def test_a_share_is_of_a_sum(tables):
    """With `of` the figure is a share in percent, rounded half up to the decimals asked for."""
    rows = [row(PLAIN, HILL), row(PLAIN, HILL, decimals=0), row(PLAIN, f"{HILL};{PLAIN}")]
    assert [figure(tables, one).value for one in rows] == [42.9, 43, 30]
    assert figure(tables, rows[0]).how == "share"


def test_dates_stay_dates(tables):
    """A date or a year is no number to be grouped."""
    assert figure(tables, row("crossings[north-gate].from_date")).value == "1992-03"
    assert figure(tables, row("towns[ak-kala].founded_year")).value == "1752"


def test_a_row_alone_is_a_statement(tables):
    """A pointer without a column brings the row and no figure; a value of its own is stated."""
    made = figure(tables, row("crossings[old-rail]"))
    assert (made.value, made.how, made.cells[0].row["id"]) == (None, "stated", "old-rail")
    assert figure(tables, row(value=12.5)).value == 12.5


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (row("composition"), "must be pointers such as table[key|key].column"),
        (row("people[ak-kala].count"), 'must point at tables of the sources; got "people"'),
        (row("towns[nowhere].lon"), '"towns[nowhere].lon" fits 0'),
        (row("composition[ak-kala|2021].count"), "fits 2"),
        (row("towns[ak-kala|more].lon"), "must point at one row each"),
        (row("towns[ak-kala].name_en"), "must point at cells with a number or a date"),
        (row("towns[temir].founded_year"), "must point at cells with a number or a date"),
        (row("towns[ak-kala].height"), "must point at cells with a number or a date"),
        (row(HILL, value=700), "the row must not repeat it"),
        (row(f"{HILL};crossings[old-rail].from_date"), "must be numbers to be added up"),
    ],
)
def test_a_bad_pointer_is_refused(tables, asked, said):
    """A pointer that leads nowhere, to several rows or to no figure is refused with a sentence."""
    with pytest.raises(BadFigure) as fault:
        figure(tables, asked)
    assert said in str(fault.value)


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("value", [0, 7, 12.5, 1234, 7512.8, 2963938, 59.28])
def test_numbers_are_written_by_cldr(value, lang):
    """A figure in a text looks as the same figure does in a table."""
    assert in_words(value, lang) == format_decimal(value, locale=lang)


def test_texts_take_figures_in_braces():
    """A place in braces is filled; one without a figure is refused."""
    assert fill("{a} of {b/c}", {"a": 1000, "b/c": 0.5}, "ru") == "1\N{NO-BREAK SPACE}000 of 0,5"
    with pytest.raises(BadFigure, match='got "b"'):
        fill("{a} of {b}", {"a": 1, "b": None}, "en")
