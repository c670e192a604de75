"""What is tied to what: features that name another feature's id, and one id in several layers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from geodata.catalog import BASEMAP, Catalog

Features = Callable[[Catalog, str], Mapping[str, Mapping[str, Any]]]


class Tie(NamedTuple):
    """A feature of a layer that is related to another."""

    layer_id: str
    feature_id: str


class Ties:
    """The ties between all features of one catalog."""

    def __init__(self, catalog: Catalog, features_of: Features):
        self._layers: dict[str, list[str]] = defaultdict(list)
        self._from: dict[str, list[Tie]] = defaultdict(list)
        self._named: dict[Tie, list[str]] = {}
        layers = [layer["id"] for layer in catalog if layer["id"] != BASEMAP]
        for layer_id in layers:
            for feature_id in features_of(catalog, layer_id):
                self._layers[feature_id].append(layer_id)
        for layer_id in layers:
            for feature_id, feature in features_of(catalog, layer_id).items():
                self._read(Tie(layer_id, feature_id), feature["properties"])

    def of(self, layer_id: str, feature_id: str) -> list[Tie]:
        """Features that this one names, that name it, or that have its id in another layer."""
        here = Tie(layer_id, feature_id)
        ids = (feature_id, *self._named.get(here, ()))
        ties = [Tie(layer, name) for name in ids for layer in self._layers.get(name, ())]
        ties += self._from.get(feature_id, ())
        return [tie for tie in dict.fromkeys(ties) if tie != here]

    def _read(self, tie: Tie, properties: Mapping[str, Any]) -> None:
        named = [name for name in named_ids(properties) if name in self._layers]
        self._named[tie] = named
        for name in named:
            if name != tie.feature_id:
                self._from[name].append(tie)


def named_ids(properties: Mapping[str, Any]) -> Iterator[str]:
    """Ids in the `…_id` and `…_ids` properties of a feature, those of works cited apart."""
    for name, value in properties.items():
        if name != "source_ids" and name.endswith(("_id", "_ids")) and value:
            yield from _texts(value.split(";") if isinstance(value, str) else value)


def _texts(values: Any) -> Iterable[str]:
    return [value.strip() for value in values if isinstance(value, str)] if values else []
