"""The claims of the article, weighed: a page for people, and the same as data."""

from typing import Any

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from geodata.catalog import Catalog
from webapp import data, query, tidy
from webapp.argument import Entry, article_of, claims_of, in_language, offer, view_address
from webapp.current import current_catalog, current_view
from webapp.faults import BadQuery, quoted
from webapp.language import LANGUAGES, current
from webapp.security import base_url

claims = Blueprint("claims", __name__)
claims_data = Blueprint("claims_data", __name__)
claims.record_once(lambda state: offer(state.app))
claims_data.after_request(data.share)
TEXTS = {"claims": ("title", "weighed"), "findings": ("statement",)}
PARTS = {
    "claims": ("id", "wording", "quote", "place", "verdict", "features", "source_ids"),
    "findings": (
        *("id", "value", "unit", "date", "how", "cells", "of"),
        *("confidence", "source_ids", "citations"),
    ),
}
VIEW = ("layers", "year", "map", "select")


@claims.get("/claims")
def page() -> str:
    """Each claim with what the sources say, the verdict, and the view that shows it."""
    current_view()
    return render_template("claims.html", **context(current_catalog()))


def context(catalog: Catalog) -> dict[str, Any]:
    """What `_claims.html` needs. Raises NotFound in an atlas without claims."""
    found = [in_language(claim, current()) for claim in _claims(catalog)]
    return {"claims": found, "article": article_of(catalog), "works": catalog.works}


@claims_data.get("/claims.json")
def claims_json() -> Response:
    """Every claim in three languages with its findings, the works cited, and links."""
    query.read(request.args, {})
    catalog = current_catalog()
    found = _claims(catalog)
    return data.send_json(
        {
            "claims": [claim | {"links": _links(claim)} for claim in found],
            "sources": [catalog.works[key] for key in _cited(found) if key in catalog.works],
        }
    )


@claims_data.get("/claims.csv")
def claims_csv() -> Response:
    """A row per claim, or with `table=findings` a row per finding."""
    args = query.read(request.args, {"table": _table})
    catalog = current_catalog()
    table = args.get("table", "claims")
    rows = _claims(catalog)
    sha256 = catalog.about["claims"]["sha256"]
    response = data.send_made(tidy.CSV, (sha256, table), lambda: _csv(rows, table))
    name = "claims.csv" if table == "claims" else "claim-findings.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _claims(catalog: Catalog) -> list[Entry]:
    found = claims_of(catalog)
    if not found:
        raise NotFound("This atlas has no claims.")
    return found


def _links(claim: Entry) -> dict[str, str]:
    base = base_url()
    return {"html": f"{base}/claims#{claim['id']}", "map": f"{base}/{view_address(claim, 'en')}"}


def _cited(found: list[Entry]) -> list[str]:
    ids = [key for claim in found for key in claim["source_ids"]]
    ids += [key for claim in found for one in claim["findings"] for key in one["source_ids"]]
    return sorted(set(ids))


def _table(text: str) -> str:
    if text in PARTS:
        return text
    raise BadQuery(f"table must be one of {', '.join(PARTS)}; got {quoted(text)}.")


def _csv(found: list[Entry], table: str) -> str:
    texts = [(name, lang) for name in TEXTS[table] for lang in LANGUAGES]
    names = [*PARTS[table], *(f"{name}_{lang}" for name, lang in texts)]
    if table == "claims":
        rows = [[*_row(one, table, texts), *(one["view"][v] for v in VIEW)] for one in found]
        return tidy.written([*names, *VIEW], rows)
    rows = [[one["id"], *_row(part, table, texts)] for one in found for part in one["findings"]]
    return tidy.written(["claim_id", *names], rows)


def _row(entry: Entry, table: str, texts: list[tuple[str, str]]) -> list[Any]:
    return [*(entry[name] for name in PARTS[table]), *(entry[name][lang] for name, lang in texts)]
