"""What is cited, as references: the atlas as one view shows it, and works."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import webapp
from geodata.catalog import Catalog
from webapp.features import feature_of
from webapp.language import gettext, name_of, translate
from webapp.view import View
from webapp.view_words import address

AUTHOR = "The Steppe Atlas authors"
LICENSE = "CC BY 4.0"
MAP = "map"
MOST_TITLES = 3  # layers that a title names; more are the atlas as a whole


@dataclass(frozen=True)
class Reference:
    """One thing to cite; dates are ISO, possibly partial; `kind` is that of the bibliography."""

    id: str
    kind: str
    title: str
    author: str = ""
    publisher: str = ""
    container: str = ""
    issued: str = ""
    accessed: str = ""
    version: str = ""
    url: str = ""
    language: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """What it is called: its title, else its citation, else its id."""
        return self.title or self.note or self.id


def reference_of_view(view: View, catalog: Catalog) -> Reference:
    """The atlas as the view shows it, with the edition of the data and today's date."""
    url, today = address(view), datetime.now(UTC).date()
    atlas = gettext("Steppe Atlas")
    subject = subject_of(view, catalog)
    return Reference(
        id=f"steppe-atlas-{today.year}-{sha256(url.encode()).hexdigest()[:6]}",
        kind=MAP,
        title=subject or atlas,
        author=AUTHOR,
        publisher=atlas,
        container=atlas if subject else "",
        issued=str(today.year),
        accessed=today.isoformat(),
        version=version_of(catalog),
        url=url,
        language=view.lang or "en",
        note=LICENSE,
    )


def version_of(catalog: Catalog) -> str:
    """The version of the atlas and the edition of its data, which is a mark of their content."""
    return f"{webapp.__version__}, {gettext('data')} {catalog.edition}"


def subject_of(view: View, catalog: Catalog) -> str:
    """What a view is of: a feature and its layer, or up to three layers; and its years, if any."""
    parts = []
    if view.select:
        layer_id, feature_id = view.select
        properties = feature_of(catalog, layer_id, feature_id)["properties"]
        title = translate(catalog.layer(layer_id)["title"], view.lang)
        parts = [name_of(properties, view.lang), title]
    elif view.layers is not None and 0 < len(view.layers) <= MOST_TITLES:
        parts = [translate(catalog.layer(one)["title"], view.lang) for one in view.layers]
    years = [str(year) for year in (view.compare, view.year) if year is not None]
    return ", ".join([*parts, *years]) if parts else ""


def reference_of_work(work: dict[str, Any]) -> Reference:
    """A work of the bibliography; without a title it is named by its citation, `note`."""
    return Reference(
        id=work["id"],
        kind=work.get("kind") or "",
        title=work.get("title") or "",
        author=work.get("author") or "",
        publisher=work.get("publisher") or "",
        issued=work.get("published") or "",
        accessed=work.get("accessed") or "" if work.get("url") else "",
        url=work.get("url") or "",
        language=work.get("language") or "",
        note=work.get("citation") or "",
    )


def date_of(text: str) -> tuple[int, ...]:
    """Year, month and day of an ISO date, as far as it goes; empty for none."""
    return tuple(int(part) for part in text.split("-") if part.isdigit())
