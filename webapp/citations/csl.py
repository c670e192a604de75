"""References as CSL-JSON, the format of citation processors, Zotero and pandoc."""

import json
from collections.abc import Iterable
from typing import Any

from webapp.citations.references import MAP, Reference, date_of

CSL = "application/vnd.citationstyles.csl+json"
TYPES = {
    MAP: "map",
    "press": "article-newspaper",
    "encyclopaedia": "entry-encyclopedia",
    "dataset": "dataset",
    "statistics": "dataset",
    "official": "report",
    "company": "report",
    "academic": "article",
    "law": "legislation",
    "secondary": "webpage",
}
OTHER = "document"
INSIDE = ("article-newspaper", "entry-encyclopedia", "webpage")  # parts of what is published


def csl_json(references: Iterable[Reference]) -> str:
    """A list of items, letters as they are."""
    items = [csl_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def csl_item(reference: Reference) -> dict[str, Any]:
    """One item; names are literal, for persons and bodies are not told apart in the sources."""
    kind = TYPES.get(reference.kind, OTHER)
    container = reference.container or (reference.publisher if kind in INSIDE else "")
    fields = {
        "id": reference.id,
        "type": kind,
        "title": reference.name,
        "author": [{"literal": reference.author}] if reference.author else None,
        "container-title": container,
        "publisher": reference.publisher,
        "issued": _date(reference.issued),
        "accessed": _date(reference.accessed),
        "version": reference.version,
        "URL": reference.url,
        "language": reference.language,
        "note": reference.note if reference.title else "",
    }
    return {name: value for name, value in fields.items() if value}


def _date(text: str) -> dict[str, list[list[int]]] | None:
    parts = date_of(text)
    return {"date-parts": [list(parts)]} if parts else None
