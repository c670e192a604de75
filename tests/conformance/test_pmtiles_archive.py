"""The verifier of tile archives passes a sound one and names each way to break it."""

import gzip
import json

import pytest
from pmtiles.tile import tileid_to_zxy

from geodata.archive import write_archive
from tests.conformance.made_up_archive import (
    ENTRIES,
    METADATA,
    SIZE,
    TILE,
    A,
    B,
    archive,
    changed,
    directory,
    with_metadata,
)
from tests.conformance.pmtiles_archive import problems
from tests.conformance.pmtiles_file import Entry, read_header, read_metadata, read_tiles, tile_of


def test_a_sound_archive_has_no_problems():
    """A small archive with a shared tile and a run passes."""
    assert problems(archive()) == []


def test_an_archive_with_leaves_is_read_to_the_end():
    """Entries may be in leaf directories that the root names."""
    leaves = directory(ENTRIES[:2]), directory(ENTRIES[2:])
    first, second = map(len, leaves)
    root = directory([Entry(0, 0, first, 0), Entry(2, 0, second, first)])
    whole = archive(root=root, leaves=b"".join(leaves))
    assert problems(whole) == []
    assert len(list(read_tiles(whole))) == 5


def test_what_our_writer_writes_is_read_as_it_was_meant(tmp_path):
    """Tiles, their places and the metadata come back from an archive of `write_archive`."""
    path = tmp_path / "sound.pmtiles"
    metadata = METADATA | {"vector_layers": [{"id": "hello", "fields": {}}]}
    contents = [gzip.decompress(A), gzip.decompress(B)]
    tiles = [(tile_id, contents[tile_id % 3 % 2]) for tile_id in range(4**5 // 3)]  # zooms 0 to 4
    write_archive(path, tiles, (-180, -85, 180, 85), metadata)
    data = path.read_bytes()
    assert problems(data) == []
    assert read_metadata(data) == metadata
    assert read_header(data).bounds == (-180, -85, 180, 85)
    read = list(read_tiles(data))
    assert [place for place, _ in read[:4]] == [(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1)]
    assert [gzip.decompress(stored) for _, stored in read] == [tile for _, tile in tiles]


@pytest.mark.parametrize("tile_id", [*range(85), 19078479, 4**12, 2**40 + 7])
def test_tile_ids_are_places_on_the_hilbert_curve(tile_id):
    """Our reading of tile ids and that of the library, from whose code it is not taken, agree."""
    assert tile_of(tile_id) == tileid_to_zxy(tile_id)


LEAF = directory(ENTRIES)
BROKEN = {
    "magic": ({"magic": b"PMTiles\x02"}, "Header: it does not begin"),
    "section outside": ({"sections": (127, 40, 167, 90, 0, 0, 300, 9999)}, "Header: the tile data"),
    "sections overlap": (
        {"sections": (127, 40, 150, 90, 0, 0, 260, 20)},
        "Header: the root directory runs into the metadata",
    ),
    "bytes between": (
        {"sections": (127, 30, 170, 60, 0, 0, 260, 20)},
        "Header: the sections do not",
    ),
    "clustered 2": ({"clustered": 2}, "Header: the clustered flag is 2"),
    "clustered but is not": (
        {
            "data": B + A,
            "entries": [
                Entry(0, 1, SIZE, SIZE),
                Entry(1, 1, SIZE, 0),
                *changed(2, offset=SIZE)[2:],
            ],
        },
        "Header: clustered is 1, the tiles say 0",
    ),
    "not clustered but is": ({"clustered": 0}, "Header: clustered is 0, the tiles say 1"),
    "internal compression": ({"internal": 1}, "Header: the internal compression is 1"),
    "tile compression": ({"compression": 1}, "Header: the tile compression is 1"),
    "tile type": ({"kind": 2}, "Header: the tile type is 2"),
    "addressed": ({"counts": (4, 3, 2)}, "Header: 4 addressed tiles are announced, 5"),
    "entries": ({"counts": (5, 4, 2)}, "Header: 4 tile entries are announced, 3"),
    "contents": ({"counts": (5, 3, 3)}, "Header: 3 tile contents are announced, 2"),
    "zooms": ({"zooms": (0, 2)}, "Header: zooms 0 to 2, tiles of [0, 1]"),
    "bounds off the globe": ({"bounds": (-190, -45, 90, 45)}, "Header: the bounds"),
    "bounds upside down": ({"bounds": (-90, 45, 90, -45)}, "Header: the bounds"),
    "bounds too small": (
        {"bounds": (-90, 30, -60, 45), "center": (1, -80, 40)},
        "Header: the tile 1/0/1 is outside the bounds",
    ),
    "bounds too large": (
        {
            "entries": [Entry(0, 1, SIZE, 0), Entry(5, 1, SIZE, SIZE)],
            "counts": (2, 2, 2),
            "zooms": (0, 2),
            "bounds": (-170, -45, 90, 80),
        },
        "Header: no tile reaches the east of the bounds",
    ),
    "centre outside": ({"center": (1, 100, 0)}, "Header: the centre (100.0, 0.0)"),
    "centre's zoom": ({"center": (2, 0, 0)}, "Header: the centre's zoom 2"),
    "root too large": ({"root": bytes(16384)}, "Directory Hierarchy: the root directory ends"),
    "root not gzip": ({"root": b"no"}, "Compression: the root directory is not gzip"),
    "root cut off": (
        {"root": directory(ENTRIES)[:-3]},
        "Compression: the root directory is not one",
    ),
    "root empty": (
        {"root": directory([])},
        "Directory Serialization: the root directory announces 0",
    ),
    "numbers missing": (
        {"root": gzip.compress(b"\x05\x00\x01\x02\x03\x04", mtime=0)},
        "Directory Serialization: varint cut off",
    ),
    "numbers left over": (
        {"root": gzip.compress(b"\x01\x00\x01\x05\x01\x09", mtime=0)},
        "Directory Serialization: bytes are left over",
    ),
    "first offset 0": (
        {"root": gzip.compress(b"\x01\x00\x01\x05\x00", mtime=0)},
        "Directory Serialization: the root directory begins with offset 0",
    ),
    "ids not ascending": (
        {"entries": [ENTRIES[0], ENTRIES[2], ENTRIES[2]]},
        "Entries: tile 2 follows 2 in the root",
    ),
    "no length": ({"entries": changed(1, length=0)}, "Entries: an entry of the root directory"),
    "runs overlap": (
        {"entries": changed(1, run=2), "counts": (6, 3, 2)},
        "Entries: the run of tile 1 covers 2",
    ),
    "tile outside": ({"entries": changed(1, offset=2 * SIZE)}, "Entries: tile 1 is outside"),
    "bytes unnamed": ({"data": A + B + b"more"}, "Entries: the tile data holds bytes"),
    "leaf outside": (
        {"root": directory([Entry(0, 0, 9, 0)])},
        "Entries: the leaf of tile 0 is out",
    ),
    "leaf begins elsewhere": (
        {"root": directory([Entry(7, 0, len(LEAF), 0)]), "leaves": LEAF},
        "Entries: the leaf of tile 7 begins with tile 0",
    ),
    "leaf in a leaf": (
        {
            "leaves": directory([Entry(0, 0, 9, 0)]),
            "root": directory([Entry(0, 0, len(directory([Entry(0, 0, 9, 0)])), 0)]),
        },
        "Entries: the leaf of tile 0 holds a leaf",
    ),
    "metadata not JSON": ({"packed": gzip.compress(b"{", mtime=0)}, "Metadata: not JSON"),
    "metadata a list": ({"metadata": []}, "Metadata: not an object"),
    "name a number": (with_metadata(name=5), "Metadata: name is not text"),
    "type": (with_metadata(type="map"), "Metadata: type is 'map'"),
    "no vector layers": (with_metadata(vector_layers=[]), "Metadata: vector_layers is not"),
    "no fields": (with_metadata(vector_layers=[{"id": "hello"}]), "Metadata: vector_layers is not"),
    "layer's zooms": (
        with_metadata(vector_layers=[{"id": "hello", "fields": {}, "maxzoom": 9}]),
        "Metadata: the zooms 0 to 9 of 'hello'",
    ),
    "layer unannounced": (
        with_metadata(vector_layers=[{"id": "other", "fields": {}}]),
        "Metadata: vector_layers lacks the layer 'hello'",
    ),
    "layer announced": (
        with_metadata(vector_layers=[*METADATA["vector_layers"], {"id": "other", "fields": {}}]),
        "Metadata: no tile has the layer 'other'",
    ),
    "command line": (
        with_metadata(generator_options="tippecanoe -o out.mbtiles"),
        "House rule: generator_options of the metadata holds a command line",
    ),
    "path": (with_metadata(name="/home/me/map"), "House rule: name of the metadata holds a path"),
    "time": (
        with_metadata(made="2024-05-06T07:08:09Z"),
        "House rule: made of the metadata",
    ),
    "time in gzip": (
        {"packed": gzip.compress(json.dumps(METADATA).encode(), mtime=1700000000)},
        "House rule: the gzip of the metadata names a file or a time",
    ),
    "tile not gzip": ({"data": A + bytes(SIZE)}, "Compression: the tile 1/0/0 is not gzip"),
    "tile not MVT": (
        {
            "data": A + (other := gzip.compress(b"\x1a\x05", mtime=0)),
            "entries": changed(1, length=len(other)),
        },
        "MVT 2: tile 1/0/0: not a protocol buffer",
    ),
    "tile breaks a rule": (
        {
            "data": A + (other := gzip.compress(TILE.replace(b"x\x02", b"x\x05"), mtime=0)),
            "entries": changed(1, length=len(other)),
        },
        "MVT 4.1: tile 1/0/0: layer 'hello': unknown version 5",
    ),
}


@pytest.mark.parametrize(("parts", "beginning"), BROKEN.values(), ids=BROKEN)
def test_each_way_to_break_an_archive_is_named(parts, beginning):
    """A broken archive is told by a sentence that begins with the part that it breaks."""
    assert any(said.startswith(beginning) for said in problems(archive(**parts)))


def test_a_field_of_another_kind_than_announced_is_named():
    """`vector_layers` must say the kind that the values in the tiles have."""
    tile = bytes.fromhex("1a2378020a0568656c6c6f120b12020000180122030932221a016b2203220176288020")
    tile = tile.replace(b"\x22\x03\x22\x01v", b"\x22\x03\x0a\x01v")
    data = gzip.compress(tile[:1] + bytes([len(tile) - 2]) + tile[2:], mtime=0)
    entries = [Entry(0, 5, len(data), 0)]
    for fields, said in (({}, "absent"), ({"k": "Number"}, "Number"), ({"k": "String"}, None)):
        whole = archive(
            entries=entries,
            data=data,
            counts=(5, 1, 1),
            metadata=METADATA | {"vector_layers": [{"id": "hello", "fields": fields}]},
        )
        expected = said and [f"Metadata: field 'k' of 'hello' is {said}, a tile has a String"]
        assert problems(whole) == (expected or [])
