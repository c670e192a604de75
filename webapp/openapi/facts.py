"""What the description takes from the published atlas: ids that exist, years, and examples."""

from typing import NamedTuple

from flask import current_app

from geodata.catalog import BASEMAP
from webapp.argument import steps_of
from webapp.current import current_catalog
from webapp.evidence import table_of
from webapp.features import features_of

NOWHERE = "http://127.0.0.1:8000"  # where `steppe-atlas serve` is, unless told otherwise


class Facts(NamedTuple):
    """Ids by kind, the years that may be asked for, and one example of each kind, or None.

    `home` is the configured public address, never that of a request.
    """

    layers: tuple[str, ...]
    record_tables: tuple[str, ...]
    source_tables: tuple[str, ...]
    steps: tuple[str, ...]
    years: tuple[int, int]
    layer: str
    feature: str | None
    row: str | None
    work: str | None
    home: str


def gather() -> Facts:
    """The facts of what is published now. Raises NotPublished."""
    catalog = current_catalog()
    layers = tuple(entry["id"] for entry in catalog)
    shown = [layer_id for layer_id in catalog.first_layers if layer_id != BASEMAP]
    layer = (*shown, *layers)[0]
    # Those of the example layer first, so that the first of the list is answered there.
    records = [table["name"] for table in catalog.layer(layer)["tables"]]
    records += sorted({table["name"] for entry in catalog for table in entry["tables"]})
    tables = tuple(entry["name"] for entry in catalog.about.get("tables", ()))
    return Facts(
        layers=layers,
        record_tables=tuple(dict.fromkeys(records)),
        source_tables=tables,
        steps=tuple(step["id"] for step in steps_of(catalog)),
        years=catalog.years,
        layer=layer,
        feature=next(iter(features_of(catalog, layer)), None),
        row=next(iter(table_of(catalog, tables[0]).rows), None) if tables else None,
        work=next(iter(catalog.works), None),
        home=current_app.config["PUBLIC_URL"] or NOWHERE,
    )
