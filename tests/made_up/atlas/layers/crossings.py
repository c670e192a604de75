"""Crossings of the northern border, open or closed."""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.source import WGS84, split_ids
from geodata.style import Flag, Swatch, by_category


def features(crossings: DataFrame) -> GeoDataFrame:
    """One point per crossing."""
    return GeoDataFrame(
        crossings.assign(
            source_ids=crossings["source_ids"].map(split_ids),
            from_year=crossings["from_date"].str[:4].astype("Int64"),
            to_year=crossings["to_date"].str[:4].astype("Int64"),
        )
        .drop(columns=["lon", "lat", "from_date", "to_date"])
        .set_index("id"),
        geometry=points_from_xy(crossings["lon"], crossings["lat"]),
        crs=WGS84,
    )


LAYER = Layer(
    id="crossings",
    title="Crossings",
    description=__doc__,
    sources=("crossings",),
    features=features,
    style=by_category(
        "symbol",
        "kind",
        (
            Swatch("Road", "crossing", "road", symbol="circle"),
            Swatch("Rail", "crossing", "rail", symbol="square"),
        ),
        flags=(Flag("is_approximate", "hollow", "Approximate position"),),
    ),
    fields=(
        Field("kind", "Kind", labels=(("road", "Road"), ("rail", "Rail"))),
        Field("is_approximate", "Approximate", "boolean"),
    ),
    bbox=(60.0, 50.0, 68.0, 53.0),
    licenses=("cited-facts",),
)
