"""Where a worker counts: whole numbers of 8 bytes in a file of its own, mapped into memory.

Under `steppe-atlas serve` all workers have their files in one folder, so that whichever is asked
adds them up. A worker holds a lock on its file as long as it lives; one that comes after it takes
the file over and counts on, so that nothing is lost when a worker is restarted.
"""

import fcntl
import mmap
import os
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from webapp.metrics.names import GAUGES, SIZE, SLOTS, STARTED, Name

BYTES = 8 * SIZE


@dataclass
class Counters:
    """The slots of this worker, and the folder of all; without one this process counts alone.

    `slots[n] += 1` is not interrupted: threads change at calls and loops only.
    """

    folder: Path | None
    slots: memoryview = field(init=False)
    file: int | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if self.folder is None:
            memory = mmap.mmap(-1, BYTES)
        else:
            self.file = _claim(self.folder)
            memory = mmap.mmap(self.file, BYTES)
        self.slots = memoryview(memory).cast("Q")
        self.slots[SLOTS[STARTED]] = time.time_ns() // 1_000_000
        for name in GAUGES:
            self.slots[SLOTS[name]] = 0  # what the worker before was in the middle of

    def add(self, slot: int, number: int = 1) -> None:
        """Count something."""
        self.slots[slot] += number

    def note(self, name: Name, number: int = 1) -> None:
        """Count something by its name."""
        self.add(SLOTS[name], number)

    def all(self) -> list[list[int]]:
        """The slots of every worker that ever counted in the folder."""
        if self.folder is None:
            return [list(self.slots)]
        files = [path.read_bytes() for path in sorted(self.folder.iterdir())]
        return [list(memoryview(data).cast("Q")) for data in files if len(data) == BYTES]

    def close(self) -> None:
        """Give the file to whoever comes next, as the end of the process does."""
        if self.file is not None:
            fcntl.flock(self.file, fcntl.LOCK_UN)  # the mapping holds the file open
            os.close(self.file)
            self.file = None


def _claim(folder: Path) -> int:
    """The first file of the folder that no living worker holds, opened and held."""
    for number in count():
        file = os.open(folder / f"{number}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            continue
        os.ftruncate(file, BYTES)
        return file
    raise AssertionError("There is always another number.")
