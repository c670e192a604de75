"""One border drawn differently by two packages: Kazakhstan's outline is followed."""

from collections.abc import Callable, Iterable

import numpy
import shapely

FARTHEST_SLIVER_DEG = 0.12  # Natural Earth's border with Russia is off by up to 5.8 km
# In OpenStreetMap the three states meet at 87.286 E, 49.116 N; slivers are parted there.
CHINESE_SIDE = shapely.Polygon(
    [(86.5, 48), (88.5, 48), (88.5, 49.116), (87.2863, 49.116), (87.2863, 49.19), (86.5, 49.19)]
)
TOUCHING_DEG = 2e-5  # one package rounds to five decimals


def follow_kazakhstan(
    neighbours: dict[str, shapely.Geometry],
    kazakhstan: shapely.Geometry,
    as_drawn_before: shapely.Geometry,
) -> dict[str, shapely.Geometry]:
    """Cut the neighbours to Kazakhstan's outline, and give them the slivers it leaves behind.

    `as_drawn_before` is Kazakhstan in the neighbours' own package: what it holds and `kazakhstan`
    does not would be no one's land. Slivers far from any neighbour are sea, and stay empty.
    """
    cut = {name: area.difference(kazakhstan) for name, area in neighbours.items()}
    left = as_drawn_before.difference(shapely.union_all([kazakhstan, *cut.values()]))
    parted = [left.intersection(CHINESE_SIDE), left.difference(CHINESE_SIDE)]
    pieces = shapely.get_parts(parted)
    return give_slivers(cut, pieces, lambda piece, to: _near(piece, to, FARTHEST_SLIVER_DEG))


def give_slivers(
    areas: dict[str, shapely.Geometry],
    slivers: Iterable[shapely.Geometry],
    trim: Callable | None = None,
) -> dict[str, shapely.Geometry]:
    """Add each sliver to the area with which it shares the longest edge, if there is one."""
    names, shapes = list(areas), numpy.array(list(areas.values()), dtype=object)
    tree, grown = shapely.STRtree(shapes), {name: [area] for name, area in areas.items()}
    for sliver in slivers:
        if sliver.geom_type != "Polygon" or sliver.area == 0:
            continue
        near = tree.query(sliver, predicate="dwithin", distance=TOUCHING_DEG)
        shared = [_shared_edge(sliver, shapes[number]) for number in near]
        if len(near) and max(shared) > 0:
            best = near[int(numpy.argmax(shared))]
            grown[names[best]].append(trim(sliver, shapes[best]) if trim else sliver)
    return {name: shapely.union_all(pieces) for name, pieces in grown.items()}


def _shared_edge(sliver: shapely.Geometry, area: shapely.Geometry) -> float:
    around = sliver.envelope.buffer(0.01)
    edge = area.intersection(around).buffer(TOUCHING_DEG)
    return sliver.boundary.intersection(edge).length


def _near(piece: shapely.Geometry, area: shapely.Geometry, distance: float) -> shapely.Geometry:
    around = piece.envelope.buffer(2 * distance)
    return piece.intersection(area.intersection(around).buffer(distance))
