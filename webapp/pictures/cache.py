"""Pictures kept on disk: written whole, read in part, the least recently used deleted first."""

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from threading import get_ident

from webapp.faults import Busy

SHELVES = 16  # each has its part of the bytes, so that making room looks at few files
LOCKS = 64
WAIT_S = 30
POLL_S = 0.01
SPAN = Struct("<II")


@dataclass(frozen=True)
class PictureCache:
    """A folder of files that hold some pictures each, shared by all workers.

    `most_bytes` is what all of them may take together.
    """

    folder: Path
    most_bytes: int

    def read(self, name: str, number: int) -> bytes | None:
        """One picture of a file, empty where it was stored as nothing; None without the file."""
        path = self._path(name)
        try:
            file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            os.utime(file)
            start, length = SPAN.unpack(os.pread(file, SPAN.size, number * SPAN.size))
            return os.pread(file, length, start)
        finally:
            os.close(file)

    def write(self, name: str, pictures: Sequence[bytes]) -> None:
        """Store pictures as one file, whole or not at all, then make room."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        start, spans = SPAN.size * len(pictures), b""
        for picture in pictures:
            spans += SPAN.pack(start, len(picture))
            start += len(picture)
        fresh = path.with_name(f".{os.getpid()}-{get_ident()}")
        fresh.write_bytes(b"".join([spans, *pictures]))
        fresh.replace(path)
        make_room(path.parent, self.most_bytes // SHELVES)

    @contextmanager
    def only_one(self, name: str) -> Iterator[None]:
        """Let one thread of one worker at a time make a file. Raises Busy after a long wait."""
        folder = self.folder / "locks"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / str(_number(name, LOCKS)), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(lock)
            yield
        finally:
            os.close(lock)  # which also lets go of it

    def _path(self, name: str) -> Path:
        return self.folder / f"{_number(name, SHELVES):x}" / name


def make_room(folder: Path, most_bytes: int) -> None:
    """Delete the files of a folder that were not used for longest until the rest fits."""
    files = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # another worker makes room too
                about = entry.stat()
                files.append((about.st_mtime_ns, about.st_size, Path(entry.path)))
    total = sum(size for _, size, _ in files)
    for _, size, path in sorted(files):
        if total <= most_bytes:
            break
        with suppress(FileNotFoundError):
            path.unlink()
        total -= size


def _hold(lock: int) -> None:
    last = time.monotonic() + WAIT_S
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > last:
                raise Busy("This takes too long to make; ask again later.") from None
            time.sleep(POLL_S)
        else:
            return


def _number(name: str, count: int) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) % count
