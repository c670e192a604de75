"""The variable parts of paths, and the request headers that change an answer."""

from typing import Any

from geodata.maplibre.document import THEMES
from geodata.maplibre.fonts import FONTS, web_fonts
from geodata.maplibre.metatile import RASTER_MAX_ZOOM
from geodata.tiles import ATLAS
from geodata.tippecanoe import MAX_ZOOM
from webapp.openapi.facts import Facts


def places(facts: Facts) -> dict[str, dict[str, Any]]:
    """Every variable part of a path by the name under which operations refer to it."""
    first, _ = facts.years
    return {
        "layer": _part("layer", "The id of a layer.", _one_of(facts.layers), facts.layer),
        "feature": _part("feature", "The id of a feature of the layer.", _text(), facts.feature),
        "sourceTable": _part(
            "table",
            "The name of a table behind the layers.",
            _one_of(facts.source_tables) if facts.source_tables else _text(),
            (*facts.source_tables, None)[0],
        ),
        "row": _part("row", "The name of a row, as every `rows` names it.", _text(), facts.row),
        "step": _part(
            "step",
            "The id of a step of the tour.",
            _one_of(facts.steps) if facts.steps else _text(),
            (*facts.steps, None)[0],
        ),
        "set": _part(
            "set",
            "A layer, or `atlas` for all of them; `basemap` is a layer.",
            _one_of((*facts.layers, ATLAS)),
            ATLAS,
        ),
        "vectorZoom": _part("z", "The zoom.", _whole(MAX_ZOOM), 4),
        "rasterZoom": _part("z", "The zoom.", _whole(RASTER_MAX_ZOOM), 4),
        "x": _part("x", "The column, from the west: 0 to 2^z - 1.", _whole(), 11),
        "y": _part("y", "The row, from the north: 0 to 2^z - 1.", _whole(), 5),
        "font": _part("font", "The name of a font.", _one_of(tuple(FONTS)), next(iter(FONTS))),
        "webFont": _part(
            "font", "Weight and slope.", _one_of(tuple(web_fonts())), next(iter(web_fonts()))
        ),
        "spriteTheme": _part("theme", "Light or dark colours.", _one_of(THEMES), THEMES[0]),
        "spriteYear": _part(
            "year",
            f"A year from {first} that the data know something of, or `all`.",
            {"type": "string", "pattern": "^([0-9]{4}|all)$"},
            "all",
        ),
        "works": _part(
            "works",
            "Works of `/sources.json` that are preferred, ids separated by commas.",
            {"type": "string", "pattern": "^[a-z0-9,-]+$"},
            facts.work,
        ),
    }


def headers() -> dict[str, dict[str, Any]]:
    """Request headers by the name under which operations refer to them."""
    return {
        "ifNoneMatch": _header(
            "If-None-Match",
            "ETags of answers that the client has; when one is current the answer is 304.",
            '"an ETag of before"',
        ),
        "range": _header(
            "Range",
            "The bytes that are wanted; what cannot be read is ignored.",
            "bytes=0-126",
        ),
        "ifRange": _header(
            "If-Range",
            "The ETag that the range belongs to; for another one the whole is sent.",
            '"an ETag of before"',
        ),
    }


def _part(name: str, what: str, schema: dict, example: Any) -> dict[str, Any]:
    shown = {} if example is None else {"example": example}
    about = {"name": name, "in": "path", "required": True, "description": what}
    return {**about, "schema": schema, **shown}


def _header(name: str, what: str, example: str) -> dict[str, Any]:
    schema = {"type": "string"}
    return {"name": name, "in": "header", "description": what, "schema": schema, "example": example}


def _one_of(ids: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(ids)}


def _text() -> dict[str, Any]:
    return {"type": "string", "minLength": 1}


def _whole(most: int | None = None) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, **({} if most is None else {"maximum": most})}
