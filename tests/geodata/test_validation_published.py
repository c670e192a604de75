"""Published files are there, whole, as RFC 7946 asks, and in step with their catalog."""

import json

import pytest

from geodata.atlas import open_atlas
from geodata.publish import publish
from geodata.validation import check, check_published


@pytest.fixture
def published(made_up_atlas):
    """The made-up atlas, published."""
    publish(open_atlas(made_up_atlas))
    return made_up_atlas


def said_of(folder):
    """What the checks say of the published files, except that the catalog is out of step."""
    problems = map(str, check_published(open_atlas(folder)))
    return [said for said in problems if ": checksum: " not in said]


def redraw(folder, layer_id, feature_id, coordinates):
    """Replace the coordinates of one published feature."""
    path = folder / "published" / f"{layer_id}.geojson"
    collection = json.loads(path.read_bytes())
    for feature in collection["features"]:
        if feature["id"] == feature_id:
            feature["geometry"]["coordinates"] = coordinates
    path.write_text(json.dumps(collection, ensure_ascii=False) + "\n", encoding="utf-8")


def test_a_published_atlas_is_sound(published):
    """What `publish` makes has no problems."""
    assert check(open_atlas(published)) == []


def test_a_layer_declared_but_not_built_is_a_problem(published):
    """A layer without its file is named, with what to do."""
    (published / "published" / "towns.geojson").unlink()
    assert said_of(published) == [
        "published/towns.geojson:1: not-built: "
        "The layer towns is declared in contents.py but not built; run `steppe-atlas publish`."
    ]


def test_nothing_published_is_a_problem_for_each_layer(made_up_atlas):
    """Before the first publish every layer is missing, and the catalog too."""
    said = said_of(made_up_atlas)
    assert len(said) == 6
    assert said[-1].startswith("published/catalog.json:1: catalog: The catalog is missing")


def test_a_file_of_no_layer_is_a_problem(published):
    """A file that no layer made was left behind or put there by hand."""
    (published / "published" / "lakes.geojson").write_text("{}\n", encoding="utf-8")
    (said,) = said_of(published)
    assert said.startswith("published/lakes.geojson:1: not-declared: No layer of contents.py")


def test_the_catalog_is_in_step(published):
    """A file that was edited by hand no longer has the catalog's checksum."""
    path = published / "published" / "towns.geojson"
    path.write_bytes(path.read_bytes().replace(b"Temir", b"Timer"))
    (problem,) = check_published(open_atlas(published))
    assert (problem.file, problem.row, problem.rule) == (
        "published/catalog.json",
        "towns",
        "checksum",
    )
    assert problem.message.startswith("towns.geojson must have the catalog's sha256, ")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"layers": [{"id": "towns"}]}'])
def test_the_catalog_is_readable(published, text):
    """A catalog that is empty, cut off or of another form is a problem, not a crash."""
    (published / "published" / "catalog.json").write_text(text, encoding="utf-8")
    (said,) = said_of(published)
    assert said.startswith("published/catalog.json:1: catalog: The catalog cannot be read")


def test_the_catalog_lists_the_layers(published):
    """The catalog lacks no published layer and lists no other."""
    path = published / "published" / "catalog.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"id": "towns"', '"id": "villages"'))
    assert [said.split(": ", 2)[2] for said in said_of(published)] == [
        "The catalog lacks the layer towns; run `steppe-atlas publish`.",
        "No layer is called villages; run `steppe-atlas publish`.",
    ]


@pytest.mark.parametrize(
    ("cut", "rule"),
    [
        (lambda data: data[:-20], "truncated"),
        (lambda data: data[:-1], "truncated"),
        (lambda _: b"", "empty-file"),
        (lambda data: b"\xef\xbb\xbf" + data, "byte-order-mark"),
        (
            lambda data: data.decode().replace("қ", "к").replace("Қ", "К").encode("cp1251"),
            "encoding",
        ),
        (lambda data: data.replace(b"FeatureCollection", b"Topology"), "geojson"),
    ],
)
def test_a_published_file_is_whole(published, cut, rule):
    """A file that was cut off or saved in another encoding is refused."""
    path = published / "published" / "crossings.geojson"
    text = path.read_text(encoding="utf-8").replace("ү", "у").replace("і", "и")
    path.write_bytes(cut(text.encode()))
    (said,) = said_of(published)
    assert said.startswith("published/crossings.geojson:")
    assert f": {rule}: " in said


def test_published_rings_are_wound_counter_clockwise(published):
    """A ring that was turned round is refused."""
    ring = [[60, 50], [60, 53], [64, 53], [64, 50], [60, 50]]
    redraw(published, "oblasts", "dala", [ring])
    (said,) = said_of(published)
    assert said.startswith("published/oblasts.geojson:dala: winding: Outer rings must run counter-")


@pytest.mark.parametrize(
    ("position", "rule"),
    [
        ([20, 51], "outside-bbox"),
        ([51.5, 66.125], "lon-lat-swapped"),
        ([7361000, 6710000], "crs"),
        ([float("nan"), 51], "not-finite"),
    ],
)
def test_published_positions_are_in_the_bbox_of_their_layer(published, position, rule):
    """Every coordinate is finite and where its layer says that it is."""
    redraw(published, "towns", "temir", position)
    (said,) = said_of(published)
    assert said.startswith(f"published/towns.geojson:temir: {rule}: ")


def test_published_ids_are_unique(published):
    """Two features of one id are named."""
    path = published / "published" / "towns.geojson"
    path.write_bytes(path.read_bytes().replace(b'"id":"temir"', b'"id":"ak-kala"'))
    assert said_of(published) == [
        'published/towns.geojson:ak-kala: duplicate-id: Ids must be unique; got "ak-kala" again.'
    ]


def test_published_features_have_ids(published):
    """A feature without an id is named by its number in the file."""
    path = published / "published" / "towns.geojson"
    path.write_bytes(path.read_bytes().replace(b'"id":"temir",', b""))
    (said,) = said_of(published)
    assert said.startswith("published/towns.geojson:2: id: Ids are letters, digits,")
