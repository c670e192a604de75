"""What is told in short: problems, states, what is found, oEmbed, the description itself."""

from webapp.language import LANGUAGES
from webapp.openapi.schemas.parts import (
    ADDRESS,
    BBOX,
    IDS,
    NUMBER,
    SPAN,
    TEXT,
    WHOLE,
    of,
    or_none,
    several,
    thing,
)

NAMES = thing({"en": TEXT}, dict.fromkeys(LANGUAGES, TEXT))
ENTRY = {"id": TEXT, "layer": TEXT, "kind": TEXT, "names": of("Names"), "years": SPAN}
POSITION = or_none(several(NUMBER, 2, 2))

SCHEMAS = {
    "Problem": thing(
        {"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT}, {"closest": IDS}
    ),
    "State": thing({"status": {"enum": ["live", "ready"]}}, {"layers": WHOLE}),
    "Texts": thing(dict.fromkeys(LANGUAGES, TEXT)),
    "Names": NAMES,
    "Found": thing({"q": TEXT, "results": several(of("FoundEntry"))}),
    "FoundEntry": thing(
        {
            **ENTRY,
            "name": TEXT,
            "former_names": several({"type": "object"}),
            "matched": TEXT,
            "position": POSITION,
            "link": ADDRESS,
        }
    ),
    "SearchIndex": thing(
        {
            "alphabet": thing({"letters": {"type": "object"}, "sequences": several(several(TEXT))}),
            "entries": several(thing({**ENTRY, "position": POSITION}, {"bbox": BBOX})),
        }
    ),
    "OEmbed": thing(
        {
            "version": {"const": "1.0"},
            "type": {"const": "rich"},
            "provider_name": TEXT,
            "provider_url": ADDRESS,
            "title": TEXT,
            "cache_age": WHOLE,
            "html": TEXT,
            "width": WHOLE,
            "height": WHOLE,
        },
        {"thumbnail_url": ADDRESS, "thumbnail_width": WHOLE, "thumbnail_height": WHOLE},
    ),
    "OpenApi": thing({"openapi": TEXT, "info": {"type": "object"}, "paths": {"type": "object"}}),
}
