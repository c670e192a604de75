"""Tiles, vector and raster, are answered again without looking, up to a bound."""

import pytest
from werkzeug.test import create_environ

import webapp
from tests.webapp.metrics.reading import read, requests, sent

GZIP = {"Accept-Encoding": "gzip"}
PICTURE = "/tiles/basemap/5/22/10.png"


@pytest.fixture(scope="module")
def drawing(excerpt):
    """A client of the app on real layers, one tile drawn; skips where this machine cannot draw."""
    client = webapp.create_app(excerpt).test_client()
    answer = client.get(PICTURE)
    if answer.status_code == 503:
        pytest.skip(answer.json["detail"])
    return client


def ask(client, path: str) -> tuple[bytes, list]:
    """Body and headers of a tile as a server gets them that then adds a header of its own."""
    client.get(path)  # the first time opens the archive, behind the door
    told = []
    environ = create_environ(path, headers=GZIP)
    [body] = client.application.wsgi_app(environ, lambda *answer: told.append(answer[1]))
    asked = list(told[0])
    told[0].append(("Server", "another"))
    return body, asked


def test_a_tile_sent_of_late_is_kept(tiled):
    """The same bytes are sent again, and headers that a server added stay with it."""
    first, headers = ask(tiled, "/tiles/atlas/0/0/0.mvt")
    for _ in range(2):
        again = ask(tiled, "/tiles/atlas/0/0/0.mvt")
        assert again[0] is first
        assert again[1] == headers


def test_tiles_are_kept_up_to_a_bound(tiled, monkeypatch):
    """What would take too much is forgotten, and read from the archive again."""
    first, headers = ask(tiled, "/tiles/atlas/0/0/0.mvt")
    monkeypatch.setattr("webapp.tile_door.MOST_KNOWN_BYTES", 1)
    ask(tiled, "/tiles/rivers/0/0/0.mvt?v=0")
    again = ask(tiled, "/tiles/atlas/0/0/0.mvt")
    assert again[0] is not first
    assert again == (first, headers)


def test_a_picture_sent_of_late_is_kept(drawing):
    """The same bytes are sent again without a look at the disk, whatever encodings are taken."""
    first, headers = ask(drawing, PICTURE)
    assert ask(drawing, PICTURE)[0] is first
    plain = drawing.get(PICTURE)
    assert (plain.data, "Content-Encoding" in plain.headers) == (first, False)
    etag = dict(headers)["ETag"]
    assert drawing.get(PICTURE, headers={"If-None-Match": etag}).status_code == 304
    assert drawing.head(PICTURE).data == b""


def test_pictures_sent_again_are_counted(drawing):
    """Each is a request of its kind, with its bytes, and a picture that was kept."""
    size = len(drawing.get(PICTURE).data)
    before = read(drawing.get("/metrics").text)
    for _ in range(3):
        drawing.get(PICTURE)
    after = read(drawing.get("/metrics").text)
    kept = "steppe_atlas_pictures_total", ("how", "kept")
    assert requests(after, "tile_raster") - requests(before, "tile_raster") == 3
    assert sent(after, "tile_raster") - sent(before, "tile_raster") == 3 * size
    assert after[kept] - before[kept] == 3


def test_what_was_packed_is_not_sent_to_who_does_not_take_it(tiled):
    """A vector tile that was kept as gzip is unpacked for a client without it."""
    path = "/tiles/atlas/0/0/0.mvt"
    ask(tiled, path)
    plain = tiled.get(path, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.data[:2] != b"\x1f\x8b"
