"""Blocks of tiles: which tile is where, and colours that stay what they are."""

import pytest
from PIL import Image, ImageDraw

from geodata.maplibre.metatile import MARGIN_PX, Metatile, few_colours, metatile_of, window_of


@pytest.mark.parametrize(
    ("tile", "block", "number"),
    [
        ((0, 0, 0), Metatile(0, 0, 0), 0),
        ((1, 1, 0), Metatile(1, 0, 0), 1),
        ((1, 0, 1), Metatile(1, 0, 0), 2),
        ((2, 3, 3), Metatile(2, 0, 0), 15),
        ((5, 22, 10), Metatile(5, 5, 2), 10),
    ],
)
def test_tiles_are_numbered_row_by_row(tile, block, number):
    """A block knows its tiles from the north west, with fewer than sixteen at low zooms."""
    assert metatile_of(*tile, 1) == (block, number)


def test_nothing_is_drawn_beyond_the_poles():
    """At the world's edge there is no margin to the north, and the block begins at the top."""
    window, corner = window_of(Metatile(3, 0, 0))
    assert corner == (MARGIN_PX, 0)
    assert window.height == 1024 + MARGIN_PX
    assert window.y * 2048 == window.height / 2
    whole, _ = window_of(Metatile(2, 0, 0))
    assert (whole.height, whole.y) == (1024, 0.5)


def many_coloured(alpha: int) -> Image.Image:
    """A picture of two plain surfaces and thousands of other colours."""
    image = Image.new("RGBA", (256, 256), (239, 235, 226, alpha))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 255, 100), fill=(248, 246, 240, alpha))
    for at in range(4000):
        place = (at % 256, 200 + at // 256)
        draw.point(place, (at % 251, at // 16 % 256, (7 * at) % 256, alpha))
    return image


def test_plain_surfaces_keep_their_colour_exactly():
    """Of a picture with thousands of colours the common ones are not even a shade off."""
    reduced = few_colours(many_coloured(255))
    assert reduced.mode == "P"
    seen = reduced.convert("RGB")
    assert seen.getpixel((5, 5)) == (248, 246, 240)
    assert seen.getpixel((5, 150)) == (239, 235, 226)


def test_see_through_pictures_are_left_alone():
    """An overlay keeps every shade of its edges."""
    picture = many_coloured(200)
    assert few_colours(picture) is picture
