"""The northern border of Aqdala, as surveyed in 2021."""

from geopandas import GeoDataFrame

from geodata.layer import Layer
from geodata.source import split_ids
from geodata.style import Style, Swatch


def features(border: GeoDataFrame) -> GeoDataFrame:
    """One line for the whole border."""
    return border.assign(source_ids=border["source_ids"].map(split_ids))


LAYER = Layer(
    id="border",
    title="Border",
    description=__doc__,
    sources=("border",),
    features=features,
    style=Style("band", classes=(Swatch("Border", "border"),)),
    fields=(),
    bbox=(60.0, 50.0, 68.0, 53.0),
    is_first=True,
)
