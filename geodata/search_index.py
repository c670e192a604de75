"""What can be searched: one small entry for every layer and every named thing in one."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from geodata.catalog import BASEMAP, Catalog
from geodata.search_match import Words, fold

Entry = dict[str, Any]
Feature = Mapping[str, Any]
Features = Callable[[str], Mapping[str, Feature]]
Translate = Callable[[str, str], str]
LANGUAGES = ("en", "kk", "ru")
RING, LINES = "composition", ("contested",)
SAME_PLACE_DEG = 0.3
WEIGHTS = {"layer": 70, "organisation": 60, "pipeline": 50, "border": 45, "place": 40}
WEIGHTS |= {"facility": 30, "corridor": 30, "site": 25, "event": 20, "crossing": 10}
FIRST_WEIGHT, MOST_BONUS = 15, 20
MEMBER, ORGANISATION, LAYER = "member", "organisation", "layer"


def search_index(catalog: Catalog, features_of: Features, translate: Translate) -> list[Entry]:
    """Entries of everything that is published: layers, organisations, then what each layer shows.

    An entry has `id`, `layer`, `kind`, `names` by language, `years` (first and last, None where
    open), `position` (degrees, longitude first), `importance`; where they are known also `former`
    names with their years, and the `bbox` of what is no point. What two layers draw alike under
    one id has one entry, and so has a city of the ground that a layer shows.
    """
    entries = [*_layers(catalog, translate), *_organisations(catalog, features_of, translate)]
    seen, spelled = set(), _Spelled(catalog)
    layers = sorted(catalog, key=lambda layer: layer["id"] == BASEMAP)
    for layer in layers:
        for feature in features_of(layer["id"]).values():
            mark = (feature["id"], layer["style"]["mark"])
            if mark in seen or not is_named(feature):
                continue
            entry = _entry(layer, feature)
            is_city = feature["properties"].get("kind") == "city"
            if layer["id"] == BASEMAP and spelled.has(entry, is_city=is_city):
                continue
            seen.add(mark)
            entries.append(entry)
            spelled.add(entry)
    return entries


def is_named(feature: Feature) -> bool:
    """True if a feature has a name of its own to be searched for."""
    properties = feature["properties"]
    return bool(properties.get("name_en")) and properties.get("kind") not in LINES


def _entry(layer: Mapping[str, Any], feature: Feature) -> Entry:
    properties = feature["properties"]
    geometry = feature["geometry"]
    entry = {
        "id": feature["id"],
        "layer": layer["id"],
        "kind": layer.get("kind", "place"),
        "names": names_of(properties),
        "years": [properties.get("from_year"), properties.get("to_year")],
        "position": _position(properties, geometry),
        "importance": _importance(layer, properties),
    }
    if geometry["type"] != "Point" and properties.get("kind") != "city":
        entry["bbox"] = [round(side, 2) for side in _bbox(_largest(geometry))]
    former = [
        {"names": names_of(name), "years": [name["from_year"], name["to_year"]]}
        for name in properties.get("former_names") or ()
    ]
    return entry | ({"former": former} if former else {})


def names_of(properties: Mapping[str, Any]) -> dict[str, str]:
    """Names by language, those that are missing left out."""
    names = {lang: properties.get(f"name_{lang}") for lang in LANGUAGES}
    return {lang: name for lang, name in names.items() if name}


def _layers(catalog: Catalog, translate: Translate) -> Iterator[Entry]:
    """The layers themselves, which have no place: who chooses one turns it on."""
    for layer in catalog:
        if layer["id"] != BASEMAP:
            yield {
                "id": layer["id"],
                "layer": layer["id"],
                "kind": LAYER,
                "names": {lang: translate(layer["title"], lang) for lang in LANGUAGES},
                "years": [None, None],
                "position": None,
                "importance": WEIGHTS[LAYER] + FIRST_WEIGHT * layer["is_first"],
            }


def _organisations(
    catalog: Catalog, features_of: Features, translate: Translate
) -> Iterator[Entry]:
    """Organisations of which a table of records speaks, each with the years that it has members."""
    for layer in catalog:
        for table in layer["tables"]:
            field = next((one for one in table["fields"] if one["name"] == ORGANISATION), None)
            if field is None:
                continue
            records = [
                record
                for feature in features_of(layer["id"]).values()
                for record in feature["properties"][table["name"]]
            ]
            for name, title in field.get("labels", {}).items():
                rows = [record for record in records if record[ORGANISATION] == name]
                if rows:
                    yield _organisation(layer["id"], name, title, rows, translate)


def _organisation(
    layer_id: str, name: str, title: str, rows: list[Mapping[str, Any]], translate: Translate
) -> Entry:
    rows = [row for row in rows if row["status"] == MEMBER] or rows
    starts, ends = ([row[end] for row in rows] for end in ("from_date", "to_date"))
    return {
        "id": name,
        "layer": layer_id,
        "kind": ORGANISATION,
        "names": {lang: translate(title, lang) for lang in LANGUAGES},
        "years": [
            min((int(day[:4]) for day in starts if day), default=None),
            max(int(day[:4]) for day in ends) if all(ends) else None,
        ],
        "position": None,
        "importance": WEIGHTS[ORGANISATION],
    }


class _Spelled:
    """Which entries there are under each spelling of a name."""

    def __init__(self, catalog: Catalog) -> None:
        self._rings = {layer["id"] for layer in catalog if layer["style"]["mark"] == RING}
        self._entries: dict[tuple[str, Words], list[Entry]] = defaultdict(list)

    def add(self, entry: Entry) -> None:
        for words in self._words(entry):
            self._entries[entry["kind"], words].append(entry)

    def has(self, entry: Entry, *, is_city: bool) -> bool:
        """True if another part of the ground, or for a city a ring nearby, has such a name."""
        others = (
            other for words in self._words(entry) for other in self._entries[entry["kind"], words]
        )
        if is_city:
            return any(other["layer"] in self._rings and _is_near(entry, other) for other in others)
        return any(other["layer"] == BASEMAP for other in others)

    @staticmethod
    def _words(entry: Entry) -> set[Words]:
        return {fold(name.partition("(")[0]) for name in entry["names"].values()}


def _is_near(entry: Entry, other: Entry) -> bool:
    return math.dist(entry["position"], other["position"]) < SAME_PLACE_DEG


def _importance(layer: Mapping[str, Any], properties: Mapping[str, Any]) -> int:
    """The weight of its kind, more for the first layers, for large numbers and low ranks."""
    weight = WEIGHTS.get(layer.get("kind", "place"), 10) + FIRST_WEIGHT * layer["is_first"]
    size = properties.get(layer.get("headline") or "")
    if isinstance(size, int | float) and size > 0:
        return weight + min(MOST_BONUS, round(3 * math.log10(1 + size)))
    if layer["id"] == BASEMAP:
        return weight - 10 + max(0, MOST_BONUS - 5 * (properties.get("rank") or 5))
    return weight


def _position(properties: Mapping[str, Any], geometry: Mapping[str, Any]) -> list[float]:
    place = [properties.get(f"label_{side}") for side in ("lon", "lat")]
    if None in place:
        part = _largest(geometry)
        if "Polygon" in geometry["type"]:
            west, south, east, north = _bbox(part)
            place = [(west + east) / 2, (south + north) / 2]
        else:
            place = part[len(part) // 2][:2]
    return [round(side, 3) for side in place]


def _largest(geometry: Mapping[str, Any]) -> list[list[float]]:
    """The points of the part with the widest box: of a line, or of a polygon's outer ring."""
    coordinates = geometry["coordinates"]
    parts = {
        "Point": lambda: [[coordinates]],
        "MultiPoint": lambda: [coordinates],
        "LineString": lambda: [coordinates],
        "MultiLineString": lambda: coordinates,
        "Polygon": lambda: coordinates[:1],
        "MultiPolygon": lambda: [polygon[0] for polygon in coordinates],
    }[geometry["type"]]()
    return max(parts, key=_extent)


def _extent(points: list[list[float]]) -> float:
    west, south, east, north = _bbox(points)
    return (east - west) + (north - south)


def _bbox(points: list[list[float]]) -> tuple[float, float, float, float]:
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)
