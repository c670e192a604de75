"""`tileserver-gl-light` serves our archive as it is: the same tiles, the same TileJSON."""

import json
import shutil
import subprocess
import time
from contextlib import suppress
from gzip import decompress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from webapp.server import free_port

START_SECONDS = 120
WITHOUT_SQLITE = Path(__file__).with_name("without_sqlite.cjs")
CELLS = ((0, 0, 0), (3, 5, 2), (4, 10, 5), (4, 11, 5), (6, 43, 21), (8, 170, 85), (10, 689, 341))


def plain(url):
    """Status and bytes of an address, unpacked."""
    try:
        with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
            is_packed = answer.headers["Content-Encoding"] == "gzip"
            body = answer.read()
            return answer.status, decompress(body) if is_packed else body
    except HTTPError as fault:
        return fault.code, b""


@pytest.fixture(scope="module")
def tileserver(atlas, modules, tmp_path_factory):
    """The address of a tileserver-gl-light that has our archive as its data `atlas`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed.")
    folder = tmp_path_factory.mktemp("tileserver")
    shutil.copy(atlas.archive, folder / "atlas.pmtiles")
    config = {"options": {"paths": {"root": "", "pmtiles": ""}}, "styles": {}}
    config["data"] = {"atlas": {"pmtiles": "atlas.pmtiles"}}
    (folder / "config.json").write_text(json.dumps(config))
    port = free_port("127.0.0.1", 0)
    script = modules / "tileserver-gl-light" / "src" / "main.js"
    call = [
        node,
        "--require",
        str(WITHOUT_SQLITE),
        str(script),
        "--config",
        "config.json",
        "--bind",
        "127.0.0.1",
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*call, "--port", str(port)], cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            with suppress(URLError, ConnectionError):
                if plain(f"{url}/data/atlas.json")[0] == 200:
                    break
            time.sleep(0.2)
        else:
            pytest.fail((folder / "log").read_text()[-2000:])
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("cell", CELLS)
def test_it_gives_the_same_tiles(atlas, tileserver, cell):
    """A tile from it is byte for byte the tile from us, once unpacked."""
    place = "/".join(map(str, cell))
    ours = plain(f"{atlas.url}/tiles/atlas/{place}.mvt")
    theirs = plain(f"{tileserver}/data/atlas/{place}.pbf")
    assert ours[0] == theirs[0] == 200
    assert ours[1] == theirs[1]


def test_it_describes_the_same_layers(atlas, tileserver):
    """Its TileJSON, made from our metadata, names the layers, fields, zooms and credits of ours."""
    ours, theirs = (
        json.loads(plain(url)[1])
        for url in (f"{atlas.url}/tiles/atlas.json", f"{tileserver}/data/atlas.json")
    )
    for member in ("vector_layers", "minzoom", "maxzoom", "attribution", "name"):
        assert theirs[member] == ours[member]
