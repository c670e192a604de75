"""Write layers as GeoJSON (RFC 7946) that is stable to the byte and reads well as a diff."""

import json
import math
from collections.abc import Iterable
from typing import Any

import numpy
import pandas
import shapely
from geopandas import GeoDataFrame

from geodata.layer import NAMES, YEARS, Layer
from geodata.origins import ROWS
from geodata.rows import listed

DECIMALS = 5  # about one metre


def feature_collection(layer: Layer, frame: GeoDataFrame, about: dict[str, Any]) -> bytes:
    """One layer as UTF-8 GeoJSON: `about` as foreign members first, then a feature per line.

    `frame` is as described at `Layer.features`. Features are sorted by id, coordinates have five
    decimals, outer rings run counter-clockwise, unknown values are null.
    """
    head = {"type": "FeatureCollection", "id": layer.id, "title": layer.title, **about}
    lines = [dump(feature) for feature in features(layer, frame)]
    body = ",\n".join(lines)
    return f'{dump(head)[:-1]},"features":[\n{body}\n]}}\n'.encode()


def features(layer: Layer, frame: GeoDataFrame) -> Iterable[dict[str, Any]]:
    """Yield the features of a frame as plain GeoJSON objects, sorted by id."""
    columns = [name for name in property_names(layer) if name != ROWS or ROWS in frame]
    frame = frame.sort_index(kind="stable")
    shapes = tidy_geometry(frame.geometry.to_numpy())
    frame = frame.reindex(columns=columns)
    if ROWS in frame:
        frame[ROWS] = frame[ROWS].map(listed)
    records = frame.to_dict("records")
    for feature_id, shape, properties in zip(frame.index, shapes, records, strict=True):
        yield {
            "type": "Feature",
            "id": str(feature_id),
            "geometry": geometry_object(shape),
            "properties": {name: plain(value) for name, value in properties.items()},
        }


def property_names(layer: Layer) -> list[str]:
    """The published properties of a layer, in their order."""
    fields = [field.name for field in (*NAMES, *layer.fields, *YEARS)]
    tables = (table.name for table in layer.tables)
    return list(dict.fromkeys([*fields, "source_ids", ROWS, *tables]))


def tidy_geometry(shapes: numpy.ndarray) -> numpy.ndarray:
    """Round to five decimals, keep valid what was valid, wind outer rings counter-clockwise."""
    rounded = _rounded(shapes)
    spoilt = shapely.is_valid(shapes) & ~shapely.is_valid(rounded)
    # Rounding can fold a thin part over itself; on a grid of the same width it is left out.
    rounded[spoilt] = _rounded(shapely.set_precision(shapes[spoilt], 10**-DECIMALS))
    return shapely.orient_polygons(rounded)


def geometry_object(shape: shapely.Geometry) -> dict[str, Any]:
    """A shapely geometry as a GeoJSON geometry object."""
    return json.loads(shapely.to_geojson(shape))


def _rounded(shapes: numpy.ndarray) -> numpy.ndarray:
    return shapely.transform(shapes, lambda points: numpy.round(points, DECIMALS) + 0.0)


def plain(value: Any) -> Any:
    """A cell as a JSON value: missing is None, whole numbers are integers, numpy is unwrapped."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if value is None or pandas.isna(value):
        return None
    if isinstance(value, (bool, numpy.bool_)):
        return bool(value)
    if isinstance(value, (int, numpy.integer)):
        return int(value)
    if isinstance(value, (float, numpy.floating)):
        number = float(value)
        return int(number) if math.isfinite(number) and number.is_integer() else number
    return str(value)


def dump(value: Any) -> str:
    """Compact JSON with letters as they are; NaN and infinity are refused."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
