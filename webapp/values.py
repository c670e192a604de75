"""Single values on their way to a page: dates in words, shares as bars, addresses as links."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from babel.dates import format_date

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
YEARS = re.compile(r"(\d{4})-(\d{4}|(?:1[3-9]|[2-9]\d))")
DECIMAL = re.compile(r"-?\d+\.\d+")
FORMS = (("months", "format"), ("alone", "stand-alone"))
PATTERNS = {
    "en": ("y", "LLLL y", "d MMMM y"),
    "kk": ("y", "y 'ж'. MMMM", "y 'ж'. d MMMM"),
    "ru": ("y", "LLLL y", "d MMMM y"),
}


def is_identifier(name: str) -> bool:
    """Whether a field of this name identifies: its numbers are written as they are."""
    return name.endswith(("id", "_ids"))


def is_dated(value: Any) -> bool:
    """Whether a text is a date to the month or day, or a span of years or dates."""
    text = str(value)
    parts = text.split("/")
    return len(text) > len("2021") and (
        _years(text) is not None or (len(parts) < 3 and all(map(ISO_DATE.fullmatch, parts)))
    )


def as_decimal(value: Any) -> float | None:
    """The number of a text that is a decimal fraction and nothing else."""
    return float(value) if isinstance(value, str) and DECIMAL.fullmatch(value) else None


def date_words(value: Any, lang: str) -> str:
    """An ISO date, possibly only a year or a month, in words; anything else as it came.

    The years of a span (2019-2020, 2024-25) are joined by a dash, and so are its dates (from/to).
    """
    return _date_words(str(value), lang)


@lru_cache(maxsize=4096)
def _date_words(text: str, lang: str) -> str:
    if years := _years(text):
        return "–".join(years)
    if is_dated(text) and "/" in text:
        return " – ".join(_date_words(part, lang) for part in text.split("/"))
    found = ISO_DATE.fullmatch(text)
    if not found:
        return text
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        moment = date(year, month or 1, day or 1)
    except ValueError:
        return text
    precision = (month is not None) + (day is not None)
    return format_date(moment, PATTERNS[lang][precision], locale=lang)


def _years(text: str) -> tuple[str, str] | None:
    """The two years of a span, the second possibly without its century; None where it is none."""
    found = YEARS.fullmatch(text)
    if not found or found[2] <= found[1][-len(found[2]) :]:
        return None
    return found[1], found[2]


def date_signs(lang: str) -> dict[str, Any]:
    """How a language writes dates, for scripts: patterns by precision, months of a day and alone.

    Browsers know few languages; Chromium has no Kazakh.
    """
    months = Locale.parse(lang).months
    names = {key: [months[form]["wide"][number] for number in range(1, 13)] for key, form in FORMS}
    return {"patterns": PATTERNS[lang], **names}


def is_link(value: Any) -> bool:
    """Whether a text is an http or https address, whole and without spaces, fit to be a link."""
    if not isinstance(value, str) or re.search(r"[\s\x00-\x1f\\]", value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def is_known(value: Any) -> bool:
    """Whether there is something to show; zero and false are, empty texts and lists are not."""
    return value is not None and value != "" and value != []


def segments(shares: Iterable[float], total: float = 100) -> list[tuple[float, float]]:
    """Start and width, both of 100, of the parts of a bar laid end to end."""
    found, start = [], 0.0
    for share in shares:
        width = 100 * share / total if total else 0.0
        found.append((round(start, 2), round(width, 2)))
        start += width
    return found


def bars(values: Sequence[float | None]) -> list[tuple[float, float] | None]:
    """Start and width, both of 100, of one bar per value on a shared axis that includes zero."""
    known = [value for value in values if value is not None]
    low, high = min([0, *known]), max([0, *known])
    if low == high:
        return [None] * len(values)
    scale = 100 / (high - low)
    return [
        None
        if value is None
        else (round((min(value, 0) - low) * scale, 2), round(abs(value) * scale, 2))
        for value in values
    ]
