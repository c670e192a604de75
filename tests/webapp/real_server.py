"""The real server on the small atlas, in a process of its own, and requests to it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from tests.webapp.conftest import write_atlas

PATIENCE_S = 60


class Server(NamedTuple):
    """A running server: its process, its port, and what it has said on stderr, as a file."""

    process: subprocess.Popen
    port: int
    log: Path

    def answer(self, path: str) -> tuple[int, str]:
        """Status and body on a connection of its own, so that any worker may answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "identity"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def ask(self, path: str) -> str:
        """The body of an answer that is as it should be."""
        status, body = self.answer(path)
        assert status == 200, body
        return body


@contextmanager
def serving(folder: Path, workers: int) -> Iterator[Server]:
    """Serve the small atlas from `folder`, in which also caches and temporary files lie."""
    (folder / "published").mkdir()
    write_atlas(folder / "published")
    (folder / "temporary").mkdir()
    call = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--data", str(folder)]
    environment = os.environ | {
        "TMPDIR": str(folder / "temporary"),
        "STEPPE_ATLAS_CACHE_FOLDER": str(folder / "cache"),
    }
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [*call, "--workers", str(workers)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        ) as process,
    ):
        words = process.stdout.readline().decode()
        yield Server(process, int(re.search(r":(\d+) ", words)[1]), folder / "log")
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
