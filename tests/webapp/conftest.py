"""A small atlas, published by hand: rivers, towns, lands; and the app that serves it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

import webapp
from geodata.catalog import open_catalog
from geodata.tiles import build_tiles
from webapp import tiles

PUBLIC_DOMAIN = {"id": "pd", "name": "Public domain"}
SURVEY = {"id": "survey-2021", "name": "CC BY 4.0", "attribution": "© Survey of Aqdala"}
WORKS = [
    {
        "id": "census-2021",
        "title": "Census of 50% & more: {towns}_by #size ~ Қазақша",
        "publisher": "Office of Statistics and Maps",
        "published": "2021-09",
        "accessed": "2026-11-24",
        "url": "https://statistics.example/a_b?c=50%25&d={e}",
        "license_id": "survey-2021",
    },
    {"id": "chronicle", "title": "A Chronicle", "published": "1999", "license_id": "pd"},
    {"id": "unused", "title": "Nobody cites this", "license_id": "pd"},
]


def declared(**types: str) -> list[dict]:
    """Fields as the catalog has them, from name and type."""
    return [
        {"name": name, "title": name.replace("_", " ").title(), "type": kind, "is_shown": True}
        for name, kind in types.items()
    ]


NAMES = declared(name_en="string", name_kk="string", name_ru="string")
YEARS = declared(from_year="year", to_year="year")


def feature(feature_id: str, geometry: dict, **properties: object) -> dict:
    """A GeoJSON feature with names and open years unless given."""
    names = {"name_en": feature_id.title(), "name_kk": None, "name_ru": None}
    ends = {"from_year": None, "to_year": None, "source_ids": ["census-2021"]}
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": geometry,
        "properties": names | ends | properties,
    }


def point(lon: float, lat: float) -> dict:
    """A GeoJSON point."""
    return {"type": "Point", "coordinates": [lon, lat]}


def box(west: float, south: float, east: float, north: float) -> dict:
    """A GeoJSON polygon of four corners."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


RIVERS = [
    feature(
        "aq-su",
        {"type": "LineString", "coordinates": [[50, 50], [55, 51]]},
        name_kk="Ақ су",
        name_ru="Белая",
        length_km=360.5,
        is_navigable=True,
        from_year=1992,
        to_year=2010,
    ),
    feature(
        "kara-su",
        {"type": "LineString", "coordinates": [[60, 45], [65, 46]]},
        length_km=0,
        is_navigable=False,
        note='=HYPERLINK("http://evil.example")',
        ranges=[[0, 1]],
    ),
]
TOWNS = [
    feature(
        "berik",
        point(0, 0),
        composition=[
            {"year": 2009, "share_percent": 0, "source_ids": ["chronicle"]},
            {"year": 2021, "share_percent": 59.28, "source_ids": ["census-2021", "chronicle"]},
        ],
    ),
    feature("quiet", point(-71.5, 50.25), composition=[]),
    feature(
        "zhana", point(71.5, 52), from_year=2015, composition=[{"year": 2021, "source_ids": []}]
    ),
]
LANDS = [
    feature(
        "east",
        box(170, 60, 180, 70),
        memberships=[
            {"organisation": "sco", "from_date": "2001-06-15", "to_date": None, "source_ids": []},
            {"organisation": "cis", "from_date": None, "to_date": "2009-08", "source_ids": []},
        ],
    ),
    feature("far-west", box(-180, 60, -175, 65), memberships=[]),
    feature("middle", box(20, 40, 30, 50), memberships=[]),
]


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> Path:
    """The folder of the small atlas."""
    folder = tmp_path_factory.mktemp("atlas") / "published"
    folder.mkdir()
    return write_atlas(folder)


@pytest.fixture
def settings(published, tmp_path) -> dict[str, object]:
    """Settings for the small atlas."""
    return {"PUBLISHED": published, "CACHE_FOLDER": tmp_path / "cache"}


@pytest.fixture
def app(settings):
    """The real app on the small atlas."""
    return webapp.create_app(settings)


@pytest.fixture
def client(app):
    """A client of the app."""
    return app.test_client()


@pytest.fixture(scope="session")
def tiles_cache(published, tmp_path_factory) -> Path:
    """A cache folder in which the small atlas's tiles are built."""
    cache = tmp_path_factory.mktemp("cache")
    folder = tiles.folder_of({"PUBLISHED": published, "CACHE_FOLDER": cache})
    build_tiles(open_catalog(published), folder)
    return cache


@pytest.fixture
def tiled(settings, tiles_cache):
    """A client of the app whose tiles are built."""
    return webapp.create_app(settings | {"CACHE_FOLDER": tiles_cache}).test_client()


def write_atlas(folder: Path) -> Path:
    """Publish the small atlas in a folder that is there."""
    about = declared(length_km="number", is_navigable="boolean", note="text", ranges="list")
    shares = declared(year="year", share_percent="number")
    terms = declared(organisation="string", from_date="date", to_date="date")
    layers = [
        write_layer(folder, "rivers", RIVERS, fields=about, is_first=True),
        write_layer(folder, "towns", TOWNS, table="composition", record=shares, is_first=True),
        write_layer(folder, "lands", LANDS, table="memberships", record=terms),
    ]
    catalog = {
        "themes": [{"id": "land", "title": "Land", "layers": [entry["id"] for entry in layers]}],
        "layers": layers,
        "missing": ["lakes"],
        "sources": WORKS,
        "licenses": [PUBLIC_DOMAIN, SURVEY],
    }
    (folder / "catalog.json").write_text(json.dumps(catalog), encoding="utf-8")
    return folder


def write_layer(
    folder: Path,
    layer_id: str,
    features: list[dict],
    *,
    fields: list[dict] | None = None,
    table: str | None = None,
    record: list[dict] | None = None,
    is_first: bool = False,
) -> dict:
    """Write a layer's file as `publish` does; return its entry in the catalog."""
    head = {
        "type": "FeatureCollection",
        "id": layer_id,
        "title": layer_id.title(),
        "licenses": [SURVEY],
        "attribution": "© Survey of Aqdala",
        "caveats": ["Names are made up."],
        "bbox": [-180, 0, 180, 70],
        "sources": WORKS[:2],
    }
    lines = ",\n".join(dump(feature) for feature in features)
    data = f'{dump(head)[:-1]},"features":[\n{lines}\n]}}\n'.encode()
    (folder / f"{layer_id}.geojson").write_bytes(data)
    tables = [{"name": table, "title": table.title(), "fields": record}] if table else []
    return {
        "id": layer_id,
        "theme": "land",
        "title": head["title"],
        "description": "Made up.",
        "is_first": is_first,
        "geometry_types": sorted({feature["geometry"]["type"] for feature in features}),
        "feature_count": len(features),
        "bbox": head["bbox"],
        "years": None,
        "headline": None,
        "fields": [*NAMES, *(fields or []), *YEARS],
        "tables": tables,
        "style": {"mark": "symbol", "classes": [{"title": "All", "ink": "oil"}]},
        "legend": [{"title": "All", "mark": "symbol", "ink": "oil"}],
        "licenses": head["licenses"],
        "attribution": head["attribution"],
        "caveats": head["caveats"],
        "source_ids": ["census-2021", "chronicle"],
        "file": f"{layer_id}.geojson",
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
    }


def dump(value: object) -> str:
    """Compact JSON as `publish` writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
