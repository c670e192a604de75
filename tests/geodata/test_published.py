"""What is committed in `published/` is what its sources make today: the great golden file."""

import json

import pytest

from geodata import geojson
from geodata.atlas import build, open_atlas
from geodata.catalog import open_catalog
from geodata.source import checksum
from geodata.validation import check

ATLAS = open_atlas()
ID_LAYERS = {layer.id: layer for layer in ATLAS.layers}
FIFTH_DECIMAL = 1.1e-5


def test_the_committed_atlas_has_no_problem():
    """`steppe-atlas check` finds nothing in sources, layers and published files."""
    assert [str(problem) for problem in check(ATLAS)] == []


@pytest.mark.parametrize("layer_id", ID_LAYERS)
def test_a_layer_is_what_its_sources_make(layer_id):
    """Rebuilt features equal the published ones: properties exactly, coordinates to 1 m."""
    layer = ID_LAYERS[layer_id]
    rebuilt = list(geojson.features(layer, build(ATLAS, layer)))
    published = json.loads((ATLAS.published / f"{layer_id}.geojson").read_bytes())["features"]
    assert [feature["id"] for feature in rebuilt] == [feature["id"] for feature in published]
    for fresh, stored in zip(rebuilt, published, strict=True):
        assert fresh["properties"] == stored["properties"], stored["id"]
        assert fresh["geometry"]["type"] == stored["geometry"]["type"]
        assert flat(fresh["geometry"]["coordinates"]) == pytest.approx(
            flat(stored["geometry"]["coordinates"]), abs=FIFTH_DECIMAL
        )


def test_the_catalog_describes_the_files_beside_it():
    """Each entry has the checksum, size and feature count of its file, and none is missing."""
    catalog = open_catalog(ATLAS.published)
    assert [entry["id"] for entry in catalog] == list(ID_LAYERS)
    for entry in catalog:
        path = catalog.path(entry["id"])
        assert entry["sha256"] == checksum(path)
        assert entry["bytes"] == path.stat().st_size
        assert entry["feature_count"] == len(json.loads(path.read_bytes())["features"])


def test_nothing_from_memory_is_published():
    """No record says that it rests on memory."""
    for path in ATLAS.published.glob("*.geojson"):
        assert '"confidence":"memory"' not in path.read_text(encoding="utf-8")


def flat(coordinates: list) -> list[float]:
    """All numbers of nested coordinates, in order."""
    if isinstance(coordinates, (int, float)):
        return [coordinates]
    return [number for inner in coordinates for number in flat(inner)]


@pytest.mark.parametrize("layer_id", [name for name in ID_LAYERS if name != "basemap"])
def test_entries_of_a_legend_are_told_apart(layer_id):
    """No two entries of a layer have the same mark, ink, pattern and symbol."""
    looks = [
        (
            entry["mark"],
            entry["ink"],
            "dashed" if entry.get("effect") == "dashed" else entry.get("pattern", "solid"),
            entry.get("effect") not in ("dashed", None) and entry["effect"],
            entry.get("symbol"),
        )
        for entry in open_catalog(ATLAS.published).layer(layer_id)["legend"]
    ]
    assert len(set(looks)) == len(looks)
