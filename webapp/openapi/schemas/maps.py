"""GeoJSON, TileJSON, MapLibre styles and sprites, as far as their standards say."""

from webapp.openapi.schemas.parts import (
    ADDRESS,
    BBOX,
    IDS,
    NUMBER,
    TEXT,
    WHOLE,
    of,
    several,
    thing,
)

GEOMETRIES = (
    *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    "GeometryCollection",
)

SCHEMAS = {
    "FeatureCollection": thing(
        {"type": {"const": "FeatureCollection"}, "features": several(of("Feature"))},
        {
            "id": TEXT,
            "title": TEXT,
            "bbox": BBOX,
            "licenses": several(of("License")),
            "attribution": TEXT,
            "caveats": IDS,
            "sources": several(of("Work")),
        },
    ),
    "Feature": thing(
        {
            "type": {"const": "Feature"},
            "id": TEXT,
            "geometry": thing({"type": {"enum": list(GEOMETRIES)}}, {"coordinates": several({})}),
            "properties": {"type": "object"},
        }
    ),
    "TileJson": thing(
        {
            "tilejson": {"const": "3.0.0"},
            "name": TEXT,
            "description": TEXT,
            "attribution": TEXT,
            "scheme": {"const": "xyz"},
            "tiles": several(TEXT, 1),
            "minzoom": WHOLE,
            "maxzoom": WHOLE,
            "bounds": BBOX,
            "center": several(NUMBER, 3, 3),
            "vector_layers": several(thing({"id": TEXT, "fields": {"type": "object"}})),
        }
    ),
    "Style": thing(
        {
            "version": {"const": 8},
            "sources": {"type": "object"},
            "layers": several(thing({"id": TEXT, "type": TEXT})),
        },
        {"name": TEXT, "sprite": ADDRESS, "glyphs": TEXT},
    ),
    "Sprite": {
        "type": "object",
        "additionalProperties": thing(
            dict.fromkeys(("x", "y", "width", "height", "pixelRatio"), WHOLE)
        ),
    },
}
