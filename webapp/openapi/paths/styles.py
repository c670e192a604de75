"""MapLibre styles, their icons and their fonts."""

from collections.abc import Iterator

from webapp.openapi.answers import DATA, PICTURE
from webapp.openapi.operations import Address
from webapp.openapi.parameters import LOOK
from webapp.openapi.paths.data import JSON


def _sprites() -> Iterator[Address]:
    """Index and sheet, plain and double, without and with preferred works."""
    for works, of_works in (("", ""), ("/{works}", "OfWorks")):
        for double, sharp in (("", ""), ("@2x", "Sharp")):
            for ending in ("json", "png"):
                yield _sprite(works, double, ending, f"sprite{ending.title()}{sharp}{of_works}")


def _sprite(works: str, double: str, ending: str, name: str) -> Address:
    what, content = ("Where each icon is on the sheet", {JSON: "Sprite"})
    if ending == "png":
        what, content = "The sheet of icons", {"image/png": None}
    size = ", of twice the pixels" if double else ""
    about = "The icons are drawn from figures, so they are of a theme and a year"
    return Address(
        f"/styles/sprite/{{theme}}-{{year}}{works}{double}.{ending}",
        name,
        "styles",
        PICTURE,
        what + size + (", by preferred works" if works else ""),
        f"{about}{', and of preferred works' if works else ''}.",
        content,
        ("spriteTheme", "spriteYear", *(("works",) if works else ())),
    )


ADDRESSES = (
    Address(
        "/styles/atlas.json",
        "style",
        "styles",
        DATA,
        "The style of the atlas",
        "A MapLibre style over our tiles; layers that are not asked for are there, but hidden.",
        {JSON: "Style"},
        query=LOOK,
    ),
    Address(
        "/styles/basemap.json",
        "basemapStyle",
        "styles",
        DATA,
        "The style of the basemap",
        "A MapLibre style of the basemap alone.",
        {JSON: "Style"},
        query=("lang", "theme"),
    ),
    *_sprites(),
    Address(
        "/fonts/{font}.ttf",
        "font",
        "styles",
        PICTURE,
        "A font of the map",
        "TrueType, with the letters of the map's three languages.",
        {"font/ttf": None},
        ("font",),
    ),
    Address(
        "/fonts/noto-sans/{font}.css",
        "fontSheet",
        "styles",
        PICTURE,
        "A font as a style sheet",
        "For clients that draw with the browser's fonts.",
        {"text/css": "text"},
        ("webFont",),
    ),
)
