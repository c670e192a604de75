"""A published layer as a GeoPackage: its features, a table per kind of record, the works cited."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pyogrio
import shapely

from geodata.catalog import open_catalog
from geodata.origins import ROWS
from geodata.preference import preferring
from geodata.source import WGS84

# GDAL writes the time of making into the file; a fixed one keeps the same input the same bytes.
MADE_AT = "1970-01-01T00:00:00.000Z"
COLUMN_TYPES = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}


def write_geopackage(
    published: Path, layer_id: str, target: Path, works: Sequence[str] = ()
) -> None:
    """Write one layer of a published folder as a new GeoPackage, in WGS 84.

    The layer's table has its id with `_` for `-`; tables of records are called after it and their
    own name; all name the feature in `feature_id` and the rows of the sources in `rows`. Lists are
    joined by `;`, nested ones are JSON. `sources` holds the works cited. Where sources disagree the
    figures drawn are those of `works`, the first known.

    Raises UnknownLayer or NotPublished.
    """
    catalog = open_catalog(published)
    entry = catalog.layer(layer_id)
    collection = json.loads(catalog.path(layer_id).read_bytes())
    for feature in collection["features"]:
        feature["properties"] = preferring(entry["tables"], feature["properties"], works)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": MADE_AT})
    name = layer_id.replace("-", "_")
    licenses = "; ".join(license["name"] for license in collection["licenses"])
    about = {"ATTRIBUTION": collection["attribution"], "LICENSES": licenses}
    _write(_features(entry, collection), target, name, layer_metadata=about)
    for table in entry["tables"]:
        _write(_records(table, collection), target, f"{name}_{table['name']}", append=True)
    _write(pandas.DataFrame(collection["sources"], dtype="string"), target, "sources", append=True)


def _features(entry: dict[str, Any], collection: dict[str, Any]) -> geopandas.GeoDataFrame:
    features = collection["features"]
    rows = [{"feature_id": feature["id"], **feature["properties"]} for feature in features]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return geopandas.GeoDataFrame(_typed(rows, entry["fields"]), geometry=shapes, crs=WGS84)


def _records(table: dict[str, Any], collection: dict[str, Any]) -> pandas.DataFrame:
    rows = [
        {"feature_id": feature["id"], **record}
        for feature in collection["features"]
        for record in feature["properties"].get(table["name"]) or []
    ]
    return _typed(rows, table["fields"])


def _typed(rows: list[dict[str, Any]], fields: list[dict[str, Any]]) -> pandas.DataFrame:
    columns = {"feature_id": "string"}
    columns |= {field["name"]: COLUMN_TYPES.get(field["type"], "string") for field in fields}
    columns |= {"source_ids": "string", ROWS: "string"}
    return pandas.DataFrame(
        {
            name: pandas.array([_cell(row.get(name)) for row in rows], dtype=kind)
            for name, kind in columns.items()
        }
    )


def _cell(value: Any) -> Any:
    if isinstance(value, list) and not any(isinstance(part, list | dict) for part in value):
        return ";".join(str(part) for part in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _write(frame: pandas.DataFrame, target: Path, layer: str, **options: Any) -> None:
    pyogrio.write_dataframe(frame, target, layer=layer, driver="GPKG", **options)


if __name__ == "__main__":
    write_geopackage(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
