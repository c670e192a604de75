"""The files of the workers: one each, added up, and taken over."""

import webapp
from tests.webapp.metrics.reading import read, requests
from webapp.metrics.names import SLOTS, WAITING
from webapp.metrics.slots import Counters


def test_workers_are_added_up(settings, tmp_path):
    """Two apps that count in one folder have files of their own, and either knows both."""
    both = settings | {"COUNTERS_FOLDER": tmp_path}
    first, second = (webapp.create_app(both).test_client() for _ in range(2))
    for _ in range(3):
        first.get("/layers.json")
    second.get("/layers.json")
    for client in (first, second):
        found = read(client.get("/metrics").text)
        assert requests(found, "data") == 4
        assert found["steppe_atlas_workers",] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1"]


def test_who_comes_after_counts_on(tmp_path):
    """A worker that is gone leaves its file and counts to the next; what it was at is not kept."""
    first = Counters(tmp_path)
    first.add(SLOTS["bytes", "page"], 7)
    first.note(WAITING)
    first.close()
    second = Counters(tmp_path)
    second.add(SLOTS["bytes", "page"], 1)
    assert [path.name for path in tmp_path.iterdir()] == ["0"]
    assert [slots[SLOTS["bytes", "page"]] for slots in second.all()] == [8]
    assert second.all()[0][SLOTS[WAITING]] == 0


def test_a_file_of_another_shape_is_left_out(tmp_path):
    """What is no file of counters is not added."""
    (tmp_path / "note").write_text("not numbers")
    assert len(Counters(tmp_path).all()) == 1
