"""What is in an archive: features and their ids by layer and zoom, read by our own code."""

import gzip
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from tests.conformance.mvt import Feature, read_tile
from tests.conformance.pmtiles_file import read_tiles


def ids_by_zoom(archive: Path) -> dict[tuple[str, int], set[str]]:
    """The ids that some tile has, by (vector layer, zoom)."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for (zoom, _, _), stored in read_tiles(archive.read_bytes()):
        for layer, ids in _ids(stored):
            found[layer, zoom] |= ids
    return dict(found)


def features_at(archive: Path, layer: str, zoom: int) -> list[Feature]:
    """All features of a layer at a zoom; one that lies in two tiles comes twice."""
    return [
        feature
        for (tile_zoom, _, _), stored in read_tiles(archive.read_bytes())
        if tile_zoom == zoom
        for read in read_tile(gzip.decompress(stored))[0]
        if read.name == layer
        for feature in read.features
    ]


@lru_cache(maxsize=1000)
def _ids(stored: bytes) -> list[tuple[str, set[str]]]:
    layers = read_tile(gzip.decompress(stored))[0]
    return [(one.name, {feature.properties["id"] for feature in one.features}) for one in layers]
