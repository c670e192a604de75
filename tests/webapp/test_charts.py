"""Charts of dated records: stated values only, series apart, sources said, the year marked."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

import geodata
import webapp
from geodata.catalog import open_catalog
from webapp.charts import charts_of
from webapp.charts.axes import Years, levels
from webapp.charts.terms import first_day, last_day, spans
from webapp.evidence import row_of
from webapp.features import feature_of, features_of

CATALOG = open_catalog(Path(geodata.__file__).parent / "published")
EXAMPLES = (
    ("northern-cities", "KZ-59-petropavl", "composition"),
    ("border-regions", "KZ-59", "composition"),
    ("trade-partners", "RUS", "trade"),
    ("oil-pipelines", "cpc", "volumes"),
    ("memberships", "KAZ", "terms"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the published atlas."""
    return webapp.create_app({"CACHE_FOLDER": tmp_path_factory.mktemp("cache")}).test_client()


def chart(layer_id, feature_id, year=None):
    """The first chart of a published feature."""
    feature = feature_of(CATALOG, layer_id, feature_id)
    return charts_of(CATALOG.layer(layer_id), feature["properties"], year)[0]


def drawing(page):
    """The first chart of a page as XML."""
    text = page.text
    start = text.index('<svg class="chart__drawing"')
    return ElementTree.fromstring(text[start : text.index("</svg>", start) + len("</svg>")])


@pytest.mark.parametrize(("layer_id", "feature_id", "kind"), EXAMPLES)
def test_every_mark_is_a_record_of_the_table(layer_id, feature_id, kind):
    """A chart says no value that the table does not have, and cites only works of its records."""
    records = feature_of(CATALOG, layer_id, feature_id)["properties"]
    drawn = chart(layer_id, feature_id)
    assert drawn.kind == kind
    table = records[drawn.table]
    values = {value for record in table for value in record.values() if not isinstance(value, list)}
    assert {
        value for column in drawn.columns for part in column.parts for _, _, value in part.said
    } <= values
    assert set(drawn.source_ids) <= {s for record in table for s in record["source_ids"]}
    assert drawn.source_ids


@pytest.mark.parametrize(("layer_id", "feature_id", "kind"), EXAMPLES)
@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_a_chart_reads_without_scripts(client, layer_id, feature_id, kind, lang):
    """The page has it as SVG with title, description, words for each mark, and its sources."""
    page = client.get(f"/layers/{layer_id}/{feature_id}?lang={lang}&year=2021")
    svg = drawing(page)
    named = svg.attrib["aria-labelledby"].split()
    found = {
        node.attrib.get("id"): node.text for node in svg.iter() if node.tag in ("title", "desc")
    }
    assert all(found[name].strip() for name in named)
    drawn = chart(layer_id, feature_id)
    assert len(list(svg.iter("g"))) == len(drawn.columns)
    links = list(svg.iter("a"))
    assert len(links) == len(drawn.targets)
    for link, target in zip(links, drawn.targets, strict=True):
        said = [title.text for title in link.iter("title")]
        assert len(said) == len(target.spots)
        assert "; ".join(said) == link.attrib["aria-label"]
    assert f'class="chart chart--{kind}"' in page.text
    assert 'style="' not in page.text


def test_every_mark_of_every_chart_leads_to_its_row(client):
    """Walking all charts: each value is on the page of the row that its mark leads to."""
    walked, kinds = set(), set()
    for layer in CATALOG:
        for feature in features_of(CATALOG, layer["id"]).values():
            for drawn in charts_of(layer, feature["properties"], None):
                kinds.add(drawn.kind)
                for column in drawn.columns:
                    for part in column.parts:
                        assert part.rows, (layer["id"], feature["id"], part.said)
                        row = row_of(CATALOG, *part.rows[0].split("/", 1))
                        said = {value for _, _, value in part.said}
                        if len(part.rows) > 1:  # computed: the row's page says so, and how
                            said -= said_on(client.get(f"/sources/{part.rows[0]}?lang=en"), said)
                        assert said <= set(map(plain, row.values())), (part, row)
                        walked.add(part.rows[0])
    assert kinds == {kind for *_, kind in EXAMPLES}
    assert len(walked) > 700


@pytest.mark.parametrize(("layer_id", "feature_id", "kind"), EXAMPLES)
def test_a_link_of_a_chart_opens_the_row(client, layer_id, feature_id, kind):
    """Each link of a chart of each kind is answered, with the value that the mark says.

    Of one mark it leads to the row of the source, of several to each of their rows in the table.
    """
    page = client.get(f"/layers/{layer_id}/{feature_id}?lang=en&year=2021")
    for link in drawing(page).iter("a"):
        href, rows = link.attrib["href"], link.attrib.get("data-rows")
        rows = rows.split(",") if rows else []
        if rows:
            assert href == f"#{rows[0]}"
        else:
            assert href.startswith("/sources/")
            row = client.get(href)
            assert row.status_code == 200, (kind, link.attrib)
        texts = [row_with_id(page, name) for name in rows] or [row.text]
        for title, text in zip(link.iter("title"), reversed(texts), strict=True):
            last = re.findall(r"\d[\d,.]*", title.text.replace("\u00a0", " "))[-1]
            assert kind == "terms" or last in text.replace("\u00a0", " "), (link.attrib, last)


@pytest.mark.parametrize(("layer_id", "feature_id", "kind"), EXAMPLES)
def test_the_table_leads_where_the_marks_lead(client, layer_id, feature_id, kind):
    """Who cannot meet a small mark finds the same link as text below the drawing."""
    page = client.get(f"/layers/{layer_id}/{feature_id}?lang=en")
    rows = {ref for target in chart(layer_id, feature_id).targets for ref in target.rows}
    marks = {f"/sources/{ref}?lang=en" for ref in rows}
    below = page.text[page.text.index("</svg>", page.text.index("chart__drawing")) :]
    assert marks, kind
    assert marks <= set(re.findall(r'<a class="(?:cell|note)" href="([^"]+)"', below))


@pytest.mark.parametrize(("layer_id", "feature_id", "kind"), EXAMPLES)
def test_the_chosen_year_is_marked(client, layer_id, feature_id, kind):
    """With a year a band marks it, without one or outside of the axis there is none."""
    assert kind
    address = f"/layers/{layer_id}/{feature_id}"
    assert "chart__chosen" in client.get(f"{address}?year=2021").text
    assert "chart__chosen" not in client.get(address).text
    assert chart(layer_id, feature_id, 1800).chosen is None


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


def row_with_id(page, name):
    """The text of the one row of a page that has an id."""
    (text,) = re.findall(rf'<tr role="row" id="{re.escape(name)}"[^>]*>(.*?)</tr>', page.text, re.S)
    return text


def said_on(page, values):
    """Those values that the page of a row says to be computed, and from what else."""
    _, _, computed = page.text.partition('<section id="computed">')
    computed, _, _ = computed.partition("</section>")
    assert 'href="/sources/' in computed
    return {value for value in values if f"{value:,}" in computed}


def plain(value):
    """A value that can be a member of a set."""
    return tuple(value) if isinstance(value, list) else value


def dict_of(column):
    """What a column is of, by the name of the field."""
    return {field["name"]: value for field, value in column.head}
