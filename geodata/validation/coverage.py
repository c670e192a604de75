"""Areas that fit together: no overlap, no gap between neighbours, no hole that nobody declared."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy
import shapely

from geodata.validation.problem import Finding, listed

MISMATCH_DEG = 1e-4  # closer than this, two edges are meant to be one
GAP_WIDTH_DEG = 0.02
GAP_LENGTH_DEG = 0.5  # shorter and as narrow may be water: an inlet, a river's mouth


def coverage_findings(
    ids: Sequence[Any],
    shapes: numpy.ndarray,
    holes: Sequence[Sequence[float]] = (),
    gap_width: float = GAP_WIDTH_DEG,
) -> Iterator[Finding]:
    """Yield where areas overlap, where neighbours do not meet, and holes that no area fills.

    `holes` are positions (lon, lat) in holes that are meant, such as a sea. Gaps that are open to
    the outside are found up to `gap_width`, in degrees, when they are long.
    """
    kept = [index for index, shape in enumerate(shapes) if shape is not None and shape.is_valid]
    areas, names = shapes[kept], [ids[index] for index in kept]
    wrong = list(_unmatched(areas, names, MISMATCH_DEG, longer_than=0))
    if not wrong:
        wrong = [*_holes(areas, names, holes)]
        wrong += _unmatched(areas, names, gap_width, longer_than=GAP_LENGTH_DEG)
    yield from wrong


def _unmatched(
    areas: numpy.ndarray, names: list[Any], width: float, longer_than: float
) -> Iterator[Finding]:
    edges = shapely.coverage_invalid_edges(areas, gap_width=width)
    found = numpy.flatnonzero(shapely.length(edges) > longer_than)
    if len(found):
        lon, lat = shapely.get_coordinates(edges[found[0]])[0]
        where = f"they do not at {lon:.5f}, {lat:.5f}"
        message = f"Areas must meet without gap or overlap; {where}: {_named(names, found)}."
        yield Finding(names[found[0]], "coverage", message)


def _holes(
    areas: numpy.ndarray, names: list[Any], declared: Sequence[Sequence[float]]
) -> Iterator[Finding]:
    meant = shapely.MultiPoint(list(declared))
    for part in shapely.get_parts(shapely.coverage_union_all(areas)):
        for hole in map(shapely.Polygon, part.interiors):
            if hole.intersects(meant):
                continue
            around = numpy.flatnonzero(shapely.touches(areas, hole))
            lon, lat = shapely.get_coordinates(hole.representative_point())[0]
            where = f"there is a hole at {lon:.5f}, {lat:.5f}"
            message = f"Areas must meet without gap; {where}: {_named(names, around)}."
            yield Finding(names[around[0]] if len(around) else 1, "coverage", message)


def _named(names: list[Any], indices: numpy.ndarray) -> str:
    return listed(names[index] for index in indices)
