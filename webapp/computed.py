"""Figures that the atlas computes from a row and others: what they are, how, and the other rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.catalog import Catalog
from geodata.origins import ROWS
from webapp.evidence import Use, row_of
from webapp.features import features_of
from webapp.records import NUMBERS


@dataclass(frozen=True)
class Computed:
    """A figure that no row states: of which feature, its field and value, and its other rows."""

    layer_id: str
    feature_id: str
    field: Mapping[str, Any]
    value: Any
    others: tuple[str, ...]


def computed_from(catalog: Catalog, ref: str, uses: tuple[Use, ...]) -> tuple[Computed, ...]:
    """The figures that stand on a row first and on others besides, of the features that use it."""
    stated = set(map(str, row_of(catalog, *ref.split("/", 1)).values()))
    features = dict.fromkeys((use.layer_id, use.feature_id) for use in uses)
    return tuple(
        Computed(layer_id, feature_id, field, value, others)
        for layer_id, feature_id in features
        for field, value, others in _figures(catalog, layer_id, feature_id, ref)
        if str(value) not in stated
    )


def _figures(
    catalog: Catalog, layer_id: str, feature_id: str, ref: str
) -> Iterator[tuple[Mapping[str, Any], Any, tuple[str, ...]]]:
    properties = features_of(catalog, layer_id)[feature_id]["properties"]
    for table in catalog.layer(layer_id)["tables"]:
        for record in properties.get(table["name"]) or ():
            first, *others = record.get(ROWS) or (None,)
            if first != ref or not others:
                continue
            for field in table["fields"]:
                value = record.get(field["name"])
                if value is not None and field["type"] in NUMBERS:
                    yield field, value, tuple(others)
