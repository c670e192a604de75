"""Vector tiles over HTTP: stored bytes, caching, and what is refused."""

import gzip
import tracemalloc
from shutil import copytree, rmtree
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import webapp
from geodata.archive import open_archive
from webapp.tiles import folder_of

MVT = "application/vnd.mapbox-vector-tile"
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def shelf(tiled):
    """The shelf of the running app, with its archives opened."""
    tiled.get("/tiles/atlas.json")
    return tiled.application.extensions["tiles"]


def empty_cell(archive) -> tuple[int, int, int]:
    """Some cell of the deepest zoom without a tile."""
    zoom = archive.max_zoom
    return next((zoom, x, 0) for x in range(1 << zoom) if archive.tile(zoom, x, 0) is None)


def test_a_tile_is_sent_as_stored(tiled, shelf):
    """With gzip accepted the body is the archive's bytes, to the letter."""
    answer = tiled.get("/tiles/atlas/0/0/0.mvt", headers=GZIP)
    assert (answer.status_code, answer.content_type) == (200, MVT)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.data == shelf.archive("atlas").tile(0, 0, 0)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, identity"])
def test_a_client_without_gzip_gets_the_tile_unpacked(tiled, accepted):
    """A client that does not accept gzip gets the same tile, decoded, under another ETag."""
    packed = tiled.get("/tiles/atlas/0/0/0.mvt", headers=GZIP)
    plain = tiled.get("/tiles/atlas/0/0/0.mvt", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in plain.headers
    assert plain.data == gzip.decompress(packed.data)
    assert plain.headers["ETag"] != packed.headers["ETag"]


@pytest.mark.parametrize("set_id", ["atlas", "rivers", "towns", "lands"])
def test_every_layer_is_a_set_of_its_own(tiled, set_id):
    """Each layer id and `atlas` serve tiles."""
    assert tiled.get(f"/tiles/{set_id}/0/0/0.mvt", headers=GZIP).status_code == 200


def test_the_etag_saves_the_body(tiled):
    """A client that has the tile gets 304 without a body, by HEAD as by GET."""
    first = tiled.get("/tiles/atlas/0/0/0.mvt", headers=GZIP)
    known = GZIP | {"If-None-Match": first.headers["ETag"]}
    for call in (tiled.get, tiled.head):
        again = call("/tiles/atlas/0/0/0.mvt", headers=known)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    stale = tiled.get("/tiles/atlas/0/0/0.mvt", headers=GZIP | {"If-None-Match": '"other"'})
    assert stale.status_code == 200


def test_head_tells_what_get_would_send(tiled):
    """HEAD has GET's status and headers, and no body."""
    got = tiled.get("/tiles/atlas/0/0/0.mvt", headers=GZIP)
    head = tiled.head("/tiles/atlas/0/0/0.mvt", headers=GZIP)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.data))
    assert head.headers["ETag"] == got.headers["ETag"]


def test_a_preflight_is_answered(tiled):
    """OPTIONS names the methods and lets other origins ask."""
    answer = tiled.options("/tiles/atlas/0/0/0.mvt", headers={"Origin": "https://other.example"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_only_a_versioned_address_is_kept_for_good(tiled, shelf):
    """With the set's version in `v` the tile is immutable; without, or with another, it is not."""
    version = shelf.find("atlas").version
    kept = tiled.get(f"/tiles/atlas/0/0/0.mvt?v={version}", headers=GZIP)
    assert "immutable" in kept.headers["Cache-Control"]
    for query in ("", "?v=0123456789abcdef"):
        asked = tiled.get(f"/tiles/atlas/0/0/0.mvt{query}", headers=GZIP)
        assert asked.status_code == 200
        assert "immutable" not in asked.headers["Cache-Control"]


def test_an_empty_cell_is_no_content(tiled, shelf):
    """A cell of the matrix with nothing in it is 204, not an error."""
    zoom, x, y = empty_cell(shelf.archive("towns"))
    for query in ("", "?v=%61"):  # ahead of Flask, and by Flask
        answer = tiled.get(f"/tiles/towns/{zoom}/{x}/{y}.mvt{query}", headers=GZIP)
        assert (answer.status_code, answer.data) == (204, b"")
        assert "Content-Type" not in answer.headers


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/tiles/river/0/0/0.mvt", 404, 'There is no tile set "river"; the closest are rivers'),
        ("/tiles/atlas/11/0/0.mvt", 404, "end at zoom 10"),
        ("/tiles/atlas/1/2/0.mvt", 400, "x and y from 0 to 2^zoom - 1"),
        ("/tiles/atlas/1/0/2.mvt", 400, 'got "1/0/2"'),
        ("/tiles/atlas/-1/0/0.mvt", 400, 'got "-1/0/0"'),
        ("/tiles/atlas/0/-0/0.mvt", 400, "whole numbers"),
        ("/tiles/atlas/a/b/c.mvt", 400, "whole numbers"),
        ("/tiles/atlas/0/0/0.5.mvt", 400, "whole numbers"),
        ("/tiles/atlas/1e1/0/0.mvt", 400, "whole numbers"),
        ("/tiles/atlas/0/%00/0.mvt", 400, "whole numbers"),
        ("/tiles/atlas/0/0/\u0661.mvt", 400, "whole numbers"),
        (f"/tiles/atlas/{9**40}/0/0.mvt", 400, "whole numbers"),
        (f"/tiles/atlas/5/{9**30}/0.mvt", 400, "whole numbers"),
        ("/tiles/atlas/99/0/0.mvt", 400, "whole numbers with zoom from 0 to 30"),
        ("/tiles/atlas/0/0/0.mvt?year=2021", 400, "There is no parameter"),
        ("/tiles/atlas/0/0/0.mvt?v=1&v=2", 400, "once"),
    ],
)
def test_what_is_no_tile_is_refused_with_a_sentence(tiled, path, status, words):
    """Bad cells, sets and parameters get the promised status and say what is accepted."""
    answer = tiled.get(path)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert words in answer.json["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/atlas/0/0/0.pbf",
        "/tiles/atlas/0/0/0",
        "/tiles/atlas/0/0/0@9x.mvt",
        "/tiles/atlas/0/0/0/0.mvt",
        "/tiles/atlas%2F..%2Fatlas/0/0/0.mvt",
        "/tiles/atlas/0/0/0.mvt%2F",
        "/tiles/%2e%2e/0/0/0.mvt",
        "/tiles/atlas/0/%2e%2e/0.mvt",
        "/tiles//0/0/0.mvt",
    ],
)
def test_what_is_no_address_of_ours_is_not_found_or_refused(tiled, path):
    """Unknown suffixes, encoded slashes and dots never reach a tile, a file or a stack trace."""
    answer = tiled.get(path)
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text


