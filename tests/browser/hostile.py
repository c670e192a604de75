"""A published atlas whose every text tries to break out of wherever it is put."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from geodata.atlas import open_atlas
from geodata.publish import publish
from tests.made_up import make_atlas

HOSTILE = (
    "<script>window.pwned=1</script>\"'> ${window.pwned=1} </script> \\ {{7*7}} {% x %} "
    "<img src=x onerror=window.pwned=1> --><svg onload=window.pwned=1> javascript:window.pwned=1"
)
HOSTILE_LINK = "javascript:window.pwned=1"
HOSTILE_ID = "x\"'><img src=x onerror=window.pwned=1>${window.pwned=1}"
# What the atlas is put together by; a text here would not be shown but break the map in two.
STRUCTURE = {
    *("id", "theme", "layers", "type", "file", "sha256", "source_ids", "geometry_types"),
    *("license_id", "published", "accessed", "language", "headline"),
    *("mark", "ink", "symbol", "pattern", "effect", "field", "table", "value", "kind"),
    *("record_value", "record_where", "group_code"),
}
LINKS = ("url",)


def publish_hostile_atlas(folder: Path) -> Path:
    """Publish the made-up atlas, then turn every text in the published files hostile."""
    atlas = open_atlas(make_atlas(folder))
    publish(atlas)
    catalog = json.loads((atlas.published / "catalog.json").read_text(encoding="utf-8"))
    catalog = _turned(catalog)
    catalog["layers"].insert(0, _basemap(catalog, atlas.published))
    for entry in catalog["layers"]:
        path = atlas.published / entry["file"]
        collection = _turned(json.loads(path.read_text(encoding="utf-8")))
        _add_texts(entry, collection)
        path.write_bytes(_written(collection))
        entry |= {"bytes": path.stat().st_size, "sha256": sha256(path.read_bytes()).hexdigest()}
    (atlas.published / "catalog.json").write_text(json.dumps(catalog), encoding="utf-8")
    return atlas.published


def _basemap(catalog: dict, published: Path) -> dict:
    """The oblasts again as a basemap, so that their names stand on the map."""
    entry = next(entry for entry in catalog["layers"] if entry["id"] == "oblasts")
    collection = json.loads((published / "oblasts.geojson").read_text(encoding="utf-8"))
    for feature in collection["features"]:
        feature["properties"] |= {"kind": "country", "min_zoom": 3, "rank": 1}
    (published / "basemap.geojson").write_bytes(_written(collection | {"id": "basemap"}))
    return entry | {"id": "basemap", "file": "basemap.geojson", "fields": [*entry["fields"]]}


def _turned(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {inner: _turned(one, inner) for inner, one in value.items()}
    if isinstance(value, list):
        return [_turned(one, key) for one in value]
    if not isinstance(value, str) or key in STRUCTURE or _is_name_of_a_field(key, value):
        return value
    return HOSTILE_LINK if key in LINKS else f"{value} {HOSTILE}"


def _is_name_of_a_field(key: str, value: str) -> bool:
    return key == "name" and value.isidentifier()


def _add_texts(entry: dict, collection: dict) -> None:
    """Add a field of long text with unit and description, and an id that no check would pass."""
    note = {"name": "note", "title": HOSTILE, "unit": HOSTILE, "description": HOSTILE}
    entry["fields"].insert(0, note | {"type": "text", "is_shown": True})
    entry["fields"].insert(0, note | {"name": "label", "type": "string", "is_shown": True})
    entry["headline"] = "label"
    for table in entry["tables"]:
        table["fields"].append(note | {"type": "text", "is_shown": True})
    for feature in collection["features"]:
        feature["properties"] |= {"note": HOSTILE, "label": HOSTILE}
        for record in feature["properties"].get("composition", []):
            record["note"] = HOSTILE
    if entry["id"] == "towns":
        entry["style"] |= {"field": "group_code", "record_value": "share_percent"}
    if entry["id"] == "crossings":
        collection["features"][-1]["id"] = HOSTILE_ID


def _written(collection: dict) -> bytes:
    """A line per feature, as `publish` writes."""
    features = collection.pop("features")
    head = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    lines = ",\n".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features
    )
    return f'{head[:-1]},"features":[\n{lines}\n]}}\n'.encode()
