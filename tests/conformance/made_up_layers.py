"""A small published folder that is hard on a tile builder: tiny, thin, remote and holey things."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from geodata.catalog import CATALOG, Catalog, open_catalog

Geometry = dict[str, Any]


def square(west: float, south: float, size: float, height: float | None = None) -> list:
    """A closed ring, counter-clockwise, in degrees."""
    east, north = west + size, south + (size if height is None else height)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings: list) -> Geometry:
    """A polygon; rings after the first are holes and given counter-clockwise too."""
    exterior, *holes = rings
    return {"type": "Polygon", "coordinates": [exterior, *(hole[::-1] for hole in holes)]}


def line(*points: list[float]) -> Geometry:
    """A line through some points."""
    return {"type": "LineString", "coordinates": list(points)}


def point(lon: float, lat: float) -> Geometry:
    """A point."""
    return {"type": "Point", "coordinates": [lon, lat]}


AREAS = {
    "country": polygon(square(50, 48, 3), square(51, 49, 1), square(50.2, 48.2, 0.01)),
    "neighbour": polygon(square(53, 48, 2, 3)),
    "garden": polygon(square(50.5, 48.5, 0.0005)),
    "speck": polygon(square(50.51, 48.51, 0.00002)),
    "canal": polygon(square(50.1, 50.5, 2, 0.00004)),
    "slant": polygon([[51, 48], [52, 49], [52.00002, 49], [51, 48.00002], [51, 48]]),
    "moat": polygon(square(53.5, 48.5, 1), square(53.50001, 48.50001, 0.99998)),
    "islands": {
        "type": "MultiPolygon",
        "coordinates": [[square(50 + n / 5, 51.5, 0.0003)] for n in range(5)],
    },
    "pair": {
        "type": "MultiPolygon",
        "coordinates": [[square(54, 51.2, 0.5)], [square(54.5, 51.7, 0.2)]],
    },
}
WAYS = {
    "river": line([50, 48], [51.3, 49.1], [51.3, 50], [54.9, 51]),
    "footbridge": line([51.3, 49.5], [51.30001, 49.5]),
    "nowhere": line([52, 50], [52, 50]),
    "branches": {
        "type": "MultiLineString",
        "coordinates": [[[52, 50], [52.1, 50.2]], [[52, 50], [52.00001, 50]]],
    },
}
PLACES = {
    "capital": point(51.2, 49.2),
    "twin": point(51.2, 49.2),
    "corner": point(45, 66.51326044311186),  # where four tiles meet, at every zoom from 3
    "northernmost": point(52, 89.9),
    "date-line": point(180, 50),
    "posts": {"type": "MultiPoint", "coordinates": [[50, 48], [55, 52]]},
}


def made_up_layers() -> dict[str, dict[str, Geometry]]:
    """Geometries by layer and feature id; layers in the order of the contents."""
    return {"areas": dict(AREAS), "ways": dict(WAYS), "places": dict(PLACES)}


def publish(folder: Path, layers: dict[str, dict[str, Geometry]]) -> Catalog:
    """Write GeoJSON files and a catalog as the publisher does; return the catalog."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [_publish_layer(folder, name, features) for name, features in layers.items()]
    about = {"themes": [], "layers": entries, "missing": [], "sources": []}
    (folder / CATALOG).write_text(json.dumps(about))
    return open_catalog(folder)


def _publish_layer(folder: Path, name: str, geometries: dict[str, Geometry]) -> dict[str, Any]:
    features = [
        {"type": "Feature", "id": key, "geometry": geometry, "properties": _properties(key, number)}
        for number, (key, geometry) in enumerate(sorted(geometries.items()))
    ]
    body = ",\n".join(json.dumps(feature) for feature in features)
    path = folder / f"{name}.geojson"
    path.write_text(f'{{"type":"FeatureCollection","id":"{name}","features":[\n{body}\n]}}\n')
    lons, lats = zip(*(place for one in geometries.values() for place in _places(one)), strict=True)
    return {
        "id": name,
        "title": name.title(),
        "attribution": f"Surveyors; Owners of {name}",
        "style": {"mark": "line"},
        "file": path.name,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "bbox": [min(lons), min(lats), max(lons), max(lats)],
        "feature_count": len(features),
    }


def _properties(key: str, number: int) -> dict[str, Any]:
    names = {"name_kk": f"Атауы {key} Ә", "name_ru": f"Имя {key}", "name_en": key}
    years = {"from_year": 1990 + number % 30, "to_year": None}
    return names | years | {"share_percent": number / 3, "is_open": number % 2 == 0, "rows": [1]}


def _places(geometry: Geometry) -> list[list[float]]:
    found = [geometry["coordinates"]]
    while isinstance(found[0][0], list):
        found = [inner for outer in found for inner in outer]
    return found
