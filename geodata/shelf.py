"""The tile archives of one catalog, each opened at its first use and then kept open."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from geodata.archive import Archive, open_archive
from geodata.catalog import Catalog
from geodata.errors import TilesNotBuilt, UnknownTileSet, closest
from geodata.tiles import TileSet, tile_sets


@dataclass(frozen=True)
class Shelf:
    """Where the archives of a catalog's tile sets are; `opened` holds those in use, by set id."""

    catalog: Catalog
    folder: Path
    opened: dict[str, Archive] = field(default_factory=dict)

    @cached_property
    def sets(self) -> dict[str, TileSet]:
        """All tile sets by id: every layer, and `atlas`."""
        return {tiles.id: tiles for tiles in tile_sets(self.catalog)}

    def find(self, set_id: str) -> TileSet:
        """One tile set. Raises UnknownTileSet with the closest ids."""
        if set_id not in self.sets:
            raise UnknownTileSet(set_id, closest(set_id, self.sets))
        return self.sets[set_id]

    def archive(self, set_id: str) -> Archive:
        """The open archive of a set. Raises UnknownTileSet, or TilesNotBuilt."""
        if set_id not in self.opened:
            path = self.folder / self.find(set_id).file
            try:
                self.opened[set_id] = open_archive(path)
            except FileNotFoundError:
                raise TilesNotBuilt(
                    "The tiles are not built yet; `steppe-atlas serve` builds them."
                ) from None
        return self.opened[set_id]
