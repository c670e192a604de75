"""The one river of Aqdala, without its tributaries."""

from geopandas import GeoDataFrame

from geodata.layer import Field, Layer
from geodata.source import split_ids
from geodata.style import Scale, Style, Swatch


def features(rivers: GeoDataFrame) -> GeoDataFrame:
    """One line per river, with its width as made up."""
    return rivers.assign(width_m=80, source_ids=rivers["source_ids"].map(split_ids))


LAYER = Layer(
    id="rivers",
    title="Rivers",
    description=__doc__,
    sources=("rivers",),
    features=features,
    style=Style(
        "line",
        classes=(Swatch("River", "sea"),),
        width=Scale("width_m", "Width", ((10, 1), (100, 6)), unknown_px=1),
    ),
    fields=(Field("width_m", "Width", "integer", "m"),),
    bbox=(60.0, 50.0, 68.0, 53.0),
)
