"""The `.toml` beside a source: does it say where the source comes from, and can it be true?

Findings name the part of the description that they are about, in place of a row.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from geodata.source import Source, checksum
from geodata.validation.dates import is_before, span
from geodata.validation.problem import Finding, got, listed
from geodata.validation.references import References

TEXTS = ("title", "description", "origin", "publisher", "sha256")
OTHERS = ("published", "accessed", "license", "caveats", "rows", "key", "order", "fields", "sums")
PLACES = ("bbox", "crs", "coverage", "holes", "gap_width", "country", "line", "near")
PARTS = (*TEXTS, *OTHERS, *PLACES)


def description_findings(source: Source, known: References) -> Iterator[Finding]:
    """Yield what is missing, unknown or impossible in what a description says of its source."""
    about = source.about
    for name in TEXTS:
        if not isinstance(about.get(name), str) or not about[name].strip():
            yield Finding(name, "description", f"{name} must be a text; {_got_part(about, name)}.")
    for name in about:
        if name not in PARTS:
            yield Finding(name, "description", f"Must be one of {listed(PARTS, 30)}; {got(name)}.")
    caveats = about.get("caveats", [])
    if not isinstance(caveats, list) or not all(isinstance(said, str) for said in caveats):
        yield Finding("caveats", "description", f"caveats must be a list of texts; {got(caveats)}.")
    yield from _license_findings(about, known)
    yield from _date_findings(about)


def checksum_findings(source: Source) -> Iterator[Finding]:
    """Yield when the data file is not the one that the description was written for."""
    found, declared = checksum(source.path), source.about.get("sha256")
    if isinstance(declared, str) and found != declared:
        message = f"{source.path.name} has changed: declared is {declared}, its sha256 is {found}."
        yield Finding("sha256", "checksum", f"{message} Review the change, then declare it.")


def _license_findings(about: dict[str, Any], known: References) -> Iterator[Finding]:
    declared = about.get("license")
    declared = declared if isinstance(declared, dict) else {}
    if not all(isinstance(declared.get(part), str) for part in ("id", "name")):
        message = "license must have an id of licenses.csv and a name"
        yield Finding("license", "license", f"{message}; {_got_part(about, 'license')}.")
    elif known.licenses is not None and declared["id"] not in known.licenses:
        message = f"license must be one of licenses.csv, {listed(sorted(known.licenses), 30)}"
        yield Finding("license", "license", f"{message}; {got(declared['id'])}.")


def _date_findings(about: dict[str, Any]) -> Iterator[Finding]:
    for name in ("published", "accessed"):
        if not _is_date(about.get(name)):
            message = (
                f"{name} must be a date YYYY, YYYY-MM or YYYY-MM-DD; {_got_part(about, name)}."
            )
            yield Finding(name, "source-date", message)
    published, accessed = about.get("published"), about.get("accessed")
    if is_before(accessed, published):
        message = f"accessed must not be before published, {published}; {got(accessed)}."
        yield Finding("accessed", "accessed-before-published", message)


def _is_date(value: Any) -> bool:
    return type(value) in (date, str, int) and span(value) is not None


def _got_part(about: dict[str, Any], name: str) -> str:
    return got(about[name]) if name in about else "it is missing"
