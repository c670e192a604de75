"""Compression of what is made on the way: texts that are long enough, as the client accepts."""

import gzip

import brotli
import pytest


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("*", "br"),
        ("gzip;q=0.5, br;q=0", "gzip"),
        ("identity", None),
        ("gzip;q=0", None),
        ("", None),
    ],
)
def test_the_client_chooses(client, accepted, form):
    """The smallest form that is accepted is used; one that is refused is not."""
    answer = client.get("/layers", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == form
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize(("form", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_no_letter_is_lost(client, form, unpack):
    """Packed and unpacked, a page is what it was."""
    plain = client.get("/layers", headers={"Accept-Encoding": ""})
    packed = client.get("/layers", headers={"Accept-Encoding": form})
    assert unpack(packed.data) == plain.data
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data)


def test_short_answers_stay_as_they_are(client):
    """A few bytes are not worth packing."""
    answer = client.get("/health/live", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
