"""The description of all public addresses as one OpenAPI 3.1 document."""

from typing import Any

import webapp
from webapp.openapi.answers import header_components, preflights, problems
from webapp.openapi.facts import Facts
from webapp.openapi.operations import path_item
from webapp.openapi.parameters import parameters
from webapp.openapi.paths import ADDRESSES
from webapp.openapi.places import headers, places
from webapp.openapi.schemas import SCHEMAS

TAGS = {
    "pages": "Pages for people, in three languages; they read without scripts.",
    "data": "Layers, sources and claims as files.",
    "citations": "How to cite a view and the works that it rests on.",
    "search": "Places, lines, organisations and events by name.",
    "tiles": "Vector and raster tiles, and the archive of all of them.",
    "styles": "MapLibre styles with the icons and fonts that they name.",
    "pictures": "Static maps with legend, scale and credits.",
    "embedding": "The map on pages of other sites.",
    "operation": "For whoever runs the atlas.",
}
ABOUT = (
    "A web atlas of how Kazakhstan and Russia depend on each other: pipelines, the border, "
    "peoples, unions and pacts, trade and corridors. Every figure leads to its source, its date "
    "and its licence. Everything is read with GET; nothing needs a key. A parameter that is not "
    "listed is refused, and so is one that is given twice; a refusal is a sentence that says what "
    "is accepted."
)
LICENCE = {
    "name": "CC BY 4.0 for maps and texts; each layer and each table names its own licence",
    "url": "https://creativecommons.org/licenses/by/4.0/",
}


def document(facts: Facts, root: str) -> dict[str, Any]:
    """The document for an atlas that lies below the path `root` of its host."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Steppe Atlas",
            "version": webapp.__version__,
            "summary": "How two countries depend on each other, every figure with its source.",
            "description": ABOUT,
            "license": LICENCE,
        },
        "servers": [{"url": root or "/", "description": "This atlas"}],
        "security": [],
        "tags": [{"name": name, "description": what} for name, what in TAGS.items()],
        "paths": {address.path: path_item(address) for address in ADDRESSES},
        "components": {
            "parameters": {**parameters(facts), **places(facts), **headers()},
            "headers": header_components(),
            "responses": problems() | preflights(),
            "schemas": SCHEMAS,
        },
    }
