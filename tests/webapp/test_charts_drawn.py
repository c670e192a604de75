"""What each kind of chart draws: series apart at every break, nothing between what is stated."""

from datetime import date

from tests.webapp.charted import CATALOG, chart, dict_of
from webapp.charts import charts_of
from webapp.charts.axes import Years, levels
from webapp.charts.terms import first_day, last_day, spans
from webapp.features import feature_of


def test_no_line_crosses_the_new_base():
    """Every line of North Kazakhstan ends before the labelled break between 2022 and 2023."""
    drawn = chart("border-regions", "KZ-59")
    assert drawn.break_x == Years(first=1989).x(2023)
    assert drawn.lines
    for _, _, path in drawn.lines:
        assert max(float(point.split()[0]) for point in path[1:].split("L")) < drawn.break_x


def test_censuses_and_estimates_are_lines_of_their_own():
    """Of North Kazakhstan the censuses are dashed, the estimates solid; 2021 joins neither."""
    drawn = chart("border-regions", "KZ-59")
    years = Years(first=1989)
    ends = {
        (ink, pattern): [float(point.split()[0]) for point in path[1:].split("L")]
        for ink, pattern, path in drawn.lines
    }
    assert ends["russian", "dashed"] == [years.x(year + 0.5) for year in (1989, 1999, 2009)]
    assert ends["russian", "solid"] == [years.x(year + 0.5) for year in (2006, 2010)]


def test_the_figure_of_the_article_stands_alone():
    """Petropavl's 59.28 of 2021 is a ring, and on no line."""
    drawn = chart("northern-cities", "KZ-59-petropavl")
    (article,) = [column for column in drawn.columns if dict_of(column)["kind"] == "article"]
    assert [(mark.shape, mark.ink) for mark in article.marks] == [("ring", "russian")]
    assert all(f"{article.marks[0].x} {article.marks[0].y}" not in path for *_, path in drawn.lines)


def test_one_count_alone_is_no_chart():
    """A district with the figures of 2025 alone has its bar and table, and no chart."""
    feature = feature_of(CATALOG, "northern-cities", "KZ-23-atyrau")
    assert charts_of(CATALOG.layer("northern-cities"), feature["properties"], None) == ()


def test_a_year_without_a_figure_has_no_bar():
    """CPC has no column for 2016, of which nothing was read."""
    drawn = chart("oil-pipelines", "cpc")
    assert 2016 not in [dict_of(column)["year"] for column in drawn.columns]
    assert drawn.unit == "million tonnes"


def test_a_total_that_no_source_divides_does_not_look_kazakh():
    """CPC's bars of 2012 and 2019 are dotted outlines with a key; those of 2010 are divided."""
    drawn = chart("oil-pipelines", "cpc")
    columns = {dict_of(column)["year"]: column for column in drawn.columns}
    shapes = {year: [mark.shape for mark in columns[year].marks] for year in (2010, 2012, 2019)}
    assert shapes == {2010: ["bar-hollow", "bar"], 2012: ["bar-dotted"], 2019: ["bar-dotted"]}
    assert ("bar-dotted", "oil") in {(key.shape, key.ink) for key in drawn.keys}


def test_a_line_of_totals_alone_has_full_bars():
    """Where no bar of a line is divided, none can be mistaken for a part: all are full."""
    drawn = chart("oil-pipelines", "kenkiyak-atyrau")
    assert {mark.shape for column in drawn.columns for mark in column.marks} == {"bar"}


def test_computed_trade_is_hollow():
    """Imports of 2010 are computed from a share and drawn as an outline; those of 2009 are not."""
    columns = {dict_of(column)["year"]: column for column in chart("trade-partners", "RUS").columns}
    shapes = {year: {mark.ink: mark.shape for mark in columns[year].marks} for year in (2009, 2010)}
    assert shapes == {
        2009: {"export": "bar", "import": "bar"},
        2010: {"export": "bar", "import": "bar-hollow"},
    }


def test_the_treaty_and_its_organisation_are_one_membership():
    """Kazakhstan's CST and CSTO are one span from 1994 on, after the signature."""
    records = feature_of(CATALOG, "memberships", "KAZ")["properties"]["memberships"]
    found = spans([record for record in records if record["line"] == "csto"])
    assert [(s.status, s.from_date, s.to_date, s.organisations) for s in found] == [
        ("candidate", "1992-05-15", "1994-04-19", ("cst",)),
        ("member", "1994-04-20", None, ("cst", "csto")),
    ]


def test_no_two_statuses_look_alike():
    """Georgia has signed the treaty before and left it since: two statuses, two looks."""
    keys = chart("memberships", "GEO").keys
    assert {"Former", "Signatory or applicant"} <= {key.title for key in keys}
    assert len({key.shape for key in keys}) == len(keys)


def test_a_partial_date_is_as_wide_as_it_may_be():
    """A year or a month alone begins with its first day and ends with its last."""
    assert (first_day("1994"), last_day("1994")) == (date(1994, 1, 1), date(1994, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert last_day("2017-04-03") == date(2017, 4, 3)


def test_levels_are_round_and_hold_everything():
    """Steps are 1, 2, 2.5 or 5 times a power of ten, from below the least to above the most."""
    assert levels(70.52) == [0, 20, 40, 60, 80]
    assert levels(7850, -18600) == [-20000, -10000, 0, 10000]
