"""Read a source: a tidy table or GeoJSON with the `.toml` beside it that says what it is."""

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import geopandas
import pandas

from geodata.errors import SourceUnreadable

WGS84 = "EPSG:4326"
PANDAS_TYPES = {
    "string": "string",
    "text": "string",
    "date": "string",
    "ids": "string",
    "integer": "Int64",
    "year": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}


@dataclass(frozen=True)
class Source:
    """One description (`.toml`) and the path of the data file that it describes."""

    name: str
    path: Path
    about: dict[str, Any]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The declared columns, in order."""
        return self.about.get("fields", [])

    @property
    def caveats(self) -> list[str]:
        """Plain sentences that travel with every layer made from this source."""
        return self.about.get("caveats", [])

    @property
    def license(self) -> dict[str, str]:
        """Licence of the table itself: id, name, url, attribution."""
        return self.about["license"]


def open_source(folder: Path, name: str) -> Source:
    """Open the source `name` of a sources folder.

    Raises SourceUnreadable when its `.toml` or its data file is missing or cannot be parsed.
    """
    description = folder / f"{name}.toml"
    try:
        about = tomllib.loads(description.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SourceUnreadable(f"{description.name}: the description is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SourceUnreadable(f"{description.name}: not readable as TOML: {fault}.") from None
    for path in (folder / f"{name}.csv", folder / f"{name}.geojson"):
        if path.exists():
            return Source(name, path, about)
    raise SourceUnreadable(f"{name}: neither {name}.csv nor {name}.geojson exists.")


def source_names(folder: Path) -> list[str]:
    """Names of all described sources of a folder, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def checksum(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def read_table(source: Source) -> pandas.DataFrame:
    """Read a source, typed as its fields say.

    GeoJSON comes as a GeoDataFrame in WGS 84 indexed by `id`. Empty cells are missing values.
    Columns of type `ids` stay text, ids separated by `;`.

    Raises SourceUnreadable when a column is missing or a value is not of its type.
    """
    if source.path.suffix == ".geojson":
        frame = geopandas.read_file(source.path, engine="pyogrio")
        return frame.set_index("id")
    types = {field["name"]: PANDAS_TYPES[field["type"]] for field in source.fields}
    try:
        return pandas.read_csv(
            source.path,
            dtype=types,
            usecols=list(types),
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8",
            true_values=["true"],
            false_values=["false"],
        )
    except (ValueError, UnicodeDecodeError) as fault:
        raise SourceUnreadable(f"{source.path.name}: {fault}") from None


def split_ids(cell: Any) -> list[str]:
    """The ids of one `ids` cell, in order; empty when the cell is."""
    return [] if pandas.isna(cell) else [part.strip() for part in cell.split(";") if part.strip()]
