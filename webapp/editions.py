"""What is made of the published atlas once, and anew for another edition of it."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app

from geodata.catalog import Catalog
from webapp.current import current_catalog

Made = TypeVar("Made")


def of_this_edition(name: str, make: Callable[[Catalog], Made]) -> Made:
    """What `make` makes of the atlas that the app serves, kept by the app under a name."""
    catalog = current_catalog()
    known = current_app.extensions.get(name)
    if known is None or known[0] != catalog.edition:
        known = current_app.extensions[name] = (catalog.edition, make(catalog))
    return known[1]
