"""What a description declares of rows: fields, count, key, order, sums and place.

Findings name the part of the description that they are about, in place of a row. Rows can be
checked only when none has the rule `description`.
"""

from collections.abc import Iterator
from typing import Any

from geodata.source import PANDAS_TYPES, Source
from geodata.validation.place_declarations import is_number, place_findings
from geodata.validation.problem import Finding, got, listed

FIELD = ("name", "type", "title", "unit", "required", "minimum", "maximum", "values", "description")
SUM = ("by", "part", "total", "equals", "tolerance", "except")


def declaration_findings(source: Source) -> Iterator[Finding]:
    """Yield what keeps the rows of a source from being checked, or has no meaning."""
    about = source.about
    if not is_number(about.get("rows"), int):
        message = f"rows must be the number of rows expected; {got(about.get('rows'))}."
        yield Finding("rows", "description", message)
    fields = about.get("fields")
    if not isinstance(fields, list) or not fields or not all(map(_is_named, fields)):
        message = "Every column must have its [[fields]] with a name; not all have."
        yield Finding("fields", "description", message)
        return
    names = [field["name"] for field in fields]
    for field in fields:
        yield from _field_findings(field)
    for part in ("key", "order"):
        if not _are_names(about.get(part, [] if part == "order" else None), names):
            message = f"{part} must be a list of declared fields; {got(about.get(part))}."
            yield Finding(part, "description", message)
    sums = about.get("sums", [])
    for declared in sums if isinstance(sums, list) else [sums]:
        yield from _sum_findings(declared, names)
    yield from place_findings(source, names)


def _field_findings(field: dict[str, Any]) -> Iterator[Finding]:
    name = field["name"]
    if field.get("type") not in list(PANDAS_TYPES):
        message = f"The type of {name} must be one of {listed(PANDAS_TYPES)}"
        yield Finding(name, "description", f"{message}; {got(field.get('type'))}.")
    if not isinstance(field.get("title"), str):
        yield Finding(name, "description", f"{name} must have a title, a text for people.")
    for part in field:
        if part not in FIELD:
            message = f"A field may say {listed(FIELD)}; {got(part)} in {name}."
            yield Finding(name, "description", message)
    for part in ("minimum", "maximum"):
        if not is_number(field.get(part, 0)):
            message = f"{part} of {name} must be a number; {got(field[part])}."
            yield Finding(name, "description", message)
    if not isinstance(field.get("values", []), list):
        message = f"values of {name} must be a list; {got(field['values'])}."
        yield Finding(name, "description", message)


def _sum_findings(declared: Any, names: list[str]) -> Iterator[Finding]:
    message = f"[[sums]] must say by, part, and either total or equals; {got(declared)}."
    if not isinstance(declared, dict) or ("total" in declared) == ("equals" in declared):
        yield Finding("sums", "description", message)
        return
    columns = [declared.get("part"), *([declared["total"]] if "total" in declared else [])]
    numbers = [declared.get("equals", 0), declared.get("tolerance", 0)]
    groups = declared.get("except", [])
    is_sound = all(map(is_number, numbers)) and isinstance(groups, list)
    is_sound = is_sound and all(isinstance(group, list) for group in groups)
    if not is_sound or not _are_names(declared.get("by"), names) or not _are_names(columns, names):
        yield Finding("sums", "description", message)
    for part in declared:
        if part not in SUM:
            yield Finding("sums", "description", f"[[sums]] may say {listed(SUM)}; {got(part)}.")


def _is_named(field: Any) -> bool:
    return isinstance(field, dict) and isinstance(field.get("name"), str)


def _are_names(value: Any, names: list[str]) -> bool:
    return isinstance(value, list) and all(name in names for name in value)
