"""Archives that we build follow both specifications and hold every feature at every zoom."""

import gzip
import json
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pytest

from geodata.catalog import open_catalog
from geodata.tiles import build_tiles, tile_sets
from tests.conformance.made_up_layers import made_up_layers, publish
from tests.conformance.pmtiles_archive import problems
from tests.conformance.pmtiles_file import read_header, read_tiles
from tests.conformance.tile_contents import features_at, ids_by_zoom

ROOT = Path(__file__).parent.parent.parent
PUBLISHED = ROOT / "geodata" / "published"
ZOOMS = range(11)
BUILD = """
import sys
from pathlib import Path
from geodata.catalog import open_catalog
from geodata.tiles import build_tiles
build_tiles(open_catalog(Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A small published folder and the folder of its tiles."""
    folder = tmp_path_factory.mktemp("tiles")
    catalog = publish(folder / "published", made_up_layers())
    build_tiles(catalog, folder / "tiles")
    return catalog, folder / "tiles"


@pytest.fixture(scope="session")
def published(request):
    """The real catalog and the folder of its tiles, kept in pytest's cache until code changes."""
    code = b"".join(path.read_bytes() for path in sorted(PUBLISHED.parent.glob("*.py")))
    cache = Path(request.config.cache.mkdir("built-tiles"))
    folder = cache / sha256(code).hexdigest()[:16]
    for other in set(cache.iterdir()) - {folder}:
        shutil.rmtree(other)
    catalog = open_catalog(PUBLISHED)
    build_tiles(catalog, folder)
    return catalog, folder


def archives(built) -> dict[str, Path]:
    """The archive of each set."""
    catalog, folder = built
    return {tiles.id: folder / tiles.file for tiles in tile_sets(catalog)}


def test_made_up_archives_follow_both_specifications(made_up):
    """No tile and no archive breaks a rule or goes against advice, however odd the features."""
    found = {name: problems(path.read_bytes()) for name, path in archives(made_up).items()}
    assert found == {"areas": [], "ways": [], "places": [], "atlas": []}


def test_every_made_up_feature_is_there_at_every_zoom(made_up):
    """Specks, canals a few metres wide and points at the pole are in some tile of each zoom."""
    expected = {
        (layer, zoom): set(features)
        for layer, features in made_up_layers().items()
        for zoom in ZOOMS
    }
    paths = archives(made_up)
    assert ids_by_zoom(paths["atlas"]) == expected
    for layer in made_up_layers():
        own = {key: ids for key, ids in expected.items() if key[0] == layer}
        assert ids_by_zoom(paths[layer]) == own


def test_tiles_keep_names_years_and_numbers(made_up):
    """Names in three languages, years, numbers and yes or no are in the tiles; lists are not."""
    catalog, _ = made_up
    (capital, *_) = (
        feature.properties
        for feature in features_at(archives(made_up)["places"], "places", 0)
        if feature.properties["id"] == "capital"
    )
    assert capital == {
        "id": "capital",
        "name_kk": "Атауы capital Ә",
        "name_ru": "Имя capital",
        "name_en": "capital",
        "from_year": 1990,
        "share_percent": 0,
        "is_open": True,
    }
    assert [layer["id"] for layer in catalog] == ["areas", "ways", "places"]


def test_another_process_place_and_time_build_the_same_bytes(made_up, tmp_path):
    """Locale, time zone, hash seed, threads and folder do not show in the archives."""
    catalog, folder = made_up
    surroundings = {
        **{"LC_ALL": "C", "TZ": "Asia/Almaty", "PYTHONHASHSEED": "7"},
        **{"TIPPECANOE_MAX_THREADS": "1", "PYTHONPATH": str(ROOT), "PATH": ""},
    }
    other = tmp_path / "other place"
    call = [sys.executable, "-X", "utf8", "-c", BUILD, str(catalog.folder), str(other)]
    subprocess.run(call, env=surroundings, cwd=tmp_path, check=True)
    assert sorted(path.name for path in other.iterdir()) == sorted(
        path.name for path in folder.iterdir()
    )
    for path in other.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_the_published_atlas_follows_both_specifications(published):
    """Each tile of the real atlas follows MVT 2.1, its archive PMTiles 3."""
    assert problems(archives(published)["atlas"].read_bytes()) == []


def test_published_layers_are_what_the_atlas_holds(published):
    """Each layer's archive follows PMTiles 3; tile by tile they make up the atlas."""
    catalog, _ = published
    paths = archives(published)
    joined: dict[tuple, bytes] = defaultdict(bytes)
    for layer in catalog:
        data = paths[layer["id"]].read_bytes()
        assert problems(data, with_tiles=False) == []
        for place, stored in read_tiles(data):
            joined[place] += unpacked(stored)
    atlas = read_tiles(paths["atlas"].read_bytes())
    assert {place: unpacked(stored) for place, stored in atlas} == joined


def test_every_published_feature_is_there_at_every_zoom(published):
    """The atlas archive has each id of each layer at each zoom from 0 to 10."""
    catalog, _ = published
    found = ids_by_zoom(archives(published)["atlas"])
    for layer in catalog:
        ids = published_ids(catalog, layer["id"])
        assert len(ids) == layer["feature_count"]
        for zoom in ZOOMS:
            assert found[layer["id"], zoom] == ids, (layer["id"], zoom)


def test_published_archives_cover_what_the_catalog_says(published):
    """Zooms are 0 to 10 and the bounds are those of the layer."""
    catalog, _ = published
    paths = archives(published)
    for layer in catalog:
        header = read_header(paths[layer["id"]].read_bytes())
        assert (header.min_zoom, header.max_zoom) == (0, 10)
        assert header.bounds == pytest.approx(layer["bbox"], abs=1e-6)


@lru_cache(maxsize=1000)
def unpacked(stored: bytes) -> bytes:
    """A tile as it is before gzip."""
    return gzip.decompress(stored)


def published_ids(catalog, layer_id: str) -> set[str]:
    """The ids in a published GeoJSON file."""

    return {
        feature["id"] for feature in json.loads(catalog.path(layer_id).read_bytes())["features"]
    }
