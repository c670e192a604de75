"""How a view is called, whom it credits, and where it is found."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request

from geodata.catalog import BASEMAP, Catalog
from webapp.features import feature_of
from webapp.language import name_of, translate
from webapp.security import base_url
from webapp.view import View


def title_of(view: View, catalog: Catalog) -> str:
    """What a view shows, in its language, and the atlas."""
    atlas, subject = translate("Steppe Atlas", view.lang), subject_of(view, catalog)
    return f"{subject} – {atlas}" if subject else atlas


def title_with_year(view: View, catalog: Catalog) -> str:
    """The title of a view, with its year also where it shows the atlas as a whole."""
    title = title_of(view, catalog)
    is_said = view.year is None or subject_of(view, catalog)
    return title if is_said else f"{title}, {view.year}"


def subject_of(view: View, catalog: Catalog) -> str:
    """What a view is of, in its language: a feature or up to two layers, and its year.

    Empty for more, which are the atlas as a whole.
    """
    subject = []
    if view.select:
        subject = [name_of(feature_of(catalog, *view.select)["properties"], view.lang)]
    elif view.layers and len(view.layers) <= 2:
        titles = (catalog.layer(layer_id)["title"] for layer_id in view.layers)
        subject = [translate(title, view.lang) for title in titles]
    if subject and view.year is not None:
        subject.append(str(view.year))
    return ", ".join(subject)


def credits_of(catalog: Catalog, ids: list[str]) -> str:
    """Whom to credit for the basemap and some layers: each once, joined by semicolons."""
    shown = (entry for entry in catalog if entry["id"] in ids or entry["id"] == BASEMAP)
    return credited(shown)


def credited(entries: Iterable[Mapping[str, Any]]) -> str:
    """Whom some layers of the catalog credit: each once, joined by semicolons."""
    parts = (part for entry in entries for part in entry["attribution"].split("; "))
    return "; ".join(dict.fromkeys(part for part in parts if part))


def address(view: View, path: str = "/") -> str:
    """The whole address of a view on a page of the atlas."""
    return base_url() + view.url(path).removeprefix(request.script_root)
