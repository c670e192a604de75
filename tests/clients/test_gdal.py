"""GDAL, from the pyogrio wheel and from Debian where it is there, reads every form we publish."""

import shutil
import subprocess

import pyogrio
import pytest

from geodata.catalog import open_catalog
from tests.clients.conftest import PUBLISHED

LAYERS = [entry["id"] for entry in open_catalog(PUBLISHED)]
ZOOM = 4


def ids_of(source, layer=None, column="id", **options):
    """The ids of what GDAL reads of a layer, one for each piece."""
    table = pyogrio.read_dataframe(
        source, layer=layer, columns=[column], read_geometry=False, use_arrow=False, **options
    )
    return list(table[column])


@pytest.fixture(scope="module", autouse=True)
def plain_reading():
    """GDAL asks for no listing of folders, and keeps nothing between tests."""
    pyogrio.set_gdal_config_options(
        {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "CPL_VSIL_CURL_NON_CACHED": "/vsicurl/"}
    )
    yield
    pyogrio.set_gdal_config_options(
        {"GDAL_DISABLE_READDIR_ON_OPEN": None, "CPL_VSIL_CURL_NON_CACHED": None}
    )


@pytest.mark.parametrize("layer_id", LAYERS)
def test_geojson_over_http(atlas, layer_id):
    """Each feature is there once, with its own id, for a client that reads by URL."""
    found = ids_of(f"/vsicurl/{atlas.url}/layers/{layer_id}.geojson")
    assert len(found) == len(atlas.ids[layer_id])
    assert set(found) == atlas.ids[layer_id]


@pytest.mark.parametrize("layer_id", LAYERS)
def test_csv_over_http(atlas, layer_id):
    """The table has a row for each feature."""
    found = ids_of(f"CSV:/vsicurl/{atlas.url}/layers/{layer_id}.csv")
    assert sorted(found) == sorted(atlas.ids[layer_id])


@pytest.mark.parametrize("layer_id", LAYERS)
def test_geopackage_over_http(atlas, layer_id):
    """The GeoPackage has the same features, in a table named as SQL likes it."""
    source = f"/vsicurl/{atlas.url}/layers/{layer_id}.gpkg"
    found = ids_of(source, layer=layer_id.replace("-", "_"), column="feature_id")
    assert sorted(found) == sorted(atlas.ids[layer_id])


def test_geojson_of_a_part_over_http(atlas):
    """A layer cut to a bbox and a year can be read by URL as well, however large."""
    source = f"/vsicurl/{atlas.url}/layers/border-regions.geojson?bbox=45,48,60,56&year=2021"
    found = ids_of(source)
    assert len(found) == len(set(found)) > 5
    assert set(found) < atlas.ids["border-regions"]


@pytest.mark.parametrize("place", ["file", "http"])
def test_pmtiles(atlas, place):
    """The archive has every feature of every layer, as a file and read in ranges over HTTP."""
    source = {"file": str(atlas.archive), "http": f"/vsicurl/{atlas.url}/atlas.pmtiles"}[place]
    found = {layer_id: set(ids_of(source, layer=layer_id, ZOOM_LEVEL=ZOOM)) for layer_id in LAYERS}
    assert found == atlas.ids


@pytest.mark.parametrize("layer_id", LAYERS)
def test_a_vector_tile_over_http(atlas, layer_id):
    """The one tile of zoom 0 holds the whole layer, under the layer's name."""
    source = f"MVT:/vsicurl/{atlas.url}/tiles/{layer_id}/0/0/0.mvt"
    assert set(ids_of(source, layer=layer_id, X="0", Y="0", Z="0")) == atlas.ids[layer_id]


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="Debian's gdal-bin is not installed")
@pytest.mark.parametrize("layer_id", LAYERS)
def test_debians_ogrinfo(atlas, layer_id):
    """Debian's own GDAL counts the same features in the GeoJSON."""
    call = ["ogrinfo", "-ro", "-so", "-al", f"/vsicurl/{atlas.url}/layers/{layer_id}.geojson"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert f"Feature Count: {len(atlas.ids[layer_id])}\n" in done.stdout
