"""Longitude and latitude against the bbox they are declared to be in."""

import math
from collections.abc import Sequence

WORLD = (-180.0, -90.0, 180.0, 90.0)


def is_inside(lon: float, lat: float, bbox: Sequence[float]) -> bool:
    """Whether a position is in a bbox (west, south, east, north), edges included."""
    west, south, east, north = bbox
    return west <= lon <= east and south <= lat <= north


def position_fault(lon: float, lat: float, bbox: Sequence[float] | None) -> tuple[str, str] | None:
    """Rule and message when a position is not inside the bbox, or not on earth without one."""
    bbox = WORLD if bbox is None else bbox
    if not (math.isfinite(lon) and math.isfinite(lat)) or is_inside(lon, lat, bbox):
        return None
    where = "west {:g}, south {:g}, east {:g}, north {:g}".format(*bbox)
    what = f"Positions must be inside {where} (degrees)"
    if is_inside(lat, lon, bbox):
        message = f"{what}; got lon {lon:g}, lat {lat:g}, which are inside when swapped."
        return "lon-lat-swapped", message
    if not is_inside(lon, lat, WORLD):
        message = f"{what}; got {lon:g}, {lat:g}, which are no degrees: metres of another CRS?"
        return "crs", message
    return "outside-bbox", f"{what}; got lon {lon:g}, lat {lat:g}."
