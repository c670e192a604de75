"""What is published while the server runs: served once it is whole, and nothing before is lost."""

import json
import time
from hashlib import sha256
from pathlib import Path

import pytest

import webapp
from geodata.catalog import hold, open_catalog
from geodata.errors import NotPublished
from tests.webapp.conftest import write_atlas
from tests.webapp.real_server import PATIENCE_S, Server, serving
from webapp.following import prepared


def rename(published: Path, before: str, name: str) -> None:
    """Publish another name of a river as `publish` does: new files, the catalog last."""
    catalog = json.loads((published / "catalog.json").read_bytes())
    rivers = (published / "rivers.geojson").read_text(encoding="utf-8").replace(before, name)
    entry = next(one for one in catalog["layers"] if one["id"] == "rivers")
    entry["sha256"] = sha256(rivers.encode()).hexdigest()
    replace(published / "rivers.geojson", rivers)
    replace(published / "catalog.json", json.dumps(catalog))


def replace(path: Path, content: str) -> None:
    """Put a new file in the place of another, in one step."""
    fresh = path.with_name(path.name + ".tmp")
    fresh.write_text(content, encoding="utf-8")
    fresh.replace(path)


def until_told(server: Server, words: str) -> None:
    """Wait for what the server says on stderr."""
    limit = time.monotonic() + PATIENCE_S
    while words not in server.log.read_text():
        assert time.monotonic() < limit, server.log.read_text()
        time.sleep(0.2)


def test_a_running_server_follows_what_is_published(tmp_path):
    """New data come with their tiles, broken ones do not, and in between nothing is refused."""
    published = tmp_path / "published"
    with serving(tmp_path, 2) as server:
        assert "Aq-Su" in server.ask("/layers/rivers.geojson")
        version = json.loads(server.ask("/tiles/rivers.json"))["tiles"][0]

        rename(published, "Aq-Su", "Ak-Su")
        limit = time.monotonic() + PATIENCE_S
        seen = []
        while seen[-20:].count("Ak-Su") < 20:
            assert time.monotonic() < limit, server.log.read_text()
            body = server.ask("/layers/rivers.geojson")
            seen.append("Ak-Su" if "Ak-Su" in body else "Aq-Su")
            assert server.ask("/layers/towns.geojson")
            server.answer("/tiles/rivers/0/0/0.mvt")
            time.sleep(0.1)
        assert json.loads(server.ask("/tiles/rivers.json"))["tiles"][0] != version
        assert server.answer("/tiles/rivers/0/0/0.mvt")[0] == 200

        replace(published / "lands.geojson", "{}")
        until_told(server, "lands.geojson is not the one that the catalog describes")
        (published / "catalog.json").write_text("{")
        until_told(server, "catalog.json is not readable")
        (published / "catalog.json").write_text("{}")
        until_told(server, "KeyError")
        for _ in range(10):
            assert "middle" in server.ask("/layers/lands.geojson")
            assert json.loads(server.ask("/health/ready"))["status"] == "ready"


def test_workers_keep_what_they_opened(tmp_path):
    """Layers that nobody asked for before are those of the catalog, whatever takes their place."""
    published = tmp_path / "published"
    published.mkdir()
    settings = {"PUBLISHED": write_atlas(published), "CACHE_FOLDER": tmp_path / "cache"}
    client = webapp.create_app(settings).test_client()
    whole = (published / "rivers.geojson").read_bytes()
    replace(published / "rivers.geojson", "{}")
    (published / "towns.geojson").unlink()
    assert client.get("/layers/rivers.geojson").data == whole
    assert client.get("/layers/towns.csv").status_code == 200
    assert client.get("/layers/rivers.gpkg").status_code == 200
    assert client.get("/health/ready").status_code == 200


def test_a_file_that_was_not_there_is_found_later(tmp_path):
    """What could not be kept open is looked for when it is asked for."""
    published = write_atlas(tmp_path)
    content = (published / "rivers.geojson").read_bytes()
    (published / "rivers.geojson").write_text("{}")
    catalog = hold(open_catalog(published))
    file = catalog.file(catalog.layer("rivers"))
    with pytest.raises(NotPublished, match="not the one"):
        file.read()
    (published / "rivers.geojson").unlink()
    with pytest.raises(NotPublished, match=r"not the one|missing"):
        file.read()
    (published / "rivers.geojson").write_bytes(content)
    assert file.read() == content


def test_tiles_in_use_stay_until_the_next_edition(tmp_path):
    """Archives of what is served go when two newer editions have been made ready."""
    published = tmp_path / "published"
    published.mkdir()
    first = open_catalog(write_atlas(published))
    tiles = tmp_path / "tiles"
    second = prepared(first, tiles)
    assert second.about == first.about
    kept = {path.name for path in tiles.glob("*.pmtiles")}
    rename(published, "Aq-Su", "Ak-Su")
    third = prepared(second, tiles)
    assert kept < {path.name for path in tiles.glob("*.pmtiles")}
    rename(published, "Ak-Su", "Aksu")
    rivers = next(name for name in kept if name.startswith("rivers"))
    prepared(third, tiles)
    assert rivers not in {path.name for path in tiles.glob("*.pmtiles")}
