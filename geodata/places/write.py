"""Write derived places: GeoJSON and CSV, the same bytes every time, and their `.toml`."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path

import shapely


class DescriptionError(Exception):
    """A source's `.toml` lacks a line that the writer keeps up to date."""


def geojson_bytes(features: Iterable[dict], decimals: int) -> bytes:
    """Return a FeatureCollection (RFC 7946), one feature a line, in order of id.

    Each feature is a dict with `id`, `geometry` in WGS 84 and its properties. Outer rings run
    counter-clockwise; coordinates have at most `decimals` decimals.
    """
    lines = [_line(feature, decimals) for feature in sorted(features, key=lambda one: one["id"])]
    head = '{"type":"FeatureCollection","features":[\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode()


def csv_bytes(rows: list[dict], order: str) -> bytes:
    """Return rows as CSV: one header, sorted by `order`, None as an empty cell."""
    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(sorted(rows, key=lambda row: row[order]))
    return text.getvalue().encode()


def write_source(folder: Path, name: str, content: bytes, described: Path) -> None:
    """Write a data file and its `.toml`, whose sha256, rows and bbox follow the content.

    The words of the `.toml` are kept from `described`, where people edit them.
    """
    text = described.joinpath(name).with_suffix(".toml").read_text(encoding="utf-8")
    rows, bbox = _facts(name, content)
    text = _set(text, "sha256", f'"{hashlib.sha256(content).hexdigest()}"', name)
    text = _set(text, "rows", str(rows), name)
    text = _set(text, "bbox", str(bbox), name)
    (folder / name).write_bytes(content)
    (folder / name).with_suffix(".toml").write_text(text, encoding="utf-8")


def _line(feature: dict, decimals: int) -> str:
    geometry = shapely.orient_polygons(feature["geometry"], exterior_cw=False)
    mapping = shapely.geometry.mapping(geometry)
    coordinates = _rounded(mapping["coordinates"], decimals)
    properties = {key: value for key, value in feature.items() if key not in ("id", "geometry")}
    whole = {
        "type": "Feature",
        "id": feature["id"],
        "properties": properties,
        "geometry": {"type": mapping["type"], "coordinates": coordinates},
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _rounded(coordinates: tuple, decimals: int) -> list | float:
    if isinstance(coordinates, float | int):
        return round(float(coordinates), decimals) + 0.0
    return [_rounded(part, decimals) for part in coordinates]


def _facts(name: str, content: bytes) -> tuple[int, list[float]]:
    """Count features or rows, and find the box of their positions: west, south, east, north."""
    if name.endswith(".geojson"):
        features = json.loads(content)["features"]
        shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
        return len(features), [float(edge) for edge in shapely.total_bounds(shapes)]
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    lons = [float(row["lon"]) for row in rows if row["lon"]]
    lats = [float(row["lat"]) for row in rows if row["lat"]]
    return len(rows), [min(lons), min(lats), max(lons), max(lats)]


def _set(text: str, key: str, value: str, name: str) -> str:
    changed, times = re.subn(rf"(?m)^{key} = .*$", f"{key} = {value}", text)
    if times != 1:
        raise DescriptionError(f"{name}: its .toml needs one line that begins with '{key} = '")
    return changed
