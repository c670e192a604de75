"""An archive of tiles is written the same each time and answers with its stored bytes."""

import gzip
import random
from itertools import product

import pytest

from geodata.archive import is_whole, open_archive, write_archive
from tests.conformance.pmtiles_file import tile_of

BOUNDS = (-180.0, -85.0, 180.0, 85.0)
METADATA = {"name": "Made up", "vector_layers": [{"id": "a", "fields": {}}]}
# All of zooms 0 to 2 but the cell 2/3/3 (id 15); ids 5 to 9 are alike.
TILES = {n: b"alike" if 5 <= n < 10 else b"tile %d" % n for n in range(21) if n != 13}


@pytest.fixture
def archive(tmp_path):
    """An archive with a run and a gap."""
    write_archive(tmp_path / "a.pmtiles", TILES.items(), BOUNDS, METADATA)
    return open_archive(tmp_path / "a.pmtiles")


def test_each_tile_is_found_where_it_was_put(archive):
    """A tile is asked for by zoom, x and y and comes gzipped; the gap gives None."""
    for tile_id in range(21):
        stored = archive.tile(*tile_of(tile_id))
        wanted = TILES.get(tile_id)
        assert (stored and gzip.decompress(stored)) == wanted


def test_all_tiles_come_in_the_order_of_their_ids(archive):
    """Runs are told out, each tile on its own."""
    read = [(tile_id, gzip.decompress(stored)) for tile_id, stored in archive.tiles()]
    assert read == list(TILES.items())


def test_a_span_names_the_bytes_in_the_file(archive):
    """A server may send the span of the file itself."""
    start, length = archive.span(2, 0, 0)
    data = archive.path.read_bytes()[start : start + length]
    assert gzip.decompress(data) == b"alike"
    assert archive.span(*tile_of(13)) is None


def test_a_deeper_zoom_has_no_tiles(archive):
    """Below the last zoom every cell is empty."""
    assert all(archive.span(3, x, y) is None for x, y in product(range(8), repeat=2))


@pytest.mark.parametrize(
    "cell", [(0, 1, 0), (0, 0, 1), (1, -1, 0), (1, 0, -1), (2, 4, 0), (-1, 0, 0), (40, 0, 0)]
)
def test_what_is_no_cell_is_refused(archive, cell):
    """A cell outside its zoom's matrix is an error, not an empty tile."""
    with pytest.raises(ValueError, match="is not a cell of a tile matrix"):
        archive.span(*cell)


def test_head_and_metadata_come_back(archive):
    """Bounds, the deepest zoom and the metadata are those that were written."""
    assert archive.bounds == BOUNDS
    assert archive.max_zoom == 2
    assert archive.metadata == METADATA


def test_the_same_tiles_give_the_same_bytes(archive, tmp_path):
    """Nothing of the time or the place of writing is in the file."""
    other = tmp_path / "elsewhere" / "b.pmtiles"
    other.parent.mkdir()
    write_archive(other, iter(TILES.items()), BOUNDS, METADATA)
    assert other.read_bytes() == archive.path.read_bytes()


def test_many_tiles_are_found_through_leaves(tmp_path):
    """An archive too large for one directory is read through its leaf directories."""
    chance = random.Random(3)
    ids = sorted(chance.sample(range(100_000), 20_000))
    tiles = [(tile_id, chance.randbytes(chance.randint(1, 40))) for tile_id in ids]
    write_archive(tmp_path / "many.pmtiles", tiles, BOUNDS, METADATA)
    many = open_archive(tmp_path / "many.pmtiles")
    assert many.header["leaf_directory_length"] > 0
    for tile_id, tile in tiles[::999]:
        assert gzip.decompress(many.tile(*tile_of(tile_id))) == tile


@pytest.mark.parametrize("data", [b"", b"no tiles", b"PMTiles\x03", b"PMTiles\x02" + bytes(200)])
def test_another_file_is_refused(tmp_path, data):
    """Opening what is no archive raises ValueError."""
    (tmp_path / "x.pmtiles").write_bytes(data)
    with pytest.raises(ValueError, match=r"is not an archive of tiles|empty file"):
        open_archive(tmp_path / "x.pmtiles")


def test_an_archive_that_was_cut_short_is_not_whole(archive, tmp_path):
    """A file that has not the bytes which its head promises is no archive to serve from."""
    path, whole = tmp_path / "cut.pmtiles", archive.path.read_bytes()
    assert is_whole(archive.path)
    for content in (whole[:-1], whole + b"x", whole[:127], bytes(len(whole)), b""):
        path.write_bytes(content)
        assert not is_whole(path)
        with pytest.raises(ValueError, match=r"bytes, which is not|is not an archive of tiles"):
            open_archive(path)
    assert not is_whole(tmp_path / "nowhere.pmtiles")


def test_tiles_that_are_not_gzipped_are_refused(archive, tmp_path):
    """The server sends stored bytes as gzip, so it opens no archive of other tiles."""
    data = bytearray(archive.path.read_bytes())
    data[98] = 1
    (tmp_path / "plain.pmtiles").write_bytes(data)
    with pytest.raises(ValueError, match="not gzipped"):
        open_archive(tmp_path / "plain.pmtiles")
