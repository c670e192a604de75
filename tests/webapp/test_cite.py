"""Citations of views, read by the programs that people use."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import bibtexparser
import citeproc
import pytest
import rispy
from bibtexparser import middlewares
from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

import webapp
from webapp.config import load
from webapp.language import translate

LANGUAGE = Path(citeproc.__file__).parent / "data/schema/schemas/styles"
VIEWS = (
    "",
    "layers=oil-pipelines&select=oil-pipelines/cpc&year=2015",
    "layers=northern-cities&lang=ru&select=northern-cities/KZ-27-oral",
    "layers=border,sites&compare=1999&year=2020&lang=kk",
    "layers=",
)
TITLE = "Census of 50% & more: {towns}_by #size ~ Қазақша"


@pytest.fixture(scope="module")
def atlas():
    """A client of the published atlas."""
    return webapp.create_app({"PUBLISHED": load({})["PUBLISHED"]}).test_client()


def bib_entries(text: str) -> list[dict[str, str]]:
    """Entries of BibTeX as bibtexparser reads them, LaTeX decoded to plain letters."""
    library = bibtexparser.parse_string(
        text, append_middleware=[middlewares.LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    return [
        {"key": entry.key, "kind": entry.entry_type}
        | {field.key: re.sub("^{|}$", "", str(field.value)) for field in entry.fields}
        for entry in library.entries
    ]


def ris_entries(data: bytes) -> list[dict]:
    """Records of RIS as rispy reads them."""
    assert b"\n" not in data.replace(b"\r\n", b"")
    return rispy.loads(data.decode())


def csl_items(data: bytes) -> list[dict]:
    """Items of CSL-JSON; types and variables are those of the Citation Style Language."""
    items = json.loads(data)
    types, variables = (
        set(re.findall(r'"([A-Za-z-]+)"', (LANGUAGE / f"csl-{name}.rnc").read_text()))
        for name in ("types", "variables")
    )
    assert {item["type"] for item in items} <= types
    assert {name for item in items for name in item} <= variables | {"id", "type"}
    return items


@pytest.mark.parametrize("view", VIEWS)
def test_readers_of_three_formats_agree(atlas, view):
    """BibTeX, RIS and CSL-JSON have the same entries in the same order, with the same addresses."""
    bib = bib_entries(atlas.get(f"/cite.bib?{view}").text)
    ris = ris_entries(atlas.get(f"/cite.ris?{view}").data)
    csl = csl_items(atlas.get(f"/cite.json?{view}").data)
    assert [entry["key"] for entry in bib] == [entry["id"] for entry in ris]
    assert [entry["key"] for entry in bib] == [item["id"] for item in csl]
    assert [entry["urls"] for entry in ris if "urls" in entry] == [
        [item["URL"]] for item in csl if "URL" in item
    ]
    assert len({entry["key"] for entry in bib}) == len(bib) > 1


@pytest.mark.parametrize("view", VIEWS)
def test_the_view_itself_comes_first(atlas, view):
    """Its entry names the authors, the version with the edition of the data, and today."""
    first = csl_items(atlas.get(f"/cite.json?{view}").data)[0]
    today = datetime.now(UTC).date()
    edition = atlas.application.extensions["atlas"].edition
    assert first["type"] == "map"
    assert first["author"] == [{"literal": "The Steppe Atlas authors"}]
    lang = parse_qs(view).get("lang", ["en"])[0]
    assert first["version"] == f"{webapp.__version__}, {translate('data', lang)} {edition}"
    assert first["accessed"]["date-parts"] == [[today.year, today.month, today.day]]
    ris = ris_entries(atlas.get(f"/cite.ris?{view}").data)[0]
    assert ris["type_of_reference"] == "MAP"
    assert ris["access_date"] == f"{today:%Y/%m/%d/}"


def test_the_address_leads_back_to_the_view(atlas):
    """Following the link of a citation shows the same view: its own citation is the same."""
    view = "layers=sites&year=2022&lang=kk&map=5/48.00/66.00&select=sites/baikonur_town"
    first = csl_items(atlas.get(f"/cite.json?{view}").data)[0]
    assert first["URL"] == f"http://localhost/?{view}"
    again = first["URL"].replace("http://localhost/", "/cite.json")
    assert csl_items(atlas.get(again).data)[0] == first
    assert atlas.get(first["URL"].removeprefix("http://localhost")).status_code == 200


def test_a_public_address_goes_before_the_host(settings):
    """The link is built as all links are, from the configured address."""
    client = webapp.create_app(
        settings | {"PUBLIC_URL": "https://atlas.example/maps"}
    ).test_client()
    first = json.loads(client.get("/cite.json", base_url="http://localhost").data)[0]
    assert first["URL"].startswith("https://atlas.example/maps/?")


def test_a_processor_sets_the_citation(atlas):
    """citeproc makes a bibliography of all items, in Cyrillic too."""
    view = "layers=northern-cities&lang=ru&select=northern-cities/KZ-27-oral"
    items = json.loads(atlas.get(f"/cite.json?{view}").data)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    source = CiteProcJSON(items)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"].lower())]))
    lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == len(items)
    whole = "\n".join(lines)
    assert "Уральск" in whole
    assert "Steppe Atlas" in whole


def test_signs_of_tex_come_back_as_they_were(client):
    """A title full of TeX's special characters is read back letter by letter."""
    works = {entry["key"]: entry for entry in bib_entries(client.get("/cite.bib").text)}
    # The reader knows every name but those of braces, and leaves these out.
    assert works["census-2021"]["title"] == re.sub("[{}]", "", TITLE)
    csl = {item["id"]: item for item in csl_items(client.get("/cite.json").data)}
    assert csl["census-2021"]["title"] == TITLE
    ris = {entry["id"]: entry for entry in ris_entries(client.get("/cite.ris").data)}
    assert ris["census-2021"]["title"] == TITLE
    assert ris["census-2021"]["date"] == "2021/09//"


