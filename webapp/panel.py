"""All that is told of one feature: names, figures, records, works cited, and what it is tied to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from webapp.certainty import certainty_of
from webapp.charts import Chart, charts_of
from webapp.disagreement import Disagreement, disagreements_of
from webapp.evidence import rows_of
from webapp.record_tables import RecordTable, tables_of
from webapp.records import Pair
from webapp.values import is_known

LANGUAGES = ("kk", "ru", "en")
KAZAKHSTAN, RUSSIA = ("KZ", "KAZ"), ("RU", "RUS")
WHAT = ("kind", "type", "category", "product", "mode", "level", "theme", "status")
DRAWING = ("is_schematic", "geometry_quality", "map_line_km", "offset_mean_km")
DRAWING += ("is_approximate", "position_error_km", "coord_basis", "coord_error_km")
NOT_FIGURES = ("name_en", "name_kk", "name_ru", "from_year", "to_year", "source_ids")


@dataclass(frozen=True)
class Panel:
    """One feature, ready for its page; `works` are numbered from 1 in the order of first use.

    `figures` are of the thing itself, that of the layer's headline first; `drawing` tells how well
    its place or course on the map is known.
    `rows` has the rows of the sources under each figure, by the name of its field; `certainties`
    says of one that is not as its sources state it what it is.
    """

    layer_id: str
    feature_id: str
    properties: Mapping[str, Any]
    names: tuple[tuple[str, str], ...]
    what: tuple[Pair, ...]
    lead: str | None
    figures: tuple[Pair, ...]
    drawing: tuple[Pair, ...]
    texts: tuple[Pair, ...]
    tables: tuple[RecordTable, ...]
    source_ids: tuple[str, ...]
    works: tuple[Mapping[str, Any], ...]
    charts: tuple[Chart, ...] = ()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()
    certainties: Mapping[str, str | None] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each cited work by its id."""
        return {work["id"]: number for number, work in enumerate(self.works, start=1)}


def panel_of(
    entry: Mapping[str, Any],
    feature: Mapping[str, Any],
    works: Mapping[str, Mapping[str, Any]],
    year: int | None,
    prefer: tuple[str, ...] = (),
) -> Panel:
    """Arrange one feature for reading; `entry` is its layer in the catalog, `works` all works.

    `prefer` names the works whose figures the feature already shows where sources disagree.
    """
    properties = feature["properties"]
    shown = shown_fields(entry)
    what = [field for field in shown if _is_what(field)]
    rest = [field for field in shown if field not in what and field["name"] != "description"]
    headline = entry.get("headline")
    pairs = sorted(_known(rest, properties), key=lambda pair: pair[0]["name"] != headline)
    figures = [pair for pair in pairs if pair[0]["type"] != "text"]
    tables = tuple(tables_of(entry, properties, year))
    return Panel(
        entry["id"],
        feature["id"],
        properties,
        names_of(feature),
        tuple(_known(what, properties)),
        properties.get("description"),
        tuple(pair for pair in figures if pair[0]["name"] not in DRAWING),
        tuple(pair for pair in figures if pair[0]["name"] in DRAWING),
        tuple(pair for pair in pairs if pair[0]["type"] == "text"),
        tables,
        tuple(properties.get("source_ids") or ()),
        tuple(works[key] for key in _cited(properties, tables) if key in works),
        charts_of(entry, properties, year),
        {one["name"]: rows_of(entry, properties, one["name"]) for one in shown},
        disagreements_of(entry, properties, year, prefer),
        {one["name"]: certainty_of(entry, properties, one) for one in shown},
    )


def shown_fields(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The fields of a layer that pages show; names, years and ties to others apart."""
    return [
        field
        for field in entry["fields"]
        if field.get("is_shown", True)
        and field["name"] not in NOT_FIGURES
        and not field["name"].endswith(("_id", "_ids"))
    ]


def names_of(feature: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Language and name: Kazakh first, for places in Russia Russian first, English last."""
    properties = feature["properties"]
    order = ("ru", "kk", "en") if country_of(feature) == "RU" else LANGUAGES
    names = ((lang, properties.get(f"name_{lang}")) for lang in order)
    return tuple((lang, name) for lang, name in names if name)


def country_of(feature: Mapping[str, Any]) -> str | None:
    """KZ or RU, from the feature's country or its id; None for elsewhere, for both, or unknown."""
    properties = feature["properties"]
    said = properties.get("country") or properties.get("country_iso3") or feature["id"][:2]
    return "KZ" if said in KAZAKHSTAN else "RU" if said in RUSSIA else None


def _is_what(field: Mapping[str, Any]) -> bool:
    last = field["name"].rpartition("_")[2]
    return bool(field.get("labels")) and last in WHAT


def _known(fields: list[Mapping[str, Any]], properties: Mapping[str, Any]) -> list[Pair]:
    values = [(field, properties.get(field["name"])) for field in fields]
    return [(field, value) for field, value in values if is_known(value)]


def _cited(properties: Mapping[str, Any], tables: tuple[RecordTable, ...]) -> list[str]:
    ids = list(properties.get("source_ids") or ())
    for table in tables:
        for part in (*table.shares, *table.rows):
            ids += part.source_ids
    return list(dict.fromkeys(ids))
