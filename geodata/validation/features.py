"""A GeoJSON file as features: is it whole and in WGS 84, and what are its ids and shapes?"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy
import shapely

from geodata.validation.problem import Finding, got, listed
from geodata.validation.texts import decode

CRS_NAMES = (
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "OGC:CRS84",
    "EPSG:4326",
    "urn:ogc:def:crs:EPSG::4326",
)


@dataclass
class Features:
    """Features in the order of the file: ids (or numbers from 1), properties and shapes.

    A shape is None where the geometry is missing, has NaN or cannot be read; findings say so.
    `about` holds the collection's other members.
    """

    about: dict[str, Any] = field(default_factory=dict)
    ids: list[str | int] = field(default_factory=list)
    properties: list[dict[str, Any]] = field(default_factory=list)
    shapes: numpy.ndarray = field(default_factory=lambda: numpy.array([], dtype=object))


def read_features(data: bytes) -> tuple[Features | None, list[Finding]]:
    """The features of a GeoJSON file and what is wrong with it; None when it cannot be read."""
    text, found = decode(data)
    if text is None:
        return None, found
    try:
        collection = json.loads(text)
    except (ValueError, RecursionError) as fault:
        return None, [*found, _unreadable(text, fault)]
    features = collection.get("features") if isinstance(collection, dict) else None
    if collection_type(collection) != "FeatureCollection" or not isinstance(features, list):
        message = f"The file must be a FeatureCollection; {got(collection_type(collection))}."
        return None, [*found, Finding(1, "geojson", message)]
    if not text.endswith("\n"):
        message = "The last line has no line feed at its end; the file may have been cut off."
        found.append(Finding(text.count("\n") + 1, "truncated", message))
    found += _crs_findings(collection)
    return _features(collection, features, found), found


def collection_type(value: Any) -> Any:
    """The `type` member of a GeoJSON object, or the name of whatever else it is."""
    return value.get("type") if isinstance(value, dict) else type(value).__name__


def _features(collection: dict[str, Any], features: list[Any], found: list[Finding]) -> Features:
    read = Features({key: value for key, value in collection.items() if key != "features"})
    texts = []
    for number, feature in enumerate(features, start=1):
        if collection_type(feature) != "Feature":
            message = f"Must be a Feature; {got(collection_type(feature))}."
            found.append(Finding(number, "geojson", message))
            continue
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        feature_id = feature.get("id", properties.get("id"))
        read.ids.append(number if feature_id in (None, "") else str(feature_id))
        read.properties.append(properties)
        geometry, fault = _geometry(feature.get("geometry"))
        texts.append(geometry)
        if fault:
            found.append(Finding(read.ids[-1], *fault))
    read.shapes, unread = _shapes(texts)
    for index in unread:
        message = "The geometry cannot be read as GeoJSON: wrong type or coordinates."
        found.append(Finding(read.ids[index], "invalid-geometry", message))
    return read


def _geometry(geometry: Any) -> tuple[str | None, tuple[str, str] | None]:
    """A geometry object as text to be read, or rule and message."""
    if geometry is None:
        return None, ("empty-geometry", "The geometry is missing; every feature must have one.")
    try:
        return json.dumps(geometry, allow_nan=False), None
    except ValueError:
        return None, ("not-finite", f"Coordinates must be finite; got {_first_odd(geometry)}.")


def _first_odd(value: Any) -> float | None:
    if isinstance(value, float):
        return None if math.isfinite(value) else value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((odd for part in inner if (odd := _first_odd(part)) is not None), None)


def _shapes(texts: list[str | None]) -> tuple[numpy.ndarray, Iterator[int]]:
    """Shapes of geometry objects, and the indices of those that cannot be read."""
    given = numpy.array(texts, dtype=object)
    shapes = shapely.from_geojson(given, on_invalid="ignore")
    unread = [
        index for index, text in enumerate(texts) if text is not None and shapes[index] is None
    ]
    return shapes, iter(unread)


def _unreadable(text: str, fault: Exception) -> Finding:
    position, line = getattr(fault, "pos", 0), getattr(fault, "lineno", 1)
    if position >= len(text.rstrip()) - 1 or "Unterminated" in str(fault):
        return Finding(line, "truncated", f"The file ends before its JSON does: {fault}.")
    return Finding(line, "geojson", f"The file is not readable as JSON: {fault}.")


def _crs_findings(collection: dict[str, Any]) -> Iterator[Finding]:
    if "crs" not in collection:
        return
    crs = collection["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else crs
    if name not in CRS_NAMES:
        message = (
            f"GeoJSON must be in WGS 84, without `crs` or with {listed(CRS_NAMES)}; {got(name)}."
        )
        yield Finding(1, "crs", message)
