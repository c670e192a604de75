"""How to cite a view: the atlas as it shows it and its sources, for readers and their programs."""

from typing import NamedTuple

from flask import Blueprint, Response, render_template

from webapp import data
from webapp.citations.bibtex import BIBTEX, bibtex
from webapp.citations.csl import CSL, csl_json
from webapp.citations.references import Reference, reference_of_view, reference_of_work
from webapp.citations.ris import RIS, ris
from webapp.citations.works import works_of
from webapp.current import current_catalog, current_view
from webapp.language import current, gettext
from webapp.values import date_words
from webapp.view import View

cite = Blueprint("cite", __name__)
cite.after_request(data.share_files)
TEXT = "text/plain; charset=utf-8"


class Form(NamedTuple):
    """One way to write down the view's reference, to be copied."""

    id: str
    title: str
    text: str


@cite.get("/cite")
def page() -> str:
    """The citation of a view in words and in three formats, and the works that it shows."""
    view, catalog = current_view(), current_catalog()
    reference = reference_of_view(view, catalog)
    forms = (
        Form("bibtex", "BibTeX", bibtex(reference)),
        Form("ris", "RIS", ris(reference).replace("\r\n", "\n")),
        Form("csl", "CSL-JSON", csl_json([reference])),
    )
    return render_template(
        "cite.html",
        reference=reference,
        sentence=sentence_of_view(reference),
        forms=forms,
        works=works_of(view, catalog),
    )


@cite.get("/cite.txt")
def text() -> Response:
    """The citation of a view and those of its sources, as plain text."""
    reference, works = _cited(current_view())
    lines = [sentence_of_view(reference), "", gettext("Sources:")]
    lines += [f"- {sentence_of_work(work)}" for work in works]
    return _file(TEXT, "txt", "\n".join(lines) + "\n")


@cite.get("/cite.bib")
def bib() -> Response:
    """The same as BibTeX."""
    reference, works = _cited(current_view())
    return _file(BIBTEX, "bib", "\n".join(bibtex(one) for one in (reference, *works)))


@cite.get("/cite.json")
def json() -> Response:
    """The same as CSL-JSON."""
    reference, works = _cited(current_view())
    return _file(CSL, "json", csl_json([reference, *works]))


@cite.get("/cite.ris")
def ris_file() -> Response:
    """The same as RIS."""
    reference, works = _cited(current_view())
    return _file(RIS, "ris", "".join(ris(one) for one in (reference, *works)))


def sentence_of_view(reference: Reference) -> str:
    """The citation of a view in words: who, when, what, where, which data, read on which day."""
    what = [reference.title, reference.container] if reference.container else [reference.title]
    accessed = f"{gettext('accessed')} {date_words(reference.accessed, current())}"
    version = f"{gettext('version')} {reference.version}"
    head = f"{reference.author} ({reference.issued}). {'. '.join(what)}, {version}."
    return f"{head} {reference.url} ({accessed}). {reference.note}."


def sentence_of_work(reference: Reference) -> str:
    """The citation of a work, word for word where the sources give one."""
    if reference.note:
        return reference.note
    parts = (reference.author, reference.name, reference.publisher, reference.issued, reference.url)
    return ", ".join(part for part in parts if part)


def _cited(view: View) -> tuple[Reference, list[Reference]]:
    catalog = current_catalog()
    works = [reference_of_work(work) for work in works_of(view, catalog)]
    return reference_of_view(view, catalog), works


def _file(media_type: str, ending: str, content: str) -> Response:
    response = data.send_made(media_type, content, lambda: content)
    response.headers["Content-Disposition"] = f'attachment; filename="steppe-atlas.{ending}"'
    return response
