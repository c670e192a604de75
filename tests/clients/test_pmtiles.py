"""The readers of PMTiles, Python's and npm's, read our archive in ranges over HTTP."""

import json
import shutil
import subprocess
from gzip import decompress
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType

from tests.conformance.mvt import read_tile

SCRIPT = Path(__file__).with_name("count_pmtiles.mjs")
ZOOM = 3


def over_http(url):
    """A source of bytes for the reader, by Range requests."""

    def get_bytes(offset, length):
        span = {"Range": f"bytes={offset}-{offset + length - 1}"}
        with urlopen(Request(url, headers=span)) as answer:
            assert answer.status == 206
            return answer.read()

    return get_bytes


def ids_at(reader, zoom):
    """Distinct ids of each layer in all tiles of a zoom."""
    found = {}
    for x in range(1 << zoom):
        for y in range(1 << zoom):
            tile = reader.get(zoom, x, y)
            for layer in read_tile(decompress(tile))[0] if tile else ():
                ids = {feature.properties["id"] for feature in layer.features}
                found.setdefault(layer.name, set()).update(ids)
    return found


def test_python_over_http(atlas):
    """Header, metadata and tiles come in ranges; every published feature is in the tiles."""
    reader = Reader(over_http(f"{atlas.url}/atlas.pmtiles"))
    header = reader.header()
    assert (header["tile_type"], header["tile_compression"]) == (TileType.MVT, Compression.GZIP)
    assert {layer["id"] for layer in reader.metadata()["vector_layers"]} >= set(atlas.ids)
    found = ids_at(reader, ZOOM)
    assert {name: found[name] for name in atlas.ids} == atlas.ids


def test_python_from_the_file(atlas):
    """The file on disk and the one over HTTP hold the same tiles."""
    with atlas.archive.open("rb") as file:
        local = Reader(MmapSource(file))
        remote = Reader(over_http(f"{atlas.url}/atlas.pmtiles"))
        for zoom, x, y in ((0, 0, 0), (4, 10, 5), (8, 170, 85), (10, 690, 340)):
            tile = local.get(zoom, x, y)
            assert tile == remote.get(zoom, x, y)
            assert tile or zoom == 10


def test_npm_over_http(atlas, modules, tmp_path):
    """npm's pmtiles finds every published feature too."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed.")
    script = tmp_path / SCRIPT.name
    script.write_bytes(SCRIPT.read_bytes())
    (tmp_path / "node_modules").symlink_to(modules)
    call = [node, str(script), f"{atlas.url}/atlas.pmtiles", str(ZOOM)]
    done = subprocess.run(call, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer["layers"]) >= set(atlas.ids)
    assert answer["header"]["maxZoom"] == 10
    assert {name: set(answer["ids"][name]) for name in atlas.ids} == atlas.ids
