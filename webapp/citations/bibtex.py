"""References as BibTeX, the format of LaTeX, Zotero and JabRef."""

import re

from webapp.citations.references import MAP, Reference

BIBTEX = "application/x-bibtex; charset=utf-8"
SPECIAL = re.compile(r"[\\{}$&#%_~^]")
SPELLED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # escaped braces would still be counted, and may not be balanced
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(reference: Reference, keywords: str = "") -> str:
    """One entry: @online where there is an address, else @misc; letters of all scripts stay."""
    year, month, day = (*reference.issued.split("-"), "", "")[:3]
    fields = {
        "title": _braced(reference.title),
        "author": _braced(reference.author),
        "publisher": _braced(reference.publisher),
        "year": year,
        "month": month.lstrip("0"),
        "day": day.lstrip("0"),
        "version": escape(reference.version),
        "language": escape(reference.language),
        "url": _address(reference.url),
        "urldate": reference.accessed if reference.url else "",
        "note": escape(reference.note) if reference.kind == MAP or not reference.title else "",
        "keywords": escape(keywords),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "online" if reference.url else "misc"
    return "\n".join([f"@{kind}{{{reference.id},", *lines, "}", ""])


def escape(text: str | None) -> str:
    """A text with TeX's special characters escaped; letters of all scripts stay as they are."""
    spelled = SPECIAL.sub(lambda found: SPELLED.get(found[0], rf"\{found[0]}"), text or "")
    return " ".join(spelled.split())


def _braced(text: str) -> str:
    # Inner braces keep capitals, and keep an organisation's name from being split at "and".
    return f"{{{escape(text)}}}" if text else ""


def _address(url: str) -> str:
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", url)
