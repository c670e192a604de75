"""The layers as data: the catalog as JSON; each layer as GeoJSON, CSV and GeoPackage."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, request

from webapp import data, geopackage, query, tidy
from webapp.compression import in_part, send
from webapp.current import current_catalog
from webapp.faults import BadQuery, quoted
from webapp.features import stored
from webapp.language import LANGUAGES, translate
from webapp.security import base_url
from webapp.tidy import CSV

layers = Blueprint("layers", __name__)
layers.after_request(data.share)
GEOJSON = "application/geo+json"
GEOPACKAGE = "application/geopackage+sqlite3"
FILTERS = {
    "bbox": query.bbox_of,
    "year": lambda text: query.year_of(text, current_catalog()),
    "prefer": lambda text: query.prefer_of(text, current_catalog()),
}


@layers.get("/layers.json")
def catalog_json() -> Response:
    """All layers: what each shows, its extent, years, licences, sources and links."""
    query.read(request.args, {})
    catalog = current_catalog()
    return data.send_json(
        {
            "title": in_languages("Steppe Atlas"),
            "themes": [theme | {"title": in_languages(theme["title"])} for theme in catalog.themes],
            "layers": [entry_json(entry, base_url()) for entry in catalog],
        }
    )


@layers.get("/layers/<layer_id>.<form>")
def download(layer_id: str, form: str) -> Response:
    """One layer as a file: GeoJSON and CSV whole or cut to a bbox and a year, GeoPackage whole."""
    entry = current_catalog().layer(layer_id)
    if form not in FORMS:
        raise BadQuery(f"format must be one of {', '.join(FORMS)}; got {quoted(form)}.")
    response = FORMS[form](entry)
    kept = "inline" if form == "geojson" else "attachment"
    response.headers["Content-Disposition"] = f'{kept}; filename="{layer_id}.{form}"'
    return response


def as_geojson(entry: dict[str, Any]) -> Response:
    """A layer's stored bytes, or a collection joined from features that are ready to be sent."""
    cut = query.read(request.args, FILTERS)
    layer = stored(current_catalog(), entry["id"])
    if not cut:
        return send(layer.packed, GEOJSON)
    key = (entry["sha256"], dict(cut))
    cut.pop("prefer", None)
    return data.send_made(GEOJSON, key, lambda: layer.collection(layer.cut(**cut)))


def as_csv(entry: dict[str, Any]) -> Response:
    """A row per feature, or with `?table=` a row per record of one of its tables."""
    names = [table["name"] for table in entry["tables"]]
    cut = query.read(request.args, FILTERS | {"table": _one_of("table", names)})
    table, prefer = cut.pop("table", None), cut.pop("prefer", ())
    layer = stored(current_catalog(), entry["id"])

    def write() -> str:
        features = [item.feature for item in layer.cut(**cut)]
        return tidy.records(entry, features, table) if table else tidy.features(entry, features)

    return data.send_made(CSV, (entry["sha256"], cut, table, prefer), write)


def as_geopackage(entry: dict[str, Any]) -> Response:
    """The whole layer and its tables as a GeoPackage, made when first asked for."""
    query.read(request.args, {"prefer": FILTERS["prefer"]})
    data = geopackage.made(current_app.config, current_catalog(), entry["id"])
    response = Response(data, content_type=GEOPACKAGE)
    response.set_etag(stored(current_catalog(), entry["id"]).sha256)
    return in_part(response, len(data))


FORMS = {"geojson": as_geojson, "csv": as_csv, "gpkg": as_geopackage}


def entry_json(entry: dict[str, Any], base: str) -> dict[str, Any]:
    """One layer in the catalog, with absolute links under `base`."""
    page = f"{base}/layers/{entry['id']}"
    same = ("theme", "geometry_types", "feature_count", "bbox", "years", "licenses", "attribution")
    return {
        "id": entry["id"],
        "title": in_languages(entry["title"]),
        **{name: entry[name] for name in same},
        "caveats": entry["caveats"],
        "sources": entry["source_ids"],
        "links": {"html": page, **{form: f"{page}.{form}" for form in FORMS}},
    }


def in_languages(text: str) -> dict[str, str]:
    """A text in each language of the atlas."""
    return {lang: translate(text, lang) for lang in LANGUAGES}


def _one_of(name: str, known: list[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in known:
            return text
        accepted = f"one of {', '.join(known)}" if known else "left out; this layer has no tables"
        raise BadQuery(f"{name} must be {accepted}; got {quoted(text)}.")

    return read
