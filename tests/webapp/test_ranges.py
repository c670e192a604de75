"""Parts of data files: what GDAL and QGIS ask for when they are given an address."""

import pytest

URLS = ("/layers/rivers.geojson", "/layers/rivers.geojson?year=2000", "/layers/rivers.csv")
SPAN = {"Range": "bytes=10-29", "Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("url", URLS)
def test_a_part_is_given_as_it_is(client, url):
    """A range answers with 206 and uncompressed bytes of the whole file."""
    whole = client.get(url).data
    answer = client.get(url, headers=SPAN)
    assert answer.status_code == 206
    assert answer.data == whole[10:30]
    assert answer.headers["Content-Range"] == f"bytes 10-29/{len(whole)}"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("url", URLS)
def test_a_part_behind_the_end_is_refused(client, url):
    """Where no byte of the file lies inside the range, the answer is 416 with the size."""
    size = len(client.get(url).data)
    answer = client.get(url, headers={"Range": "bytes=99999999-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{size}"
    assert f"the {size} bytes" in answer.json["detail"]


@pytest.mark.parametrize("url", URLS[:2])
def test_the_whole_is_still_compressed(client, url):
    """Without a range nothing has changed: compressed, with an ETag, and 304 for who has it."""
    accepts = {"Accept-Encoding": "gzip"}
    answer = client.get(url, headers=accepts)
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == "gzip"
    known = accepts | {"If-None-Match": answer.headers["ETag"]}
    assert client.get(url, headers=known).status_code == 304


@pytest.mark.parametrize("url", URLS)
def test_a_part_of_another_edition_is_not_mixed_in(client, url):
    """With If-Range naming another edition, the whole file comes."""
    answer = client.get(url, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert answer.status_code == 200
    assert len(answer.data) > 10


@pytest.mark.parametrize("form", ["geojson", "csv", "gpkg"])
def test_several_ranges_at_once_are_answered_whole(client, form):
    """Who asks for several parts of a download gets all of it, not that they are not there."""
    path = f"/layers/rivers.{form}"
    answer = client.get(path, headers={"Range": "bytes=0-1,5-6"})
    assert (answer.status_code, answer.data) == (200, client.get(path).data)
