"""What a preference changes in a picture, so that equal pictures are drawn and kept once."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from geodata.catalog import Catalog
from geodata.maplibre.look import Look
from webapp.features import stored


def settled(look: Look, catalog: Catalog) -> tuple[Look, str]:
    """The look, and a mark of the figures in it that this request's preference changes.

    Where it changes nothing that is drawn, the look has no preference and the mark is empty.
    """
    drawn = [entry for entry in catalog if entry["id"] in look.layers and _has_figures(entry)]
    told = [stored(catalog, entry["id"]).sha256 for entry in drawn] if look.prefer else []
    if not look.prefer or told == [entry["sha256"] for entry in drawn]:
        return look._replace(prefer=()), ""
    return look, blake2b("".join(told).encode(), digest_size=8).hexdigest()


def _has_figures(entry: Mapping[str, Any]) -> bool:
    """Whether a layer's marks are drawn from records among which a preference chooses."""
    table = entry["style"].get("table")
    return any(one["name"] == table and one.get("choice") for one in entry["tables"])
