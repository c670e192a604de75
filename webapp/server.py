"""The production server: granian, two threads in each worker."""

import errno
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from geodata.catalog import open_catalog
from geodata.maplibre.fonts import build_fonts
from geodata.tiles import build_tiles
from webapp import config
from webapp.following import follow
from webapp.tiles import folder_of

# Two, so that tiles are sent while a map is drawn; no more, for threads share one interpreter and
# handing it on takes time: a tile took 67 µs of processors with one, 85 with two, 112 with four.
THREADS = 2


def run(host: str, port: int, workers: int, published: Path | None = None) -> int:
    """Serve until SIGINT or SIGTERM; return 0, or 1 when it cannot be started.

    `published` goes before the environment's setting. Tiles and fonts that are missing or stale are
    built first, and again when something else is published.

    Raises NotPublished when there is nothing, TilesNotBuilt when they cannot be.
    """
    try:
        settings = config.load({"PUBLISHED": published})
        port = free_port(host, port)
    except config.BadSetting as fault:
        return _refuse(str(fault))
    except OSError as fault:
        return _refuse(_why(fault, host, port))
    folder = folder_of(settings)
    catalog = open_catalog(settings["PUBLISHED"])
    try:
        with _stopped_in_order():
            build_tiles(catalog, folder, progress=_progress)
            build_fonts(folder)
    except OSError as fault:
        return _refuse(
            f"cannot keep tiles in {folder}: {fault.strerror}; "
            f"{config.PREFIX}CACHE_FOLDER names another folder."
        )
    _tell_workers(host, settings)
    following = Thread(
        target=follow,
        args=(catalog, folder),
        kwargs={"renew": _renew_workers, "progress": _progress},
        daemon=True,
    )
    with _counters():
        _serve(host, port, workers, settings["PUBLIC_URL"], following)
    return 0


def free_port(host: str, port: int) -> int:
    """The port to listen at: the one asked for if nobody listens there, any free one for 0.

    Asked before granian does, which would share the port with whoever has it. Raises OSError.
    """
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        return probe.getsockname()[1]


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """Let SIGTERM end a build as Ctrl+C does: tippecanoe is stopped and half-made files go."""

    def stop(number: int, _: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _progress(number: int, total: int, name: str) -> None:
    print(f"Building tiles {number}/{total}: {name}", file=sys.stderr, flush=True)


def _tell_workers(host: str, settings: dict) -> None:
    # Workers are processes of their own that read the environment.
    os.environ[config.PREFIX + "PUBLISHED"] = str(settings["PUBLISHED"])
    hosts = dict.fromkeys([*settings["ALLOWED_HOSTS"], _in_address(host)])
    os.environ[config.PREFIX + "ALLOWED_HOSTS"] = ",".join(hosts)


@contextmanager
def _counters() -> Iterator[None]:
    """A folder in which all workers count, as long as the server runs."""
    with TemporaryDirectory(prefix="steppe-atlas-") as folder:
        os.environ[config.PREFIX + "COUNTERS_FOLDER"] = folder
        yield


def _renew_workers() -> None:
    # Granian starts a new worker beside each old one before that ends.
    os.kill(os.getpid(), signal.SIGHUP)


def _serve(host: str, port: int, workers: int, public_url: str | None, following: Thread) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "webapp:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    address = public_url or f"http://{_in_address(host)}:{port}"
    words = f"Steppe Atlas is at {address} (Ctrl+C stops it)."
    waiting = Thread(target=_say_when_open, args=(host, port, words), daemon=True)
    server.on_startup(waiting.start)
    server.on_startup(following.start)
    server.serve()


def _say_when_open(host: str, port: int, words: str) -> None:
    # Workers open the port, so only a connection tells that the atlas is there.
    while True:
        time.sleep(0.2)
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            print(words, flush=True)
            return


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _why(fault: OSError, host: str, port: int) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken; stop what listens there or give another --port."
    if fault.errno == errno.EACCES:
        return f"port {port} of {host} needs more rights; give a --port of 1024 or above."
    return f"cannot listen at {host}: {fault.strerror}."


def _refuse(words: str) -> int:
    print(f"steppe-atlas: {words}", file=sys.stderr)
    return 1
