"""Raster tiles from the real renderer: what is seen, how often it is drawn, what is refused."""

import io
import sys
import tracemalloc
from dataclasses import replace
from threading import BoundedSemaphore, Thread
from urllib.parse import quote

import pytest
from PIL import Image, ImageChops

import webapp
from geodata.maplibre.look import Look
from geodata.maplibre.metatile import SIDE, Metatile, draw_tiles, few_colours, window_of
from geodata.maplibre.renderer import ADVICE, Window
from webapp.pictures.drawing_room import room

# Kazakhstan's middle at zoom 5, one block of tiles with its capital in it.
TILE = "5/22/10"


@pytest.fixture(scope="module")
def app(excerpt):
    """The app on the excerpt."""
    return webapp.create_app(excerpt)


@pytest.fixture(scope="module")
def client(app):
    """A client of the app; skips where this machine cannot draw."""
    client = app.test_client()
    answer = client.get(f"/tiles/basemap/{TILE}.png")
    if answer.status_code == 503:
        pytest.skip(answer.json["detail"])
    return client


@pytest.fixture(scope="module")
def renderer(app, client):  # noqa: ARG001 - where there is no client there is no renderer
    """The renderer of the running app."""
    return app.extensions["drawing_room"].renderer


def picture(client, path: str) -> Image.Image:
    """A tile as RGBA."""
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "image/png"), answer.data
    return Image.open(io.BytesIO(answer.data)).convert("RGBA")


def pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    """Red, green and blue of every pixel."""
    channels = image.convert("RGB").tobytes()
    return list(zip(channels[::3], channels[1::3], channels[2::3], strict=True))


def colours(image: Image.Image) -> set[tuple[int, int, int]]:
    """All colours of a picture."""
    return set(pixels(image))


def differ(one: Image.Image, other: Image.Image) -> bool:
    """True if any pixel is another."""
    return one.tobytes() != other.tobytes()


def test_a_tile_has_256_px_or_twice_that(client):
    """Plain tiles are 256 px, @2x 512 px, of the same place."""
    small = picture(client, f"/tiles/atlas/{TILE}.png")
    large = picture(client, f"/tiles/atlas/{TILE}@2x.png")
    assert (small.size, large.size) == ((256, 256), (512, 512))
    shrunk = large.resize((256, 256), Image.Resampling.LANCZOS)
    off = sum(ImageChops.difference(small.convert("L"), shrunk.convert("L")).histogram()[64:])
    assert off < 0.03 * 256 * 256


@pytest.mark.parametrize("path", ["0/0/0", "1/1/0", "2/2/1", "12/2870/1370"])
def test_every_zoom_is_drawn(client, path):
    """From the whole world to zoom 12, which is drawn from the deepest vector tiles."""
    tile = picture(client, f"/tiles/basemap/{path}.png")
    assert tile.getextrema()[3] == (255, 255)


def test_theme_language_and_layer_change_the_picture(client):
    """Dark is not light, Kazakh not Russian, the atlas not the basemap."""
    plain = picture(client, f"/tiles/basemap/{TILE}.png")
    for path in ("basemap/{}.png?theme=dark", "basemap/{}.png?lang=ru", "atlas/{}.png"):
        assert differ(plain, picture(client, "/tiles/" + path.format(TILE)))
    kazakh = picture(client, f"/tiles/basemap/{TILE}.png?lang=kk")
    assert differ(kazakh, picture(client, f"/tiles/basemap/{TILE}.png?lang=ru"))


def test_the_year_changes_the_picture(client):
    """A ring of 2021 is not one of 2025; before the first count it is the nearest, that of 2014."""
    path = "/tiles/northern-cities/5/22/10.png"
    latest, article, first, second = (
        picture(client, f"{path}{query}")
        for query in ("", "?year=2021", "?year=1991", "?year=2014")
    )
    assert differ(latest, article)
    assert differ(article, first)
    assert not differ(first, second)


def test_a_layer_alone_is_an_overlay(client):
    """A layer's own tiles are transparent where it has nothing to show."""
    alphas = picture(client, "/tiles/northern-cities/5/22/10.png").getchannel("A").getextrema()
    assert alphas == (0, 255)


def test_a_tile_with_nothing_is_transparent(client):
    """Where a layer has no feature the answer is a transparent picture, not an error."""
    for end, side in (("", 256), ("@2x", 512)):
        tile = picture(client, f"/tiles/border/8/3/100{end}.png")
        assert tile.size == (side, side)
        assert tile.getextrema()[3] == (0, 0)


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_names_are_really_drawn(renderer, lang, monkeypatch):
    """Latin, Kazakh and Russian letters leave ink: without fonts the picture is another."""
    look = Look((), lang=lang)
    window = Window(0.6979, 0.3335, 5, 512, 512)
    named = renderer.draw(look, window)
    original = type(renderer.studio).style
    monkeypatch.setattr(
        type(renderer.studio),
        "style",
        lambda self, look, addresses, **more: _in_magenta(original(self, look, addresses, **more)),
    )
    renderer.pool = None  # styles are read once per pool
    letters = renderer.draw(look, window)
    monkeypatch.undo()
    renderer.pool = None
    inked = sum(1 for r, g, b in pixels(letters) if r > 200 and g < 90 and b > 200)
    assert inked > 300
    assert differ(named, letters)


def _in_magenta(style: dict) -> dict:
    for layer in style["layers"]:
        if layer["type"] == "symbol":
            layer["paint"] = {"text-color": "#ff00ff"}
    return style


def test_no_name_is_cut_within_a_block(renderer):
    """The tiles of a block, put together, are one picture drawn at once."""
    look, block = Look(("northern-cities",)), Metatile(5, 5, 2)
    tiles = [Image.open(io.BytesIO(tile)) for tile in draw_tiles(renderer, look, block)]
    together = Image.new("RGB", (SIDE * 256, SIDE * 256))
    for number, tile in enumerate(tiles):
        together.paste(tile, (number % SIDE * 256, number // SIDE * 256))
    window, (left, top) = window_of(block)
    box = (left, top, left + SIDE * 256, top + SIDE * 256)
    whole = few_colours(renderer.draw(look, window).crop(box)).convert("RGB")
    assert not differ(together, whole)


def test_blocks_join_without_a_seam(renderer):
    """Lines and names that cross from one block to the next are drawn alike in both."""
    look, near = Look(("oil-pipelines", "northern-cities")), 48
    pictures = []
    for column in (4, 5):
        window, (left, top) = window_of(Metatile(5, column, 2))
        seam = left + (SIDE * 256 if column == 4 else 0)
        box = (seam - near, top, seam + near, top + SIDE * 256)
        pictures.append(renderer.draw(look, window).convert("RGB").crop(box))
    off = pixels(ImageChops.difference(*pictures))
    assert len(colours(pictures[0])) > 50
    assert sum(1 for pixel in off if max(pixel) > 40) < 0.002 * len(off)


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


def test_tiles_on_disk_are_answered_without_drawing(app, client, monkeypatch):
    """A worker that begins anew finds what was drawn before."""
    path = f"/tiles/atlas/{TILE}.png"
    before = client.get(path).data
    app.extensions["raster_memory"].tiles.clear()
    app.extensions["raster_memory"].size_bytes = 0
    monkeypatch.setattr(type(app.extensions["drawing_room"].renderer), "draw", None)
    assert client.get(path).data == before


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
    ask(0)
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
