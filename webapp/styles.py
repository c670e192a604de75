"""MapLibre styles over our tiles, with the sprites and fonts that they name.

A preference changes the icons that are drawn from figures; the tiles keep the atlas's own choice.
"""

import re
from functools import partial
from hashlib import sha256

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from geodata.catalog import BASEMAP
from geodata.maplibre.document import THEMES, Addresses
from geodata.maplibre.fonts import FAMILY, FONTS, font_file, web_fonts
from geodata.maplibre.look import Look, Studio
from geodata.tiles import ATLAS
from webapp import data, query
from webapp.faults import BadQuery, quoted
from webapp.security import base_url

styles = Blueprint("styles", __name__)
styles.after_request(data.share)
SPRITE = re.compile(r"(light|dark)-(\d{4}|all)(?:/([^/@]+?))?(@2x)?\.(json|png)", re.ASCII)


@styles.get("/styles/atlas.json")
def atlas_style() -> Response:
    """The style of the basemap and all layers; those not asked for are there, but hidden."""
    made = studio()
    asked = query.read(request.args, parameters(made))
    look = Look(**({"layers": made.catalog.first_layers} | asked))
    hidden = [entry["id"] for entry in made.catalog if entry["id"] not in look.layers]
    return data.send_json(made.style(look, _addresses(ATLAS, look), hidden=hidden))


@styles.get("/styles/basemap.json")
def basemap_style() -> Response:
    """The style of the basemap alone."""
    made = studio()
    made.shelf.find(BASEMAP)
    known = parameters(made)
    look = Look((), **query.read(request.args, {name: known[name] for name in ("lang", "theme")}))
    return data.send_json(made.style(look, _addresses(BASEMAP, look)))


@styles.get("/styles/sprite/<path:name>")
def sprite(name: str) -> Response:
    """The icons of a theme, a year and a preference: index (JSON) or sheet (PNG), plain or @2x."""
    query.read(request.args, {})
    made = studio()
    match = SPRITE.fullmatch(name)
    if match is None:
        raise NotFound
    year = None if match[2] == "all" else year_of(match[2], made)
    works = query.prefer_of(match[3] or "", made.catalog)
    drawn = made.sprite(match[1], year, 2 if match[4] else 1, works)
    if match[5] == "json":
        return _send(drawn.json, "application/json")
    return _send(drawn.png, "image/png")


@styles.get("/fonts/<name>.ttf")
def font(name: str) -> Response:
    """One of the map's fonts as TrueType."""
    query.read(request.args, {})
    if name not in FONTS:
        raise NotFound
    return _send(font_file(studio().shelf.folder, name).read_bytes(), "font/ttf")


@styles.get("/fonts/noto-sans/<name>.css")
def font_sheet(name: str) -> Response:
    """One of the map's fonts as a style sheet, for clients that draw with the browser's fonts."""
    query.read(request.args, {})
    if name not in web_fonts():
        raise NotFound
    font_name, weight, style = web_fonts()[name]
    sheet = (
        f'@font-face {{\n  font-family: "{FAMILY}";\n  font-weight: {weight};\n'
        f'  font-style: {style};\n  src: url("../{font_name}.ttf") format("truetype");\n}}\n'
    )
    return _send(sheet.encode(), "text/css; charset=utf-8")


def studio() -> Studio:
    """What makes styles and sprites for this app, over its shelf of tiles."""
    shelf = current_app.extensions["tiles"]
    known = current_app.extensions.get("studio")
    if known is None or known.shelf is not shelf:
        known = current_app.extensions["studio"] = Studio(shelf)
    return known


def parameters(made: Studio) -> dict:
    """How the parameters of a look are read: `layers`, `year`, `lang`, `theme`, `prefer`."""
    return {
        "layers": partial(layers_of, made=made),
        "year": partial(year_of, made=made),
        "lang": query.language_of,
        "theme": theme_of,
        "prefer": partial(query.prefer_of, catalog=made.catalog),
    }


def layers_of(text: str, made: Studio) -> tuple[str, ...]:
    """Layer ids separated by commas, in the order of the contents. Raises UnknownLayer."""
    asked = {made.catalog.layer(name)["id"] for name in text.split(",") if name}
    known = (entry["id"] for entry in made.catalog)
    return tuple(name for name in known if name in asked and name != BASEMAP)


def year_of(text: str, made: Studio) -> int | None:
    """A year of the catalog; none for an empty text. Raises BadQuery."""
    return query.year_of(text, made.catalog) if text else None


def theme_of(text: str) -> str:
    """A theme of the map. Raises BadQuery."""
    if text in THEMES:
        return text
    raise BadQuery(f"theme must be one of {', '.join(THEMES)}; got {quoted(text)}.")


def _addresses(set_id: str, look: Look) -> Addresses:
    base = base_url()
    works = [",".join(look.prefer)] if look.prefer else []
    return Addresses(
        f"{base}/tiles/{set_id}.json",
        "/".join([f"{base}/styles/sprite/{look.theme}-{look.year or 'all'}", *works]),
        *(f"{base}/fonts/{name}.ttf" for name in FONTS),
        f"{base}/fonts/{{font-family}}/{{fontweight}}{{-fontstyle}}.css",
    )


def _send(content: bytes, content_type: str) -> Response:
    response = Response(content, content_type=content_type)
    response.set_etag(sha256(content).hexdigest()[:32])
    return response.make_conditional(request)
