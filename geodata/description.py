"""What the published files say of themselves: sources, licences, extent, years, style."""

import inspect
import json
from pathlib import Path
from typing import Any

from geopandas import GeoDataFrame

from geodata import argument, tables
from geodata.atlas import Atlas
from geodata.geojson import plain
from geodata.layer import NAMES, YEARS, Field, Layer
from geodata.source import checksum, open_source, read_table


def describe_layer(atlas: Atlas, layer: Layer, frame: GeoDataFrame) -> dict[str, Any]:
    """The foreign members of a layer's GeoJSON: licences, attribution, caveats, cited works."""
    used = licenses_of(atlas, layer, frame)
    known = works(atlas)
    return {
        "licenses": used,
        "attribution": attribution(used),
        "caveats": caveats_of(atlas, layer),
        "bbox": [round(float(side), 5) for side in frame.total_bounds],
        "sources": [known[source_id] for source_id in cited_ids(layer, frame)],
    }


def describe_atlas(atlas: Atlas, published: Path) -> dict[str, Any]:
    """The catalog: themes, layers with all that a page needs, and every cited work."""
    layers = [layer for layer in atlas.layers if (published / f"{layer.id}.geojson").exists()]
    return {
        "themes": [
            {"id": theme.id, "title": theme.title, "layers": [layer.id for layer in theme.layers]}
            for theme in atlas.themes
        ],
        "layers": [describe_published(atlas, layer, published) for layer in layers],
        "missing": [layer.id for layer in atlas.layers if layer not in layers],
        "sources": list(works(atlas).values()),
        "licenses": list(licenses(atlas).values()),
        "tables": tables.describe(published),
        **argument.describe(published),
    }


def describe_published(atlas: Atlas, layer: Layer, published: Path) -> dict[str, Any]:
    """One layer's entry in the catalog, counted from its published file."""
    path = published / f"{layer.id}.geojson"
    collection = json.loads(path.read_bytes())
    features = collection["features"]
    theme = next(theme.id for theme in atlas.themes if layer in theme.layers)
    return {
        "id": layer.id,
        "theme": theme,
        "title": layer.title,
        "kind": layer.kind,
        "description": inspect.cleandoc(layer.description),
        "is_first": layer.is_first,
        "geometry_types": sorted({feature["geometry"]["type"] for feature in features}),
        "feature_count": len(features),
        "bbox": collection["bbox"],
        "years": years_of(features, layer),
        "headline": layer.headline,
        "undated": layer.undated,
        "fields": [field_json(field) for field in (*NAMES, *layer.fields, *YEARS)],
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "caveat": table.caveat,
                "fields": [field_json(field) for field in table.fields],
                **({"choice": table.choice.as_json()} if table.choice else {}),
            }
            for table in layer.tables
        ],
        "style": layer.style.as_json(),
        "legend": layer.style.legend(),
        "licenses": collection["licenses"],
        "attribution": collection["attribution"],
        "caveats": collection["caveats"],
        "source_ids": [source["id"] for source in collection["sources"]],
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": checksum(path),
    }


def field_json(field: Field) -> dict[str, Any]:
    """A field as plain data, empty parts left out."""
    parts = {
        "name": field.name,
        "title": field.title,
        "type": field.type,
        "unit": field.unit,
        "description": field.description,
        "labels": dict(field.labels) or None,
        "is_shown": field.is_shown,
        "of": field.of,
        "how": field.how,
        "is_translated": field.is_translated or None,
    }
    return {key: value for key, value in parts.items() if value is not None}


def cited_ids(layer: Layer, frame: GeoDataFrame) -> list[str]:
    """Ids of all works that the features and their records cite, sorted."""
    ids = {source_id for cited in frame["source_ids"] for source_id in cited}
    for table in layer.tables:
        for records in frame[table.name]:
            ids.update(source_id for record in records for source_id in record["source_ids"])
    return sorted(ids)


def licenses_of(atlas: Atlas, layer: Layer, frame: GeoDataFrame) -> list[dict[str, str]]:
    """Licences of the layer's tables and of the data sets it cites, each once."""
    own = [open_source(atlas.sources, name).license for name in layer.sources]
    known, cited = licenses(atlas), works(atlas)
    ids = [cited[source_id]["license_id"] for source_id in cited_ids(layer, frame)]
    found = {entry["id"]: entry for entry in own}
    found |= {license_id: known[license_id] for license_id in (*layer.licenses, *ids)}
    return [found[license_id] for license_id in sorted(found)]


def attribution(licenses: list[dict[str, str]]) -> str:
    """The credit line of some licences: each name to be credited once, in order."""
    names = (entry.get("attribution") for entry in licenses)
    return "; ".join(dict.fromkeys(name for name in names if name))


def caveats_of(atlas: Atlas, layer: Layer) -> list[str]:
    """The layer's own caveats, then those of its sources, each once."""
    said = [caveat for name in layer.sources for caveat in open_source(atlas.sources, name).caveats]
    return list(dict.fromkeys([*layer.caveats, *said]))


def years_of(features: list[dict[str, Any]], layer: Layer) -> list[int] | None:
    """First and last year that features or their records name; None without any."""
    years = [
        feature["properties"].get(end) for feature in features for end in ("from_year", "to_year")
    ]
    for table in layer.tables:
        if any(field.name == "year" for field in table.fields):
            years += [
                record.get("year")
                for feature in features
                for record in feature["properties"][table.name]
            ]
    known = [year for year in years if year is not None]
    return [min(known), max(known)] if known else None


def works(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """The bibliography by id, empty parts left out; `license_id` names its licence."""
    return _by_id(atlas, "bibliography")


def licenses(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """The licences by id."""
    return _by_id(atlas, "licenses")


def _by_id(atlas: Atlas, name: str) -> dict[str, dict[str, Any]]:
    rows = plain(read_table(open_source(atlas.sources, name)).to_dict("records"))
    return {
        row["id"]: {key: value for key, value in row.items() if value is not None} for row in rows
    }
