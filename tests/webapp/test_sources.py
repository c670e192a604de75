"""The bibliography as JSON and BibTeX."""

import re

import pytest

from webapp.citations.bibtex import bibtex, escape
from webapp.citations.references import reference_of_work
from webapp.words import work_name


def test_each_work_says_what_cites_it(client):
    """Layers that rest on a work are named; one that nobody cites is listed too."""
    answer = client.get("/sources.json").json
    cited = {work["id"]: work["cited_by"] for work in answer["sources"]}
    assert cited["census-2021"] == ["rivers", "towns", "lands"]
    assert cited["unused"] == []
    assert [entry["id"] for entry in answer["licenses"]] == ["pd", "survey-2021"]


def test_bibtex_has_an_entry_per_work(client):
    """Works with an address are @online with the day they were read; the others are @misc."""
    answer = client.get("/sources.bib")
    assert answer.mimetype == "application/x-bibtex"
    assert re.findall(r"^@(\w+)\{(.+),$", answer.text, re.MULTILINE) == [
        ("online", "census-2021"),
        ("misc", "chronicle"),
        ("misc", "unused"),
    ]
    assert "year = {2021}" in answer.text
    assert "month = {9}" in answer.text
    assert answer.text.count("urldate = {2026-11-24}") == 1


def test_bibtex_keeps_letters_and_escapes_signs(client):
    """TeX's special characters are escaped, letters of all scripts stay as they are."""
    text = client.get("/sources.bib").text
    assert r"50\% \& more: \textbraceleft{}towns\textbraceright{}\_by \#size" in text
    assert "Қазақша" in text
    assert "url = {https://statistics.example/a_b?c=50%25&d=%7Be%7D}" in text


def test_braces_of_an_entry_are_balanced():
    """A title with a brace too many does not swallow the entries after it."""
    entry = bibtex(
        reference_of_work({"id": "odd", "title": "A } and \\ and {{", "url": "https://a.example/}"})
    )
    assert entry.count("{") == entry.count("}")


def test_lines_of_a_title_become_one():
    """Line breaks and empty values leave no trace."""
    assert escape("two\n lines") == "two lines"
    assert escape(None) == ""


def test_a_work_without_a_title_is_told_by_its_citation():
    """The citation is a note where there is no title, and only there."""
    work = {"id": "x", "citation": "Bulletin 5, p. 3"}
    assert "note = {Bulletin 5, p. 3}" in bibtex(reference_of_work(work))
    assert "note" not in bibtex(reference_of_work(work | {"title": "Bulletin"}))


@pytest.mark.parametrize(
    ("work", "name"),
    [
        ({"title": "Census", "citation": "Office, 2021, https://a.example/b"}, "Census"),
        ({"citation": "Daily, 28 May 2025, https://a.example/b", "published": "2025"}, "Daily"),
        (
            {
                "citation": "Wire, 20 and 25 Apr 2022, https://a.example/1/ and /2/",
                "published": "2022",
            },
            "Wire",
        ),
        ({"citation": "Daily quoting an office, 2021"}, "Daily quoting an office, 2021"),
        ({"publisher": "Office", "id": "x"}, "Office"),
    ],
)
def test_a_work_without_a_title_is_named_in_brief(work, name):
    """Its citation names it, without the date and the address that stand beside it anyway."""
    assert work_name(work) == name
