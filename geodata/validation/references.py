"""What rows may refer to: the works of the bibliography and the licences."""

import csv
import io
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True)
class References:
    """Ids of works and licences; None when their table cannot be read."""

    works: frozenset[str] | None
    licenses: frozenset[str] | None

    def closest(self, source_id: str) -> str:
        """A hint that names the work whose id is most like this one, or nothing."""
        close = get_close_matches(source_id, self.works or (), n=1)
        return f' Did you mean "{close[0]}"?' if close else ""


def read_references(sources: Path) -> References:
    """The ids of `bibliography.csv` and `licenses.csv`, read as leniently as possible."""
    return References(_ids(sources / "bibliography.csv"), _ids(sources / "licenses.csv"))


def _ids(path: Path) -> frozenset[str] | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, ValueError, csv.Error):
        return None
    if not rows or "id" not in rows[0]:
        return None
    return frozenset(row["id"] for row in rows if row["id"])
