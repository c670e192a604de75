"""References as RIS, the format of EndNote, Mendeley and library catalogues."""

from webapp.citations.references import MAP, Reference, date_of

RIS = "application/x-research-info-systems; charset=utf-8"
TYPES = {
    MAP: "MAP",
    "press": "NEWS",
    "encyclopaedia": "ENCYC",
    "dataset": "DATA",
    "statistics": "DATA",
    "official": "RPRT",
    "company": "RPRT",
    "academic": "JOUR",
    "law": "STAT",
    "secondary": "ELEC",
}
OTHER = "GEN"


def ris(reference: Reference) -> str:
    """One record, lines ended by CR and LF; an empty line follows it."""
    year, *_ = (*date_of(reference.issued), None)
    fields = (
        ("TY", TYPES.get(reference.kind, OTHER)),
        ("ID", reference.id),
        ("TI", reference.name),
        ("AU", _author(reference)),
        ("T2", reference.container),
        ("PB", reference.publisher),
        ("PY", str(year or "")),
        ("DA", _date(reference.issued)),
        ("ET", reference.version),
        ("UR", reference.url),
        ("Y2", _date(reference.accessed)),
        ("LA", reference.language),
        ("N1", reference.note if reference.title else ""),
    )
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value.strip()]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _author(reference: Reference) -> str:
    # A comma after the name keeps programs from turning that of a body round as a person's.
    return f"{reference.author}," if reference.kind == MAP else reference.author


def _date(text: str) -> str:
    """YYYY/MM/DD/ with empty places for what is not known."""
    year, *rest = (*date_of(text), None, None, None)
    month, day = (f"{part:02}" if part else "" for part in rest[:2])
    return f"{year:04}/{month}/{day}/" if year else ""