def test_a_feature_cites_its_own_sources(client):
    """What is selected is cited with its works alone; a layer with all of its own."""
    one = bib_entries(client.get("/cite.bib?layers=towns&select=towns/quiet").text)
    assert [entry["key"] for entry in one[1:]] == ["census-2021"]
    assert one[0]["title"] == "Quiet, Towns"
    layer = bib_entries(client.get("/cite.bib?layers=towns").text)
    assert [entry["key"] for entry in layer[1:]] == ["census-2021", "chronicle"]
    assert layer[0]["title"] == "Towns"


def test_a_year_cites_what_it_shows(client):
    """Works of other years, and of what was not there yet, are not cited."""
    in_1991 = bib_entries(client.get("/cite.bib?layers=rivers&year=1991").text)
    in_2009 = bib_entries(client.get("/cite.bib?layers=rivers,towns&year=2009").text)
    assert "chronicle" not in [entry["key"] for entry in in_1991]
    assert "chronicle" in [entry["key"] for entry in in_2009]


def test_plain_text_is_a_sentence_and_a_list(client):
    """The text names the atlas, the version, the day and the address; then each source."""
    text = client.get("/cite.txt?layers=rivers").text
    first, empty, heading, *works = text.splitlines()
    assert first.startswith("The Steppe Atlas authors (")
    assert "Rivers. Steppe Atlas, version" in first
    assert "http://localhost/?layers=rivers&lang=en (accessed" in first
    assert (empty, heading) == ("", "Sources:")
    assert len(works) == 2


def test_files_are_shared_and_named(client):
    """Other sites may read the files, browsers save them under a name, clients keep them."""
    for ending in ("txt", "bib", "json", "ris"):
        response = client.get(f"/cite.{ending}")
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        name = f'attachment; filename="steppe-atlas.{ending}"'
        assert response.headers["Content-Disposition"] == name
        tag = {"If-None-Match": response.headers["ETag"]}
        assert client.get(f"/cite.{ending}", headers=tag).status_code == 304


@pytest.mark.parametrize("ending", ["txt", "bib", "json", "ris"])
def test_bad_views_are_problems(client, ending):
    """The files refuse what no view is, in a sentence for machines; unknown features are 404."""
    response = client.get(f"/cite.{ending}?year=soon")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert client.get(f"/cite.{ending}?select=towns/nowhere").status_code == 404


def test_the_page_offers_all_forms(client):
    """The page reads without a script: the sentence, the files, the formats, the sources."""
    page = client.get("/cite?layers=rivers&lang=ru").text
    assert 'href="/cite.ris?layers=rivers&amp;lang=ru"' in page
    for form in ("text", "bibtex", "ris", "csl"):
        assert f'data-snippet="{form}"' in page
    assert "A Chronicle" in page


def test_every_page_leads_to_its_citation(client):
    """The atlas, a layer and a feature each link to how they are cited."""
    assert 'href="/cite?lang=en"' in client.get("/").text
    assert 'href="/cite?layers=rivers&amp;lang=en"' in client.get("/layers/rivers").text
    feature = client.get("/layers/rivers/aq-su?year=2000").text
    assert 'href="/cite?layers=rivers&amp;year=2000&amp;lang=en&amp;select=rivers/aq-su"' in feature


def test_the_whole_bibliography_is_read(atlas):
    """Every work of the atlas is an entry of /sources.bib that a reader understands."""
    entries = bib_entries(atlas.get("/sources.bib").text)
    works = atlas.get("/sources.json").json["sources"]
    assert [entry["key"] for entry in entries] == [work["id"] for work in works]


def test_the_day_survives_in_every_form(atlas):
    """What is dated to the day is so in BibTeX too; what is not says no more than is known."""
    works = {work["id"]: work for work in atlas.get("/sources.json").json["sources"]}
    for entry in bib_entries(atlas.get("/sources.bib").text):
        parts = [entry[part].zfill(2) for part in ("year", "month", "day") if part in entry]
        assert "-".join(parts) == works[entry["key"]].get("published", ""), entry["key"]


def test_names_of_bodies_stay_whole(atlas):
    """Programs split names at "and" and turn round what has no comma; bodies are kept from it."""
    bib = atlas.get("/sources.bib").text
    assert "publisher = {{Kazakh Institute of Oil and Gas}}" in bib
    first = ris_entries(atlas.get("/cite.ris").data)[0]
    assert first["authors"] == ["The Steppe Atlas authors,"]
