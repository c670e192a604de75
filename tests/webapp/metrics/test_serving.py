"""The numbers of the real server with two workers, whichever of them answers."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webapp.metrics.reading import read, requests
from tests.webapp.real_server import PATIENCE_S, Server, serving

WORKERS = 2


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    """A real server with the small atlas, that puts what is temporary aside."""
    with serving(tmp_path, WORKERS) as running:
        yield running


def numbers(server: Server) -> dict[tuple, float]:
    """What is read from whichever worker answers, once both are there."""
    until = time.monotonic() + PATIENCE_S
    while (found := read(server.ask("/metrics")))["steppe_atlas_workers",] < WORKERS:
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


def test_either_worker_knows_all(server, tmp_path):
    """After N requests either says N; a killed worker's counts stay; then all is gone."""
    process = server.process
    numbers(server)
    for _ in range(40):
        server.ask("/tiles/atlas/0/0/0.mvt")
        server.ask("/layers.json")
    for _ in range(10):
        found = numbers(server)
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
        server.ask("/layers.json")
    for _ in range(10):
        found = numbers(server)
        assert requests(found, "tile_vector") == 40
        assert requests(found, "data") == 50
        assert found["steppe_atlas_workers",] == WORKERS

    folder = tmp_path / "temporary"
    assert len(list(folder.glob("steppe-atlas-*/*"))) == WORKERS
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=PATIENCE_S) == 0
    assert list(folder.iterdir()) == []
