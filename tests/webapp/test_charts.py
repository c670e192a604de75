"""Charts in their pages: stated values, sources said, marks that lead to rows, the year marked."""

import re
from xml.etree import ElementTree

import pytest

import webapp
from tests.webapp.charted import CATALOG, chart
from webapp.charts import charts_of
from webapp.evidence import row_of
from webapp.features import feature_of, features_of

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
