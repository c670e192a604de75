"""Tables of the sources and their rows as pages and files, and the ways that lead to them."""

import csv
import io
import json
import re
from html import unescape

import pytest

import webapp
from geodata.atlas import open_atlas
from geodata.catalog import open_catalog

CATALOG = open_catalog(open_atlas().published)
ARTICLE = "/sources/composition/KZ-59-petropavl-2021-article-russian"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the app on the published atlas."""
    cache = tmp_path_factory.mktemp("cache")
    return webapp.create_app({"CACHE_FOLDER": cache}).test_client()


def text_of(page: str) -> str:
    """The words of a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_row_says_all_that_is_known_of_it(client):
    """Every cell with its label, the citation word for word, the work, publisher and licence."""
    words = text_of(client.get(ARTICLE).text)
    assert (
        "Share Computed shares have two decimals; shares from a source keep its value. 59.28 %"
        in (words.replace("\xa0", " "))
    )
    row = next(r for r in table("composition")["rows"] if r["row"] == ARTICLE.split("/")[-1])
    assert row["citation"] in words
    assert "Journal of International Affairs 75(2), Columbia SIPA" in words
    assert "Licence: Facts cited; no text or table reproduced." in words
    assert "The text of the works below was read." in words
    assert "Petropavl (Petropavlovsk) Cities of the north and the border" in words


@pytest.mark.parametrize(
    ("lang", "name", "order"),
    [
        ("en", "Akmola", ["Akmola", "Ақмола", "Акмола"]),
        ("kk", "Ақмола", ["Ақмола", "Akmola", "Акмола"]),
        ("ru", "Акмола", ["Акмола", "Akmola", "Ақмола"]),
    ],
)
def test_a_former_name_leads_in_the_readers_language(client, lang, name, order):
    """The page of a former name is headed by it, not by the name of today, in that language."""
    rows = [row for row in table("former_names")["rows"] if row["name_en"] == "Akmola"]
    page = client.get(f"/sources/former_names/{rows[0]['row']}?lang={lang}").text
    assert re.search(rf'<h1 class="origin__title">{name}\b', page)
    cells = re.findall(r'<dd class="figure__value">(?:<span lang="(..)">)?([^<]+)<', page)
    assert [text for _, text in cells if text in order] == order
    marked = {text: own for own, text in cells if text in order}
    assert marked[name] == ""
    assert all(own for text, own in marked.items() if text != name)


def test_a_table_of_events_is_read_in_the_language(client):
    """Rows are named by their titles in the reader's language, and that column comes first."""
    page = client.get("/sources/events?lang=ru").text
    row = "1991-12-21-alma-ata-declaration"
    assert re.search(rf'<a href="/sources/events/{row}[^>]*>Алма-Атинская декларация</a>', page)
    said = text_of(page)
    assert said.index("Название (по-русски)") < said.index("Название (по-казахски)")


def test_a_computed_row_says_so(client):
    """A row that was computed says that it was, and its citation how."""
    derived = next(r for r in table("migration")["rows"] if r["confidence"] == "derived")
    words = text_of(client.get(f"/sources/migration/{derived['row']}").text)
    assert "Computed by the atlas from figures of the works below; the citation says how." in words


def test_a_table_comes_in_pages(client):
    """The rows are 200 to a page; each links to its own page; the last page is not passed."""
    page = client.get("/sources/trade?page=2").text
    assert page.count('<th scope="row"><a href="/sources/trade/') == 200
    assert 'aria-current="page">2</a>' in page
    assert client.get("/sources/trade?page=99").text.count('<th scope="row">') == 39


def test_a_table_is_a_file_too(client):
    """As CSV a row per row, as JSON the published file."""
    rows = list(csv.DictReader(io.StringIO(client.get("/sources/throughput.csv").text)))
    shown = table("throughput")["rows"]
    assert [row["row"] for row in rows] == [row["row"] for row in shown]
    assert json.loads(client.get("/sources/throughput.json").data) == table("throughput")
    answer = client.get("/sources/throughput.xml")
    assert answer.status_code == 400
    assert client.get("/sources/throughput.csv", headers={"Origin": "https://a.example"}).headers[
        "Access-Control-Allow-Origin"
    ]


@pytest.mark.parametrize(
    ("address", "closest"),
    [
        ("/sources/compositon", "composition"),
        ("/sources/throughput/cpc-2024-Mt-shiped", "cpc-2024-Mt-shipped"),
    ],
)
def test_what_is_not_there_is_404_with_the_closest(client, address, closest):
    """An unknown table or row is named, with those most like it."""
    answer = client.get(address)
    assert answer.status_code == 404
    assert closest in answer.text


def test_rows_from_memory_have_no_page(client):
    """What rests on general knowledge is not published, and so it has no page."""
    assert client.get("/sources/throughput/cpc-2009-Mt").status_code == 404


def test_the_bibliography_lists_the_tables(client):
    """The page of sources leads to every table."""
    page = client.get("/sources").text
    for entry in CATALOG.about["tables"]:
        assert f'href="/sources/{entry["name"]}?' in page


@pytest.mark.parametrize(
    ("feature", "row"),
    [
        ("oil-pipelines/cpc", "pipelines/cpc"),
        ("northern-cities/KZ-59-petropavl", ARTICLE.removeprefix("/sources/")),
        ("trade-partners/RUS", "trade_turnover/2022-RUS-Russian-statistics"),
        ("border/kz-ru", "border_facts/land-border-length-official"),
        ("memberships/KAZ", "memberships/eaeu-KAZ-member-2015-01-01"),
    ],
)
def test_a_feature_leads_to_its_rows(client, feature, row):
    """The page of a feature links to the rows under its figures, and each answers."""
    page = client.get(f"/layers/{feature}").text
    linked = set(re.findall(r'href="/sources/([^"/?]+/[^"?]+)\?', page))
    assert row in linked
    for ref in sorted(linked)[:40]:
        assert client.get(f"/sources/{ref}").status_code == 200, ref


@pytest.mark.parametrize("entry", list(CATALOG), ids=lambda entry: entry["id"])
def test_every_number_of_a_layer_table_leads_to_its_row(client, entry):
    """In the table of a layer a number is a link to a row of the sources."""
    page = client.get(f"/layers/{entry['id']}").text
    cells = re.findall(r'<td class="table__number">(.*?)</td>', page, re.S)
    numbers = [cell for cell in cells if re.search(r"\d", text_of(cell))]
    assert all('class="cell" href="/sources/' in cell for cell in numbers), numbers[:3]


def test_files_carry_the_rows(client):
    """CSV and GeoJSON name the rows that features and records rest on."""
    lines = client.get("/layers/oil-pipelines.csv").text
    (cpc,) = (row for row in csv.DictReader(io.StringIO(lines)) if row["id"] == "cpc")
    assert cpc["rows"] == "pipelines/cpc"
    lines = client.get("/layers/oil-pipelines.csv?table=throughput").text
    assert all(row["rows"] for row in csv.DictReader(io.StringIO(lines)))


def table(name: str) -> dict:
    """A published table."""
    return json.loads((CATALOG.folder / "tables" / f"{name}.json").read_bytes())
