"""Towns of Aqdala and the groups that live there, by census. Villages are left out."""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Layer, Table
from geodata.source import WGS84, split_ids
from geodata.style import Style, Swatch

SHOWN = ["year", "group_code", "count", "share_percent", "source_ids"]


def features(towns: DataFrame, composition: DataFrame) -> GeoDataFrame:
    """One point per town, with a record per group and year."""
    rows = composition.assign(source_ids=composition["source_ids"].map(split_ids))
    records = {town: group[SHOWN].to_dict("records") for town, group in rows.groupby("town_id")}
    return GeoDataFrame(
        towns.assign(
            source_ids=towns["source_ids"].map(split_ids),
            composition=[records.get(town, []) for town in towns["id"]],
        )
        .drop(columns=["lon", "lat"])
        .set_index("id"),
        geometry=points_from_xy(towns["lon"], towns["lat"]),
        crs=WGS84,
    )


LAYER = Layer(
    id="towns",
    title="Towns",
    description=__doc__,
    sources=("towns", "composition"),
    features=features,
    style=Style(
        "composition",
        classes=(
            Swatch("Hill people", "kazakh", "hill"),
            Swatch("Plain people", "russian", "plain"),
        ),
        no_data=Swatch("No data", "no-data"),
        table="composition",
    ),
    fields=(Field("founded_year", "Founded", "year"),),
    tables=(
        Table(
            "composition",
            "Groups",
            (
                Field("year", "Year", "year"),
                Field("group_code", "Group", labels=(("hill", "Hill"), ("plain", "Plain"))),
                Field("count", "Persons", "integer", "persons"),
                Field("share_percent", "Share", "number", "percent"),
            ),
            caveat="Groups are as people named themselves.",
        ),
    ),
    bbox=(60.0, 50.0, 68.0, 53.0),
    is_first=True,
)
