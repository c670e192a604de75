"""GeoPackages, made by another process when first asked for, kept in a folder of bounded size."""

import json
import logging
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import webapp
from geodata.catalog import CATALOG, Catalog
from webapp.config import cache_folder
from webapp.current import preferred
from webapp.features import stored

SECONDS = 120  # more than the largest layer takes
SQLITE = b"SQLite format 3\0"
log = logging.getLogger(__name__)


class NotMade(Exception):
    """The process that makes GeoPackages failed; its words are for the log."""


def made(config: Mapping, catalog: Catalog, layer_id: str) -> bytes:
    """The GeoPackage of a layer as this request tells it, kept from before or newly made.

    Preferences that lead to the same figures share one file. Where the folder cannot be written, as
    on a full disk, it is made in the system's temporary folder each time.

    Raises UnknownLayer, NotPublished, or NotMade.
    """
    checksum = stored(catalog, layer_id).sha256
    folder = cache_folder(config)
    path = folder / f"{layer_id}-{checksum[:16]}-{webapp.__version__}.gpkg"
    kept = _kept(path)
    if kept:
        return kept
    works = preferred(catalog)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = _make(catalog, layer_id, path, works)
        make_room(folder, config["CACHE_BYTES"], path)
    except (OSError, NotMade) as fault:
        log.warning("The GeoPackage of %s cannot be kept: %s", layer_id, fault)
        with tempfile.TemporaryDirectory() as elsewhere:
            content = _make(catalog, layer_id, Path(elsewhere, path.name), works)
    return content


def _kept(path: Path) -> bytes | None:
    """A file from before; None without one, or when a crash has left it damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if len(content) != _announced(content):
        return None
    with suppress(OSError):
        os.utime(path)
    return content


def _announced(content: bytes) -> int:
    """How many bytes an SQLite database has by its header: pages of a size (sqlite.org/fileformat).

    A page size of 1 stands for 65,536; 0 bytes when it is no database.
    """
    if not content.startswith(SQLITE) or len(content) < 100:
        return 0
    (page,) = struct.unpack_from(">H", content, 16)
    (pages,) = struct.unpack_from(">I", content, 28)
    return pages * (65_536 if page == 1 else page)


def make_room(folder: Path, most: int, kept: Path) -> None:
    """Delete the GeoPackages least recently asked for, never `kept`, until `most` bytes remain."""
    files = sorted(folder.glob("*.gpkg"), key=lambda path: path.stat().st_mtime)
    total = sum(path.stat().st_size for path in files)
    for path in files:
        if total <= most:
            break
        if path != kept:
            total -= path.stat().st_size
            path.unlink(missing_ok=True)


def _make(catalog: Catalog, layer_id: str, path: Path, works: Sequence[str]) -> bytes:
    # Its own process: a worker that has loaded geopandas would keep its memory for good. It reads
    # what this one serves, since something else may have been published in its place.
    with tempfile.TemporaryDirectory(dir=path.parent, suffix=".tmp") as folder:
        entry, served, target = catalog.layer(layer_id), Path(folder), Path(folder) / path.name
        (served / CATALOG).write_text(json.dumps(catalog.about), encoding="utf-8")
        (served / entry["file"]).write_bytes(catalog.file(entry).read())
        call = [sys.executable, "-m", "geodata.geopackage", served, layer_id, target, *works]
        try:
            subprocess.run(call, check=True, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.CalledProcessError as fault:
            raise NotMade(fault.stderr) from None
        content = target.read_bytes()
        target.replace(path)
    return content
