"""Charts of the published atlas, for tests."""

from pathlib import Path

import geodata
from geodata.catalog import open_catalog
from webapp.charts import charts_of
from webapp.features import feature_of

CATALOG = open_catalog(Path(geodata.__file__).parent / "published")


def chart(layer_id, feature_id, year=None):
    """The first chart of a published feature."""
    feature = feature_of(CATALOG, layer_id, feature_id)
    return charts_of(CATALOG.layer(layer_id), feature["properties"], year)[0]


def dict_of(column):
    """What a column is of, by the name of the field."""
    return {field["name"]: value for field, value in column.head}
