"""Static maps."""

from webapp.openapi.answers import DATA, PICTURE
from webapp.openapi.operations import Address
from webapp.openapi.parameters import IMAGE
from webapp.vector_image import SVG

ADDRESSES = (
    Address(
        "/image.png",
        "imagePng",
        "pictures",
        PICTURE,
        "A static map",
        "A map of a box (that and a little more) with legend, scale, year and credits.",
        {"image/png": None},
        query=IMAGE,
    ),
    Address(
        "/image.svg",
        "imageSvg",
        "pictures",
        DATA,
        "A static map as a drawing",
        "The same as lines and letters that can be edited.",
        {SVG: "text"},
        query=IMAGE,
    ),
)
