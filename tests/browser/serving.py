"""Start the real server in a process of its own, without building tiles first."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from webapp.server import free_port

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]
START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A running server: its address without a slash, and the folder that it serves."""

    url: str
    published: Path


@contextmanager
def serve(published: Path | None, cache: Path) -> Iterator[Server]:
    """Serve a folder, or the published atlas; the server ends with the block."""
    published = published or ROOT / "geodata" / "published"
    port = free_port(HOST, 0)
    process = subprocess.Popen(
        _command(port), cwd=ROOT, env=_environment(published, cache), start_new_session=True
    )
    try:
        _wait(process, f"http://{HOST}:{port}")
        yield Server(f"http://{HOST}:{port}", published)
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _command(port: int) -> list[str]:
    options = f"--interface wsgi --factory --workers 1 --blocking-threads 1 --host {HOST}"
    app = ["--port", str(port), "--log-level", "warning", "webapp:create_app"]
    return [sys.executable, "-m", "granian", *options.split(), *app]


def _environment(published: Path, cache: Path) -> dict[str, str]:
    ours = {"STEPPE_ATLAS_PUBLISHED": published, "STEPPE_ATLAS_CACHE_FOLDER": cache}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("STEPPE_ATLAS_")}
    return kept | {key: str(value) for key, value in ours.items()}


def _wait(process: subprocess.Popen, url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended at once, with {process.returncode}.")
        with suppress(URLError, ConnectionError), urlopen(f"{url}/health/ready", timeout=10):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not answer within {START_SECONDS} seconds.")
