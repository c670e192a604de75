"""A view of the map told in words: where it is, what is on it, what stands out in each layer.

Everything is read from what a layer says of itself: the classes, flags and sizes of its style, its
table of records, its headline. No layer is a case of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from geodata.attributes import held
from geodata.catalog import Catalog
from geodata.style import INKS
from geodata.time import current, is_shown
from webapp import frames
from webapp.atlas_map import BASEMAP, visible_ids
from webapp.features import feature_of, stored
from webapp.query import Bbox
from webapp.shares import group_field, share_field
from webapp.view import View
from webapp.within import is_within

FRAME_PX = (1200, 640)  # the window of an address that does not say how large it is
NAMED = 5  # a class of no more features than this is told name by name
CITIES = 8
COUNTRIES = ("home", "country")
Feature = Mapping[str, Any]


class Group(NamedTuple):
    """Features that look the same on the map; `title` is a msgid of the legend."""

    title: str
    features: tuple[Feature, ...]

    @property
    def named(self) -> tuple[Feature, ...]:
        """The features to be named one by one, none when they are many."""
        return self.features if len(self.features) <= NAMED else ()


class Leader(NamedTuple):
    """What stands out: the feature with the most of something, or the first or last of all.

    `title`, a msgid, says of what; `year` and `kind` (a msgid) are those of the value, if any.
    """

    title: str
    feature: Feature
    field: Mapping[str, Any]
    value: Any
    year: int | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Told:
    """One layer of the view: how many features reach into it, by class, and what stands out."""

    entry: Mapping[str, Any]
    features: tuple[Feature, ...]
    groups: tuple[Group, ...]
    flags: tuple[Group, ...]
    leaders: tuple[Leader, ...]
    ends: tuple[Leader, ...]
    is_far: bool


@dataclass(frozen=True)
class Description:
    """A view in words: countries that reach into it, its largest cities, and its layers."""

    bbox: Bbox
    countries: tuple[Feature, ...]
    cities: tuple[Feature, ...]
    layers: tuple[Told, ...]
    selected: Feature | None


def describe(view: View, catalog: Catalog, bbox: Bbox | None = None) -> Description:
    """Tell a view; `bbox` is what the map shows, else what a common window would show."""
    bbox = bbox or frames.of_view(view, FRAME_PX)
    selected = feature_of(catalog, *view.select) if view.select else None
    told = [tell(catalog, layer_id, view, bbox) for layer_id in visible_ids(view, catalog)]
    countries, cities = _ground(catalog, bbox)
    return Description(bbox, countries, cities, tuple(told), selected)


def tell(catalog: Catalog, layer_id: str, view: View, bbox: Bbox) -> Told:
    """One layer of a view."""
    entry = catalog.layer(layer_id)
    found = tuple(
        item.feature
        for item in stored(catalog, layer_id).cut(bbox)
        if is_shown(item.feature["properties"], view.year)
        and is_within(item.feature["geometry"], bbox)
    )
    is_far = bool(view.map) and view.map.zoom < entry["style"].get("min_zoom", 0)
    return Told(
        entry,
        found,
        _groups(entry, found, view.year),
        _flags(entry, found),
        tuple(_leaders(entry, found, view.year)),
        tuple(_ends(entry, found)),
        is_far,
    )


def class_of(style: Mapping[str, Any], properties: Mapping[str, Any], year: int | None):
    """The swatch with which a feature is drawn; None where nothing is known."""
    classes = style.get("classes", ())
    if style.get("table"):
        value = next(iter(held(style, properties, year)), {}).get(style["record_value"])
    else:
        value = properties.get(style.get("field"))
    if value is None:
        return None
    return next((swatch for swatch in classes if _fits(swatch, value)), None)


def _fits(swatch: Mapping[str, Any], value: Any) -> bool:
    if "value" in swatch:
        return swatch["value"] == str(value)
    low, high = swatch.get("minimum"), swatch.get("maximum")
    return (low is None or low <= value) and (high is None or value < high)


def _groups(entry: Mapping[str, Any], found: Sequence[Feature], year: int | None):
    """Features by class in the order of the legend; parts of rings are no classes of features."""
    style = entry["style"]
    if style["mark"] in ("composition", "balance", "band") or len(style.get("classes", ())) < 2:
        return ()
    swatches = [(class_of(style, feature["properties"], year), feature) for feature in found]
    order = [*style["classes"], style.get("no_data")]
    groups = (
        Group(
            swatch["title"],
            tuple(one for known, one in swatches if (known or style.get("no_data")) == swatch),
        )
        for swatch in order
        if swatch
    )
    return tuple(group for group in groups if group.features)


def _flags(entry: Mapping[str, Any], found: Sequence[Feature]) -> tuple[Group, ...]:
    groups = (
        Group(flag["title"], tuple(one for one in found if one["properties"].get(flag["field"])))
        for flag in entry["style"].get("flags", ())
    )
    return tuple(group for group in groups if group.features)


def _leaders(entry: Mapping[str, Any], found: Sequence[Feature], year: int | None):
    """The most of each part of the whole, else the most of what gives the marks their size."""
    style = entry["style"]
    table = next((one for one in entry["tables"] if one["name"] == style.get("table")), None)
    if table and group_field(table):
        yield from _largest_shares(table, found, year)
    elif table and style["mark"] == "balance":
        field = _field(table["fields"], style["record_value"])
        for swatch in style["classes"]:
            known = _sides(style, _ranked(found), swatch, year)
            yield from _largest(swatch["title"], field, known, table)
    elif scale := style.get("width") or style.get("size"):
        field = _field(entry["fields"], scale["field"])
        known = ((one, one["properties"].get(scale["field"]), {}) for one in found)
        yield from _largest(scale["title"], field, known)


def _largest_shares(table: Mapping[str, Any], found: Sequence[Feature], year: int | None):
    """The largest share of each of the first two groups of the legend, both treated alike."""
    by, share = group_field(table), share_field(table)
    field = _field(table["fields"], share)
    for value in [value for value in by["labels"] if value in INKS][:2]:
        known = [
            (one, record.get(share), record)
            for one in found
            for record in current(one["properties"].get(table["name"]) or [], year)
            if record[by["name"]] == value
        ]
        yield from _largest(by["labels"][value], field, known, table)


def _ranked(found: Sequence[Feature]) -> Sequence[Feature]:
    """Those with a place in the list of their layer; one without is the sum of the others."""
    return [one for one in found if one["properties"].get("rank") is not None] or found


def _sides(style: Mapping[str, Any], found: Sequence[Feature], swatch: Mapping, year: int | None):
    for one in found:
        for record in held(style, one["properties"], year):
            if record[style["field"]] == swatch["value"]:
                yield one, record.get(style["record_value"]), record


def _largest(title: str, field: Mapping, known: Iterable[tuple], table: Mapping | None = None):
    known = [item for item in known if item[1] is not None]
    if known:
        feature, value, record = max(known, key=lambda item: item[1])
        kinds = (_field(table["fields"], "kind") or {}) if table else {}
        kind = kinds.get("labels", {}).get(record.get("kind"))
        yield Leader(title, feature, field, value, record.get("year"), kind)


def _ends(entry: Mapping[str, Any], found: Sequence[Feature]):
    """The first and the last of dated features."""
    field = _field(entry["fields"], entry["headline"])
    if not field or field["type"] != "date":
        return
    name = field["name"]
    dated = [one for one in found if one["properties"].get(name)]
    dated.sort(key=lambda one: one["properties"][name])
    for one in (*dated[:1], *dated[1:][-1:]):
        yield Leader(field["title"], one, field, one["properties"][name])


def _field(fields: Iterable[Mapping[str, Any]], name: str | None) -> Mapping[str, Any] | None:
    return next((field for field in fields if field["name"] == name), None)


def _ground(catalog: Catalog, bbox: Bbox) -> tuple[tuple[Feature, ...], tuple[Feature, ...]]:
    """Countries that reach into a box, wherever their names stand, and its largest cities."""
    if BASEMAP not in {entry["id"] for entry in catalog}:
        return (), ()
    seen = [item.feature for item in stored(catalog, BASEMAP).cut(bbox)]
    countries = [
        one for one in seen if _kind(one) in COUNTRIES and is_within(one["geometry"], bbox)
    ]
    cities = [one for one in seen if _kind(one) == "city"]
    countries.sort(key=lambda one: (_kind(one) != "home", _rank(one)))
    return tuple(countries), tuple(sorted(cities, key=_rank)[:CITIES])


def _kind(feature: Feature) -> str | None:
    return feature["properties"].get("kind")


def _rank(feature: Feature) -> int:
    rank = feature["properties"].get("rank")
    return 99 if rank is None else rank
