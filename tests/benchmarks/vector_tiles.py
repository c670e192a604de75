"""Vector tiles per second against nginx with the same tiles as files, and tileserver-gl-light.

    python -m tests.benchmarks.vector_tiles [--rounds 5] [--seconds 4]

Needs nginx and wrk (Debian packages), Node.js and npm; STEPPE_ATLAS_CLIENTS_FOLDER keeps what npm
fetches. Everything stays on the loopback address.
"""

import argparse
import gzip
import json
import os
import random
import tempfile
from pathlib import Path

from pmtiles.tile import tileid_to_zxy

from geodata.catalog import open_catalog
from geodata.shelf import Shelf
from tests.benchmarks import sides
from tests.clients.libraries import install
from webapp import config
from webapp.tiles import folder_of

TILES = 2000
TILESERVER = "tileserver-gl-light"
WITHOUT_SQLITE = Path(__file__).parents[1] / "clients" / "without_sqlite.cjs"


def main() -> None:
    """Run all sides in turn and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    ports = [sides.free_port() for _ in range(3)]
    with (
        tempfile.TemporaryDirectory() as name,
        sides.running(sides.atlas_server(ports[0]), ports[0]) as server,
    ):
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers are another user
        archive = _archive()
        cells = _some_cells(archive)
        _write_files(folder, archive, cells)
        body = (
            f"root {folder}; location / {{ types {{}} add_header Content-Encoding gzip; "
            "default_type application/vnd.mapbox-vector-tile; }"
        )
        with (
            sides.running(sides.nginx(folder, ports[1], body), ports[1]) as files,
            sides.running(_tileserver(folder, archive.path, ports[2]), ports[2]) as other,
        ):
            pids = [process.pid for process in (server, files, other)]
            _measure(folder, ports, pids, cells, options)
            for worker in sides.children(server.pid):
                print(f"memory of a worker after the load: {sides.resident_mb(worker):.0f} MB")


def _measure(
    folder: Path, ports: list[int], pids: list[int], cells: list, options: argparse.Namespace
) -> None:
    bases = [f"http://{sides.HOST}:{port}" for port in ports]
    paths = [
        [f"/tiles/atlas/{z}/{x}/{y}.mvt" for z, x, y in cells],
        [f"/{z}/{x}/{y}.mvt" for z, x, y in cells],
        [f"/data/atlas/{z}/{x}/{y}.pbf" for z, x, y in cells],
    ]
    _check_same(bases, paths)
    found: list[list[sides.Load]] = [[], [], []]
    taken = [0.0, 0.0, 0.0]
    for _ in range(options.rounds):
        for side in range(3):
            before = sides.processor_s(pids[side])
            found[side].append(sides.load(folder, bases[side], paths[side], options.seconds))
            taken[side] += sides.processor_s(pids[side]) - before
    for side, name in enumerate(("Steppe Atlas", "nginx", TILESERVER)):
        loads = found[side]
        each = ", ".join(f"{load.per_second:,.0f}" for load in loads)
        print(f"{name}: {each} tiles/s; p99 {min(load.p99_ms for load in loads):.1f} ms at best")
        tiles = sum(load.per_second for load in loads) * options.seconds
        print(f"  {1e6 * taken[side] / tiles:.0f} µs of processors a tile, without those of wrk")
    ours, files, other = found
    sides.say("tiles/s, of nginx", _ratios(ours, files, "per_second"), "≥ 0.6")
    sides.say("p99 latency, of nginx", _ratios(ours, files, "p99_ms"), "≤ 3")
    sides.say(f"tiles/s, of {TILESERVER}", _ratios(ours, other, "per_second"), "≥ 15")


def _ratios(ours: list[sides.Load], theirs: list[sides.Load], what: str) -> list[float]:
    return [getattr(a, what) / getattr(b, what) for a, b in zip(ours, theirs, strict=True)]


def _archive():
    settings = config.load({})
    return Shelf(open_catalog(settings["PUBLISHED"]), folder_of(settings)).archive("atlas")


def _some_cells(archive) -> list[tuple[int, int, int]]:
    chosen = random.Random(1).sample(range(len(archive.ids)), min(TILES, len(archive.ids)))
    return [tileid_to_zxy(archive.ids[at]) for at in chosen]


def _write_files(folder: Path, archive, cells: list[tuple[int, int, int]]) -> None:
    for z, x, y in cells:
        path = folder / str(z) / str(x) / f"{y}.mvt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(archive.tile(z, x, y))


def _tileserver(folder: Path, archive: Path, port: int) -> list[str]:
    kept = os.environ.get("STEPPE_ATLAS_CLIENTS_FOLDER")
    modules = install(Path(kept) if kept else folder)
    setup = {"options": {"paths": {"pmtiles": str(archive.parent)}}, "styles": {}}
    setup["data"] = {"atlas": {"pmtiles": archive.name}}
    (folder / "tileserver.json").write_text(json.dumps(setup))
    program = modules / TILESERVER / "src" / "main.js"
    options = [
        "--config",
        str(folder / "tileserver.json"),
        "--bind",
        sides.HOST,
        "--port",
        str(port),
    ]
    return [
        sides.need("node"),
        "--require",
        str(WITHOUT_SQLITE),
        str(program),
        *options,
        "--silent",
    ]


def _check_same(bases: list[str], paths: list[list[str]]) -> None:
    for at in range(0, len(paths[0]), len(paths[0]) // 20):
        tiles = [
            _unpacked(sides.fetch(base + listed[at]))
            for base, listed in zip(bases, paths, strict=True)
        ]
        if not tiles[0] == tiles[1] == tiles[2]:
            raise SystemExit(f"The sides differ at {paths[0][at]}; nothing is compared.")


def _unpacked(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


if __name__ == "__main__":
    main()
