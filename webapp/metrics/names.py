"""What is counted: a fixed list of numbers, each with its slot. No label is made of a request."""

from functools import lru_cache

from webapp.errors import DATA_ENDINGS

KINDS = (
    *("tile_vector", "tile_raster", "archive", "image", "style", "data", "static", "page"),
    *("operation", "other"),
)
CLASSES = ("2xx", "3xx", "4xx", "5xx")
# Upper ends in seconds: a tile as kept, a page as kept, a page made, a map drawn, a queue.
ENDS_S = (0.001, 0.01, 0.1, 1.0, 10.0)
# Tiles that are answered again as they were: by far the most, so they have slots alone.
TILES = ("tile_vector", "tile_raster")
AGAIN = {kind: ("again", kind) for kind in TILES}
AGAIN_BYTES = {kind: ("bytes again", kind) for kind in TILES}
STARTED = ("started ms",)
WAITING = ("pictures waiting",)
GAUGES = (WAITING,)
DRAWN, KEPT, REFUSED = ("pictures drawn",), ("pictures kept",), ("pictures refused",)

Name = tuple[str, ...]
NAMES: tuple[Name, ...] = (
    *(*AGAIN.values(), *AGAIN_BYTES.values(), STARTED, WAITING, DRAWN, KEPT, REFUSED),
    *(("requests", kind, status) for kind in KINDS for status in CLASSES),
    *(("bytes", kind) for kind in KINDS),
    *(("seconds", kind, str(end)) for kind in KINDS for end in (*ENDS_S, "+Inf")),
    *(("microseconds", kind) for kind in KINDS),
)
SLOTS = {name: slot for slot, name in enumerate(NAMES)}
SIZE = len(NAMES)

PAGES = {
    *("", "layers", "sources", "claims", "tour", "embed", "use", "search", "cite", "compare"),
    *("describe", "share", "atlas.html"),
}
ROOTS = {
    "static": "static",
    "styles": "style",
    "fonts": "style",
    "health": "operation",
    "metrics": "operation",
    "openapi.json": "operation",
    "oembed": "data",
    "atlas.pmtiles": "archive",
    "image.png": "image",
    "image.svg": "image",
}


@lru_cache(maxsize=1024)
def kind_of(path: str) -> str:
    """The kind of an address; `other` for what the atlas does not have at all."""
    root = path[1:].partition("/")[0]
    if root == "tiles" and path.endswith((".mvt", ".png")):
        return "tile_vector" if path.endswith(".mvt") else "tile_raster"
    if root in ROOTS:
        return ROOTS[root]
    if root not in PAGES and root != "tiles" and "/" in path[1:]:
        return "other"
    if path.endswith(DATA_ENDINGS):
        return "data"
    return "page" if root in PAGES else "other"
