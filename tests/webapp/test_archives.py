"""The whole archive over HTTP: ranges as RFC 9110 asks."""

import re

import pytest


@pytest.fixture
def stored(tiled) -> bytes:
    """The bytes of the atlas's archive on disk."""
    tiled.get("/tiles/atlas.json")
    return tiled.application.extensions["tiles"].archive("atlas").path.read_bytes()


def test_without_a_range_the_archive_is_whole(tiled, stored):
    """200, every byte, and the word that ranges are accepted."""
    answer = tiled.get("/atlas.pmtiles")
    assert (answer.status_code, answer.data) == (200, stored)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(stored))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("0-126", 0, 126), ("127-", 127, None), ("-10", -10, None), ("5-99999999999", 5, None)],
)
def test_one_range(tiled, stored, asked, first, last):
    """206 with the bytes asked for, and where they lie."""
    answer = tiled.get("/atlas.pmtiles", headers={"Range": f"bytes={asked}"})
    start = first if first >= 0 else len(stored) + first
    end = len(stored) - 1 if last is None else last
    assert answer.status_code == 206
    assert answer.data == stored[start : end + 1]
    assert answer.headers["Content-Range"] == f"bytes {start}-{end}/{len(stored)}"
    assert answer.headers["Content-Length"] == str(end + 1 - start)


def test_several_ranges_come_as_parts(tiled, stored):
    """206 multipart/byteranges, each part with its place and its bytes."""
    answer = tiled.get("/atlas.pmtiles", headers={"Range": "bytes=0-6,100-119,-4"})
    assert answer.status_code == 206
    boundary = re.fullmatch(r"multipart/byteranges; boundary=(.+)", answer.content_type)[1]
    parts = answer.data.split(f"--{boundary}".encode())
    assert parts[-1].startswith(b"--")
    places = ((0, 6), (100, 119), (len(stored) - 4, len(stored) - 1))
    for part, (first, last) in zip(parts[1:-1], places, strict=True):
        head, body = part.removesuffix(b"\r\n").split(b"\r\n\r\n", 1)
        assert f"Content-Range: bytes {first}-{last}/{len(stored)}".encode() in head
        assert body == stored[first : last + 1]
    assert answer.headers["Content-Length"] == str(len(answer.data))


@pytest.mark.parametrize("asked", ["99999999999-", "99999999999-100000000000"])
def test_a_range_outside_is_not_satisfiable(tiled, stored, asked):
    """416 with the size, as a problem that other sites' scripts may read too."""
    answer = tiled.get("/atlas.pmtiles", headers={"Range": f"bytes={asked}"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(stored)}"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"] == (
        f"Range must ask for a few parts at most, and of the {len(stored)} bytes that there are; "
        f'got "bytes={asked}".'
    )


def test_a_swarm_of_ranges_is_refused(tiled):
    """More ranges than any client needs are 416, not a thousand parts."""
    swarm = ",".join(f"{start}-{start}" for start in range(0, 2000, 2))
    answer = tiled.get("/atlas.pmtiles", headers={"Range": f"bytes={swarm}"})
    assert answer.status_code == 416


@pytest.mark.parametrize("asked", ["bytes=a-b", "bytes=9-3", "lines=0-1", "bytes", "0-5"])
def test_a_range_that_cannot_be_read_is_ignored(tiled, stored, asked):
    """Syntax errors and other units give the whole archive."""
    answer = tiled.get("/atlas.pmtiles", headers={"Range": asked})
    assert (answer.status_code, len(answer.data)) == (200, len(stored))


def test_if_range_guards_against_another_archive(tiled, stored):
    """The range holds only for the archive that the client knows."""
    etag = tiled.head("/atlas.pmtiles").headers["ETag"]
    asked = {"Range": "bytes=0-9"}
    assert tiled.get("/atlas.pmtiles", headers=asked | {"If-Range": etag}).status_code == 206
    other = tiled.get("/atlas.pmtiles", headers=asked | {"If-Range": '"another"'})
    assert (other.status_code, len(other.data)) == (200, len(stored))


def test_a_client_that_has_it_gets_nothing_new(tiled):
    """304 by ETag, without a body."""
    etag = tiled.head("/atlas.pmtiles").headers["ETag"]
    answer = tiled.get("/atlas.pmtiles", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_head_sends_no_byte(tiled, stored):
    """HEAD tells the size alone."""
    answer = tiled.head("/atlas.pmtiles")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(stored))
