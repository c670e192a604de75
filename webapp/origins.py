"""Pages and files of the tables behind the layers: `/sources/<table>` and one row of it."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, Response, current_app, g, render_template, request
from jinja2 import pass_context
from jinja2.runtime import Context

from geodata.catalog import Catalog
from webapp import data, evidence, query, tidy
from webapp.computed import computed_from
from webapp.current import current_catalog, current_view
from webapp.editions import of_this_edition
from webapp.faults import BadQuery, quoted
from webapp.features import features_of
from webapp.language import LANGUAGES, current, gettext, language_of, name_of
from webapp.pages import take_page_number
from webapp.panel import Panel
from webapp.values import date_words
from webapp.words import countries_said, is_of_countries

origins = Blueprint("origins", __name__)
origins.after_request(data.share_files)
origins.record_once(lambda state: offer(state.app))
ROWS_PER_PAGE = 200
FORMS = ("json", "csv")
# What the page of a row says in other places than its list of cells.
APART = ("source_ids", "citation", "confidence")
LANGUAGE = re.compile(f"_(?:{'|'.join(LANGUAGES)})$")


def offer(app: Flask) -> None:
    """Give templates the rows under a figure, and their addresses."""
    app.jinja_env.globals.update(
        row_address=row_address,
        origins_of=origins_of,
        prefer_address=prefer_address,
        preferring=preferring,
        preferred_works=preferred_works,
    )


@pass_context
def row_address(context: Context, ref: str) -> str:
    """The page of a row, in the view's language, year and preference."""
    here = current_app.jinja_env.globals["here"]
    return here(context, "sources", *ref.split("/", 1))


@pass_context
def prefer_address(context: Context, work: str, panel: Panel) -> str:
    """This page for who prefers a work, before those that are preferred already.

    What is said in a saved file leads to the map, at the feature.
    """
    works, view = tuple(preferring(context, work).split(",")), context["view"]
    if not context.get("is_saved"):
        return view.url("/" + quote(request.path.lstrip("/")), prefer=works)
    chosen = (panel.layer_id, panel.feature_id)
    there = {} if view.select == chosen else {"layers": chosen[:1], "select": chosen}
    return view.url("/", prefer=works, **there)


@pass_context
def preferring(context: Context, work: str) -> str:
    """The works that are preferred with another one, as addresses name them."""
    return ",".join(dict.fromkeys((work, *(context["view"].prefer or ()))))


@pass_context
def preferred_works(context: Context) -> list[dict[str, Any]]:
    """The works that this view prefers."""
    catalog = current_app.extensions.get("atlas")
    return [catalog.works[key] for key in context["view"].prefer or ()] if catalog else []


def origins_of(refs: Any) -> list[evidence.Origin]:
    """The published rows of some references, in this answer's language."""
    return evidence.origins_of(current_catalog(), refs or (), current(), in_words)


def in_words(column: str, value: Any) -> str:
    """The value of a column as its label says it, in this answer's language."""
    labels = _labels(column)
    if value in labels:
        return gettext(labels[value])
    if countries := is_of_countries(column) and countries_said(str(value)):
        return ", ".join(name for _, name in countries)
    return gettext(date_words(value, current()))


@origins.get("/sources/<table>")
def table(table: str) -> str:
    """One table: what it is, whence it comes, and its rows, some to a page."""
    page = take_page_number()
    about = evidence.table_of(current_catalog(), table).about
    rows = about["rows"]
    pages = max(1, -(-len(rows) // ROWS_PER_PAGE))
    page = g.page = min(page, pages)
    return render_template(
        "source_table.html",
        about=about,
        fields=_fields(about),
        rows=rows[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE],
        title_of=partial(evidence.title_of, current_catalog(), lang=current(), words=in_words),
        page=page,
        pages=pages,
    )


@origins.get("/sources/<table>/<row>")
def row(table: str, row: str) -> str:
    """One row: every cell, the citation word for word, the works, and what rests on it."""
    catalog = current_catalog()
    current_view()
    found = evidence.row_of(catalog, table, row)
    about = evidence.table_of(catalog, table).about
    fields = [field for field in _fields(about) if field["name"] not in APART]
    return render_template(
        "source_row.html",
        about=about,
        row=found,
        ref=f"{table}/{row}",
        title=evidence.title_of(catalog, about, found, current(), in_words),
        cells=[(field, found[field["name"]]) for field in fields if field["name"] in found],
        works=[catalog.works[key] for key in found.get("source_ids", ()) if key in catalog.works],
        uses=_uses(catalog, f"{table}/{row}"),
        computed=[
            {
                "name": _name(catalog, one.layer_id, one.feature_id),
                "field": one.field,
                "value": one.value,
                "others": origins_of(one.others),
            }
            for one in computed_from(
                catalog, f"{table}/{row}", _all_uses().get(f"{table}/{row}", ())
            )
        ],
    )


@origins.get("/sources/<table>.<form>")
def download(table: str, form: str) -> Response:
    """A table as published (JSON), or its rows as CSV."""
    query.read(request.args, {})
    if form not in FORMS:
        raise BadQuery(f"format must be one of {', '.join(FORMS)}; got {quoted(form)}.")
    catalog = current_catalog()
    about = evidence.table_of(catalog, table).about
    if form == "json":
        response = data.send_json(about)
    else:
        names = ["row", *(field["name"] for field in about["fields"])]
        rows = ([row.get(name) for name in names] for row in about["rows"])
        checksum = next(e["sha256"] for e in catalog.about["tables"] if e["name"] == table)
        response = data.send_made(tidy.CSV, checksum, lambda: tidy.written(names, rows))
        response.headers["Content-Disposition"] = f'attachment; filename="{table}.csv"'
    return response


def _fields(about: dict[str, Any]) -> list[dict[str, Any]]:
    fields = [field | {"labels": _labels(field["name"])} for field in about["fields"]]
    return in_readers_order(fields, current())


def in_readers_order(fields: Iterable[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Columns that say one thing in several languages, the reader's first; others stay in place."""
    return [
        field
        for _, same in groupby(fields, key=lambda field: LANGUAGE.sub("", field["name"]))
        for field in sorted(same, key=lambda field: language_of(field["name"]) != lang)
    ]


def _labels(column: str) -> dict[str, str]:
    known: dict[str, dict[str, str]] = of_this_edition("atlas_labels", lambda _: {})
    if column not in known:
        known[column] = evidence.labels_of(current_catalog(), column)
    return known[column]


def _uses(catalog: Catalog, ref: str) -> list[dict[str, Any]]:
    return [
        {
            "layer": catalog.layer(use.layer_id),
            "feature_id": use.feature_id,
            "name": _name(catalog, use.layer_id, use.feature_id),
            "table": use.table,
        }
        for use in _all_uses().get(ref, ())
    ]


def _name(catalog: Catalog, layer_id: str, feature_id: str) -> str:
    return name_of(features_of(catalog, layer_id)[feature_id]["properties"]) or feature_id


def _all_uses() -> Mapping[str, tuple[evidence.Use, ...]]:
    return of_this_edition("atlas_uses", evidence.uses)
