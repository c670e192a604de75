"""The works on which a view rests: those of the figures that it shows, not of those set aside."""

from collections.abc import Iterable, Mapping
from typing import Any

from geodata.catalog import Catalog
from geodata.origins import ROWS
from geodata.preference import BESIDE
from webapp.atlas_map import BASEMAP, visible_ids
from webapp.evidence import row_of
from webapp.faults import UnknownRow, UnknownTable
from webapp.features import Feature, feature_of, stored
from webapp.view import View


def works_of(view: View, catalog: Catalog) -> list[dict[str, Any]]:
    """The works of a view, by id: those of its feature, else of all its layers.

    Where sources disagree it is that of the figure which is shown, so a preference changes them.
    """
    if view.select:
        feature = feature_of(catalog, *view.select)
        cited = _cited_in(catalog, feature, feature)  # its article tells of all years
    else:
        years = {view.year} if view.compare is None else {view.year, view.compare}
        cited = set().union(*(_cited_by_layers(view, catalog, year) for year in years))
    return [work for key, work in catalog.works.items() if key in cited]


def _cited_by_layers(view: View, catalog: Catalog, year: int | None) -> set[str]:
    ids = [layer["id"] for layer in catalog if layer["id"] == BASEMAP]
    cited: set[str] = set()
    for layer_id in [*ids, *visible_ids(view, catalog)]:
        layer = stored(catalog, layer_id)
        for item in layer.cut(year=year):
            cited |= _cited_in(catalog, layer.features[item.feature["id"]], item.feature)
        if year is None:
            known = (_works(_parts(feature)) for feature in layer.features.values())
            cited |= set(catalog.layer(layer_id)["source_ids"]).difference(*known)
    return cited


def _cited_in(catalog: Catalog, whole: Feature, held: Feature) -> set[str]:
    """The works of a feature itself, and of the figures shown among the records that hold."""
    own, *records = _parts(whole)
    rows = (_row(catalog, ref) for ref in own.get(ROWS) or ())
    shown = (record for record in _parts(held)[1:] if record.get("use") != BESIDE)
    return (_works([own]) - _works(records)) | _works(rows) | _works(shown)


def _parts(feature: Feature) -> list[dict[str, Any]]:
    """The properties of a feature, and its records."""
    properties = feature["properties"]
    tables = (value for value in properties.values() if isinstance(value, list))
    records = (record for table in tables for record in table if isinstance(record, dict))
    return [properties, *records]


def _row(catalog: Catalog, ref: str) -> dict[str, Any]:
    try:
        return row_of(catalog, *ref.split("/", 1))
    except (UnknownTable, UnknownRow):
        return {}


def _works(parts: Iterable[Mapping[str, Any]]) -> set[str]:
    return {key for part in parts for key in part.get("source_ids") or ()}
