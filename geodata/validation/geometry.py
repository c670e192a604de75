"""Shapes against the rules for all maps: finite, valid, in their place, rightly wound."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy
import shapely

from geodata.validation.positions import is_inside, position_fault
from geodata.validation.problem import Finding


def shape_findings(
    ids: Sequence[Any], shapes: numpy.ndarray, bbox: Sequence[float] | None
) -> Iterator[Finding]:
    """Yield shapes that are empty, not finite, invalid or outside `bbox`; None is passed over."""
    for index, shape in enumerate(shapes):
        if shape is None:
            continue
        if shape.is_empty:
            message = f"The geometry must have coordinates; got an empty {shape.geom_type}."
            yield Finding(ids[index], "empty-geometry", message)
        elif not numpy.isfinite(shapely.get_coordinates(shape)).all():
            message = "Coordinates must be finite; got NaN or infinity."
            yield Finding(ids[index], "not-finite", message)
        else:
            if not shape.is_valid:
                message = f"The geometry must be valid; got {shapely.is_valid_reason(shape)}."
                yield Finding(ids[index], "invalid-geometry", message)
            if fault := _outside(shape, bbox):
                yield Finding(ids[index], *fault)


def winding_findings(ids: Sequence[Any], shapes: numpy.ndarray) -> Iterator[Finding]:
    """Yield polygons whose outer rings run clockwise, or whose holes do not (RFC 7946, 3.1.6)."""
    polygons, owners = shapely.get_parts(shapes, return_index=True)
    is_polygon = shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON
    polygons, owners = polygons[is_polygon], owners[is_polygon]
    rings, ring_owners = shapely.get_rings(polygons, return_index=True)
    is_outer = numpy.diff(ring_owners, prepend=-1) > 0
    is_wrong = shapely.is_ccw(rings) != is_outer
    for owner in numpy.unique(owners[ring_owners[is_wrong]]):
        message = "Outer rings must run counter-clockwise and holes clockwise; got the reverse."
        yield Finding(ids[owner], "winding", message)


def _outside(shape: shapely.Geometry, bbox: Sequence[float] | None) -> tuple[str, str] | None:
    west, south, east, north = shape.bounds
    if bbox is not None and is_inside(west, south, bbox) and is_inside(east, north, bbox):
        return None
    corners = ((west, south), (east, north))
    faults = (position_fault(lon, lat, bbox) for lon, lat in corners)
    fault = next((fault for fault in faults if fault), None)
    if fault and fault[0] == "lon-lat-swapped" and not _is_swapped(shape, bbox):
        return "outside-bbox", fault[1].split("; got")[0] + f"; got {_side(shape)}."
    return fault


def _is_swapped(shape: shapely.Geometry, bbox: Sequence[float] | None) -> bool:
    west, south, east, north = shape.bounds
    return bbox is not None and is_inside(south, west, bbox) and is_inside(north, east, bbox)


def _side(shape: shapely.Geometry) -> str:
    return "west {:g}, south {:g}, east {:g}, north {:g}".format(*shape.bounds)
