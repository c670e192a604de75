"""What the offers of an error page are called: a layer's title, a feature's name."""

from flask import Flask, current_app

from geodata.catalog import Catalog
from geodata.errors import AtlasError
from webapp.features import feature_of
from webapp.language import gettext, name_of


def offer(app: Flask) -> None:
    """Give the error page the names of what it offers."""
    app.jinja_env.globals["called"] = called


def called(path: str) -> str:
    """The name in the reader's language of the layer or feature with a page at `path`.

    Empty where it has none, or when the catalog is what is at fault.
    """
    catalog: Catalog | None = current_app.extensions.get("atlas")
    room, *ids = path.strip("/").split("/", 2)
    if catalog is None or room != "layers":
        return ""
    try:
        if len(ids) == 1:
            return gettext(catalog.layer(ids[0])["title"])
        return name_of(feature_of(catalog, *ids)["properties"])
    except AtlasError:
        return ""
