"""A made-up country, Aqdala, with two oblasts, a border, a river, towns and crossings.

`atlas/` has the shape of `geodata/`: real sources, layers and contents, nothing published yet.
"""

import re
import shutil
from hashlib import sha256
from pathlib import Path

from geodata.atlas import open_atlas
from geodata.validation import check_sources

ATLAS = Path(__file__).parent / "atlas"


def make_atlas(folder: Path) -> Path:
    """Copy the made-up atlas to a new folder, not published; return the folder."""
    shutil.copytree(ATLAS, folder, ignore=shutil.ignore_patterns("__pycache__", "published"))
    return folder


def said_of_sources(folder: Path) -> list[str]:
    """What the checks of all sources say, a line per problem."""
    return [str(problem) for problem in check_sources(open_atlas(folder))]


def rewrite(folder: Path, name: str, data: str | bytes, *, rows: int | None = None) -> None:
    """Replace a source's data file, such as "towns.csv", and bring its checksum up to date."""
    path = folder / "sources" / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    describe(folder, path.stem, r'sha256 = ".*"', f'sha256 = "{_checksum(path)}"')
    if rows is not None:
        describe(folder, path.stem, r"rows = \d+", f"rows = {rows}")


def change(folder: Path, name: str, old: str, new: str, *, rows: int | None = None) -> None:
    """Replace a text that occurs in a source's data file, the first time it does."""
    text = (folder / "sources" / name).read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r}"
    rewrite(folder, name, text.replace(old, new, 1), rows=rows)


def describe(folder: Path, name: str, pattern: str, text: str) -> None:
    """Replace what a pattern first matches in a source's description."""
    path = folder / "sources" / f"{name}.toml"
    old = path.read_text(encoding="utf-8")
    assert re.search(pattern, old), f"{name}.toml has no {pattern}"
    path.write_text(re.sub(pattern, lambda _: text, old, count=1), encoding="utf-8", newline="\n")


def _checksum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
