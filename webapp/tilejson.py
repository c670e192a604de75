"""TileJSON 3.0: what a map client needs to know of a tile set."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from flask import Blueprint, Response, current_app, request

from geodata.archive import Archive
from geodata.shelf import Shelf
from webapp import data, query
from webapp.security import base_url

Bbox = Sequence[float]
tilejson = Blueprint("tilejson", __name__)
tilejson.after_request(data.share)


@tilejson.get("/tiles/<set_id>.json")
def tile_set(set_id: str) -> Response:
    """The vector tiles of one set: addresses, zooms, extent, layers with their fields, credits."""
    query.read(request.args, {})
    shelf: Shelf = current_app.extensions["tiles"]
    version, archive = shelf.find(set_id).version, shelf.archive(set_id)
    center = center_of(archive.bounds, [layer["bbox"] for layer in shelf.catalog])
    return data.send_json(describe(set_id, archive, center, version, base_url()))


def center_of(bounds: Bbox, layers: Iterable[Bbox]) -> tuple[float, float]:
    """Longitude and latitude to open a set at: its middle, in degrees.

    The middle of what goes round the Earth, as countries with the Chukchi Peninsula do, says
    nothing: such a set opens where the other layers are, at the median of their middles.
    """
    others = [_middle(bbox) for bbox in layers if not _goes_round(bbox)]
    if not _goes_round(bounds) or not others:
        return _middle(bounds)
    west, south, east, north = bounds
    lon, lat = (median(side) for side in zip(*others, strict=True))
    return min(max(lon, west), east), min(max(lat, south), north)


def describe(
    set_id: str, archive: Archive, center: tuple[float, float], version: str, base: str
) -> dict[str, Any]:
    """A TileJSON object with absolute addresses under `base`; they change when the tiles do."""
    metadata, header = archive.metadata, archive.header
    return {
        "tilejson": "3.0.0",
        "name": metadata["name"],
        "description": metadata["description"],
        "attribution": metadata["attribution"],
        "scheme": "xyz",
        "tiles": [f"{base}/tiles/{set_id}/{{z}}/{{x}}/{{y}}.mvt?v={version}"],
        "minzoom": header["min_zoom"],
        "maxzoom": header["max_zoom"],
        "bounds": list(archive.bounds),
        "center": [*(round(side, 5) for side in center), header["center_zoom"]],
        "vector_layers": metadata["vector_layers"],
    }


def _middle(bbox: Bbox) -> tuple[float, float]:
    west, south, east, north = bbox
    return (west + east) / 2, (south + north) / 2


def _goes_round(bbox: Bbox) -> bool:
    return bbox[2] - bbox[0] > 180
