"""Publishing makes the same bytes each time, or changes nothing at all."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
import shapely

from geodata import geojson, publish
from geodata.atlas import open_atlas
from geodata.errors import AtlasError, ContentsUnreadable, ProblemsFound
from tests.made_up import change, make_atlas

ROOT = Path(__file__).parents[2]
NAMES = [
    "border.geojson",
    "catalog.json",
    "crossings.geojson",
    "oblasts.geojson",
    "rivers.geojson",
    "tables/composition.json",
    "tables/crossings.json",
    "tables/towns.json",
    "towns.geojson",
]
PUBLISH = """
import locale, sys
from pathlib import Path
from geodata import atlas, publish
locale.setlocale(locale.LC_ALL, "")
print(len(publish.publish(atlas.open_atlas(Path(sys.argv[1])))))
"""


def snapshot(folder):
    """The bytes of every published file by name."""
    published = folder / "published"
    files = (path for path in published.rglob("*") if path.is_file())
    return {path.relative_to(published).as_posix(): path.read_bytes() for path in files}


def leftovers(folder):
    """Temporary folders and files that were not cleaned up."""
    return [path.name for path in folder.rglob("*.tmp*")]


def test_publish_names_what_changed(made_up_atlas):
    """The first run writes every layer and the catalog, the second finds nothing to do."""
    atlas = open_atlas(made_up_atlas)
    assert publish.publish(atlas) == NAMES
    assert publish.publish(atlas) == []
    assert leftovers(made_up_atlas) == []


def test_only_what_changed_is_replaced(made_up_atlas):
    """A corrected figure changes its layer and the catalog; other files are not touched."""
    publish.publish(open_atlas(made_up_atlas))
    before = (made_up_atlas / "published" / "rivers.geojson").stat()
    change(made_up_atlas, "towns.csv", "1752", "1753")
    assert publish.publish(open_atlas(made_up_atlas)) == [
        "catalog.json",
        "tables/towns.json",
        "towns.geojson",
    ]
    after = (made_up_atlas / "published" / "rivers.geojson").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_features_read_well(made_up_atlas):
    """A feature is a line, sorted by id, with Cyrillic as letters and unknown values as null."""
    publish.publish(open_atlas(made_up_atlas))
    text = (made_up_atlas / "published" / "towns.geojson").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:3]] == ["ak-kala", "temir"]
    assert '"name_kk":"Ақ-Қала"' in lines[1]
    assert '"founded_year":null' in lines[2]
    assert text.endswith("\n]}\n")


def test_a_broken_source_changes_nothing(made_up_atlas):
    """All problems are raised together and the published files stay as they were, byte for byte."""
    publish.publish(open_atlas(made_up_atlas))
    before = snapshot(made_up_atlas)
    change(made_up_atlas, "towns.csv", "62.5,52.25", "52.25,62.5")
    change(made_up_atlas, "composition.csv", "plain,400", "plain,401")
    with pytest.raises(ProblemsFound) as raised:
        publish.publish(open_atlas(made_up_atlas))
    assert [problem.rule for problem in raised.value.problems] == ["sum", "lon-lat-swapped"]
    assert snapshot(made_up_atlas) == before
    assert leftovers(made_up_atlas) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rivers["source_ids"].map(split_ids)', "[[]]"),
        ('rivers["source_ids"].map(split_ids)', "1 / 0"),
        ("(60.0, 50.0, 68.0, 53.0)", "(60.0, 50.0, 61.0, 51.0)"),
    ],
)
def test_a_broken_layer_changes_nothing(made_up_atlas, old, new):
    """A layer that fails or is refused leaves every file as it was, also those built before it."""
    publish.publish(open_atlas(made_up_atlas))
    before = snapshot(made_up_atlas)
    change(made_up_atlas, "towns.csv", "1752", "1753")
    path = made_up_atlas / "layers" / "rivers.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"layers/rivers\.py:"):
        publish.publish(open_atlas(made_up_atlas))
    assert snapshot(made_up_atlas) == before
    assert leftovers(made_up_atlas) == []


def test_an_interrupted_run_changes_nothing(made_up_atlas):
    """Whoever stops the run half way finds the files of before and no temporary folder."""
    publish.publish(open_atlas(made_up_atlas))
    before = snapshot(made_up_atlas)
    change(made_up_atlas, "towns.csv", "1752", "1753")

    def stop(_number, _count, layer_id):
        if layer_id == "crossings":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish.publish(open_atlas(made_up_atlas), progress=stop)
    assert snapshot(made_up_atlas) == before
    assert leftovers(made_up_atlas) == []


def test_the_same_bytes_anywhere(tmp_path):
    """Another folder, locale, time zone and hash seed make the same files."""
    surroundings = [
        {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C.UTF-8", "TZ": "Asia/Almaty", "PYTHONHASHSEED": "2"},
    ]
    made = []
    for number, more in enumerate(surroundings):
        folder = make_atlas(tmp_path / f"folder {number}")
        subprocess.run(
            [sys.executable, "-c", PUBLISH, str(folder)],
            cwd=ROOT,
            env={**os.environ, **more},
            check=True,
            capture_output=True,
        )
        made.append(snapshot(folder))
    assert sorted(made[0]) == NAMES
    assert made[0] == made[1]


def test_one_layer_can_be_published_alone(made_up_atlas):
    """Two layers have new sources; the one asked for changes, and the catalog with it."""
    publish.publish(open_atlas(made_up_atlas))
    before = snapshot(made_up_atlas)
    change(made_up_atlas, "towns.csv", "1752", "1753")
    change(made_up_atlas, "crossings.csv", "North Gate", "Northern Gate")
    heard = []
    changed = publish.publish(
        open_atlas(made_up_atlas), only="towns", progress=lambda *step: heard.append(step)
    )
    assert changed == ["catalog.json", "tables/towns.json", "towns.geojson"]
    assert heard == [(1, 1, "towns")]
    assert snapshot(made_up_atlas)["crossings.geojson"] == before["crossings.geojson"]


def test_an_unknown_layer_cannot_be_published(made_up_atlas):
    """Asking for a layer that does not exist is answered with those that do."""
    with pytest.raises(
        AtlasError, match="no layer 'lakes'; the layers are oblasts, border, rivers"
    ):
        publish.publish(open_atlas(made_up_atlas), only="lakes")
    assert not (made_up_atlas / "published").exists()


def test_progress_is_told_layer_by_layer(made_up_atlas):
    """Progress counts the layers from one."""
    heard = []
    publish.publish(open_atlas(made_up_atlas), progress=lambda *step: heard.append(step))
    assert [step[:2] for step in heard] == [(number, 5) for number in range(1, 6)]


def test_rounding_keeps_shapes_valid():
    """A notch that ends within a metre of the edge would touch it when rounded; it does not."""
    notched = shapely.from_wkt(
        "POLYGON((60 50, 61 50, 61 50.00001, 60.5 50.000004, 61 50.00002, 61 51, 60 51, 60 50))"
    )
    assert notched.is_valid
    assert not shapely.transform(notched, lambda points: numpy.round(points, 5)).is_valid
    (tidy,) = geojson.tidy_geometry(numpy.array([notched]))
    assert tidy.is_valid
    assert all(part.exterior.is_ccw for part in shapely.get_parts(tidy))
    assert tidy.area == pytest.approx(notched.area, rel=1e-4)


def test_edited_contents_are_read_anew(made_up_atlas):
    """An atlas that is opened again is the one that is on disk now."""
    assert len(open_atlas(made_up_atlas).layers) == 5
    text = (made_up_atlas / "contents.py").read_text(encoding="utf-8")
    text = text.replace("border.LAYER, rivers.LAYER", "border.LAYER")
    (made_up_atlas / "contents.py").write_text(text, encoding="utf-8")
    assert len(open_atlas(made_up_atlas).layers) == 4


def test_a_folder_without_contents_is_no_atlas(tmp_path):
    """Opening any other folder says what is missing."""
    with pytest.raises(ContentsUnreadable, match=r"no contents\.py; it names the themes"):
        open_atlas(tmp_path)


def test_rows_that_are_alike_keep_their_order_on_every_processor():
    """A sort by one key is asked to be stable: the quick one differs between processors."""
    unstable = []
    for path in sorted((ROOT / "geodata").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", "")
            if name not in ("sort_values", "sort_index"):
                continue
            # By several keys pandas sorts stably by itself.
            by_many = (
                node.args and isinstance(node.args[0], ast.List) and len(node.args[0].elts) > 1
            )
            kinds = [key.value.value for key in node.keywords if key.arg == "kind"]
            if not by_many and kinds != ["stable"]:
                unstable.append(f"{path.name}:{node.lineno}")
    assert unstable == []
