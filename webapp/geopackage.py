"""GeoPackages, made by another process when first asked for, kept in a folder of bounded size."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import webapp
from geodata.catalog import Catalog
from webapp.config import cache_folder
from webapp.features import stored
from webapp.query import preferred

SECONDS = 120  # more than the largest layer takes


class NotMade(Exception):
    """The process that makes GeoPackages failed; its words are for the log."""


def made(config: Mapping, catalog: Catalog, layer_id: str) -> Path:
    """The GeoPackage of a layer as this request tells it, kept from before or newly made.

    Preferences that lead to the same figures share one file.

    Raises UnknownLayer, NotPublished, or NotMade.
    """
    checksum = stored(catalog, layer_id).sha256
    folder = cache_folder(config)
    path = folder / f"{layer_id}-{checksum[:16]}-{webapp.__version__}.gpkg"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(catalog.folder, layer_id, path, preferred(catalog))
        make_room(folder, config["CACHE_BYTES"], path)
    os.utime(path)
    return path


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


def _make(published: Path, layer_id: str, path: Path, works: Sequence[str]) -> None:
    # Its own process: a worker that has loaded geopandas would keep its memory for good.
    with tempfile.TemporaryDirectory(dir=path.parent, suffix=".tmp") as folder:
        target = Path(folder) / path.name
        call = [sys.executable, "-m", "geodata.geopackage", published, layer_id, target, *works]
        try:
            subprocess.run(call, check=True, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.CalledProcessError as fault:
            raise NotMade(fault.stderr) from None
        target.replace(path)
