"""Derive every geometry source: `python -m geodata.places FOLDER_OF_PACKAGE_FILES`."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
import shapely

from geodata.places.contested import DECIMALS as CONTESTED_DECIMALS
from geodata.places.contested import contested_features
from geodata.places.countries import DECIMALS as COUNTRY_DECIMALS
from geodata.places.countries import countries, country_features
from geodata.places.packages import PackageError, pinned, verify
from geodata.places.regions import (
    border_features,
    first_level,
    kazakh_regions,
    region_features,
    regions,
)
from geodata.places.towns import city_rows, geonames, seat_rows
from geodata.places.water import DECIMALS as WATER_DECIMALS
from geodata.places.water import lake_features, land_features, river_features
from geodata.places.write import csv_bytes, geojson_bytes, write_source

SOURCES = Path(__file__).parents[1] / "sources"
RESOLUTIONS = {"150m": (150, 5), "1500m": (1500, 4)}  # tolerance in metres, decimals of a degree


def sources(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each source; PackageError if a package is not as pinned."""
    packages = pinned()
    verify(folder, packages)
    kazakh = kazakh_regions(folder, packages)
    world = countries(folder, packages, shapely.union_all(list(kazakh.values())))
    units = first_level(folder, packages)
    found = regions(kazakh, units, world.areas["RUS"], world.given_to_russia)
    for label, (tolerance_m, decimals) in RESOLUTIONS.items():
        features = region_features(found, tolerance_m, decimals)
        areas = numpy.array([one["geometry"] for one in features], dtype=object)
        yield f"regions_{label}.geojson", geojson_bytes(features, decimals)
        yield f"border_{label}.geojson", geojson_bytes(border_features(found, areas), decimals)
    yield "countries.geojson", geojson_bytes(country_features(world), COUNTRY_DECIMALS)
    contested = contested_features(folder, packages, units)
    yield "contested.geojson", geojson_bytes(contested, CONTESTED_DECIMALS)
    yield from _water(folder, packages, world.areas)
    yield from _towns(folder, packages, kazakh)


def _water(folder: Path, packages: dict, areas: dict) -> Iterator[tuple[str, bytes]]:
    land = land_features(areas)
    lakes = lake_features(folder, packages, land[0]["geometry"])
    rivers = river_features(folder, packages, lakes)
    for name, features in (("land", land), ("lakes", lakes), ("rivers", rivers)):
        yield f"{name}.geojson", geojson_bytes(features, WATER_DECIMALS)


def _towns(folder: Path, packages: dict, oblasts: dict) -> Iterator[tuple[str, bytes]]:
    places = geonames(folder, packages)
    yield "cities.csv", csv_bytes(city_rows(places), order="id")
    yield "seats.csv", csv_bytes(seat_rows(places, oblasts), order="unit_id")


def main(arguments: list[str] | None = None) -> int:
    """Write the sources and bring their descriptions up to date; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m geodata.places", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the files of packages.toml are")
    parser.add_argument("--out", type=Path, default=SOURCES, help="where to write the sources")
    options = parser.parse_args(arguments)
    try:
        for name, content in sources(options.folder):
            write_source(options.out, name, content, described=SOURCES)
            print(f"{name}: {len(content):,} bytes")
    except PackageError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
