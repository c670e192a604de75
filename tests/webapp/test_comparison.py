"""What differs between two years is told by feature, and only like is subtracted from like."""

import csv
from html import escape
from io import StringIO

import pytest

from geodata.catalog import open_catalog
from tests.browser.atlas_page import PUBLISHED
from webapp import create_app
from webapp.comparison import changes_of, years_of
from webapp.features import features_of
from webapp.view import View

CATALOG = open_catalog(PUBLISHED)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """The published atlas."""
    cache = tmp_path_factory.mktemp("cache")
    return create_app({"PUBLISHED": PUBLISHED, "CACHE_FOLDER": cache}).test_client()


def changes(layer_id: str, first: int, last: int) -> dict:
    """The changes of a published layer by feature."""
    features = features_of(CATALOG, layer_id).values()
    found = changes_of(CATALOG.layer(layer_id), features, (first, last))
    return {change.feature["id"]: change for change in found.changes}


def test_years_are_compared_from_the_earlier_to_the_later():
    """The order in the address decides which map is left, not what is subtracted from what."""
    assert years_of(View(year=2010)) is None
    assert years_of(View(year=2010, compare=2022)) == (2010, 2022)
    assert years_of(View(compare=1999)) == (1999, 2026)


def test_what_opened_between_the_years_is_new_and_what_closed_is_gone():
    """CPC opened in 2001; nothing else is said of a feature that is there in one year alone."""
    cpc = changes("oil-pipelines", 1999, 2022)["cpc"]
    assert (cpc.presence, cpc.cells) == ("new", ())
    back = changes("energy-incidents", 2009, 2022)
    assert {change.presence for change in back.values()} == {"new", "gone"}


def test_a_difference_across_the_census_of_2021_is_not_given():
    """Petropavl: the register of 2009 and that of 2022 join, the estimate of 2025 does not."""
    joined = changes("northern-cities", 2009, 2022)["KZ-59-petropavl"]
    russians = next(cell for cell in joined.cells if cell.field["name"] == "part_russian")
    assert russians.difference == pytest.approx(russians.later - russians.earlier)
    broken = changes("northern-cities", 2009, 2025)["KZ-59-petropavl"]
    russians = next(cell for cell in broken.cells if cell.field["name"] == "part_russian")
    assert russians.difference is None
    assert russians.earlier != russians.later


def test_memberships_that_began_or_ended_are_told_as_terms():
    """Armenia joined the Eurasian Economic Union between 2009 and 2022."""
    armenia = changes("memberships", 2009, 2022)["ARM"]
    assert "eaeu" in {value for term in armenia.began for _, value in term}


def legend_of(layer_id: str) -> list[dict]:
    """The entries of a layer's legend."""
    return next(entry["legend"] for entry in CATALOG if entry["id"] == layer_id)


def test_a_year_compared_with_itself_has_no_differences():
    """In every layer."""
    for entry in CATALOG:
        if entry["id"] != "basemap":
            assert changes(entry["id"], 2015, 2015) == {}


def test_the_page_has_a_table_for_each_layer_and_both_years(client):
    """It reads without scripts; every changed feature leads to its page and so to its sources."""
    page = client.get("/compare?compare=1999&year=2022&layers=oil-pipelines,trade-partners").text
    assert "Differences between 1999 and 2022" in page
    assert 'id="differences-oil-pipelines"' in page
    assert 'href="/layers/oil-pipelines/cpc' in page
    assert page.count('class="compared__still"') == 2


def test_one_legend_in_the_page_serves_both_pictures(client):
    """Pictures of this size cut a legend short; in words below them all its entries are there."""
    page = client.get("/compare?compare=1999&year=2022&layers=memberships,border-regions").text
    assert page.count("legend=false") == page.count("/image.svg") == 4
    legend = page.partition('class="compared__legend"')[2].partition("</section>")[0]
    titles = [entry["title"] for id in ("border-regions", "memberships") for entry in legend_of(id)]
    assert titles
    assert [title for title in titles if escape(title) not in legend] == []


def test_the_table_of_differences_is_a_tidy_file_too(client):
    """A row for each difference; the years in which figures were stated stand beside them."""
    answer = client.get("/compare.csv?compare=2009&year=2022&layers=northern-cities")
    rows = list(csv.DictReader(StringIO(answer.text)))
    kostanay = next(row for row in rows if row["id"] == "KZ-39-kostanay")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "2009-2022" in answer.headers["Content-Disposition"]
    assert kostanay["earlier_stated"].startswith("2021")
    assert all(row["source_ids"] for row in rows)


def test_the_atlas_page_carries_the_comparison_of_its_address(client):
    """The years, a way out and the table are in the page before any script."""
    page = client.get("/?compare=1999&year=2022&layers=oil-pipelines").text
    assert 'id="comparison"' in page
    assert 'id="differences"' in page
    assert 'href="/?layers=oil-pipelines&amp;year=2022' in page


def test_below_a_path_the_table_leads_to_its_file_there():
    """Where the atlas does not have a host to itself, the path stands once in the link."""
    url = "https://atlas.example/maps"
    client = create_app({"PUBLISHED": PUBLISHED, "PUBLIC_URL": url}).test_client()
    page = client.get("/maps/compare?compare=1999&year=2022", base_url="https://atlas.example")
    assert 'href="/maps/compare.csv?year=2022' in page.text


@pytest.mark.parametrize("query", ["compare=99", "compare=1999&year=x", "compare=1&compare=2"])
def test_a_bad_year_is_refused_in_a_sentence(client, query):
    """400, as everywhere."""
    answer = client.get(f"/compare.csv?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


def test_what_rests_on_a_computed_figure_says_so(client):
    """Russia's exports of 2022 are computed from a rounded share, and so is their difference."""
    russia = changes("trade-partners", 2009, 2022)["RUS"]
    exports = next(cell for cell in russia.cells if cell.field["name"] == "part_export")
    assert exports.certainties == (None, "computed")
    assert exports.certainty == "computed"
    assert exports.difference is not None
    page = client.get("/compare?compare=2009&year=2022&layers=trade-partners&lang=en").text
    row = page[page.index("trade-partners/RUS") :]
    assert row[: row.index("</tr>")].count("≈") == 2


def test_the_file_says_which_figures_are_computed(client):
    """Beside the numbers stands, in English, what they are that they are not as stated."""
    answer = client.get("/compare.csv?compare=2009&year=2022&layers=trade-partners&lang=ru")
    rows = [row for row in csv.DictReader(StringIO(answer.text)) if row["id"] == "RUS"]
    exports = next(row for row in rows if row["field"] == "part_export")
    assert (exports["earlier_certainty"], exports["later_certainty"]) == ("", "computed")


def test_differences_have_a_true_minus_and_their_unit_is_said(client):
    """The share of Russians in Petropavl fell by points, not by percent."""
    page = client.get("/compare?compare=2009&year=2022&layers=northern-cities&lang=ru").text
    assert ">−5,58<" in page
    assert "процентных пунктах" in page
