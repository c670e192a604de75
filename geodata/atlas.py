"""An atlas on disk: a folder with its table of contents, sources and published files."""

import importlib
import sys
import traceback
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from geopandas import GeoDataFrame

from geodata.errors import ContentsUnreadable
from geodata.layer import Layer, Theme
from geodata.rows import named
from geodata.source import open_source, read_table

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Atlas:
    """Where the parts of one atlas are, and its themes."""

    folder: Path
    themes: tuple[Theme, ...]

    @property
    def sources(self) -> Path:
        """The folder of tables and their descriptions."""
        return self.folder / "sources"

    @property
    def published(self) -> Path:
        """The folder of published GeoJSON and the catalog."""
        return self.folder / "published"

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All layers, in the order of the contents."""
        return tuple(layer for theme in self.themes for layer in theme.layers)


def open_atlas(folder: Path | None = None) -> Atlas:
    """Open the atlas of a folder of the same shape as `geodata/`, or the project's own.

    Contents and layers of another folder name their neighbours as `.layers` and `.evidence`, so
    that its own are read; those that it has not are the project's own.

    Raises ContentsUnreadable when the folder has no `contents.py` with `THEMES`, or when it fails.
    """
    folder = Path(folder or HERE).resolve()
    if not (folder / "contents.py").is_file():
        raise ContentsUnreadable(f"{folder.name}: no contents.py; it names the themes and layers.")
    package = "geodata" if folder == HERE else _package(folder)
    try:
        return Atlas(folder, tuple(importlib.import_module(f"{package}.contents").THEMES))
    except Exception as fault:
        file, line = _place(folder, fault)
        words = f"{folder.name}/{file}: {type(fault).__name__}: {fault}"
        raise ContentsUnreadable(words, file, line) from fault


def build(atlas: Atlas, layer: Layer) -> GeoDataFrame:
    """The features of one layer, made anew from its sources."""
    sources = (open_source(atlas.sources, name) for name in layer.sources)
    return layer.features(**{source.name: named(source, read_table(source)) for source in sources})


def _place(folder: Path, fault: Exception) -> tuple[str, int]:
    """The last of contents and layers, with its line, that failed or cannot be read."""
    steps = [(step.filename, step.lineno) for step in traceback.extract_tb(fault.__traceback__)]
    if isinstance(fault, SyntaxError):
        steps.append((fault.filename or "", fault.lineno))
    for name, line in reversed(steps):
        path = Path(name)
        if path == folder / "contents.py" or path.is_relative_to(folder / "layers"):
            return path.relative_to(folder).as_posix(), line or 1
    return "contents.py", 1


def _package(folder: Path) -> str:
    """Packages of its own for a folder, empty, so that its modules are read as they are now."""
    package = f"atlas_{sha256(str(folder).encode()).hexdigest()[:12]}"
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]
    importlib.invalidate_caches()
    for name, places in (
        (package, [folder]),
        (f"{package}.layers", [folder / "layers", HERE / "layers"]),
    ):
        sys.modules[name] = ModuleType(name)
        sys.modules[name].__path__ = [str(place) for place in places]
    return package
