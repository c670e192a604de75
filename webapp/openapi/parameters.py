"""The parameters of query strings, with the limits that the code holds them to."""

from typing import Any

from geodata.maplibre.document import THEMES
from webapp import image, query, search
from webapp.claims import PARTS
from webapp.language import LANGUAGES
from webapp.openapi.facts import Facts

Parameter = dict[str, Any]
NUMBER = query.NUMBER.pattern.replace(r"\d", "[0-9]")
EMPTY = {"type": "string", "maxLength": 0}
VIEW = ("layers", "year", "lang", "map", "select", "compare", "prefer", "tour")
LOOK = ("layers", "drawnYear", "lang", "theme", "prefer")
IMAGE = (*LOOK, "bbox", "width", "height", "scale", "legend")


def parameters(facts: Facts) -> dict[str, Parameter]:
    """Every parameter by the name under which operations refer to it."""
    return {**_of_views(facts), **_of_data(facts), **_of_pictures(facts), **_of_oembed(facts)}


def asked(name: str, what: str, schema: dict, example: Any, **more: Any) -> Parameter:
    """One parameter of a query string; it may be left out."""
    shown = {} if example is None else {"example": example}
    return {"name": name, "in": "query", "description": what, "schema": schema, **shown, **more}


def _of_views(facts: Facts) -> dict[str, Parameter]:
    layers = {"type": "array", "items": {"type": "string", "enum": list(facts.layers)}}
    number = f"{NUMBER}/{NUMBER}/{NUMBER}"
    steps = {"type": "string", "enum": ["", *facts.steps]}
    if not facts.steps:
        steps = {"type": "string", "pattern": f"^({query.STEP.pattern})?$"}
    return {
        "layers": asked(
            "layers",
            "The layers to show, ids separated by commas; empty for none. Without it, the layers "
            "that are shown at first. A form may repeat it.",
            layers,
            [facts.layer],
            style="form",
            explode=False,
        ),
        "year": asked("year", "The year to show; empty for all years.", _year_or_none(facts), 2021),
        "lang": asked(
            "lang",
            "The language of the answer. Pages and citations without it are in the first of the "
            "Accept-Language header that the atlas has, other data in English.",
            {"type": "string", "enum": list(LANGUAGES)},
            "en",
        ),
        "map": asked(
            "map",
            f"Where the map stands: zoom (0 to {query.MAX_ZOOM}), latitude, longitude, in degrees.",
            {"type": "string", "pattern": f"^({number})?$"},
            "5/48.50/63.00",
        ),
        "select": asked(
            "select",
            "The feature that is open: id of its layer, slash, its own id.",
            {"type": "string", "pattern": r"^([^/]+/[\s\S]+)?$"},
            facts.feature and f"{facts.layer}/{facts.feature}",
        ),
        "compare": asked(
            "compare", "A year to compare with `year`; empty for none.", _year_or_none(facts), 1999
        ),
        "prefer": asked(
            "prefer",
            "Ids of works of `/sources.json`, separated by commas, whose figures are shown where "
            "sources disagree.",
            {"type": "array", "items": {"type": "string", "pattern": "^[^,]*$"}},
            facts.work and [facts.work],
            style="form",
            explode=False,
        ),
        "tour": asked("tour", "A step of the tour to stand at.", steps, (*facts.steps, None)[0]),
    }


def _of_data(facts: Facts) -> dict[str, Parameter]:
    degrees = {"type": "number", "minimum": -180, "maximum": 180}
    tables = {"type": "string", "enum": list(facts.record_tables)}
    return {
        "bbox": asked(
            "bbox",
            "West, south, east, north in degrees; south below north, latitudes from -90 to 90. "
            "West greater than east crosses the antimeridian.",
            {"type": "array", "items": degrees, "minItems": 4, "maxItems": 4},
            [45, 40, 88, 56],
            style="form",
            explode=False,
        ),
        "dataYear": asked("year", "Only what holds in this year.", _year(facts), 2021),
        "records": asked(
            "table",
            "A table of the layer whose records are wanted, one a row; the catalog's page of the "
            "layer names them. A table of another layer is refused.",
            tables if facts.record_tables else {"type": "string"},
            (*facts.record_tables, None)[0],
        ),
        "part": asked(
            "table",
            "`claims`, a row each (the default), or `findings`, what the sources say of them.",
            {"type": "string", "enum": list(PARTS)},
            "findings",
        ),
        "page": asked(
            "page",
            "Which part of a long table; one behind the end is the last.",
            {"type": "integer", "minimum": 1},
            1,
        ),
        "q": asked(
            "q",
            "What is searched for, in any of the languages, Latin or Cyrillic.",
            {"type": "string", "maxLength": search.LONGEST_QUERY},
            "uralsk",
        ),
        "limit": asked(
            "limit",
            f"How many answers at most; {search.USUAL_HITS} unless it says.",
            {"type": "integer", "minimum": 1, "maximum": search.MOST_HITS},
            5,
        ),
    }


def _of_pictures(facts: Facts) -> dict[str, Parameter]:
    most = f"width × height × scale² may be {image.MOST_PIXELS} at most."
    pixels = {"type": "integer", "minimum": image.LEAST_PX, "maximum": image.MOST_PX}
    return {
        "drawnYear": asked(
            "year",
            "The year to draw; empty for all years.",
            _year_or_none(facts),
            facts.years[1],
        ),
        "theme": asked(
            "theme", "Light or dark colours.", {"type": "string", "enum": list(THEMES)}, "light"
        ),
        "width": asked(
            "width", f"In pixels; {image.DEFAULT_SIZE[0]} unless it says. {most}", pixels, 640
        ),
        "height": asked(
            "height", f"In pixels; {image.DEFAULT_SIZE[1]} unless it says. {most}", pixels, 400
        ),
        "scale": asked(
            "scale",
            "Pixels drawn for each one asked for, along each side.",
            {"type": "integer", "enum": [1, 2]},
            1,
        ),
        "legend": asked(
            "legend",
            "`false` leaves out the title, the year and the legend, for a page that has its own; "
            "scale and credits stay.",
            {"type": "string", "enum": ["true", "false"]},
            "false",
        ),
        "version": asked(
            "v",
            "The edition, as TileJSON and pages name it; an answer to the one that is current may "
            "be kept for a year.",
            {"type": "string"},
            None,
        ),
    }


def _of_oembed(facts: Facts) -> dict[str, Parameter]:
    room = {"type": "integer", "minimum": 1, "maximum": 999_999}
    return {
        "url": asked(
            "url",
            "The whole address of a view, a layer, a feature, a step of the tour or a claim of "
            "this atlas.",
            {"type": "string", "format": "uri", "minLength": 1},
            f"{facts.home}/?layers={facts.layer}",
            required=True,
        ),
        "maxwidth": asked("maxwidth", "The most pixels that there is room for.", room, 640),
        "maxheight": asked("maxheight", "The most pixels that there is room for.", room, 400),
        "format": asked(
            "format",
            "JSON is the one form; XML is answered with 501.",
            {"type": "string", "enum": ["json"]},
            "json",
        ),
    }


def _year(facts: Facts) -> dict[str, Any]:
    return {"type": "integer", "minimum": facts.years[0], "maximum": facts.years[1]}


def _year_or_none(facts: Facts) -> dict[str, Any]:
    return {"anyOf": [_year(facts), EMPTY]}
