"""Pictures kept on disk: written whole, read in part, the least recently used deleted first."""

import fcntl
import logging
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
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PictureCache:
    """A folder of files that hold some pictures each, shared by all workers.

    `most_bytes` is what all of them may take together. A folder that cannot be written, as on a
    full disk, keeps nothing and stops nobody.
    """

    folder: Path
    most_bytes: int

    def read(self, name: str, number: int) -> bytes | None:
        """One picture of a file, empty where stored as nothing; None without a sound file."""
        try:
            file = os.open(self._path(name), os.O_RDONLY)
        except OSError:
            return None
        try:
            return _part(file, number)
        except OSError:
            return None
        finally:
            os.close(file)

    def write(self, name: str, pictures: Sequence[bytes]) -> None:
        """Store pictures as one file, whole or not at all, then make room."""
        path = self._path(name)
        start, spans = SPAN.size * len(pictures), b""
        for picture in pictures:
            spans += SPAN.pack(start, len(picture))
            start += len(picture)
        content = b"".join([spans, *pictures])
        fresh = path.with_name(f".{os.getpid()}-{get_ident()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_bytes(content)
            fresh.replace(path)
            make_room(path.parent, self.most_bytes // SHELVES)
        except OSError as fault:
            log.warning("A picture cannot be kept: %s.", fault)
            with suppress(OSError):
                fresh.unlink()

    @contextmanager
    def only_one(self, name: str) -> Iterator[None]:
        """Let one thread of one worker at a time make a file. Raises Busy after a long wait."""
        folder = self.folder / "locks"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(folder / str(_number(name, LOCKS)), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:  # where nothing can be kept nobody can wait for it
            lock = None
        try:
            if lock is not None:
                _hold(lock)
            yield
        finally:
            if lock is not None:
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


def _part(file: int, number: int) -> bytes | None:
    """One picture of an open file; None when the file was cut short or emptied, as by a crash."""
    span = os.pread(file, SPAN.size, number * SPAN.size)
    if len(span) < SPAN.size:
        return None
    start, length = SPAN.unpack(span)
    if start < SPAN.size or start + length > os.fstat(file).st_size:
        return None
    with suppress(OSError):  # a folder that may only be read is still worth reading
        os.utime(file)
    return os.pread(file, length, start)


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
