"""The two oblasts of Aqdala. Lakes are left out."""

from geopandas import GeoDataFrame

from geodata.layer import Layer
from geodata.source import split_ids
from geodata.style import Style, Swatch


def features(oblasts: GeoDataFrame) -> GeoDataFrame:
    """One polygon per oblast."""
    return oblasts.assign(source_ids=oblasts["source_ids"].map(split_ids))


LAYER = Layer(
    id="oblasts",
    title="Oblasts",
    description=__doc__,
    sources=("oblasts",),
    features=features,
    style=Style("area", classes=(Swatch("Oblast", "other"),)),
    fields=(),
    bbox=(60.0, 50.0, 68.0, 53.0),
)
