"""The catalog, the sources, the claims and the tables."""

from webapp.openapi.schemas.parts import (
    ADDRESS,
    BBOX,
    IDS,
    SPAN,
    TEXT,
    WHOLE,
    of,
    or_none,
    several,
    thing,
)

SCHEMAS = {
    "License": thing({"id": TEXT, "name": TEXT}, {"url": ADDRESS, "attribution": TEXT}),
    "Work": thing(
        {"id": TEXT, "license_id": TEXT},
        {
            **{"title": TEXT, "author": TEXT, "publisher": TEXT, "published": TEXT},
            **{"accessed": TEXT, "url": TEXT, "language": TEXT, "kind": TEXT, "citation": TEXT},
            "cited_by": IDS,
        },
    ),
    "Catalog": thing(
        {
            "title": of("Texts"),
            "themes": several(thing({"id": TEXT, "title": of("Texts"), "layers": IDS})),
            "layers": several(of("Layer")),
        }
    ),
    "Layer": thing(
        {
            "id": TEXT,
            "title": of("Texts"),
            "theme": TEXT,
            "geometry_types": IDS,
            "feature_count": WHOLE,
            "bbox": or_none(BBOX),
            "years": or_none(SPAN),
            "licenses": several(of("License")),
            "attribution": TEXT,
            "caveats": IDS,
            "sources": IDS,
            "links": thing({"html": ADDRESS, "geojson": ADDRESS, "csv": ADDRESS, "gpkg": ADDRESS}),
        }
    ),
    "Sources": thing({"sources": several(of("Work")), "licenses": several(of("License"))}),
    "Claims": thing({"claims": several(of("Claim")), "sources": several(of("Work"))}),
    "Claim": thing(
        {
            "id": TEXT,
            "title": of("Texts"),
            "wording": TEXT,
            "quote": or_none(TEXT),
            "verdict": TEXT,
            "weighed": of("Texts"),
            "findings": several(thing({"id": TEXT, "statement": of("Texts"), "source_ids": IDS})),
            "source_ids": IDS,
            "links": thing({"html": ADDRESS, "map": ADDRESS}),
        }
    ),
    "Table": thing(
        {
            "name": TEXT,
            "title": TEXT,
            "fields": several(thing({"name": TEXT, "title": TEXT, "type": TEXT})),
            "rows": several(thing({"row": TEXT})),
        },
        {"description": TEXT, "caveats": IDS, "key": IDS, "license": of("License")},
    ),
    "Citations": several(thing({"id": TEXT, "type": TEXT})),
}
