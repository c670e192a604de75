"""Every cited work as JSON and BibTeX, with the layers that cite it."""

from flask import Blueprint, Response, request

from geodata.catalog import Catalog
from webapp import data, query
from webapp.citations.bibtex import BIBTEX, bibtex
from webapp.citations.references import reference_of_work
from webapp.current import current_catalog

sources = Blueprint("sources", __name__)
sources.after_request(data.share)


@sources.get("/sources.json")
def sources_json() -> Response:
    """The bibliography and the licences; `cited_by` names layers."""
    query.read(request.args, {})
    catalog = current_catalog()
    works = [work | {"cited_by": cited_by(catalog, work["id"])} for work in catalog.works.values()]
    return data.send_json({"sources": works, "licenses": catalog.about["licenses"]})


@sources.get("/sources.bib")
def sources_bib() -> Response:
    """The bibliography for reference managers."""
    query.read(request.args, {})
    catalog = current_catalog()
    text = "\n".join(
        bibtex(reference_of_work(work), ", ".join(cited_by(catalog, work["id"])))
        for work in catalog.works.values()
    )
    response = data.send_made(BIBTEX, text, lambda: text)
    response.headers["Content-Disposition"] = 'attachment; filename="sources.bib"'
    return response


def cited_by(catalog: Catalog, work_id: str) -> list[str]:
    """Ids of the layers that cite a work, in the order of the contents."""
    return [entry["id"] for entry in catalog if work_id in entry["source_ids"]]
