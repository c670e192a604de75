"""Start the sides of a benchmark, load them in turn, and compare them as ratios in one run."""

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

CONNECTIONS = 32
HOST = "127.0.0.1"


class Load(NamedTuple):
    """What a load found: requests per second, and the 99th percentile of latency."""

    per_second: float
    p99_ms: float


def free_port() -> int:
    """A port of the loopback address that nobody has."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: Sequence[str], port: int, **environment: str) -> Iterator[subprocess.Popen]:
    """A server process that is up within the block and gone after it."""
    process = subprocess.Popen(
        [str(word) for word in command],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port, process)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def wait_for(port: int, process: subprocess.Popen, seconds: float = 900) -> None:
    """Return once the port answers. Raises RuntimeError when the process ends or takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with {process.returncode}.")
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args[0]} does not answer.")


def atlas_server(port: int, workers: int = 2) -> list[str]:
    """The command that serves the project's own atlas."""
    return [sys.executable, "-m", "webapp.cli", "serve", "--port", port, "--workers", workers]


def nginx(folder: Path, port: int, body: str) -> list[str]:
    """The command that serves with nginx, two workers, as `body` says within `server`."""
    (folder / "nginx.conf").write_text(
        "worker_processes 2; daemon off; pid nginx.pid; error_log stderr crit;\n"
        "events { worker_connections 512; }\n"
        "http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;\n"
        "open_file_cache max=20000 inactive=60s; open_file_cache_valid 60s;\n"
        f"server {{ listen {HOST}:{port}; {body} }} }}\n"
    )
    return [need("nginx"), "-p", str(folder), "-c", "nginx.conf"]


def need(program: str) -> str:
    """The path of a program. Exits with a sentence when it is not installed."""
    path = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")
    if path is None:
        sys.exit(f"This benchmark needs {program}; on Debian: apt-get install {program}.")
    return path


def load(folder: Path, base: str, paths: Sequence[str], seconds: int = 4) -> Load:
    """Ask for the paths at random over 32 connections with wrk. Exits on any answer in error.

    Requests are made ahead, so that the one who asks leaves the processors to those who answer.
    """
    listed = ",".join(f'"{path}"' for path in paths)
    script = folder / "paths.lua"
    script.write_text(
        f"local paths = {{{listed}}}\n"
        'wrk.headers["Accept-Encoding"] = "gzip"\n'
        "local requests = {}\n"
        "init = function()\n"
        "  for at, path in ipairs(paths) do requests[at] = wrk.format('GET', path) end\n"
        "end\n"
        "request = function() return requests[math.random(#requests)] end\n"
    )
    call = [
        need("wrk"),
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--latency",
        "-s",
        script,
        base,
    ]
    said = subprocess.run([str(w) for w in call], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"Some answers were errors:\n{said}")
    per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return Load(per_second, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def fetch(url: str) -> bytes:
    """The body of an address, as it comes."""
    with urlopen(url, timeout=30) as answer:
        return answer.read()


def compare(ours: Callable[[], float], theirs: Callable[[], float], rounds: int = 5) -> list[float]:
    """Ratios of ours to theirs, measured in turn."""
    return [ours() / theirs() for _ in range(rounds)]


def say(what: str, ratios: Sequence[float], reach: str) -> None:
    """Print one row: the median ratio, its spread, and what to reach."""
    middle = statistics.median(ratios)
    print(
        f"{what}: {middle:.2f} ({min(ratios):.2f}–{max(ratios):.2f}); to reach: {reach}", flush=True
    )


def resident_mb(pid: int) -> float:
    """Resident memory of a process, shared pages counted in part (PSS), in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) / 1024


def processor_s(pid: int) -> float:
    """Seconds of processors, user's and system's, that a server and its workers took so far."""
    ticks = 0
    for process in (pid, *children(pid)):
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """Processes that a process started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]
