"""The tile archives of one catalog, each read at its first use and then kept open."""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from mmap import mmap
from pathlib import Path

from geodata.archive import Archive, map_archive, open_archive
from geodata.catalog import Catalog
from geodata.errors import TilesNotBuilt, UnknownTileSet, closest
from geodata.tiles import TileSet, tile_sets


@dataclass(frozen=True)
class Shelf:
    """Where the archives of a catalog's tile sets are.

    By set id, `opened` has those in use, and `held` the bytes of those that were there at `hold`.
    """

    catalog: Catalog
    folder: Path
    opened: dict[str, Archive] = field(default_factory=dict)
    held: dict[str, mmap] = field(default_factory=dict)

    @cached_property
    def sets(self) -> dict[str, TileSet]:
        """All tile sets by id: every layer, and `atlas`."""
        return {tiles.id: tiles for tiles in tile_sets(self.catalog)}

    def find(self, set_id: str) -> TileSet:
        """One tile set. Raises UnknownTileSet with the closest ids."""
        if set_id not in self.sets:
            raise UnknownTileSet(set_id, closest(set_id, self.sets))
        return self.sets[set_id]

    def hold(self) -> "Shelf":
        """Keep the archives that are there, so that none is lost when its file is; gives itself.

        It takes no memory and no time: an archive is read when it is asked for.
        """
        for set_id, tiles in self.sets.items():
            with suppress(OSError, ValueError):
                self.held[set_id] = map_archive(self.folder / tiles.file)
        return self

    def archive(self, set_id: str) -> Archive:
        """The open archive of a set. Raises UnknownTileSet, or TilesNotBuilt."""
        if set_id not in self.opened:
            path = self.folder / self.find(set_id).file
            try:
                self.opened[set_id] = open_archive(path, self.held.get(set_id))
            except (OSError, ValueError):
                raise TilesNotBuilt(
                    "The tiles are not built yet; `steppe-atlas serve` builds them."
                ) from None
        return self.opened[set_id]
