"""Two years of the atlas side by side as a page and as a table of differences."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, g, render_template

from geodata.catalog import Catalog
from geodata.style import SYMBOLS
from geodata.time import FIRST_YEAR, LAST_YEAR
from webapp import atlas_map, data, stills, tidy
from webapp.comparison import Change, LayerChanges, changes_of, years_of
from webapp.current import current_catalog, current_view
from webapp.features import features_of
from webapp.language import current, name_of
from webapp.records import Pair
from webapp.view import View

compare = Blueprint("compare", __name__)
compare.after_request(data.share_files)
HEAD = (
    *("layer", "id", "name", "change", "field", "unit"),
    *("earlier_year", "earlier_stated", "earlier", "later_year", "later_stated", "later"),
    *("difference", "earlier_certainty", "later_certainty", "source_ids"),
)
STILL_PX = (640, 480)
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


@compare.get("/compare")
def page() -> str:
    """What differs between the two years of the address, with a picture of each."""
    view = g.view = _comparing(current_view())
    drawn = [
        stills.of_view(replace(view, year=year), STILL_PX, has_legend=False)
        for year in years_of(view) or ()
    ]
    about = context(current_catalog(), view)
    return render_template("compare.html", stills=drawn, symbols=SYMBOLS, **about)


@compare.get("/compare.csv")
def table() -> Response:
    """The differences as tidy rows."""
    view = _comparing(current_view())
    catalog = current_catalog()
    years = years_of(view)
    key = (view, tuple(entry["sha256"] for entry in catalog))
    response = data.send_made(
        tidy.CSV, key, lambda: _as_csv(_differences(view, catalog, years), years)
    )
    name = f"steppe-atlas-{years[0]}-{years[1]}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def context(catalog: Catalog, view: View) -> dict[str, Any]:
    """What templates need to show a comparison; nothing where the view compares no years."""
    years = years_of(view)
    chosen = LAST_YEAR if view.year is None else view.year
    if years is None:
        return {"years": YEARS, "chosen_year": chosen}
    found = _differences(view, catalog, years)
    return {
        "compared": years,
        "differences": found,
        "change_count": sum(len(layer.changes) for layer in found),
        "years": YEARS,
        "chosen_year": chosen,
    }


def _comparing(view: View) -> View:
    """The view, compared with the first year where it names none."""
    return view if view.compare is not None else replace(view, compare=FIRST_YEAR)


def _differences(view: View, catalog: Catalog, years: tuple[int, int]) -> list[LayerChanges]:
    return [
        changes_of(catalog.layer(layer_id), features_of(catalog, layer_id).values(), years)
        for layer_id in atlas_map.visible_ids(view, catalog)
    ]


def _as_csv(layers: list[LayerChanges], years: tuple[int, int]) -> str:
    rows = [row for layer in layers for row in _rows(layer, *years)]
    return tidy.written(list(HEAD), rows)


def _rows(layer: LayerChanges, first: int, last: int) -> list[list[Any]]:
    rows = []
    for change in layer.changes:
        name = name_of(change.feature["properties"], current())
        of, cited = [layer.entry["id"], change.feature["id"], name], list(change.source_ids)
        stated = [_words(pairs) for pairs in change.stated]
        for what, field, unit, earlier, later, difference, firm in _told(change):
            both = (first, stated[0], earlier, last, stated[1], later)
            rows.append([*of, what, field, unit, *both, difference, *firm, cited])
    return rows


def _told(change: Change) -> Iterator[tuple[Any, ...]]:
    """What changed, field, unit, both values, their difference, and how firm both are."""
    no_figure = None, (None, None)
    if change.presence:
        is_new = change.presence == "new"
        yield change.presence, None, None, not is_new, is_new, *no_figure
    for cell in change.cells:
        about = cell.field["name"], cell.field.get("unit")
        yield "changed", *about, cell.earlier, cell.later, cell.difference, cell.certainties
    for term in change.began:
        yield "began", None, None, None, _words(term), *no_figure
    for term in change.ended:
        yield "ended", None, None, _words(term), None, *no_figure


def _words(term: tuple[Pair, ...]) -> str:
    return "; ".join(str(value) for _, value in term)
