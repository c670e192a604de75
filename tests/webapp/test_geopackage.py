"""Layers as GeoPackages: what is in them, the same each time, kept within bounds, in parts."""

import sqlite3

import pytest

import webapp


def test_a_geopackage_holds_features_records_and_sources(client, tmp_path):
    """The whole layer, a table per kind of record, and the works cited; kept once made."""
    answer = client.get("/layers/towns.gpkg")
    assert answer.content_type == "application/geopackage+sqlite3"
    assert "towns.gpkg" in answer.headers["Content-Disposition"]
    path = tmp_path / "towns.gpkg"
    path.write_bytes(answer.data)
    with sqlite3.connect(path) as database:
        towns = database.execute("select feature_id, from_year from towns").fetchall()
        shares = database.execute("select feature_id, share_percent from towns_composition")
        assert towns == [("berik", None), ("quiet", None), ("zhana", 2015)]
        assert shares.fetchall() == [("berik", 0.0), ("berik", 59.28), ("zhana", None)]
        assert database.execute("select count(*) from sources").fetchone() == (2,)
        said = database.execute("select metadata from gpkg_metadata").fetchall()
    database.close()
    assert "© Survey of Aqdala" in str(said)
    kept = list((tmp_path / "cache").glob("*.gpkg"))
    assert [file.read_bytes() for file in kept] == [answer.data]


def test_a_geopackage_is_the_same_each_time(client, tmp_path):
    """Made anew from the same layer it has the same bytes."""
    first = client.get("/layers/rivers.gpkg").data
    for path in (tmp_path / "cache").glob("*.gpkg"):
        path.unlink()
    assert client.get("/layers/rivers.gpkg").data == first


def test_geopackages_take_no_more_room_than_allowed(settings, tmp_path):
    """The one least recently asked for goes first; the one that is asked for stays."""
    client = webapp.create_app(settings | {"CACHE_BYTES": 1}).test_client()
    for layer in ("rivers", "towns"):
        assert client.get(f"/layers/{layer}.gpkg").status_code == 200
    kept = [path.name for path in (tmp_path / "cache").glob("*")]
    assert len(kept) == 1
    assert kept[0].startswith("towns-")


def test_a_part_of_a_geopackage_can_be_asked_for(client):
    """A download that broke off can go on where it stopped; what a client has is not sent again."""
    part = client.get("/layers/rivers.gpkg", headers={"Range": "bytes=0-5"})
    assert (part.status_code, part.data) == (206, b"SQLite")
    again = client.get("/layers/rivers.gpkg", headers={"If-None-Match": part.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("damage", [b"", b"junk", bytes(9000), None])
def test_a_damaged_geopackage_is_made_anew(client, tmp_path, damage):
    """What a crash left empty, cut short or full of zeros is never handed out."""
    whole = client.get("/layers/rivers.gpkg").data
    (kept,) = (tmp_path / "cache").glob("*.gpkg")
    kept.write_bytes(whole[:-4096] if damage is None else damage)
    assert client.get("/layers/rivers.gpkg").data == whole
    assert kept.read_bytes() == whole


def test_a_geopackage_needs_no_room_in_the_cache(settings, tmp_path, caplog):
    """Where the cache cannot be written, as on a full disk, it is made and handed out."""
    (tmp_path / "taken").write_text("a file where the folder should be")
    app = webapp.create_app(settings | {"CACHE_FOLDER": tmp_path / "taken"})
    answer = app.test_client().get("/layers/rivers.gpkg")
    assert (answer.status_code, answer.data[:6]) == (200, b"SQLite")
    assert "The GeoPackage of rivers cannot be kept" in caplog.text
