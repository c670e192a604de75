"""Small charts of a feature's dated records, as SVG beside the table that says the same.

A chart shows stated values only: nothing is interpolated, a year without a figure stays empty, and
points are joined only within one series of one base.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from geodata.preference import BESIDE
from webapp.charts.composition import composition
from webapp.charts.frame import Chart
from webapp.charts.terms import terms
from webapp.charts.trade import trade
from webapp.charts.volumes import volumes

__all__ = ["Chart", "charts_of"]


def charts_of(
    entry: Mapping[str, Any], properties: Mapping[str, Any], year: int | None
) -> tuple[Chart, ...]:
    """The charts of a feature, in the order of its tables; `year` is marked in them."""
    return tuple(_charts(entry, properties, year))


def _charts(
    entry: Mapping[str, Any], properties: Mapping[str, Any], year: int | None
) -> Iterator[Chart]:
    for table in entry["tables"]:
        # Of figures that state the same thing only the one that the atlas shows is drawn.
        records = [r for r in properties.get(table["name"]) or [] if r.get("use") != BESIDE]
        fields = {field["name"]: field for field in table["fields"]}
        for needed, draw in DRAWN:
            if records and needed <= fields.keys() and (chart := draw(entry, table, records, year)):
                yield chart


# The fields that a table has if it is drawn so.
DRAWN = (
    ({"year", "kind", "base", "group", "share_percent"}, composition),
    ({"year", "flow", "value_usd_million"}, trade),
    ({"year", "kind", "value", "unit"}, volumes),
    ({"line", "organisation", "status", "from_date", "to_date"}, terms),
)
