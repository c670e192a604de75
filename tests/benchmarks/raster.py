"""Raster tiles: fresh ones against Mapnik with the same data, kept ones against nginx.

    python -m tests.benchmarks.raster [--rounds 5] [--seconds 4] [--blocks 6]

Needs nginx and wrk (Debian packages), and fetches Mapnik's wheel. The tiles must be built. Both
sides draw 256 px tiles of 256 colours, singly and as blocks of 4 by 4, with the same margin for
names, each place once. Mapnik reads the archive that we read, and then, which suits it best, data
in memory that are projected already. Everything stays on the loopback address.
"""

import argparse
import io
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from PIL import Image

from geodata.catalog import open_catalog
from geodata.maplibre.look import Look, Studio
from geodata.maplibre.metatile import MARGIN_PX, SIDE, Metatile, draw_tiles, few_colours
from geodata.maplibre.renderer import Renderer, Window
from geodata.shelf import Shelf
from tests.benchmarks import mapnik_side, sides
from webapp import config
from webapp.tiles import folder_of

ZOOMS = (6, 7, 8)
KEPT = 400


class Cost(NamedTuple):
    """Seconds by the clock and of all processors, per tile."""

    clock_s: float
    processor_s: float


def main() -> None:
    """Run all sides in turn and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--blocks", type=int, default=6)
    parser.add_argument("--only", choices=("fresh", "kept"))
    options = parser.parse_args()
    settings = config.load({})
    studio = Studio(Shelf(open_catalog(settings["PUBLISHED"]), folder_of(settings)))
    with tempfile.TemporaryDirectory() as name:
        if options.only != "kept":
            _fresh(studio, Path(name), options)
        if options.only != "fresh":
            _kept(Path(name), options)


def _fresh(studio: Studio, folder: Path, options: argparse.Namespace) -> None:
    mapnik = mapnik_side.install(folder / "site")
    mapnik_side.prepare(studio, folder)
    renderer, look = Renderer(studio, studio.shelf.folder), Look(studio.catalog.first_layers)
    places = _blocks()
    for from_archive, source in ((True, "the same archive"), (False, "its own memory")):
        maps = {
            zoom: mapnik_side.open_map(mapnik, studio, folder, zoom, from_archive=from_archive)
            for zoom in ZOOMS
        }

        def their_block(block: Metatile, maps=maps) -> list[bytes]:
            return mapnik_side.draw_block(mapnik, maps[block.zoom], block)

        def their_tile(block: Metatile, maps=maps) -> list[bytes]:
            cell = block.zoom, block.column * SIDE + 1, block.row * SIDE + 1
            return [mapnik_side.draw_tile(mapnik, maps[block.zoom], *cell)]

        def our_block(block: Metatile) -> list[bytes]:
            return draw_tiles(renderer, look, block)

        def our_tile(block: Metatile) -> list[bytes]:
            return [_alone(renderer, look, block)]

        for what, ours, theirs in (
            ("singly", our_tile, their_tile),
            ("in blocks of 16", our_block, their_block),
        ):
            for draw in (ours, theirs):
                draw(next(places))  # the first drawing also opens data and fonts
            _race(f"{what}, Mapnik from {source}", ours, theirs, places, options)


def _alone(renderer: Renderer, look: Look, block: Metatile) -> bytes:
    world_px, side = 256 << block.zoom, 256 + 2 * MARGIN_PX
    x, y = ((place * SIDE + 1) * 256 + 128 for place in (block.column, block.row))
    window = Window(x / world_px, y / world_px, block.zoom - 1, side, side)
    box = (MARGIN_PX, MARGIN_PX, MARGIN_PX + 256, MARGIN_PX + 256)
    file = io.BytesIO()
    few_colours(renderer.draw(look, window).crop(box)).save(file, "PNG")
    return file.getvalue()


def _race(
    what: str, ours: Callable, theirs: Callable, places: Iterator, options: argparse.Namespace
) -> None:
    found: list[list[Cost]] = [[], []]
    for _ in range(options.rounds):
        blocks = [next(places) for _ in range(options.blocks)]
        for side, draw in enumerate((ours, theirs)):
            found[side].append(_cost(draw, blocks))
    for name, costs in zip(("Steppe Atlas", "Mapnik"), found, strict=True):
        clock, processor = (
            statistics.median(getattr(cost, kind) for cost in costs) * 1000 for kind in Cost._fields
        )
        print(f"  {name}: {clock:.1f} ms a tile, {processor:.1f} ms of processors")
    for kind in Cost._fields:
        ratios = [getattr(b, kind) / getattr(a, kind) for a, b in zip(*found, strict=True)]
        sides.say(f"fresh tiles {what}, by {kind}, times as fast", ratios, "≥ 2")


def _cost(draw: Callable, blocks: Sequence[Metatile]) -> Cost:
    clock, processor, count = time.perf_counter(), time.process_time(), 0
    for block in blocks:
        tiles = draw(block)
        count += len(tiles)
        if any(Image.open(io.BytesIO(tile)).size != (256, 256) for tile in tiles):
            raise SystemExit("A tile is not what it should be; nothing is compared.")
    return Cost((time.perf_counter() - clock) / count, (time.process_time() - processor) / count)


def _blocks() -> Iterator[Metatile]:
    """Blocks around the border, each once, so that nothing drawn before helps."""
    found = [
        Metatile(zoom, column, row)
        for zoom in ZOOMS
        for column in range((39 << zoom >> 6) // SIDE, (47 << zoom >> 6) // SIDE + 1)
        for row in range((20 << zoom >> 6) // SIDE, (23 << zoom >> 6) // SIDE + 1)
    ]
    random.Random(1).shuffle(found)
    while True:
        yield from found


def _kept(folder: Path, options: argparse.Namespace) -> None:
    folder.chmod(0o755)  # nginx's workers are another user
    ports = [sides.free_port(), sides.free_port()]
    bases = [f"http://{sides.HOST}:{port}" for port in ports]
    body = f"root {folder}; location / {{ types {{ image/png png; }} }}"
    with (
        sides.running(sides.atlas_server(ports[0]), ports[0]),
        sides.running(sides.nginx(folder, ports[1], body), ports[1]),
    ):
        paths = [f"/tiles/atlas/7/{x}/{y}.png" for x in range(78, 98) for y in range(38, 58)][:KEPT]
        for path in paths:
            with urlopen(bases[0] + path, timeout=120) as answer:
                tile = answer.read()
            file = folder / path.removeprefix("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(tile)
        if any(
            sides.fetch(bases[0] + path) != sides.fetch(bases[1] + path) for path in paths[::20]
        ):
            raise SystemExit("The sides differ; nothing is compared.")
        found: list[list[sides.Load]] = [[], []]
        for _ in range(options.rounds):
            for side, base in enumerate(bases):
                found[side].append(sides.load(folder, base, paths, options.seconds))
    for name, loads in zip(("Steppe Atlas", "nginx"), found, strict=True):
        print(f"{name}: " + ", ".join(f"{load.per_second:,.0f}" for load in loads) + " tiles/s")
    ratios = [a.per_second / b.per_second for a, b in zip(*found, strict=True)]
    sides.say("kept raster tiles/s, of nginx", ratios, "≥ 0.5")


if __name__ == "__main__":
    main()
