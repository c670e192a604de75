"""The claims of the article as a page and as data, and where the atlas leads to them."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest

import webapp
from geodata.catalog import open_catalog
from tests.webapp.test_translations import PUBLISHED
from webapp.argument import VERDICTS, claims_about, claims_of, in_language, view_address


@pytest.fixture(scope="module")
def catalog():
    """The catalog of the atlas itself."""
    return open_catalog(PUBLISHED)


@pytest.fixture(scope="module")
def client():
    """A client of the app on the atlas itself."""
    return webapp.create_app({"PUBLISHED": PUBLISHED}).test_client()


class Ids(HTMLParser):
    """Every id of a page, and every address within it."""

    def __init__(self, page: str):
        super().__init__()
        self.ids, self.anchors = [], []
        self.feed(page)

    def handle_starttag(self, _tag, attrs):
        """Note ids and anchors."""
        attrs = dict(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.anchors += [attrs["href"][1:]] if attrs.get("href", "").startswith("#") else []


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_every_claim_is_weighed_on_the_page(client, catalog, lang):
    """Each claim has its anchor, title, judgement, verdict in words, and a link to its view."""
    page = client.get(f"/claims?lang={lang}").text
    plain = page.replace("&#39;", "'").replace("&amp;", "&")
    for claim in claims_of(catalog):
        said = in_language(claim, lang)
        assert f'<li class="claim" id="{claim["id"]}">' in page
        assert said["title"] in plain
        assert said["weighed"] in plain
        assert f'href="/{view_address(claim, lang)}"' in plain


def test_signs_differ_by_shape(client, catalog):
    """Each verdict has a drawing of its own beside its word; colour says nothing."""
    page = client.get("/claims?lang=en").text
    found = set(re.findall(r'<path d="([^"]+)"/></svg>([A-Z][a-z ]+)</span>', page))
    used = {VERDICTS[claim["verdict"]] for claim in claims_of(catalog)}
    assert {word for _, word in found} == used == set(VERDICTS.values())
    assert len({shape for shape, _ in found}) == len(used)


def test_every_number_of_a_source_leads_somewhere(client):
    """Ids are there once, and every note leads to a work of the list below its table."""
    page = Ids(client.get("/claims").text)
    assert len(set(page.ids)) == len(page.ids)
    assert page.anchors
    assert set(page.anchors) <= set(page.ids)


def test_views_can_be_followed(client, catalog):
    """The view of every claim is an address that the atlas answers."""
    for claim in claims_of(catalog):
        answer = client.get("/" + view_address(claim, "en"))
        assert answer.status_code == 200, claim["id"]


def test_the_data_are_open(client, catalog):
    """JSON and CSV have every claim and finding, in three languages, open to other sites."""
    answer = client.get("/claims.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = answer.json["claims"]
    assert [claim["id"] for claim in found] == [claim["id"] for claim in claims_of(catalog)]
    assert found[0]["links"]["html"].endswith("/claims#cpc-80-percent")
    cited = {key for claim in found for one in claim["findings"] for key in one["source_ids"]}
    assert cited <= {work["id"] for work in answer.json["sources"]}
    for address, count in (
        ("/claims.csv", len(found)),
        ("/claims.csv?table=findings", sum(len(claim["findings"]) for claim in found)),
    ):
        answer = client.get(address)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Content-Type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert len(rows) == count
        assert {"id", "source_ids"} <= set(rows[0])


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/claims.csv?table=verdicts", "table must be one of claims, findings; got"),
        ("/claims.json?year=2022", "There is no parameter"),
        ("/claims?claim=china", "There is no parameter"),
    ],
)
def test_what_is_not_understood_is_refused(client, address, said):
    """A wrong parameter is answered with 400 and a sentence."""
    answer = client.get(address)
    assert answer.status_code == 400
    assert said in answer.text.replace("&#34;", '"')


def test_a_feature_names_the_claims_about_it(client, catalog):
    """The pages of the pipeline, the border and the three cities lead to their claims."""
    for layer, feature in (
        ("oil-pipelines", "cpc"),
        ("border", "kz-ru"),
        ("northern-cities", "KZ-59-petropavl"),
        ("northern-cities", "KZ-39-kostanay"),
        ("northern-cities", "KZ-55-pavlodar"),
    ):
        about = claims_about(catalog, layer, feature)
        assert about
        page = client.get(f"/layers/{layer}/{feature}?lang=en").text
        for claim in about:
            assert f'<a href="/claims?lang=en#{claim["id"]}" data-claim="{claim["id"]}">' in page
    assert claims_about(catalog, "oil-pipelines", "btc") == []


def test_the_atlas_leads_to_them(client):
    """Masthead and panel have a link to the claims and one to the tour."""
    for address in ("/", "/layers"):
        page = client.get(f"{address}?lang=en").text
        assert 'href="/claims?lang=en"' in page
        assert 'href="/tour?lang=en"' in page


def test_an_atlas_without_claims_says_nothing_of_them(app):
    """Where nothing is claimed there is no page and no link."""
    bare = app.test_client()
    for path in ("/claims", "/claims.json", "/claims.csv", "/tour", "/tour/one"):
        assert bare.get(path).status_code == 404, path
    assert "/claims" not in bare.get("/").text
    assert "/tour" not in bare.get("/layers").text


def test_a_figure_of_a_finding_leads_to_its_row(client):
    """A cell links to its row; what is computed lists every row under it."""
    page = client.get("/claims").text
    row = "/sources/throughput/cpc-kazakh-2022-Mt-rounded-CPC-81-Russia-pipelines-94"
    assert re.search(rf'<a class="cell" href="{row}[^"]*"[^>]*>52</a>', page)
    assert page.count(row) >= 2  # the figure itself, and the share computed from it
    assert client.get(row).status_code == 200
