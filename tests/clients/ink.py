"""How much of a picture is drawn in an ink."""

import io

from PIL import Image, ImageChops

from geodata.style import INKS


def pixels_in(picture: bytes, ink: str, tolerance: int = 40) -> int:
    """How many pixels of a PNG are as the ink is on light paper, in each channel within a span."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    difference = ImageChops.difference(image, Image.new("RGB", image.size, INKS[ink].light))
    worst = ImageChops.lighter(
        ImageChops.lighter(difference.getchannel(0), difference.getchannel(1)),
        difference.getchannel(2),
    )
    return sum(worst.histogram()[: tolerance + 1])


def colours_in(picture: bytes) -> int:
    """How many different colours a PNG has, counted up to 10,000."""
    colours = Image.open(io.BytesIO(picture)).convert("RGB").getcolors(10_000)
    return 10_000 if colours is None else len(colours)
