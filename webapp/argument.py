"""The published claims and tour, read once, and the views that they name."""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app

from geodata.catalog import Catalog, PublishedFile
from webapp.language import LANGUAGES

# In the order of how far a claim holds; the signs differ by shape.
VERDICTS = {
    "holds": "Holds",
    "holds-for-a-part": "Holds for a part",
    "not-borne-out": "Not borne out",
    "cannot-be-told": "Cannot be told",
}
Entry = dict[str, Any]


def offer(app: Flask) -> None:
    """Give templates `view_address`, `verdicts`, the article, and whether there are any claims."""
    app.jinja_env.globals.update(
        has_argument=lambda: bool("claims" in _about() and "tour" in _about()),
        the_article=_article,
        verdicts=VERDICTS,
        view_address=view_address,
    )


def claims_of(catalog: Catalog) -> list[Entry]:
    """Every claim of the atlas in order; none in an atlas without claims."""
    return _entries(catalog, "claims", "claims")


def article_of(catalog: Catalog) -> dict[str, Any] | None:
    """The work whose claims are weighed; None in an atlas without claims."""
    found = claims_of(catalog)
    return catalog.works.get(found[0]["source_ids"][0]) if found else None


def steps_of(catalog: Catalog) -> list[Entry]:
    """Every step of the tour in order; none in an atlas without one."""
    return _entries(catalog, "tour", "steps")


def claims_about(catalog: Catalog, layer_id: str, feature_id: str) -> list[Entry]:
    """The claims that concern a feature."""
    name = f"{layer_id}/{feature_id}"
    return [claim for claim in claims_of(catalog) if name in claim["features"]]


def view_address(entry: Entry, lang: str) -> str:
    """The query string of the view that shows a claim, the same order as all addresses have."""
    view = entry["view"]
    parts = {
        "layers": ",".join(view["layers"]),
        "year": view["year"],
        "lang": lang,
        "map": view["map"],
        "select": view["select"],
    }
    words = (f"{name}={quote(str(value), safe=',/')}" for name, value in parts.items() if value)
    return "?" + "&".join(words)


def in_language(entry: Entry, lang: str) -> Entry:
    """A claim or a step with its texts in one language."""
    said = {name: value[lang] if _is_text(value) else value for name, value in entry.items()}
    if "findings" in said:
        said["findings"] = [in_language(finding, lang) for finding in said["findings"]]
    return said


def _article() -> dict[str, Any] | None:
    catalog = current_app.extensions.get("atlas")
    return article_of(catalog) if catalog else None


def _about() -> dict[str, Any]:
    catalog = current_app.extensions.get("atlas")
    return catalog.about if catalog else {}


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES)


def _entries(catalog: Catalog, part: str, name: str) -> list[Entry]:
    about = catalog.about.get(part)
    return _read(catalog.file(about))[name] if about else []


@lru_cache(maxsize=8)
def _read(file: PublishedFile) -> dict[str, list[Entry]]:
    return json.loads(file.read())
