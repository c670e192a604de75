"""What a layer says of a chosen year: which years its figures are of, or that they have none."""

from collections.abc import Iterable, Mapping
from typing import Any

from geodata.attributes import held
from geodata.catalog import Catalog
from webapp.current import current_catalog, current_view
from webapp.features import features_of
from webapp.language import current, translate


def note(catalog: Catalog, entry: Mapping[str, Any], year: int | None, lang: str) -> str | None:
    """How many features of a layer have figures of the year, and which years the others show.

    Of a layer that is drawn from facts without dates, that they have none. None where all figures
    are of the year, where there is no year, or where figures are no stated points.
    """
    if year is None:
        return None
    if entry.get("undated"):
        return translate(entry["undated"], lang)
    if not is_stated(entry):
        return None
    features = features_of(catalog, entry["id"]).values()
    years = stated_years(entry["style"], features, year)
    others = sorted({own for own in years if own != year})
    if not others:
        return None
    known = {"own": years.count(year), "all": len(years), "year": year}
    return words(lang).format(**known, years=", ".join(map(str, others)))


def note_of_this_view(entry: Mapping[str, Any]) -> str | None:
    """The note of a layer for the year and language that are asked for."""
    return note(current_catalog(), entry, current_view().year, current())


def is_stated(entry: Mapping[str, Any]) -> bool:
    """Whether a layer is drawn from stated points."""
    drawn = (table for table in entry["tables"] if table["name"] == entry["style"].get("table"))
    return any(field["name"] == "base" for table in drawn for field in table["fields"])


def stated_years(
    style: Mapping[str, Any], features: Iterable[Mapping[str, Any]], year: int
) -> list[int]:
    """The year of the stated point of each feature that has one."""
    points = (held(style, feature["properties"], year) for feature in features)
    return [records[0]["year"] for records in points if records]


def words(lang: str | None = None) -> str:
    """The note in a language, this answer's when none is given, with its places open.

    The browser fills them too, in `static/js/stated.mjs`.
    """
    return translate(
        "{own} of {all} have figures of {year} itself; the others show the nearest year stated: "
        "{years}.",
        lang or current(),
    )
