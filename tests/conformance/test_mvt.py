"""The checker of vector tiles agrees with the authors of the specification, and misses nothing."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.conformance.mvt import advice, problems, read_tile

PACKAGE = "@mapbox/mvt-fixtures@4.0.0"
COUNT = 74
# Two labelled valid contradict others labelled invalid. 016 is byte for byte 003: a feature without
# a type, which section 4.2 demands. 057 announces 536,870,911 points and has one, as does 051;
# section 4.3.3.1 demands them all.
MISLABELLED = {"016": "4.2: ", "057": "4.3.3.1: "}

# A layer by parts: version, name, feature (point at 25,17), key, value, extent.
VERSION, NAME, EXTENT = "7802", "0a0568656c6c6f", "288020"
POINT, KEY, VALUE = "120d080112020000180122030932" + "22", "1a016b", "22030a0176"


@pytest.fixture(scope="session")
def fixtures(request):
    """The folder of the authors' fixtures, fetched once by npm and kept in pytest's cache."""
    folder = Path(request.config.cache.mkdir("mvt-fixtures-4.0.0"))
    if not (folder / "package" / "fixtures").is_dir():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is not installed")
        call = [npm, "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
        done = subprocess.run(call, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"npm could not fetch {PACKAGE}: {done.stderr.strip()[-200:]}")
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package" / "fixtures"


def layer(*parts: str) -> bytes:
    """A tile of one layer from hexadecimal parts."""
    data = bytes.fromhex("".join(parts))
    return bytes([0x1A, len(data)]) + data


def feature(kind: int, *geometry: int) -> bytes:
    """A tile of one feature without tags; its integers are below 128."""
    body = bytes([0x18, kind, 0x22, len(geometry), *geometry])
    return layer(VERSION, NAME, bytes([0x12, len(body)]).hex(), body.hex(), EXTENT)


def zigzag(*path: int) -> list[int]:
    """Parameters of a command as they are stored."""
    return [2 * n if n >= 0 else -2 * n - 1 for n in path]


def test_the_verdict_on_every_fixture_is_that_of_the_authors(fixtures):
    """All 74 fixtures are judged as `validity.v2` says, save two that contradict others."""
    names = sorted(folder.name for folder in fixtures.iterdir())
    assert len(names) == COUNT
    wrong = {}
    for name in names:
        info = json.loads((fixtures / name / "info.json").read_bytes())
        said = problems((fixtures / name / "tile.mvt").read_bytes())
        if info["validity"]["v2"] != (said == []):
            wrong[name] = said
    assert set(wrong) == set(MISLABELLED)
    for name, section in MISLABELLED.items():
        assert [said.startswith(section) for said in wrong[name]] == [True]


def test_mislabelled_fixtures_are_twins_of_rightly_labelled_ones(fixtures):
    """016 is the same file as 003; 057 announces as much and holds as little as 051."""
    assert (fixtures / "016" / "tile.mvt").read_bytes() == (
        fixtures / "003" / "tile.mvt"
    ).read_bytes()
    twins = [read_tile((fixtures / name / "tile.mvt").read_bytes())[0] for name in ("051", "057")]
    (first,), (second,) = (layers[0].features for layers in twins)
    assert first.kind == second.kind == 1
    assert first.geometry[0] == second.geometry[0] == (2**29 - 1) << 3 | 1
    assert len(first.geometry) == len(second.geometry) == 3


def test_an_unknown_geometry_type_is_allowed_when_it_is_said():
    """A feature of type UNKNOWN that says so, as 016 means to be, holds what it likes."""
    assert problems(feature(0, 9, 50, 34)) == []
    assert problems(feature(0, 3)) == []


GOOD = layer(VERSION, NAME, POINT, KEY, VALUE, EXTENT)
SQUARE = [9, *zigzag(5, 5), 26, *zigzag(20, 0, 0, 20, -20, 0), 15]
HOLE = [9, *zigzag(5, -15), 26, *zigzag(0, 5, 5, 0, 0, -5), 15]
BAD = {
    "cut off": (GOOD[:-1], "2: not a protocol buffer"),
    "a varint cut off": (GOOD[:1], "2: not a protocol buffer: varint cut off"),
    "a varint of 11 bytes": (b"\x80" * 10 + b"\x01", "2: not a protocol buffer: varint longer"),
    "field number 0": (b"\x02\x00", "2: not a protocol buffer: field number 0"),
    "a group": (b"\x1b\x1c", "2: not a protocol buffer: wire type 3"),
    "layers as a number": (b"\x18\x01", "2: not a protocol buffer: layers of the tile"),
    "a name that is not UTF-8": (
        layer(VERSION, "0a01ff", POINT, KEY, VALUE, EXTENT),
        "2: not a protocol buffer: a name is not UTF-8",
    ),
    "no version": (layer(NAME, POINT, KEY, VALUE, EXTENT), "4.1: layer 'hello': no version"),
    "version 3": (
        layer("7803", NAME, POINT, KEY, VALUE, EXTENT),
        "4.1: layer 'hello': unknown version 3",
    ),
    "no name": (layer(VERSION, POINT, KEY, VALUE, EXTENT), "4.1: layer '': no name"),
    "two names": (
        layer(VERSION, NAME, NAME, POINT, KEY, VALUE, EXTENT),
        "4.1: layer 'hello': 2 fields for name",
    ),
    "extent 0": (layer(VERSION, NAME, POINT, KEY, VALUE, "2800"), "4.1: layer 'hello': extent 0"),
    "the same layer twice": (GOOD * 2, "4.1: 2 layers are named 'hello'"),
    "a value of no type": (
        layer(VERSION, NAME, POINT, KEY, "2200", EXTENT),
        "4.1: layer 'hello': a value has 0 types",
    ),
    "a value of two types": (
        layer(VERSION, NAME, POINT, KEY, "22050a01762801", EXTENT),
        "4.1: layer 'hello': a value has 2 types",
    ),
    "an odd number of tags": (
        layer(VERSION, NAME, "120a120100180122030932" + "22", KEY, VALUE, EXTENT),
        "4.4: layer 'hello': feature 0: 1 tags",
    ),
    "a key index twice": (
        layer(VERSION, NAME, "120d120400000000180122030932" + "22", KEY, VALUE, EXTENT),
        "4.4: layer 'hello': feature 0: two tags share",
    ),
    "a key beyond": (layer(VERSION, NAME, POINT, VALUE, EXTENT), "4.4: layer 'hello': feature 0"),
    "a value beyond": (layer(VERSION, NAME, POINT, KEY, EXTENT), "4.4: layer 'hello': feature 0"),
    "no type": (
        layer(VERSION, NAME, "120522030932" + "22", EXTENT),
        "4.2: layer 'hello': feature 0: no type",
    ),
    "no geometry": (
        layer(VERSION, NAME, "12021801", EXTENT),
        "4.2: layer 'hello': feature 0: no geometry",
    ),
    "two geometries": (
        layer(VERSION, NAME, "120c180122030932222203093222", EXTENT),
        "4.2: layer 'hello': feature 0: 2 fields for geometry",
    ),
    "type 4": (feature(4, 9, 2, 2), "4.3.4: layer 'hello': feature 0: geometry type 4"),
    "command 3": (feature(1, 11, 2, 2), "4.3.1: layer 'hello': feature 0: command id 3"),
    "an integer of 33 bits": (
        layer(VERSION, NAME, "120b1801220709828080801002", EXTENT),
        "4.3: layer 'hello': feature 0: an integer that does not fit",
    ),
    "a point without points": (feature(1, 1), "4.3.4.2: "),
    "a point of two MoveTo": (feature(1, 9, 2, 2, 9, 2, 2), "4.3.4.2: "),
    "a point with a LineTo": (feature(1, 9, 2, 2, 10, 2, 2), "4.3.4.2: "),
    "a MoveTo without its parameters": (feature(1, 9, 2), "4.3.3.1: "),
    "a LineTo without its parameters": (feature(2, 9, 2, 2, 18, 2, 2), "4.3.3.2: "),
    "a step of nothing": (feature(2, 9, 2, 2, 18, 2, 2, 0, 0), "4.3.3.2: "),
    "a line without LineTo": (feature(2, 9, 2, 2), "4.3.4.3: "),
    "a line of LineTo(0)": (feature(2, 9, 2, 2, 2), "4.3.4.3: "),
    "a line begun by two points": (feature(2, 17, 2, 2, 2, 2, 10, 2, 2), "4.3.4.3: "),
    "a closed line": (feature(2, 9, 2, 2, 18, 2, 2, 4, 4, 15), "4.3.4.3: "),
    "ClosePath twice": (feature(3, *SQUARE[:-1], 23), "4.3.3.3: "),
    "a ring left open": (feature(3, *SQUARE[:-1]), "4.3.4.4: "),
    "a ring of two points": (feature(3, 9, 2, 2, 10, 4, 4, 15), "4.3.4.4: "),
    "a ring on a line": (feature(3, 9, 2, 2, 18, 4, 4, 4, 4, 15), "4.3.4.4: "),
    "an interior ring first": (
        feature(3, 9, 10, 10, 26, *zigzag(0, 5, 5, 0, 0, -5), 15),
        "4.3.4.4: layer 'hello': feature 0: ring 0 is interior",
    ),
    "a ring that repeats its start": (
        feature(3, 9, 10, 10, 34, *zigzag(20, 0, 0, 20, -20, 0, 0, -20), 15),
        "4.3.4.4: layer 'hello': feature 0: ring 0 repeats",
    ),
    "a ring that crosses itself": (
        feature(3, 9, 10, 10, 34, *zigzag(20, 0, 0, 20, -10, -30, -5, 25), 15),
        "4.3.4.4: layer 'hello': feature 0: polygon 0 is not simple",
    ),
    "a hole outside": (
        feature(3, *SQUARE, 9, *zigzag(50, 5), 26, *zigzag(0, 5, 5, 0, 0, -5), 15),
        "4.3.4.4: layer 'hello': feature 0: polygon 0 is not simple: Hole lies outside",
    ),
    "holes that overlap": (
        feature(3, *SQUARE, *HOLE, 9, *zigzag(-3, 1), 26, *zigzag(0, 5, 5, 0, 0, -5), 15),
        "4.3.4.4: layer 'hello': feature 0: polygon 0 is not simple",
    ),
}


@pytest.mark.parametrize(("tile", "beginning"), BAD.values(), ids=BAD)
def test_what_the_specification_forbids_is_named_with_its_section(tile, beginning):
    """Each broken rule is a sentence that begins with the section that it breaks."""
    assert problems(GOOD) == []
    assert any(said.startswith(beginning) for said in problems(tile)), problems(tile)


UNADVISED = {
    "no layer": (b"", "4.1: the tile has no layer"),
    "no feature": (layer(VERSION, NAME, EXTENT), "4.1: layer 'hello': no features"),
    "no extent": (layer(VERSION, NAME, POINT, KEY, VALUE), "4.1: layer 'hello': no extent"),
    "version later": (
        layer(NAME, VERSION, POINT, KEY, VALUE, EXTENT),
        "4.1: layer 'hello': version is not the first field",
    ),
    "a key twice": (
        layer(VERSION, NAME, POINT, KEY, KEY, VALUE, EXTENT),
        "4.1: layer 'hello': keys holds the same entry twice",
    ),
    "a value twice": (
        layer(VERSION, NAME, POINT, KEY, VALUE, VALUE, EXTENT),
        "4.1: layer 'hello': values holds the same entry twice",
    ),
    "an id twice": (
        layer(VERSION, NAME, POINT, POINT, KEY, VALUE, EXTENT),
        "4.2: layer 'hello': features share an id",
    ),
    "an unknown field": (
        layer(VERSION, NAME, POINT, KEY, VALUE, EXTENT, "8001" + "01"),
        "2: layer 'hello': the layer has an unknown field 16",
    ),
    "a coordinate beyond 32 bits": (
        layer(VERSION, NAME, "12121802220e09feffffff0f000afeffffff0f00", EXTENT),
        "4.3.2: layer 'hello': feature 0: a coordinate",
    ),
}


@pytest.mark.parametrize(("tile", "beginning"), UNADVISED.values(), ids=UNADVISED)
def test_what_the_specification_advises_against_is_told_apart(tile, beginning):
    """SHOULD rules come as advice, not as problems."""
    assert advice(GOOD) == []
    assert problems(tile) == []
    assert any(said.startswith(beginning) for said in advice(tile)), advice(tile)


def test_properties_of_every_type_are_read(fixtures):
    """Text, numbers of five kinds and booleans come back as Python values."""
    (read,) = read_tile((fixtures / "038" / "tile.mvt").read_bytes())[0]
    (feature,) = read.features
    assert feature.properties == {
        "string_value": "ello",
        "bool_value": True,
        "int_value": 6,
        "double_value": 1.23,
        "float_value": pytest.approx(3.1),
        "sint_value": -87948,
        "uint_value": 87948,
    }
