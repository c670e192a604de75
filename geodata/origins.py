"""Source rows as readers find them: the property that names them, and a published table of them."""

from functools import cached_property
from typing import Any

ROWS = "rows"  # the column, and the property of features and records, that holds references


class Published:
    """One published table: what its file says of it, and its rows by name."""

    def __init__(self, about: dict[str, Any]):
        self.about = about

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The rows by name, in order; cells that are unknown are left out."""
        return {row["row"]: row for row in self.about["rows"]}
