"""Every cited work as JSON and BibTeX, with the layers that cite it."""

import re
from typing import Any

from flask import Blueprint, Response, current_app, request

from geodata.catalog import Catalog
from webapp import data, query

sources = Blueprint("sources", __name__)
sources.after_request(data.share)
BIBTEX = "application/x-bibtex; charset=utf-8"
SPECIAL = re.compile(r"[\\{}$&#%_~^]")
SPELLED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # escaped braces would still be counted, and may not be balanced
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@sources.get("/sources.json")
def sources_json() -> Response:
    """The bibliography and the licences; `cited_by` names layers."""
    query.read(request.args, {})
    catalog: Catalog = current_app.extensions["atlas"]
    works = [work | {"cited_by": cited_by(catalog, work["id"])} for work in catalog.works.values()]
    return data.send_json({"sources": works, "licenses": catalog.about["licenses"]})


@sources.get("/sources.bib")
def sources_bib() -> Response:
    """The bibliography for reference managers."""
    query.read(request.args, {})
    catalog: Catalog = current_app.extensions["atlas"]
    text = "\n".join(bibtex(work, cited_by(catalog, work["id"])) for work in catalog.works.values())
    response = data.send_made(BIBTEX, text, lambda: text)
    response.headers["Content-Disposition"] = 'attachment; filename="sources.bib"'
    return response


def cited_by(catalog: Catalog, work_id: str) -> list[str]:
    """Ids of the layers that cite a work, in the order of the contents."""
    return [entry["id"] for entry in catalog if work_id in entry["source_ids"]]


def bibtex(work: dict[str, Any], layers: list[str]) -> str:
    """One work as a BibTeX entry: @online where it has an address, else @misc."""
    year, _, month = (work.get("published") or "")[:7].partition("-")
    fields = {
        "title": _braced(work.get("title")),
        "author": _braced(work.get("author")),
        "publisher": escape(work.get("publisher")),
        "year": year,
        "month": month.lstrip("0"),
        "language": escape(work.get("language")),
        "url": _address(work.get("url")),
        "urldate": work.get("accessed") if work.get("url") else None,
        "note": None if work.get("title") else escape(work.get("citation")),
        "keywords": escape(", ".join(layers)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "online" if work.get("url") else "misc"
    return "\n".join([f"@{kind}{{{work['id']},", *lines, "}", ""])


def escape(text: str | None) -> str:
    """A text with TeX's special characters escaped; letters of all scripts stay as they are."""
    spelled = SPECIAL.sub(lambda found: SPELLED.get(found[0], rf"\{found[0]}"), text or "")
    return " ".join(spelled.split())


def _braced(text: str | None) -> str:
    # Inner braces keep capitals, and keep an organisation's name from being split at "and".
    return f"{{{escape(text)}}}" if text else ""


def _address(url: str | None) -> str:
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", url or "")
