"""The numbers of one process: what is counted, as what, and who may read it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

import webapp
from tests.webapp.metrics.reading import read, requests, sent
from webapp.metrics.names import KINDS, kind_of
from webapp.openapi.paths import ADDRESSES

TILE = "/tiles/atlas/0/0/0.mvt"
GZIP = {"Accept-Encoding": "gzip"}


def numbers(client) -> dict[tuple, float]:
    """What a client reads."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    return read(answer.text)


def test_an_answer_is_counted_once(client):
    """By kind and class of status, with its bytes and its time; a HEAD has no bytes."""
    size = len(client.get("/layers.json").data)
    client.head("/layers.json")
    client.get("/layers.json?x=1")
    client.get("/layers/nowhere")
    found = numbers(client)
    assert requests(found, "data") == 2
    assert requests(found, "data", "4xx") == 1
    assert requests(found, "page", "4xx") == 1
    assert size < sent(found, "data") < size + 1000  # and the refusal's
    assert found["steppe_atlas_request_seconds_count", ("kind", "data")] == 3
    assert found["steppe_atlas_request_seconds_bucket", ("kind", "data"), ("le", "+Inf")] == 3
    assert found["steppe_atlas_request_seconds_sum", ("kind", "data")] > 0


@pytest.mark.parametrize("headers", [GZIP, {}], ids=["gzip", "plain"])
def test_tiles_are_counted_on_every_way(tiled, headers):
    """First time, again, conditionally, as HEAD, empty or refused: each is counted once."""
    size = len(tiled.get(TILE, headers=headers).data)
    for _ in range(4):
        answer = tiled.get(TILE, headers=headers)
    etag = answer.headers["ETag"]
    assert tiled.get(TILE, headers=headers | {"If-None-Match": etag}).status_code == 304
    tiled.head(TILE, headers=headers)
    assert tiled.get("/tiles/atlas/10/0/1023.mvt", headers=headers).status_code == 204
    assert tiled.get("/tiles/atlas/11/0/0.mvt", headers=headers).status_code == 404
    found = numbers(tiled)
    assert requests(found, "tile_vector") == 5 + 1 + 1
    assert requests(found, "tile_vector", "3xx") == 1
    assert requests(found, "tile_vector", "4xx") == 1
    assert 5 * size <= sent(found, "tile_vector") < 5 * size + 500


def test_threads_do_not_lose_a_count(tiled):
    """Tiles asked for by many threads at once are all counted."""
    app = tiled.application
    app.test_client().get(TILE, headers=GZIP)

    def ask(_: int) -> None:
        client = app.test_client()
        for _ in range(100):
            client.get(TILE, headers=GZIP)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    assert requests(numbers(tiled), "tile_vector") == 801


def test_pictures_are_counted(client):
    """Without a drawing nothing is drawn, kept, refused or waiting."""
    found = numbers(client)
    for how in ("drawn", "kept", "refused"):
        assert found["steppe_atlas_pictures_total", ("how", how)] == 0
    assert found["steppe_atlas_pictures_waiting",] == 0


def test_the_atlas_says_what_it_is(tiled):
    """Version, start, workers and the edition of its tiles."""
    tiled.get(TILE)
    found = numbers(tiled)
    assert found["steppe_atlas_up",] == 1
    assert found["steppe_atlas_workers",] == 1
    assert found["steppe_atlas_build_info", ("version", webapp.__version__)] == 1
    assert found["process_start_time_seconds",] > 1_700_000_000
    assert found["steppe_atlas_tiles_built_timestamp_seconds",] > 1_700_000_000
    version = tiled.application.extensions["tiles"].find("atlas").version
    assert found["steppe_atlas_tiles_info", ("version", version)] == 1


def test_an_unpublished_atlas_has_numbers(tmp_path):
    """With nothing to serve the numbers are there, without those of tiles."""
    client = webapp.create_app({"PUBLISHED": tmp_path}).test_client()
    assert client.get("/layers.json").status_code == 503
    found = numbers(client)
    assert requests(found, "data", "5xx") == 1
    assert not any(name.startswith("steppe_atlas_tiles") for name, *_ in found)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.id)
def test_every_address_has_a_kind(address):
    """What is public is never counted as `other`."""
    assert kind_of(re.sub(r"{\w+}", "a", address.path)) in set(KINDS) - {"other"}


def test_strange_addresses_have_no_names(client):
    """Whatever is asked, the names stay those of the list: nothing of a request is in them."""
    before = set(numbers(client))
    strange = ("/wp-login.php", "/a/b/c.json", "/../../etc", "/layers/%22%0a", "/x?" + "z" * 500)
    for path in strange:
        client.get(path)
    client.open("/", method="BREW")
    after = numbers(client)
    assert set(after) == before
    assert requests(after, "other", "4xx") >= 3


@pytest.mark.parametrize(
    "asker", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "fd00::1", "::ffff:172.16.0.1"]
)
def test_near_clients_may_read(client, asker):
    """Who asks from this machine or its private network gets the numbers."""
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": asker})
    assert answer.status_code == 200


@pytest.mark.parametrize("asker", ["8.8.8.8", "2001:4860::1", "::ffff:8.8.8.8", "", "unix"])
def test_others_may_not(client, asker):
    """Who asks from elsewhere is refused in a sentence that does not say who it was."""
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": asker})
    assert answer.status_code == 403
    assert answer.mimetype == "application/problem+json"
    assert "STEPPE_ATLAS_METRICS_PUBLIC=1" in answer.json["detail"]
    assert "8.8.8.8" not in answer.text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_who_comes_through_a_proxy_may_not(client, header):
    """A near proxy does not open the numbers to those behind it."""
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 403


def test_a_setting_opens_them(settings):
    """With METRICS_PUBLIC everybody may read."""
    client = webapp.create_app(settings | {"METRICS_PUBLIC": True}).test_client()
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": "8.8.8.8"})
    assert answer.status_code == 200
