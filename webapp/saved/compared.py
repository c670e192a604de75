"""What a saved file needs to compare any two years: each feature's states, told in words.

A feature's figures hold for some years and change. `webapp.comparison` says what is compared and
what may be subtracted; here the same is written down for every year, each different state once, so
that `static/js/offline/differences.mjs` can set two of them side by side.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from markupsafe import escape

from geodata.catalog import Catalog
from geodata.time import is_shown, spans
from webapp.compare import YEARS
from webapp.comparison import figure_columns, side_of, stated_of, terms_of, told
from webapp.features import features_of
from webapp.language import gettext, ngettext
from webapp.layer_table import values_in_year
from webapp.saved.kept import packed_once
from webapp.saved.macros import macros
from webapp.saved.page import abroad
from webapp.security import base_url
from webapp.values import is_known
from webapp.view import View

COUNTED = 200  # from here on the form of a count is that of a hundred and its last two digits
TEXTS = {
    "title": "Differences between %(first)s and %(last)s",
    "note": "A figure is that of the nearest year in which it was stated. A difference is given "
    "only where both were counted in the same way: the census of 2021 broke the series.",
    "points": "Differences of shares are percentage points.",
    **{word: word for word in ("Name", "What", "Difference", "on the map", "yes", "new", "gone")},
    **{word: word for word in ("began", "ended", "not comparable", "No layer is shown.")},
}
COUNTS = {
    "differences": ("%(count)s difference", "%(count)s differences"),
    "same": ("%(count)s the same in both years", "%(count)s the same in both years"),
}


def packed_words(view: View, catalog: Catalog, edition: str) -> dict[str, str]:
    """The words of the table of differences, by the path asked for."""
    about = (view.lang, request.script_root, base_url(), edition)
    return {"compare/": packed_once(("comparison", *about), lambda: _written(_words(catalog)))}


def packed_states(view: View, catalog: Catalog, layer_id: str, edition: str) -> dict[str, str]:
    """What a layer's features were in each year, by the path asked for."""
    asked = View(lang=view.lang, prefer=view.prefer)
    about = ("compared", layer_id, asked, request.script_root, base_url(), edition)
    states = packed_once(about, lambda: _written(states_of(asked, catalog, layer_id)))
    return {f"compare/{layer_id}": states}


def states_of(view: View, catalog: Catalog, layer_id: str) -> dict[str, Any]:
    """A layer's title and columns, and its features that are not the same in all years.

    `same` counts those that are. A feature has its different `states`, the number of the state of
    each year, and the words of its `terms`, to which a state refers by their numbers. `undated` is
    said of the layer in any year; a column `in_words` has figures that are told in words.
    """
    entry = catalog.layer(layer_id)
    say, links = macros("_value.html", view=view), macros("_link.html", view=view)

    def whole(link: str) -> str:
        return abroad(str(link), request.script_root, base_url())

    columns = figure_columns(entry)
    changing, same = [], 0
    for feature in features_of(catalog, layer_id).values():
        terms = list(terms_of(entry, feature["properties"]))
        by_year = [_state(entry, feature, columns, terms, year) for year in YEARS]
        states = [state for place, state in enumerate(by_year) if state not in by_year[:place]]
        if len(states) == 1:
            same += states[0] is not None
            continue
        changing.append(
            {
                "name": whole(links.feature(layer_id, feature)),
                "terms": [str(say.head(told(table, record))) for table, record in terms],
                "states": [state and _in_words(state, columns, say) for state in states],
                "years": [states.index(state) for state in by_year],
            }
        )
    return {
        "title": whole(links.layer(entry)),
        "undated": escape(gettext(entry["undated"])) if entry.get("undated") else None,
        "columns": [{"title": _head(column), "in_words": "labels" in column} for column in columns],
        "features": changing,
        "same": same,
    }


def _state(
    entry: Mapping, feature: Mapping, columns: list, terms: list, year: int
) -> dict[str, Any] | None:
    """What holds of a feature in a year, None where it is not there."""
    properties = feature["properties"]
    if not is_shown(properties, year):
        return None
    row = values_in_year(entry, properties, year) if entry["style"].get("table") else {}
    return {
        "values": [row.get(column["name"]) for column in columns],
        "certainties": [row.get(f"certainty_{column['name']}") for column in columns],
        "stated": stated_of(entry, row),
        "kind": row.get("current_kind"),
        "side": side_of(row),
        "terms": [place for place, (_, record) in enumerate(terms) if spans(record, year)],
    }


def _in_words(state: Mapping[str, Any], columns: list, say: Any) -> dict[str, Any]:
    signs = [str(say.about(word)) for word in state["certainties"]]
    figures = zip(columns, state["values"], signs, strict=True)
    said = [
        sign + str(say.value(column, value, unit=False)).strip() if is_known(value) else ""
        for column, value, sign in figures
    ]
    stated = ", ".join(str(say.value(*pair)).strip() for pair in state["stated"])
    values = [value if is_known(value) else None for value in state["values"]]
    about = {"values": values, "said": said, "signs": signs, "stated": stated}
    return {name: value for name, value in state.items() if name != "certainties"} | about


def _head(column: Mapping[str, Any]) -> str:
    """What a column is of, and its unit."""
    unit = column.get("unit")
    words = [column["title"], *(["%" if unit == "percent" else unit] if unit else [])]
    return escape(", ".join(map(gettext, words)))


def _words(catalog: Catalog) -> dict[str, Any]:
    """The first year, and the words around the figures; of counts the forms that numbers take."""
    counts = {name: list(_forms(*texts)) for name, texts in COUNTS.items()}
    return {
        "first": YEARS[0],
        "texts": {name: gettext(text) for name, text in TEXTS.items()},
        "counts": {
            name: {"forms": (forms := list(dict.fromkeys(said))), "of": [*map(forms.index, said)]}
            for name, said in counts.items()
        },
        "layers": [layer["id"] for layer in catalog],
        "csv": f"{base_url()}/compare.csv",
    }


def _forms(singular: str, plural: str) -> Iterator[str]:
    return (ngettext(singular, plural, count) for count in range(COUNTED))


def _written(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
