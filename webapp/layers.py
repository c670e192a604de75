"""The layers as data: the catalog as JSON; each layer as GeoJSON, CSV and GeoPackage."""

from flask import Blueprint

layers = Blueprint("layers", __name__)
