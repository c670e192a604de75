"""How raster tiles are answered: drawn once, kept, refused in words, missed without a renderer."""

import sys
import tracemalloc
from dataclasses import replace
from threading import BoundedSemaphore, Thread
from urllib.parse import quote

import pytest

import webapp
from geodata.maplibre.renderer import ADVICE, Renderer
from tests.webapp.raster.seen import TILE
from webapp.pictures.drawing_room import room


def test_a_tile_is_drawn_once_however_many_ask(app, renderer, monkeypatch):
    """Tiles of one block asked for at once by many are drawn together, in one drawing."""
    drawn = []
    draw = type(renderer).draw
    monkeypatch.setattr(type(renderer), "draw", lambda *a: (drawn.append(a), draw(*a))[1])
    paths = [f"/tiles/basemap/7/{88 + n % 4}/{44 + n // 4}.png" for n in range(6)]
    answers = []

    def ask(path: str) -> None:
        answers.append(app.test_client().get(path).status_code)

    threads = [Thread(target=ask, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, len(drawn)) == ([200] * 6, 1)


def test_a_full_queue_says_when_to_come_back(app, client):
    """503 with Retry-After and a sentence; what is drawn already is still there."""
    drawing_room = app.extensions["drawing_room"]
    full = replace(drawing_room, places=BoundedSemaphore(1))
    full.places.acquire()
    app.extensions["drawing_room"] = full
    try:
        answer = client.get("/tiles/basemap/9/360/170.png")
        there = client.get(f"/tiles/basemap/{TILE}.png")
    finally:
        app.extensions["drawing_room"] = drawing_room
    assert (answer.status_code, there.status_code) == (503, 200)
    assert int(answer.headers["Retry-After"]) > 0
    assert "being drawn" in answer.json["detail"]


def test_the_etag_saves_the_body(client):
    """304 to those who have the tile, by HEAD as by GET; kept for good when versioned."""
    path = f"/tiles/atlas/{TILE}.png"
    first = client.get(path)
    known = {"If-None-Match": first.headers["ETag"]}
    for call in (client.get, client.head):
        assert (call(path, headers=known).status_code, call(path, headers=known).data) == (304, b"")
    assert client.head(path).headers["Content-Length"] == str(len(first.data))
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "immutable" not in first.headers["Cache-Control"]
    with client.application.test_request_context():
        version = room().version
    assert "immutable" in client.get(f"{path}?v={version}").headers["Cache-Control"]
    assert "immutable" not in client.get(f"{path}?v=0000").headers["Cache-Control"]


def test_tiles_on_disk_are_answered_without_drawing(excerpt, client, monkeypatch):
    """A worker that begins anew finds what was drawn before."""
    path = f"/tiles/atlas/{TILE}.png"
    before = client.get(path).data
    monkeypatch.setattr(Renderer, "draw", None)
    assert webapp.create_app(excerpt).test_client().get(path).data == before


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("atlas/5/22/10@9x.png", 400, "@2x.png"),
        ("atlas/5/22/10@2x@2x.png", 400, "@2x.png"),
        ("atlas/5/22/@2x.png", 400, "whole numbers"),
        ("atlas/5/22/a.png", 400, "whole numbers"),
        ("atlas/5/-1/10.png", 400, "whole numbers"),
        ("atlas/5/32/10.png", 400, "whole numbers"),
        ("atlas/1/3/3.png", 400, "whole numbers"),
        ("atlas/5/1.5/10.png", 400, "whole numbers"),
        ("atlas/5/22/%00.png", 400, "whole numbers"),
        (f"atlas/5/22/{10**30}.png", 400, "whole numbers"),
        ("atlas/99/0/0.png", 400, "whole numbers"),
        ("atlas/13/0/0.png", 404, "end at zoom 12"),
        ("nope/5/22/10.png", 404, "no tile set"),
        (f"{quote('..', safe='')}/5/22/10.png", 404, "no tile set"),
        ("atlas/5/22/10.jpg", 404, "nothing at"),
        ("atlas/5/22/10.png?year=1492", 400, "year must be"),
        ("atlas/5/22/10.png?year=2o21", 400, "year must be"),
        ("atlas/5/22/10.png?lang=xx", 400, "lang must be"),
        ("atlas/5/22/10.png?lang=..%2F..%2Fx", 400, "lang must be"),
        ("atlas/5/22/10.png?theme=neon", 400, "theme must be"),
        ("atlas/5/22/10.png?size=512", 400, "no parameter"),
        ("atlas/5/22/10.png?lang=en&lang=ru", 400, "once"),
    ],
)
def test_what_is_refused_is_said(client, path, status, words):
    """Bad requests get their status and a sentence as problem+json, and nothing is drawn."""
    answer = client.get(f"/tiles/{path}")
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert words in answer.json["detail"]


def test_thousands_of_bad_requests_leave_nothing_behind(app, client):
    """Distinct refused requests grow neither memory nor the folder."""
    folder = app.extensions["drawing_room"].cache.folder

    def ask(first: int) -> None:
        for number in range(first, first + 400):
            client.get(f"/tiles/atlas/5/22/10.png?lang=x{number}")
            client.get(f"/tiles/atlas/5/22/10@{number}x.png")
            client.get(f"/tiles/set{number}/5/22/10.png")

    files = sorted(folder.rglob("*"))
    ask(3)  # @2x is one that is drawn
    tracemalloc.start()
    ask(1000)
    before, _ = tracemalloc.get_traced_memory()
    ask(2000)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 300_000
    assert sorted(folder.rglob("*")) == files


def test_without_a_renderer_the_rest_works(excerpt, monkeypatch):
    """Where drawing is impossible the answer says what to install, and vector tiles go on."""
    monkeypatch.setitem(sys.modules, "mapli", None)
    client = webapp.create_app(excerpt).test_client()
    answer = client.get("/tiles/atlas/3/5/2.png")
    assert answer.status_code == 503
    assert answer.json["detail"] == ADVICE
    assert "libegl1" in ADVICE
    assert client.get("/tiles/atlas/3/5/2.mvt").status_code in (200, 204)
    assert client.get("/").status_code == 200
