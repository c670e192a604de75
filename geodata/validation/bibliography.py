"""The bibliography and the licences: each work dated and licensed, each read after it appeared."""

from collections.abc import Iterator

from geodata.validation.dates import is_before
from geodata.validation.problem import Finding, got, listed
from geodata.validation.references import References
from geodata.validation.rows import Row


def work_findings(rows: list[Row], known: References) -> Iterator[Finding]:
    """Yield works without a known licence, without a date, or accessed before published."""
    for row in rows:
        published, accessed = row.cells.get("published", ""), row.cells.get("accessed", "")
        if not published and not accessed:
            message = "A work must have a date: published or accessed; both are empty."
            yield Finding(row.number, "source-date", message)
        if is_before(accessed, published):
            message = f"accessed must not be before published, {published}; {got(accessed)}."
            yield Finding(row.number, "accessed-before-published", message)
        license_id = row.cells.get("license_id", "")
        if known.licenses is not None and license_id not in known.licenses:
            there = listed(sorted(known.licenses), 30)
            message = f"The licence must be one of licenses.csv, {there}; {got(license_id)}."
            yield Finding(row.number, "license", message)
