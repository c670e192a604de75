"""A layer: what it shows, what it is made from, how it is made, and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geopandas import GeoDataFrame
from pandas import DataFrame

from geodata.style import Style


@dataclass(frozen=True)
class Field:
    """One published property: its name carries the unit; `title` is for people.

    `type` is string, text, integer, number, boolean, date, year or list. `labels` translates
    coded values to words; `is_shown` false keeps a field out of panels and tables. `of` names the
    table among whose `rows` those of this figure are, where the feature rests on several; `how`
    says in a sentence how the figure was computed. `is_translated` marks words of our own, which
    pages tell in each language; published files have them in English.
    """

    name: str
    title: str
    type: str = "string"
    unit: str | None = None
    description: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    is_shown: bool = True
    of: str | None = None
    how: str | None = None
    is_translated: bool = False


@dataclass(frozen=True)
class Shown:
    """A property of a feature, `name`, that repeats `field` of the drawn record that fits `where`.

    With `year` it is the sum of the drawn records of the last year that has both values of `field`,
    and `year` names the property for that year.
    """

    name: str
    field: str
    where: tuple[tuple[str, str], ...] = ()
    year: str | None = None


@dataclass(frozen=True)
class Choice:
    """Which of the records that state the same thing is drawn (`geodata.preference`).

    Records that are alike in the fields of `slot` state the same; `value` is the field in which
    they may differ; `rule` says in plain words which of them is drawn, which has `use` "drawn".
    """

    slot: tuple[str, ...]
    value: str
    rule: str
    shown: tuple[Shown, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The choice as plain data, as `geodata.preference` reads it."""
        return {
            "slot": list(self.slot),
            "value": self.value,
            "rule": self.rule,
            "shown": [
                {"name": one.name, "field": one.field, "where": dict(one.where), "year": one.year}
                for one in self.shown
            ],
        }


USE = Field(
    "use",
    "Use",
    labels=(("drawn", "Shown by the atlas"), ("beside", "Another source, for comparison")),
)


@dataclass(frozen=True)
class Table:
    """A list of records that each feature carries under `name`, one per observation.

    Every record has the `fields`, `source_ids` and `rows` of the sources; with a field `year`, or
    with `from_date` and `to_date`, it follows the chosen year. A field `base` beside `year` makes
    it a stated point of a series, of which the nearest holds (`geodata.time`).
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    caveat: str | None = None
    choice: Choice | None = None


@dataclass(frozen=True)
class Layer:
    """One layer of the atlas.

    `features` gets a table per name in `sources`, as keyword arguments of these names, and returns
    a GeoDataFrame in WGS 84 indexed by feature id, with columns for `name_en`, `name_kk`,
    `name_ru`, each of `fields`, each of `tables` (lists of dicts), `source_ids` (lists of
    bibliography ids), `rows` (lists of `table/row`) and, where known, `from_year` and `to_year`
    (inclusive, Int64). `reads` says for a source what of its rows may be shown, details from memory
    emptied; for others it is every row but those from memory.
    `description` is the module's docstring: what the layer shows, leaves out, how current it is.
    `undated` is said beside any year's view of a layer that is drawn from facts without dates.
    `kind` says in one word what a feature is to who searches: place, pipeline, event, ...
    """

    id: str
    title: str
    description: str
    sources: tuple[str, ...]
    features: Callable[..., GeoDataFrame]
    style: Style
    fields: tuple[Field, ...]
    tables: tuple[Table, ...] = ()
    headline: str | None = None
    caveats: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] = (19.0, 34.0, 110.0, 62.0)
    is_first: bool = False
    licenses: tuple[str, ...] = ()
    kind: str = "place"
    reads: tuple[tuple[str, Callable[[DataFrame], DataFrame]], ...] = ()
    undated: str | None = None


@dataclass(frozen=True)
class Theme:
    """A heading of the panel and the layers under it, in drawing and legend order."""

    id: str
    title: str
    layers: tuple[Layer, ...]


NAMES = (
    Field("name_en", "Name (English)"),
    Field("name_kk", "Name (Kazakh)"),
    Field("name_ru", "Name (Russian)"),
)
YEARS = (
    Field("from_year", "From year", "year"),
    Field("to_year", "To year", "year"),
)
