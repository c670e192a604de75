"""The claims and the tour of a saved file, as the page asks for them."""

import json
from collections.abc import Collection

from flask import render_template, request

from geodata.catalog import Catalog
from webapp import claims, tour
from webapp.argument import claims_of, steps_of
from webapp.assets import text_of
from webapp.saved import page
from webapp.saved.kept import packed_once
from webapp.security import base_url
from webapp.view import View


def is_held(catalog: Catalog, ids: Collection[str]) -> bool:
    """Whether there are claims and a tour, and all layers of their views are among some."""
    entries = (claims_of(catalog), steps_of(catalog))
    views = [entry["view"] for some in entries for entry in some]
    return all(entries) and all(layer in ids for view in views for layer in view["layers"])


def packed_argument(view: View, catalog: Catalog, edition: str) -> dict[str, str]:
    """The list of claims, and every step of the tour, each packed, by the paths asked for.

    `edition` is a mark of all that is published.
    """
    asked = View(lang=view.lang)
    about = (asked, request.script_root, base_url(), edition)
    return {
        "claims": packed_once(("claims", *about), lambda: _claims(asked, catalog)),
        "tour/": packed_once(("tour", *about), lambda: _steps(asked, catalog)),
    }


def _claims(view: View, catalog: Catalog) -> str:
    text = render_template("_claims.html", view=view, **claims.context(catalog))
    return _alone(text)


def _steps(view: View, catalog: Catalog) -> str:
    """The section of each step, by its id, as JSON."""
    ids = [step["id"] for step in steps_of(catalog)]
    shown = {one: tour.context(catalog, View(lang=view.lang, tour=one)) for one in ids}
    sections = {
        one: _alone(render_template("_step.html", view=view, **about))
        for one, about in shown.items()
    }
    return json.dumps(sections, ensure_ascii=False)


def _alone(text: str) -> str:
    """HTML that brings its sheets with it, and whose links lead to the atlas."""
    return page.abroad(
        page.with_sheets(text, text_of, request.script_root), request.script_root, base_url()
    )
