"""Draw a look as a picture with MapLibre Native, from our own tiles, sprite and fonts."""

import io
import json
import math
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from gzip import decompress
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from PIL import Image

from geodata.archive import Archive
from geodata.errors import CannotDraw
from geodata.maplibre.document import Addresses
from geodata.maplibre.fonts import FONTS, font_file
from geodata.maplibre.look import Look, Studio
from geodata.tiles import ATLAS, MAX_ZOOM

STYLES_PER_POOL = 64  # a pool never forgets a style, so it is replaced after so many
RENDERERS = 4  # kept per pool, each with the tiles it last drew
ADVICE = (
    "Pictures need MapLibre Native with EGL: `pip install mapli` and, on Debian, "
    "`apt-get install libegl1 libgl1 libgl1-mesa-dri libcurl4`."
)
TILE = re.compile(r"tiles/([a-z0-9-]+)/(\d+)/(\d+)/(\d+)")
SPRITE = re.compile(r"sprite/(light|dark)-(\d+|all)(?:/([a-z0-9,-]+))?(@2x)?\.(json|png)")
_numbers = count(1)


class Window(NamedTuple):
    """A part of the map: its centre in parts of the world's width (y grows south), zoom and size.

    `zoom` is MapLibre's, whose world is 512 px wide at zoom 0; sizes are in logical pixels.
    """

    x: float
    y: float
    zoom: float
    width: int
    height: int
    ratio: int = 1


@dataclass
class Renderer:
    """One pool of MapLibre Native, made at the first drawing (a pool does not survive a fork)."""

    studio: Studio
    fonts: Path
    pool: Any = None
    styles: dict[Look, str] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    scheme: str = field(default_factory=lambda: f"atlas{next(_numbers)}")

    def draw(self, look: Look, window: Window) -> Image.Image:
        """A picture (RGBA). Raises CannotDraw where this machine cannot, TilesNotBuilt."""
        for needed in (look.tile_set, ATLAS):
            self.studio.shelf.archive(needed)
        pool, style_id = self._ready(look)
        lon, lat = degrees(window.x, window.y)
        png = pool.render(
            style_id,
            lon=lon,
            lat=lat,
            zoom=window.zoom,
            width=window.width,
            height=window.height,
            pixel_ratio=window.ratio,
        )
        return Image.open(io.BytesIO(png))

    def _ready(self, look: Look) -> tuple[Any, str]:
        with self.lock:
            if self.pool is None or len(self.styles) >= STYLES_PER_POOL:
                self.styles.clear()
                self.looks.clear()
                self.pool = self._new_pool()
            if look not in self.styles:
                style_id = str(len(self.styles))
                self.pool.register_style(style_id, url=f"{self.scheme}://style/{style_id}")
                self.styles[look], self.looks[style_id] = style_id, look
            return self.pool, self.styles[look]

    def _new_pool(self) -> Any:
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("EGL_PLATFORM", "surfaceless")
        try:
            import mapli

            pool = mapli.RenderPool(workers=1, max_renderers_per_worker=RENDERERS)
            mapli.register_scheme_handler(self.scheme, self._handler(mapli))
        except ImportError as fault:
            raise CannotDraw(ADVICE) from fault
        except mapli.GraphicsUnavailableError as fault:
            raise CannotDraw(ADVICE) from fault
        return pool

    def _handler(self, mapli: Any) -> Callable:
        def handle(request: Any) -> Any:
            found = self._find(request.url.removeprefix(f"{self.scheme}://"))
            return mapli.Response.no_content() if found is None else found

        return handle

    def _find(self, path: str) -> bytes | None:
        """What MapLibre asks for: a style, a TileJSON, a tile, a sprite or a font."""
        kind, _, name = path.partition("/")
        if match := TILE.fullmatch(path):
            zoom, x, y = (int(part) for part in match.groups()[1:])
            return _unpacked(self.studio.shelf.archive(match[1]), zoom, x, y)
        if match := SPRITE.fullmatch(path):
            year = None if match[2] == "all" else int(match[2])
            prefer = tuple(match[3].split(",")) if match[3] else ()
            made = self.studio.sprite(match[1], year, 2 if match[4] else 1, prefer)
            return made.json if match[5] == "json" else made.png
        if kind == "style":
            return json.dumps(self._style(self.looks[name])).encode()
        if kind == "tilejson":
            address = f"{self.scheme}://tiles/{name}/{{z}}/{{x}}/{{y}}"
            tilejson = {"tilejson": "3.0.0", "tiles": [address], "minzoom": 0, "maxzoom": MAX_ZOOM}
            return json.dumps(tilejson).encode()
        return font_file(self.fonts, name).read_bytes()

    def _style(self, look: Look) -> dict[str, Any]:
        root = f"{self.scheme}://"
        return self.studio.style(
            look,
            Addresses(
                f"{root}tilejson/{look.tile_set}",
                "/".join(
                    (f"{root}sprite/{look.theme}-{look.year or 'all'}", *_preferred(look.prefer))
                ),
                *(f"{root}font/{name}" for name in FONTS),
            ),
        )


# MapLibre asks for a tile twice: first its cache, which it takes us for, then at once the source.
@lru_cache(maxsize=64)
def _unpacked(archive: Archive, zoom: int, x: int, y: int) -> bytes | None:
    stored = archive.tile(zoom, x, y)
    return None if stored is None else decompress(stored)


def _preferred(works: tuple[str, ...]) -> tuple[str, ...]:
    return (",".join(works),) if works else ()


def degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a place given in parts of the Web Mercator world's width."""
    return (x - 0.5) * 360, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def parts(lon: float, lat: float) -> tuple[float, float]:
    """A place in parts of the Web Mercator world's width; x grows east, y grows south."""
    sine = math.sin(math.radians(lat))
    return lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
