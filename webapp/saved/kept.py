"""Texts packed for a saved file: each made once, kept by the worker and on disk for all of them."""

import base64
import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import current_app

import geodata
import webapp
from webapp.config import cache_folder
from webapp.pictures.cache import PictureCache

KEPT = 96  # packed texts in memory, of about 60 kB each
FOLDER = "packed"
CODE = (".py", ".html", ".po")


def packed_once(about: Iterable[object], make: Callable[[], str | bytes]) -> str:
    """A text as gzip in base64, made when none is kept of what `about` names.

    Whatever the text depends on must be in `about`, but for our own code.
    """
    name = sha256(repr((*about, code_version())).encode()).hexdigest()[:32]
    kept: OrderedDict = current_app.extensions.setdefault("atlas_packed", OrderedDict())
    if name not in kept:
        kept[name] = _on_disk(name, make)
    kept.move_to_end(name)
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return kept[name]


def packed(content: str | bytes) -> str:
    """A text as gzip in base64."""
    data = content.encode() if isinstance(content, str) else content
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


@lru_cache(maxsize=1)
def code_version() -> str:
    """A mark of the code, templates and translations that make the texts."""
    folders = (Path(package.__file__).parent for package in (geodata, webapp))
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in CODE]
    return sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()


def _on_disk(name: str, make: Callable[[], str | bytes]) -> str:
    config = current_app.config
    cache = PictureCache(cache_folder(config) / FOLDER, config["CACHE_BYTES"])
    stored = cache.read(name, 0)
    if stored is not None:
        return stored.decode()
    with cache.only_one(name):  # another worker may be making it
        stored = cache.read(name, 0)
        if stored is None:
            stored = packed(make()).encode()
            cache.write(name, [stored])
    return stored.decode()
