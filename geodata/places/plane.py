"""The plane where areas are simplified together, the grid of the results, geodesic areas."""

import numpy
import pyproj
import shapely

EARTH_RADIUS_M = 6_371_008.8
TRUE_PARALLEL = 50.0  # through the Kazakhstan–Russia border
FRAME = (19.0, 34.0, 110.0, 62.0)  # west, south, east, north: the atlas
CLOSE = (27.0, 36.0, 96.0, 60.0)  # where it looks closely: the Bosphorus to the Altai
ELLIPSOID = pyproj.Geod(ellps="WGS84")


class CoverageError(Exception):
    """Areas that must fit together do not."""


def simplify_together(areas: list, tolerance_m: float, *, squeeze: float = 1) -> numpy.ndarray:
    """Simplify neighbouring areas so that shared edges stay shared; both in longitude and latitude.

    Works by Visvalingam–Whyatt in a cylindrical equal-area plane, true at 50° N, where
    `tolerance_m` squared is the smallest triangle kept. With `squeeze` the plane outside CLOSE is
    pressed together by that factor in each direction, so that far places keep less detail.
    """
    flat = shapely.transform(numpy.array(areas, dtype=object), lambda at: _to_plane(at, squeeze))
    simple = shapely.coverage_simplify(flat, tolerance_m)
    return shapely.transform(simple, lambda at: _to_degrees(at, squeeze))


def simplify_lines(
    line: shapely.Geometry, tolerance_m: float, *, squeeze: float = 1
) -> shapely.Geometry:
    """Simplify lines by Douglas–Peucker in the same plane; both in longitude and latitude."""
    flat = shapely.transform(line, lambda at: _to_plane(at, squeeze))
    simple = shapely.simplify(flat, tolerance_m)
    return shapely.transform(simple, lambda at: _to_degrees(at, squeeze))


def on_grid(areas: numpy.ndarray, decimals: int) -> numpy.ndarray:
    """Round a coverage to so many decimals of a degree, and keep it a valid coverage.

    All edges are noded on the grid together; each face goes to the area that held most of it.
    """
    edges = shapely.unary_union(shapely.boundary(areas), grid_size=10.0**-decimals)
    faces = numpy.array(shapely.get_parts(shapely.polygonize([edges])), dtype=object)
    inside = shapely.point_on_surface(faces)
    face, area = shapely.STRtree(areas).query(inside, predicate="intersects")
    face, first = numpy.unique(face, return_index=True)
    area = area[first]
    parts = [faces[face[area == number]] for number in range(len(areas))]
    return numpy.array([shapely.coverage_union_all(part) for part in parts], dtype=object)


def check_coverage(areas: numpy.ndarray, what: str) -> None:
    """Raise CoverageError unless all areas are valid and fit without overlaps or stray vertices."""
    if not (shapely.is_valid(areas).all() and shapely.coverage_is_valid(areas)):
        raise CoverageError(f"{what}: the areas do not form a valid coverage")


def area_km2(area: shapely.Geometry) -> float:
    """Measure a polygon on the WGS 84 ellipsoid (Karney 2013), in square kilometres."""
    return abs(ELLIPSOID.geometry_area_perimeter(area)[0]) / 1e6


def without_specks(area: shapely.Geometry, least_km2: float) -> shapely.Geometry:
    """Drop the parts of an area smaller than `least_km2`, but never the largest part."""
    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    sizes = [area_km2(part) for part in parts]
    kept = [part for part, size in zip(parts, sizes, strict=True) if size >= least_km2]
    return shapely.union_all(kept or [parts[int(numpy.argmax(sizes))]])


def _to_plane(at: numpy.ndarray, squeeze: float) -> numpy.ndarray:
    scale = numpy.cos(numpy.radians(TRUE_PARALLEL))
    x = EARTH_RADIUS_M * scale * numpy.radians(at[:, 0])
    y = EARTH_RADIUS_M / scale * numpy.sin(numpy.radians(at[:, 1]))
    full, pressed = _knots(squeeze)
    return numpy.c_[numpy.interp(x, full[0], pressed[0]), numpy.interp(y, full[1], pressed[1])]


def _to_degrees(at: numpy.ndarray, squeeze: float) -> numpy.ndarray:
    scale = numpy.cos(numpy.radians(TRUE_PARALLEL))
    full, pressed = _knots(squeeze)
    x = numpy.interp(at[:, 0], pressed[0], full[0])
    y = numpy.interp(at[:, 1], pressed[1], full[1]) * scale / EARTH_RADIUS_M
    lat = numpy.degrees(numpy.arcsin(numpy.clip(y, -1, 1)))
    return numpy.c_[numpy.degrees(x / EARTH_RADIUS_M / scale), lat]


def _knots(squeeze: float) -> tuple:
    """Edges of the world and of CLOSE, x then y: before and after pressing the outside."""
    west, south, east, north = CLOSE
    scale = numpy.cos(numpy.radians(TRUE_PARALLEL))
    across = EARTH_RADIUS_M * scale * numpy.radians([-180, west, east, 180])
    up = EARTH_RADIUS_M / scale * numpy.sin(numpy.radians([-90, south, north, 90]))
    pressed = [
        [low - (low - least) / squeeze, low, high, high + (most - high) / squeeze]
        for least, low, high, most in (across, up)
    ]
    return (across, up), pressed
