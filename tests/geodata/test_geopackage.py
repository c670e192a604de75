"""GeoPackages of published layers: tables, types and licences, the same bytes each time."""

import sqlite3
from contextlib import closing

import pyogrio
import pytest

from geodata.atlas import open_atlas
from geodata.errors import UnknownLayer
from geodata.geopackage import write_geopackage
from geodata.publish import publish


@pytest.fixture
def published(made_up_atlas):
    """The folder of a published made-up atlas."""
    atlas = open_atlas(made_up_atlas)
    publish(atlas)
    return atlas.published


def test_a_layer_is_read_back_with_its_tables(published, tmp_path):
    """Features in WGS 84, a table per kind of record, the works cited; no value is lost."""
    target = tmp_path / "towns.gpkg"
    write_geopackage(published, "towns", target)
    tables = dict(pyogrio.list_layers(target))
    assert tables["towns"] == "Point"
    assert tables["towns_composition"] is None
    assert "sources" in tables
    assert pyogrio.read_info(target, layer="towns")["crs"] == "EPSG:4326"
    with closing(sqlite3.connect(target)) as database:
        shares = database.execute(
            "select count(*), count(distinct feature_id) from towns_composition "
            "where feature_id in (select feature_id from towns)"
        ).fetchone()
        assert shares > (1, 1)
        said = database.execute("select metadata from gpkg_metadata").fetchall()
    assert "LICENSES" in str(said)


def test_the_same_layer_gives_the_same_bytes(published, tmp_path):
    """Nothing of the moment or the folder gets into the file."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_geopackage(published, "rivers", tmp_path / name / "rivers.gpkg")
    one, two = ((tmp_path / name / "rivers.gpkg").read_bytes() for name in ("one", "two"))
    assert one == two


def test_an_unknown_layer_is_refused(published, tmp_path):
    """No file is left for a layer that does not exist."""
    with pytest.raises(UnknownLayer):
        write_geopackage(published, "moon", tmp_path / "moon.gpkg")
    assert not (tmp_path / "moon.gpkg").exists()
