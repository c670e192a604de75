"""From a figure to the rows of the sources under it: which they are, what rests on them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geodata.catalog import Catalog, PublishedFile
from geodata.errors import closest
from geodata.origins import ROWS, Published
from geodata.preference import under
from webapp.codes import ALIKE, WORDS
from webapp.faults import UnknownRow, UnknownTable
from webapp.features import features_of

OWN_NAMES = ("name_{}", "title_{}")  # in the reader's language
NAMES = ("name_en", "title", "unit_name_en")
# Parts of a key that name a row of another table, which has its names in each language.
OF = {
    "unit_id": "units",
    "corridor_id": "corridors",
    "pipeline_id": "pipelines",
    "pipeline_id_or_route": "pipelines",
}
COMPUTED = "derived"


@dataclass(frozen=True)
class Origin:
    """One row that a figure rests on: where it is, what it is of, and the works that it cites."""

    ref: str
    table: str
    title: str
    works: tuple[str, ...]
    is_computed: bool
    is_in_language: bool


@dataclass(frozen=True)
class Use:
    """A feature that rests on a row; `table` is the title of those of its records that do."""

    layer_id: str
    feature_id: str
    table: str | None


def table_of(catalog: Catalog, name: str) -> Published:
    """A published table. Raises UnknownTable, or NotPublished when its file is another one."""
    entries = {entry["name"]: entry for entry in catalog.about.get("tables", ())}
    if name not in entries:
        raise UnknownTable(name, closest(name, entries))
    return _read(catalog.file(entries[name]))


def row_of(catalog: Catalog, table: str, name: str) -> dict[str, Any]:
    """A row of a published table by its name. Raises what table_of does, and UnknownRow."""
    rows = table_of(catalog, table).rows
    if name not in rows:
        raise UnknownRow(table, name, closest(name, rows))
    return rows[name]


def origins_of(
    catalog: Catalog,
    refs: Iterable[str],
    lang: str = "en",
    words: Callable[[str, Any], str] = lambda _, value: str(value),
) -> list[Origin]:
    """The rows of some references, in their order; without those that are not published."""
    found = []
    for ref in refs:
        name, _, row_name = ref.partition("/")
        try:
            row, about = row_of(catalog, name, row_name), table_of(catalog, name).about
        except (UnknownTable, UnknownRow):
            continue
        works = tuple(row.get("source_ids") or ())
        is_computed = row.get("confidence") == COMPUTED
        found.append(
            Origin(
                ref,
                about["title"],
                title_of(catalog, about, row, lang, words),
                works,
                is_computed,
                _named(catalog, about, row, lang) is not None,
            )
        )
    return found


def rows_of(entry: Mapping[str, Any], properties: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The rows under one figure of a feature: its own, those of the field, or of the records.

    A field that says `of` rests on the rows of that table; the others on those of no such field.
    """
    if records := under(entry["tables"], properties, name):
        return tuple(dict.fromkeys(ref for record in records for ref in record.get(ROWS) or ()))
    own = properties.get(ROWS) or ()
    apart = {field.get("of") for field in entry["fields"]} - {None}
    of = next((field.get("of") for field in entry["fields"] if field["name"] == name), None)
    kept = (ref for ref in own if (ref.partition("/")[0] == of if of else True))
    if of:
        return tuple(kept)
    rest = tuple(ref for ref in own if ref.partition("/")[0] not in apart)
    return rest or tuple(own)


def title_of(
    catalog: Catalog,
    about: Mapping[str, Any],
    row: Mapping[str, Any],
    lang: str = "en",
    words: Callable[[str, Any], str] = lambda _, value: str(value),
) -> str:
    """What a row is of: its name where it has one, and the parts of its key that are no id.

    `words` puts the value of a column into words.
    """
    named = _named(catalog, about, row, lang)
    named = named or next((row[name] for name in NAMES if row.get(name)), None)
    parts = [key for key in about["key"] if not (named and (key.endswith("id") or key in OF))]
    said = [words(key, row[key]) for key in parts if row.get(key) is not None]
    return " · ".join([*([named] if named else []), *said])


def _named(
    catalog: Catalog, about: Mapping[str, Any], row: Mapping[str, Any], lang: str
) -> str | None:
    own = (row.get(name.format(lang)) for name in OWN_NAMES)
    others = (_name_in(catalog, OF[key], row.get(key), lang) for key in about["key"] if key in OF)
    return next((name for name in (*own, *others) if name), None)


def _name_in(catalog: Catalog, table: str, key: str | None, lang: str) -> str | None:
    try:
        rows = table_of(catalog, table).rows
    except UnknownTable:
        return None
    return rows.get((key or "").replace("_", "-"), {}).get(f"name_{lang}")


def labels_of(catalog: Catalog, name: str) -> dict[str, str]:
    """The words for the codes of a column, as layers have them for fields of that name."""
    words = dict(WORDS.get(name, {}))
    for entry in catalog:
        fields = (*entry["fields"], *(f for table in entry["tables"] for f in table["fields"]))
        for field in fields:
            if field["name"] in (name, ALIKE.get(name)):
                words |= field.get("labels", {})
    return words


@lru_cache(maxsize=64)
def _read(file: PublishedFile) -> Published:
    return Published(json.loads(file.read()))


def uses(catalog: Catalog) -> dict[str, tuple[Use, ...]]:
    """The features that rest on each row, by its reference, in the order of the contents."""
    found: dict[str, dict[Use, None]] = {}
    for entry in catalog:
        for feature in features_of(catalog, entry["id"]).values():
            for ref, title in _references(entry, feature["properties"]):
                found.setdefault(ref, {})[Use(entry["id"], feature["id"], title)] = None
    return {ref: tuple(uses) for ref, uses in found.items()}


def _references(
    entry: Mapping[str, Any], properties: Mapping[str, Any]
) -> Iterator[tuple[str, str | None]]:
    for ref in properties.get(ROWS) or ():
        yield ref, None
    for table in entry["tables"]:
        for record in properties.get(table["name"]) or ():
            for ref in record.get(ROWS) or ():
                yield ref, table["title"]
