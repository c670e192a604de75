"""The numbers of the real server with two workers, whichever of them answers."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.webapp.conftest import write_atlas
from tests.webapp.metrics.reading import read, requests

WORKERS = 2
PATIENCE_S = 60


@pytest.fixture
def serving(tmp_path) -> Iterator[tuple[subprocess.Popen, int]]:
    """A real server with the small atlas, that puts what is temporary aside; process and port."""
    (tmp_path / "published").mkdir()
    write_atlas(tmp_path / "published")
    (tmp_path / "temporary").mkdir()
    call = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--data", str(tmp_path)]
    environment = os.environ | {
        "TMPDIR": str(tmp_path / "temporary"),
        "STEPPE_ATLAS_CACHE_FOLDER": str(tmp_path / "cache"),
    }
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            [*call, "--workers", str(WORKERS)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        ) as process,
    ):
        words = process.stdout.readline().decode()
        yield process, int(re.search(r":(\d+) ", words)[1])
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def ask(port: int, path: str) -> str:
    """The body of one request on a connection of its own, so that either worker may answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read().decode(errors="replace")
    finally:
        connection.close()


def numbers(port: int) -> dict[tuple, float]:
    """What is read from whichever worker answers, once both are there."""
    until = time.monotonic() + PATIENCE_S
    while (found := read(ask(port, "/metrics")))["steppe_atlas_workers",] < WORKERS:
        assert time.monotonic() < until
        time.sleep(0.1)
    return found


def workers(process: subprocess.Popen) -> list[int]:
    """The worker processes that are running."""
    return [
        int(pid)
        for thread in Path(f"/proc/{process.pid}/task").iterdir()
        for pid in (thread / "children").read_text().split()
        if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()
    ]


def test_either_worker_knows_all(serving, tmp_path):
    """After N requests either says N; a killed worker's counts stay; then all is gone."""
    process, port = serving
    numbers(port)
    for _ in range(40):
        ask(port, "/tiles/atlas/0/0/0.mvt")
        ask(port, "/layers.json")
    for _ in range(10):
        found = numbers(port)
        assert requests(found, "tile_vector") == 40
        assert requests(found, "data") == 40

    before = workers(process)
    assert len(before) == WORKERS
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + PATIENCE_S
    while len(set(workers(process)) - {before[0]}) < WORKERS:
        assert time.monotonic() < until
        time.sleep(0.1)
    time.sleep(2)  # the new one is reading its modules
    for _ in range(10):
        ask(port, "/layers.json")
    for _ in range(10):
        found = numbers(port)
        assert requests(found, "tile_vector") == 40
        assert requests(found, "data") == 50
        assert found["steppe_atlas_workers",] == WORKERS

    folder = tmp_path / "temporary"
    assert len(list(folder.glob("steppe-atlas-*/*"))) == WORKERS
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=PATIENCE_S) == 0
    assert list(folder.iterdir()) == []
