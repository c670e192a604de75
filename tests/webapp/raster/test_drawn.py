"""Raster tiles from the real renderer: what is seen on them."""

import io

import pytest
from PIL import Image, ImageChops

from geodata.maplibre.look import Look
from geodata.maplibre.metatile import SIDE, Metatile, draw_tiles, few_colours, window_of
from geodata.maplibre.renderer import Window
from tests.webapp.raster.seen import TILE, colours, differ, picture, pixels


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
