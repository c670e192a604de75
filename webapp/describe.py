"""The page that tells a view in words; the map's disclosure shows its article."""

from typing import Any

from flask import Blueprint, render_template

from geodata.catalog import Catalog
from webapp import narration
from webapp.current import current_catalog, current_view, taken_beside
from webapp.query import bbox_of
from webapp.view import View
from webapp.view_words import credits_of

describe = Blueprint("describe", __name__)


@describe.get("/describe")
def page() -> str:
    """The view of the address in words; `bbox` says what the map shows of it."""
    bbox = taken_beside("bbox", bbox_of)
    catalog = current_catalog()
    about = context(catalog, current_view(), bbox)
    credits = credits_of(catalog, [layer.entry["id"] for layer in about["told"].layers])
    return render_template("describe.html", **about, credits=credits)


def context(catalog: Catalog, view: View, bbox: narration.Bbox | None = None) -> dict[str, Any]:
    """What `_description.html` needs."""
    return {"told": narration.describe(view, catalog, bbox)}
