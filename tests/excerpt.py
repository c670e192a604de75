"""A small atlas cut from the published one: a layer of every mark, few features, and tiles."""

import json
from hashlib import sha256
from pathlib import Path

import geodata
from geodata.catalog import open_catalog
from geodata.maplibre.fonts import build_fonts
from geodata.tiles import build_tiles
from webapp.tiles import folder_of

FEATURES = 6
LAYERS = (
    *("basemap", "oil-pipelines", "border", "border-crossings", "northern-cities"),
    *("memberships", "trade-partners"),
)
LANDS = ("Kazakhstan", "Uzbekistan", "Kyrgyzstan")
# Of the basemap only what the tests look at; it is the largest layer by far.
NAMED = {*LANDS, "Caspian Sea", "Lake Balkhash", "Ural", "Kostanay Region"}


def make_excerpt(folder: Path) -> dict[str, Path]:
    """Write the small atlas below `folder` and build its tiles; return the settings to serve it."""
    published = folder / "published"
    published.mkdir(parents=True)
    whole = open_catalog(Path(geodata.__file__).parent / "published")
    layers = [
        _cut(whole.path(entry["id"]), entry, published) for entry in whole if entry["id"] in LAYERS
    ]
    themes = [
        theme | {"layers": [name for name in theme["layers"] if name in LAYERS]}
        for theme in whole.themes
    ]
    # Claims and tour speak of layers that are left out; nothing here looks at source tables.
    kept = {k: v for k, v in whole.about.items() if k not in ("claims", "tour", "tables")}
    about = kept | {"layers": layers, "themes": themes, "tables": []}
    (published / "catalog.json").write_text(json.dumps(about), encoding="utf-8")
    settings = {"PUBLISHED": published, "CACHE_FOLDER": folder / "cache"}
    build_tiles(open_catalog(published), folder_of(settings))
    build_fonts(folder_of(settings))
    return settings


def _cut(path: Path, entry: dict, published: Path) -> dict:
    collection = json.loads(path.read_bytes())
    features = collection["features"]
    if entry["id"] == "basemap":
        kept = [f for f in features if _is_wanted(f["properties"])]
    elif entry["id"] == "northern-cities":
        kept = features
    else:
        kept = features[:FEATURES]
    data = json.dumps(collection | {"features": kept}, ensure_ascii=False).encode()
    (published / entry["file"]).write_bytes(data)
    sums = {"bytes": len(data), "sha256": sha256(data).hexdigest(), "feature_count": len(kept)}
    return entry | sums


def _is_wanted(properties: dict) -> bool:
    return properties["kind"] == "city" or properties["name_en"] in NAMED
