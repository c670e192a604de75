"""Oil pipelines and tanker links by which Kazakhstan's oil leaves, and those that bring oil in.

Each line follows its points in the direction of the original flow; its width is the capacity, a
casing marks the stretches inside Russia, dashes an approximate course, dashes and dots a plan.
Tanker links are lanes across the Caspian and only sketched. Left out: field and refinery
connections, and products lines. Values that no source at hand confirms are empty. Status as of
November 2025.
"""

from geodata.layer import Field, Layer
from geodata.style import Scale

from .pipeline_tables import TABLES
from .pipelines import (
    READS,
    SOURCES,
    UNDATED,
    line_features,
    line_fields,
    line_style,
)

FIELDS = line_fields(Field("capacity_mt_per_year", "Capacity", "number", "million tonnes per year"))

LAYER = Layer(
    id="oil-pipelines",
    title="Oil pipelines",
    kind="pipeline",
    description=__doc__,
    sources=SOURCES,
    features=line_features("oil", FIELDS),
    reads=READS,
    style=line_style(
        "oil",
        Scale(
            "capacity_mt_per_year",
            "Capacity, million tonnes a year",
            ((5, 1.0), (20, 2.5), (80, 7.0)),
            unknown_px=1.5,
        ),
        ("operating", "partly", "idle", "planned", "cancelled"),
    ),
    fields=FIELDS,
    tables=TABLES,
    undated=UNDATED,
    headline="capacity_mt_per_year",
    caveats=(
        "Lengths are as documented; the line on the map is a simplification and shorter or longer.",
        "Company totals and exports by rail are not shown on a line.",
        "A line of which no source at hand gives the year of opening is shown in every year.",
    ),
    bbox=(14.0, 34.0, 90.0, 62.0),
    is_first=True,
)
