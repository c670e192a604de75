"""The sources as files, and citations."""

from webapp.citations.bibtex import BIBTEX
from webapp.citations.csl import CSL
from webapp.citations.ris import RIS
from webapp.openapi.answers import DATA
from webapp.openapi.operations import Address
from webapp.openapi.parameters import VIEW
from webapp.openapi.paths.data import CSV, JSON

PLAIN = "text/plain"


def _citation(ending: str, media_type: str, words: str, schema: str = "text") -> Address:
    what = "The citation of a view and those of the works that it shows."
    name = f"cite{ending.title()}"
    media_type = media_type.partition(";")[0]
    summary = f"How to cite a view, as {words}"
    path = f"/cite.{ending}"
    return Address(path, name, "citations", DATA, summary, what, {media_type: schema}, query=VIEW)


ADDRESSES = (
    Address(
        "/sources.json",
        "sourcesJson",
        "data",
        DATA,
        "The bibliography as JSON",
        "Every work that is cited, the layers that cite it, and the licences.",
        {JSON: "Sources"},
    ),
    Address(
        "/sources.bib",
        "sourcesBib",
        "data",
        DATA,
        "The bibliography as BibTeX",
        "Every work that is cited, for reference managers.",
        {BIBTEX.partition(";")[0]: "text"},
    ),
    Address(
        "/sources/{table}.json",
        "sourceTableJson",
        "data",
        DATA,
        "A table of the sources as JSON",
        "The table as published: what it is, its fields and its rows.",
        {JSON: "Table"},
        ("sourceTable",),
    ),
    Address(
        "/sources/{table}.csv",
        "sourceTableCsv",
        "data",
        DATA,
        "A table of the sources as CSV",
        "The rows of the table, each with its name in the column `row`.",
        {CSV: "text"},
        ("sourceTable",),
    ),
    _citation("txt", PLAIN, "plain text"),
    _citation("bib", BIBTEX, "BibTeX"),
    _citation("json", CSL, "CSL-JSON", "Citations"),
    _citation("ris", RIS, "RIS"),
)
