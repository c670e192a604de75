"""What is published is held against its rebuild; what is no layer is left alone."""

from geodata import publish
from geodata.atlas import open_atlas
from tests.geodata.test_publish import NAMES, leftovers, snapshot


def test_verify_names_what_differs(made_up_atlas):
    """A file edited by hand differs from its rebuild, and verifying repairs nothing."""
    atlas = open_atlas(made_up_atlas)
    publish.publish(atlas)
    assert publish.verify(atlas) == []
    path = made_up_atlas / "published" / "towns.geojson"
    path.write_bytes(path.read_bytes().replace(b"Temir", b"Timer"))
    before = snapshot(made_up_atlas)
    assert publish.verify(atlas) == ["towns.geojson"]
    assert snapshot(made_up_atlas) == before
    assert leftovers(made_up_atlas) == []


def test_verify_names_what_is_missing_or_too_much(made_up_atlas):
    """A layer that was never built and a file that no layer makes both differ."""
    atlas = open_atlas(made_up_atlas)
    publish.publish(atlas)
    (made_up_atlas / "published" / "towns.geojson").unlink()
    (made_up_atlas / "published" / "lakes.geojson").write_bytes(b"{}")
    assert publish.verify(atlas) == ["lakes.geojson", "towns.geojson"]
    assert publish.publish(atlas) == ["lakes.geojson", "towns.geojson"]
    assert sorted(snapshot(made_up_atlas)) == NAMES


def test_other_files_in_the_folder_are_left_alone(made_up_atlas):
    """What is no layer and no catalog, such as a read-me, is not ours to remove."""
    atlas = open_atlas(made_up_atlas)
    publish.publish(atlas)
    (made_up_atlas / "published" / "README.md").write_text("Hello", encoding="utf-8")
    assert publish.publish(atlas) == []
    assert (made_up_atlas / "published" / "README.md").read_text(encoding="utf-8") == "Hello"
