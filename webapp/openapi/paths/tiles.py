"""Tiles, tile sets and the archive."""

from webapp.archives import PMTILES
from webapp.openapi.answers import DATA, PICTURE, VECTOR_TILE
from webapp.openapi.operations import Address
from webapp.openapi.paths.data import JSON
from webapp.tiles import MVT

LOOK_OF_TILES = ("drawnYear", "lang", "theme", "prefer", "version")
RASTER = (
    "`atlas` is the basemap with the layers that are shown at first, a layer is an overlay without "
    "basemap; transparent where nothing is."
)


def _raster(double: str, name: str, side_px: int) -> Address:
    return Address(
        f"/tiles/{{set}}/{{z}}/{{x}}/{{y}}{double}.png",
        name,
        "tiles",
        PICTURE,
        f"A raster tile of {side_px} px",
        RASTER,
        {"image/png": None},
        ("set", "rasterZoom", "x", "y"),
        LOOK_OF_TILES,
    )


ADDRESSES = (
    Address(
        "/tiles/{set}.json",
        "tileSet",
        "tiles",
        DATA,
        "A tile set",
        "TileJSON 3.0: addresses, zooms, extent, layers with their fields, credits.",
        {JSON: "TileJson"},
        ("set",),
    ),
    Address(
        "/tiles/{set}/{z}/{x}/{y}.mvt",
        "vectorTile",
        "tiles",
        VECTOR_TILE,
        "A vector tile",
        "One tile (MVT 2.1), gzipped for who takes gzip; 204 where nothing is. A cell outside of "
        "its zoom is 400, a zoom above the set's is 404.",
        {MVT: None},
        ("set", "vectorZoom", "x", "y"),
        ("version",),
    ),
    _raster("", "rasterTile", 256),
    _raster("@2x", "sharpRasterTile", 512),
    Address(
        "/atlas.pmtiles",
        "archive",
        "tiles",
        DATA,
        "The tile archive",
        "All vector tiles in one file (PMTiles 3), to be read in ranges.",
        {PMTILES: None},
        query=("version",),
    ),
)
