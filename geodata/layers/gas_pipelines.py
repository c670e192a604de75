"""Gas pipelines that cross, leave or feed Kazakhstan, most of them laid for one Soviet network.

Each line follows its points in the direction of the original flow; its width is the capacity, a
casing marks the stretches inside Russia, dashes an approximate course. The flow of some has turned
since: Russian gas goes south to Uzbekistan through pipes built for the north. Left out: a proposed
line from Russia through Kazakhstan to China, which has no agreed course, and local networks.
Values that no source at hand confirms are empty. Status as of November 2025.
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

FIELDS = line_fields(
    Field("capacity_bcm_per_year", "Capacity", "number", "billion cubic metres per year")
)

LAYER = Layer(
    id="gas-pipelines",
    title="Gas pipelines",
    kind="pipeline",
    description=__doc__,
    sources=SOURCES,
    features=line_features("gas", FIELDS),
    reads=READS,
    style=line_style(
        "gas",
        Scale(
            "capacity_bcm_per_year",
            "Capacity, billion cubic metres a year",
            ((2, 1.0), (20, 3.0), (60, 7.0)),
            unknown_px=1.5,
        ),
        ("operating", "partly", "idle"),
    ),
    fields=FIELDS,
    tables=TABLES,
    undated=UNDATED,
    headline="capacity_bcm_per_year",
    caveats=(
        "Lengths are as documented; some count parallel lines or one country only.",
        "A line of which no source at hand gives the year of opening is shown in every year.",
    ),
)
