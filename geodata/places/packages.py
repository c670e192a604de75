"""The registry packages that geometry comes from: verified by checksum, read in place."""

import hashlib
import io
import json
import tarfile
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import geopandas

PINNED = Path(__file__).with_name("packages.toml")
SIDECARS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


class PackageError(Exception):
    """A package file is missing, or is not the file that was pinned."""


@dataclass(frozen=True)
class Package:
    """One pinned file of a registry; `sha256` is in hexadecimal, `paths` are inside the file."""

    name: str
    registry: str
    version: str
    file: str
    sha256: str
    licence: str
    holds: str
    paths: tuple[str, ...]


def pinned(table: Path = PINNED) -> dict[str, Package]:
    """Read the table of pinned packages, by name."""
    rows = tomllib.loads(table.read_text(encoding="utf-8"))
    return {
        name: Package(name=name, **{**row, "paths": tuple(row["paths"])})
        for name, row in rows.items()
    }


def verify(folder: Path, packages: dict[str, Package]) -> None:
    """Check every package file of the folder; raise PackageError with a line for each bad one."""
    problems = [problem for package in packages.values() if (problem := _problem(folder, package))]
    if problems:
        raise PackageError("\n".join(problems))


def read_json(folder: Path, package: Package, path: str) -> dict:
    """Read a JSON or GeoJSON file from inside a package."""
    with tempfile.TemporaryDirectory() as place:
        unpacked = _unpack(folder / package.file, [path], Path(place))
        return json.loads(unpacked[0].read_text(encoding="utf-8"))


def read_shapes(folder: Path, package: Package, path: str, encoding: str) -> geopandas.GeoDataFrame:
    """Read a shapefile, or a zipped one, from inside a package, in WGS 84, in the file's order."""
    stem = path.removesuffix(".shp")
    wanted = [path] if path.endswith(".zip") else [stem + end for end in SIDECARS]
    with tempfile.TemporaryDirectory() as place:
        unpacked = _unpack(folder / package.file, wanted, Path(place))
        main = next(file for file in unpacked if file.suffix in {".shp", ".zip"})
        shapes = geopandas.read_file(main, encoding=encoding)
    shapes.columns = [column.lower() for column in shapes.columns]
    return shapes


def _problem(folder: Path, package: Package) -> str | None:
    file = folder / package.file
    if not file.is_file():
        wanted = f"{package.name} {package.version} of {package.registry}"
        return f"{package.file}: missing; expected {wanted}"
    with file.open("rb") as opened:
        got = hashlib.file_digest(opened, "sha256").hexdigest()
    if got != package.sha256:
        return f"{package.file}: checksum differs; expected {package.sha256}, got {got}"
    return None


def _unpack(archive: Path, wanted: list[str], place: Path) -> list[Path]:
    """Write the wanted files flat into `place`; sidecars that the archive lacks are left out."""
    found = []
    for path, content in _contents(archive, set(wanted)):
        target = place / Path(path).name
        target.write_bytes(content)
        found.append(target)
    if not found:
        raise PackageError(f"{archive.name}: holds none of {', '.join(wanted)}")
    return found


def _contents(archive: Path, wanted: set[str]) -> list[tuple[str, bytes]]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            return [(name, opened.read(name)) for name in opened.namelist() if name in wanted]
    tarball = archive if archive.suffix == ".tgz" else io.BytesIO(_data_of_deb(archive))
    how = {"name": tarball} if isinstance(tarball, Path) else {"fileobj": tarball}
    with tarfile.open(**how) as opened:
        names = {member: member.name.removeprefix("./") for member in opened if member.isfile()}
        return [
            (name, opened.extractfile(member).read())
            for member, name in names.items()
            if name in wanted
        ]


def _data_of_deb(archive: Path) -> bytes:
    """Take `data.tar.*` out of a Debian package, which is an `ar` archive of 60-byte headers."""
    content = archive.read_bytes()
    start = len(b"!<arch>\n")
    while start < len(content):
        name, size = content[start : start + 16].strip(), int(content[start + 48 : start + 58])
        start += 60
        if name.startswith(b"data.tar"):
            return content[start : start + size]
        start += size + size % 2
    raise PackageError(f"{archive.name}: has no data.tar")
