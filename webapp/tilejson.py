"""TileJSON 3.0: what a map client needs to know of a tile set."""

from typing import Any

from flask import Blueprint, Response, current_app, request

from geodata.archive import Archive
from geodata.shelf import Shelf
from webapp import data, query
from webapp.security import base_url

tilejson = Blueprint("tilejson", __name__)
tilejson.after_request(data.share)


@tilejson.get("/tiles/<set_id>.json")
def tile_set(set_id: str) -> Response:
    """The vector tiles of one set: addresses, zooms, extent, layers with their fields, credits."""
    query.read(request.args, {})
    shelf: Shelf = current_app.extensions["tiles"]
    version = shelf.find(set_id).version
    return data.send_json(describe(set_id, shelf.archive(set_id), version, base_url()))


def describe(set_id: str, archive: Archive, version: str, base: str) -> dict[str, Any]:
    """A TileJSON object with absolute addresses under `base`; they change when the tiles do."""
    metadata, header = archive.metadata, archive.header
    lon, lat = header["center_lon_e7"] / 1e7, header["center_lat_e7"] / 1e7
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
        "center": [lon, lat, header["center_zoom"]],
        "vector_layers": metadata["vector_layers"],
    }
