"""Pictures on disk: whole or not there, bounded, one drawing however many ask."""

import os
import time
from multiprocessing import get_context
from pathlib import Path
from threading import BoundedSemaphore, Thread

import pytest

from webapp.faults import Busy
from webapp.metrics.names import DRAWN, KEPT, REFUSED, SLOTS, WAITING
from webapp.metrics.slots import Counters
from webapp.pictures.cache import SHELVES, PictureCache
from webapp.pictures.drawing_room import DrawingRoom


@pytest.fixture
def cache(tmp_path):
    """A cache with room for some small pictures on each shelf."""
    return PictureCache(tmp_path, 1000 * SHELVES)


def room_with(cache: PictureCache, places: int = 8) -> DrawingRoom:
    """A drawing room without a renderer, which these tests do not need."""
    return DrawingRoom(None, None, cache, BoundedSemaphore(places), Counters(None))


def test_pictures_come_back_as_written(cache):
    """Each picture of a file is read alone; nothing stays nothing."""
    cache.write("a", [b"one", b"", b"three"])
    assert [cache.read("a", number) for number in range(3)] == [b"one", b"", b"three"]
    assert cache.read("b", 0) is None


def test_the_folder_never_outgrows_its_bytes(cache, tmp_path):
    """However much is written, what is kept stays below the bound."""
    for number in range(300):
        cache.write(f"picture-{number}", [b"x" * 300])
    total = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert 0 < total <= cache.most_bytes


def test_what_was_not_read_for_longest_goes_first(tmp_path):
    """Reading a picture saves it from being deleted."""
    cache = PictureCache(tmp_path, 1000 * SHELVES)
    names = [name for name in map(str, range(500)) if shelf_of(cache, name) == "0"][:4]
    for age, name in enumerate(names[:3]):
        cache.write(name, [b"x" * 300])
        os.utime(tmp_path / "0" / name, (1_000 + age, 1_000 + age))
    cache.read(names[0], 0)
    cache.write(names[3], [b"x" * 300])
    assert cache.read(names[0], 0) is not None
    assert cache.read(names[1], 0) is None


def shelf_of(cache: PictureCache, name: str) -> str:
    """The shelf a file stands on."""
    return cache._path(name).parent.name


def test_nothing_half_written_is_ever_read(cache):
    """A write that failed leaves no file under the picture's name."""
    with pytest.raises(TypeError):
        cache.write("broken", [b"fine", None])
    assert cache.read("broken", 0) is None


@pytest.mark.parametrize("damage", [b"", b"junk", bytes(500), b"\xff" * 500, None])
def test_a_damaged_file_is_no_picture(cache, damage):
    """What a crash left cut short or full of zeros is drawn again, not shown."""
    cache.write("a", [b"one", b"x" * 400])
    path = cache._path("a")
    path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    assert cache.read("a", 1) is None
    room = room_with(cache)
    assert room.picture("a", 1, lambda: [b"one", b"two"]) == b"two"
    assert cache.read("a", 1) == b"two"


def test_a_folder_that_keeps_nothing_stops_nobody(tmp_path, caplog):
    """Where the disk is full or the folder gone a picture is drawn, shown and not kept."""
    (tmp_path / "taken").write_text("a file where the folder should be")
    room = room_with(PictureCache(tmp_path / "taken" / "pictures", 1000))
    for _ in range(2):
        assert room.picture("a", 0, lambda: [b"one"]) == b"one"
    assert room.cache.read("a", 0) is None
    assert "A picture cannot be kept" in caplog.text


def test_a_full_disk_is_not_filled_further(cache, monkeypatch, tmp_path):
    """A file that did not fit leaves nothing behind."""

    def half(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:4])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    cache.write("a", [b"one"])
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_many_threads_cause_one_drawing(cache):
    """Eight who ask at once get the same picture, drawn once."""
    room, drawn, got = room_with(cache), [], []

    def draw() -> list[bytes]:
        drawn.append(1)
        time.sleep(0.2)
        return [b"picture"]

    threads = [Thread(target=lambda: got.append(room.picture("p", 0, draw))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (got, len(drawn)) == ([b"picture"] * 8, 1)


def draw_in_process(folder: Path) -> None:
    """Ask for a picture in a process of its own; leave a mark for each drawing."""

    def draw() -> list[bytes]:
        (folder / f"drawn-{os.getpid()}").touch()
        time.sleep(0.5)
        return [b"picture"]

    room_with(PictureCache(folder / "cache", 10**6)).picture("p", 0, draw)


def test_many_workers_cause_one_drawing(tmp_path):
    """Worker processes that ask at once wait for the one that draws."""
    context = get_context("spawn")
    workers = [context.Process(target=draw_in_process, args=(tmp_path,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert len(list(tmp_path.glob("drawn-*"))) == 1


def test_a_full_queue_refuses(cache):
    """With no place left a drawing is refused; what is drawn already is still answered."""
    room = room_with(cache, places=1)
    cache.write("there", [b"picture"])

    def draw_meanwhile() -> list[bytes]:
        assert room.picture("there", 0, draw_meanwhile) == b"picture"
        with pytest.raises(Busy, match="ask again"):
            room.picture("another", 0, draw_meanwhile)
        return [b"done"]

    assert room.picture("first", 0, draw_meanwhile) == b"done"


def test_a_failed_drawing_frees_its_place(cache):
    """After a fault the next one may draw."""
    room = room_with(cache, places=1)

    def fail() -> list[bytes]:
        raise ValueError("no ink")

    for _ in range(3):
        with pytest.raises(ValueError, match="no ink"):
            room.picture("p", 0, fail)
    assert room.picture("p", 0, lambda: [b"picture"]) == b"picture"


def test_what_happens_to_pictures_is_counted(cache):
    """One is drawn, then taken as kept, one is refused while it is drawn, and then none waits."""
    room, seen = room_with(cache, places=1), []

    def draw() -> list[bytes]:
        seen.append(room.counters.slots[SLOTS[WAITING]])
        with pytest.raises(Busy):
            room.picture("another", 0, draw)
        return [b"picture"]

    assert room.picture("one", 0, draw) == room.picture("one", 0, draw) == b"picture"
    counted = [room.counters.slots[SLOTS[name]] for name in (DRAWN, KEPT, REFUSED, WAITING)]
    assert (seen, counted) == ([1], [1, 1, 1, 0])
