"""Where pictures are drawn: one renderer per worker, a bounded queue, each picture drawn once."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import BoundedSemaphore

from flask import current_app

import geodata
import webapp
from geodata.maplibre.look import Studio
from geodata.maplibre.renderer import Renderer
from webapp.faults import Busy
from webapp.metrics.names import DRAWN, KEPT, REFUSED, WAITING
from webapp.metrics.slots import Counters
from webapp.pictures.cache import PictureCache
from webapp.styles import studio

PACKAGES = ("mapli", "pillow", "fontpkg-noto-sans")


@dataclass(frozen=True)
class DrawingRoom:
    """The renderer of this worker, the pictures kept on disk, and places to wait."""

    studio: Studio
    renderer: Renderer
    cache: PictureCache
    places: BoundedSemaphore = field(repr=False)
    counters: Counters = field(repr=False)

    @cached_property
    def version(self) -> str:
        """A hash of the data and of what draws them: it changes when pictures may."""
        about = [self.studio.catalog.about, [_version(name) for name in PACKAGES]]
        content = [json.dumps(about).encode(), *(path.read_bytes() for path in drawn_by())]
        return sha256(b"".join(content)).hexdigest()[:16]

    def picture(self, name: str, number: int, draw: Callable[[], Sequence[bytes]]) -> bytes:
        """One picture of a file of the cache; `draw` makes the file's pictures if it is not there.

        Raises Busy when too many wait already.
        """
        stored = self.cache.read(name, number)
        if stored is not None:
            self.counters.note(KEPT)
            return stored
        with self._place(), self.cache.only_one(name):
            stored = self.cache.read(name, number)  # somebody else may just have drawn it
            if stored is not None:
                self.counters.note(KEPT)
                return stored
            pictures = draw()
            self.counters.note(DRAWN)
            self.cache.write(name, pictures)
        return pictures[number]

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self.places.acquire(blocking=False):
            self.counters.note(REFUSED)
            raise Busy("Too many maps are being drawn at the moment; ask again in some seconds.")
        self.counters.note(WAITING)
        try:
            yield
        finally:
            self.counters.note(WAITING, -1)
            self.places.release()


def room() -> DrawingRoom:
    """The drawing room of this app, made at its first use."""
    extensions = current_app.extensions
    if "drawing_room" not in extensions:
        config, made = current_app.config, studio()
        folder = made.shelf.folder
        extensions["drawing_room"] = DrawingRoom(
            made,
            Renderer(made, folder),
            PictureCache(folder / "pictures", config["PICTURE_CACHE_BYTES"]),
            BoundedSemaphore(config["DRAWINGS_WAITING"]),
            extensions["counters"],
        )
    return extensions["drawing_room"]


def drawn_by() -> list[Path]:
    """The modules that draw pictures, and the words of their legends."""
    atlas, web = (Path(package.__file__).parent for package in (geodata, webapp))
    found = [
        *(*atlas.glob("*.py"), *(atlas / "maplibre").glob("*.py")),
        *(web / "image.py", *(web / "pictures").glob("*.py"), *(web / "translations").glob("*.po")),
    ]
    return sorted(found)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