def test_a_set_that_is_not_built_says_so(client):
    """Without tiles the atlas works, and the tiles say what builds them."""
    answer = client.get("/tiles/atlas/0/0/0.mvt")
    assert answer.status_code == 503
    assert "steppe-atlas serve" in answer.json["detail"]


def test_a_write_is_refused(tiled):
    """Tiles are read, never written."""
    assert tiled.post("/tiles/atlas/0/0/0.mvt").status_code == 405


@pytest.mark.usefixtures("shelf")
def test_the_quick_way_and_the_ordinary_way_agree(tiled):
    """A tile answered ahead of Flask has the headers and bytes of one answered by Flask."""
    ordinary = tiled.get("/tiles/atlas/00/0/0.mvt?", headers=GZIP)
    quick = tiled.get("/tiles/atlas/0/0/0.mvt", headers=GZIP)
    assert quick.data == ordinary.data
    for name in ("ETag", "Content-Type", "Content-Encoding", "Access-Control-Allow-Origin"):
        assert quick.headers[name] == ordinary.headers[name]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parts=st.lists(st.text(max_size=12), min_size=3, max_size=3))
def test_no_address_breaks_the_door(tiled, parts):
    """Whatever stands for zoom, x and y, the answer is one of the promised ones."""
    zoom, x, y = (quote(part, safe="") for part in parts)
    answer = tiled.get(f"/tiles/atlas/{zoom}/{x}/{y}.mvt")
    assert answer.status_code in (200, 204, 400, 404)


def test_thousands_of_odd_requests_leave_no_trace(tiled):
    """Distinct parameters and cells fill no memory: what is refused is not remembered."""
    for number in range(200):
        tiled.get(f"/tiles/atlas/0/0/0.mvt?p{number}=1")
    tracemalloc.start()
    before = tracemalloc.take_snapshot()
    for number in range(2000):
        tiled.get(f"/tiles/atlas/0/0/0.mvt?q{number}={number}")
        tiled.get(f"/tiles/no-{number}/0/0/0.mvt")
    grown = sum(
        stat.size_diff for stat in tracemalloc.take_snapshot().compare_to(before, "filename")
    )
    tracemalloc.stop()
    assert grown < 1_000_000, grown


def test_the_archive_on_disk_is_what_is_served(tiled, shelf):
    """The shelf's file opens as an archive with the same tile."""
    path = shelf.archive("rivers").path
    assert (
        open_archive(path).tile(0, 0, 0) == tiled.get("/tiles/rivers/0/0/0.mvt", headers=GZIP).data
    )


def test_tiles_outlive_their_files(tiles_cache, published, tmp_path):
    """Sets that nobody asked for before are there when their files are gone; damaged ones not."""
    about = {"PUBLISHED": published, "CACHE_FOLDER": tmp_path}
    folder = folder_of(about)
    copytree(folder_of(about | {"CACHE_FOLDER": tiles_cache}), folder)
    (lands,) = folder.glob("lands-*.pmtiles")
    lands.write_bytes(lands.read_bytes()[:-1])
    client = webapp.create_app(about).test_client()
    rmtree(folder)
    assert client.get("/tiles/towns/0/0/0.mvt", headers=GZIP).status_code == 200
    assert client.get("/tiles/atlas.json").status_code == 200
    damaged = client.get("/tiles/lands/0/0/0.mvt")
    assert (damaged.status_code, damaged.json["title"]) == (503, "Service Unavailable")
    assert "`steppe-atlas serve` builds them" in damaged.json["detail"]


def test_the_atlas_starts_without_a_cache_to_read(published, tmp_path):
    """Where the cache is no folder, or may not be read, all but the tiles is there."""
    (tmp_path / "taken").write_text("a file where the folder should be")
    about = {"PUBLISHED": published, "CACHE_FOLDER": tmp_path / "taken"}
    client = webapp.create_app(about).test_client()
    assert client.get("/layers/rivers.geojson").status_code == 200
    assert client.get("/tiles/rivers/0/0/0.mvt").status_code == 503
