"""What is seen on a tile: its pixels, its colours, whether two differ; and one to ask for."""

import io

from PIL import Image

# Kazakhstan's middle at zoom 5, one block of tiles with its capital in it.
TILE = "5/22/10"


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
