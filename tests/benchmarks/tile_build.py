"""How long a tile build takes, how much memory and room it needs, and how that grows.

    python -m tests.benchmarks.tile_build [10000 100000 1000000] [--geojson lines.geojson]

Numbers are sizes of generated layers of points between the Black Sea and the Altai, half of them
in forty towns; `--geojson` builds a layer from a file of one's own, with its features as they are.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pmtiles.tile import tileid_to_zxy

from geodata.archive import open_archive

LAYER = "layer"
BUILD = """
import sys
from pathlib import Path
from geodata.catalog import open_catalog
from geodata.tiles import build_tiles
build_tiles(open_catalog(Path(sys.argv[1])), Path(sys.argv[2]))
"""
Feature = dict[str, Any]


class Run(NamedTuple):
    """What a build needed: time, processor time, peak memory in MB of Python and tippecanoe."""

    seconds: float
    processor_seconds: float
    python_mb: float
    tippecanoe_mb: float


def main() -> None:
    """Build each layer once and print a row of Markdown for it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*")
    parser.add_argument("--geojson", type=Path)
    options = parser.parse_args()
    print("| layer | features | GeoJSON MB | s | CPU s | Python MB | tippecanoe MB | MB | tiles |")
    print("|---|---|---|---|---|---|---|---|---|")
    if options.geojson:
        features = json.loads(options.geojson.read_bytes())["features"]
        report(options.geojson.name, with_ids(features))
    for size in options.sizes or ([] if options.geojson else [10_000, 100_000, 1_000_000]):
        report("generated points", points(size))


def report(name: str, features: Iterable[Feature]) -> None:
    """Publish features as the only layer of a folder, build its tiles, print what it took."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        entry = publish(folder / "published", features)
        run = build(folder / "published", folder / "tiles")
        (path,) = (folder / "tiles").glob(f"{LAYER}-*.pmtiles")
        number, largest = measure(path)
        sizes = (entry["bytes"] / 1e6, *run, path.stat().st_size / 1e6)
        cells = " | ".join(f"{size:,.1f}" for size in sizes)
        print(f"| {name} | {entry['feature_count']:,} | {cells} | {number:,} |")
        kb = ", ".join(f"z{zoom} {size / 1e3:,.0f}" for zoom, size in sorted(largest.items()))
        print(f"\nLargest tile by zoom, kB gzipped: {kb}\n", flush=True)


def points(count: int) -> Iterator[Feature]:
    """Made-up wells with names, a kind and a year, the same ones each time."""
    chance = random.Random(count)
    towns = [(chance.uniform(35, 90), chance.uniform(40, 58)) for _ in range(40)]
    for number in range(count):
        lon, lat = chance.uniform(30, 95), chance.uniform(38, 62)
        if number % 2:
            town = chance.choice(towns)
            lon, lat = chance.gauss(town[0], 0.3), chance.gauss(town[1], 0.2)
        yield {
            "type": "Feature",
            "id": f"well-{number}",
            "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
            "properties": {
                "name_en": f"Well {number}",
                "kind": chance.choice(("oil", "gas", "water")),
                "from_year": chance.randint(1930, 2025),
            },
        }


def with_ids(features: list[Feature]) -> Iterator[Feature]:
    """The features of a file, each with an id of its own."""
    for number, feature in enumerate(features):
        yield feature | {"id": f"{number}"}


def publish(folder: Path, features: Iterable[Feature]) -> dict[str, Any]:
    """Write a catalog of one layer, a feature a line as our publisher does; return its entry."""
    folder.mkdir()
    path = folder / f"{LAYER}.geojson"
    count, sides = 0, [180.0, 90.0, -180.0, -90.0]
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        for feature in features:
            file.write(",\n" * (count > 0) + json.dumps(feature, separators=(",", ":")))
            count += 1
            for lon, lat in _places(feature["geometry"]["coordinates"]):
                low = min(sides[0], lon), min(sides[1], lat)
                sides = [*low, max(sides[2], lon), max(sides[3], lat)]
        file.write("\n]}\n")
    digest = sha256(path.read_bytes()).hexdigest()
    entry = {"id": LAYER, "title": LAYER, "attribution": "made up", "style": {"mark": "line"}}
    entry |= {"file": path.name, "sha256": digest, "bbox": sides, "feature_count": count}
    about = {"themes": [], "layers": [entry], "missing": [], "sources": []}
    (folder / "catalog.json").write_text(json.dumps(about))
    return entry | {"bytes": path.stat().st_size}


def build(published: Path, tiles: Path) -> Run:
    """Build in a process of its own and watch its memory and that of its children."""
    began, before = time.monotonic(), os.times()
    builder = subprocess.Popen([sys.executable, "-c", BUILD, str(published), str(tiles)])
    peaks: dict[bool, float] = defaultdict(float)
    while builder.poll() is None:
        for pid, parent, peak_mb in processes():
            if builder.pid in (pid, parent):
                is_python = pid == builder.pid
                peaks[is_python] = max(peaks[is_python], peak_mb)
        time.sleep(0.1)
    if builder.returncode:
        raise SystemExit("The build failed.")
    after = os.times()
    used = after.children_user - before.children_user + after.children_system
    used -= before.children_system
    return Run(time.monotonic() - began, used, peaks[True], peaks[False])


def processes() -> Iterator[tuple[int, int, float]]:
    """Yield (process id, parent's id, peak resident memory in MB) of all processes (Linux)."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            lines = (folder / "status").read_text().splitlines()
        except OSError:  # it has ended meanwhile
            continue
        about = dict(line.split(":", 1) for line in lines if ":" in line)
        if "VmHWM" in about:
            yield int(folder.name), int(about["PPid"]), int(about["VmHWM"].split()[0]) / 1024


def measure(path: Path) -> tuple[int, dict[int, int]]:
    """How many tiles an archive has, and the largest of each zoom in bytes."""
    number, largest = 0, defaultdict(int)
    for tile_id, stored in open_archive(path).tiles():
        zoom = tileid_to_zxy(tile_id)[0]
        largest[zoom] = max(largest[zoom], len(stored))
        number += 1
    return number, largest


def _places(coordinates: list) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], list):
        for inner in coordinates:
            yield from _places(inner)
    else:
        yield coordinates[0], coordinates[1]


if __name__ == "__main__":
    main()
