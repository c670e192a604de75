"""Published features in memory: a layer's stored bytes, its features by id, and cuts of it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from geodata.catalog import Catalog, PublishedFile
from geodata.errors import closest
from geodata.preference import preferring
from geodata.time import in_year, is_shown
from webapp.compression import Packed
from webapp.current import preferred
from webapp.faults import UnknownFeature
from webapp.query import Bbox

Feature = dict[str, Any]


def features_of(catalog: Catalog, layer_id: str) -> dict[str, Feature]:
    """A layer's features as GeoJSON objects, by id.

    Raises UnknownLayer, or NotPublished when the layer's file is not the one of the catalog.
    """
    return stored(catalog, layer_id).features


def feature_of(catalog: Catalog, layer_id: str, feature_id: str) -> Feature:
    """One feature. Raises what features_of does, and UnknownFeature with the closest ids."""
    features = features_of(catalog, layer_id)
    if feature_id not in features:
        raise UnknownFeature(layer_id, feature_id, closest(feature_id, features))
    return features[feature_id]


@dataclass(frozen=True)
class Prepared:
    """A feature ready to be sent: its object, its JSON, and the bbox of its geometry."""

    feature: Feature
    json: str
    bbox: tuple[float, float, float, float]


class Stored:
    """One layer as published: `packed` is its file; `dated` its tables whose records have dates.

    `prefer` changes properties to what a reader prefers where sources disagree; not in `packed`.
    """

    def __init__(self, packed: Packed, dated: tuple[str, ...], prefer: Callable | None = None):
        self.packed, self.dated, self._prefer = packed, dated, prefer
        self._in_year = lru_cache(maxsize=8)(self._cut_to_year)

    @cached_property
    def features(self) -> dict[str, Feature]:
        """The features by id, in the file's order."""
        features = self._collection["features"]
        if self._prefer:
            features = [one | {"properties": self._prefer(one["properties"])} for one in features]
        return {feature["id"]: feature for feature in features}

    def cut(self, bbox: Bbox | None = None, year: int | None = None) -> list[Prepared]:
        """Features whose geometry's bbox meets `bbox`, as they are in `year`."""
        kept = self._prepared if year is None else self._in_year(year)
        return [item for item in kept if bbox is None or bbox.meets(item.bbox)]

    def collection(self, kept: list[Prepared]) -> str:
        """Some features as a GeoJSON collection with the layer's members and their own bbox."""
        members = {key: value for key, value in self._collection.items() if key != "features"}
        members.pop("bbox", None)
        if kept:
            sides = list(zip(*(item.bbox for item in kept), strict=True))
            members["bbox"] = [min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])]
        body = ",\n".join(item.json for item in kept)
        return f'{_dump(members)[:-1]},"features":[\n{body}\n]}}\n'

    @cached_property
    def sha256(self) -> str:
        """A mark of what is told: that of the file, and another one where `prefer` changes it."""
        told = [feature["properties"] for feature in self.features.values()] if self._prefer else []
        published = (feature["properties"] for feature in self._collection["features"])
        if not self._prefer or told == list(published):
            return self.packed.sha256
        return sha256(f"{self.packed.sha256}{_dump(told)}".encode()).hexdigest()

    @cached_property
    def _collection(self) -> dict[str, Any]:
        return json.loads(self.packed.data)

    @cached_property
    def _prepared(self) -> list[Prepared]:
        return [
            Prepared(feature, _dump(feature), bounds(feature["geometry"]))
            for feature in self.features.values()
        ]

    def _cut_to_year(self, year: int) -> list[Prepared]:
        cuts = ((item, feature_in_year(item.feature, self.dated, year)) for item in self._prepared)
        return [
            item if cut is item.feature else Prepared(cut, _dump(cut), item.bbox)
            for item, cut in cuts
            if cut is not None
        ]


def stored(catalog: Catalog, layer_id: str) -> Stored:
    """A layer's file, read once, with the figures of the works that this request prefers.

    Raises UnknownLayer, or NotPublished when it is missing or not the one of the catalog.
    """
    entry = catalog.layer(layer_id)
    dated = tuple(
        table["name"]
        for table in entry["tables"]
        if {"year", "from_date", "to_date"} & {field["name"] for field in table["fields"]}
    )
    file, cited = catalog.file(entry), set(entry["source_ids"])
    as_published = _read(file, dated)
    works = tuple(work for work in preferred(catalog) if work in cited)
    choices = [table for table in entry["tables"] if table.get("choice")]
    if not works or not choices:
        return as_published
    return _preferring(file, dated, json.dumps(choices), works)


@lru_cache(maxsize=16)
def _preferring(file: PublishedFile, dated: tuple[str, ...], choices: str, works: tuple) -> Stored:
    packed = _read(file, dated).packed
    return Stored(
        packed, dated, lambda properties: preferring(json.loads(choices), properties, works)
    )


@lru_cache(maxsize=64)
def _read(file: PublishedFile, dated: tuple[str, ...]) -> Stored:
    return Stored(Packed(file.read(), file.sha256), dated)


def feature_in_year(feature: Feature, dated: tuple[str, ...], year: int) -> Feature | None:
    """A feature with the records that hold in a year, or None when it does not hold then itself.

    It does when `from_year` and `to_year`, null for open, span the year. A feature without both
    that has dated records does when one of these holds. The rule is that of `geodata.time`.
    """
    properties = feature["properties"]
    if not is_shown(properties, year):
        return None
    tables = {name: properties[name] for name in dated if properties.get(name)}
    if not tables:
        return feature
    held = {name: in_year(rows, year) for name, rows in tables.items()}
    is_open = properties.get("from_year") is None and properties.get("to_year") is None
    if is_open and not any(held.values()):
        return None
    return feature | {"properties": properties | held}


def bounds(geometry: dict[str, Any]) -> tuple[float, float, float, float]:
    """West, south, east, north of a GeoJSON geometry, in degrees."""
    lons, lats = zip(*positions(geometry), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def positions(geometry: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Longitude and latitude of every vertex of a GeoJSON geometry."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from positions(part)
        return
    waiting = [geometry["coordinates"]]
    while waiting:
        value = waiting.pop()
        if isinstance(value[0], int | float):
            yield value[0], value[1]
        else:
            waiting.extend(value)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
