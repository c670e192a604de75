"""Two more layers for the small atlas: cities with shares, and one whose every text attacks."""

import json
from pathlib import Path

from tests.webapp.conftest import declared, feature, point, write_layer

EVIL = "\"'></title></script><script>boom()</script><img src=x onerror=boom()>${7*7}{{7*7}}\\"
GROUPS = {"kazakh": "Kazakhs", "russian": "Russians", "other": "Others"}
KINDS = {"census": "Census", "article": "Figure of the article"}


def shares(year, kind, *parts):
    """Records of one year and kind, by group and share."""
    return [
        {"year": year, "kind": kind, "group": group, "share_percent": share, "count": 1234}
        | {"base": kind, "source_ids": ["census-2021" if kind == "census" else "chronicle"]}
        for group, share in parts
    ]


CITIES = [
    feature(
        "KZ-1",
        point(69, 54),
        name_en="Petropavl",
        name_kk="Петропавл",
        name_ru="Петропавловск",
        population=221907,
        site="https://city.example/",
        composition=[
            *shares(2021, "article", ("russian", 59.28)),
            *shares(2009, "census", ("kazakh", 30.5), ("russian", 60)),
        ],
    ),
    feature("RU-1", point(73, 55), name_en="Omsk", name_kk="Омбы", name_ru="Омск", to_year=2015),
]
CITIES[1]["properties"]["composition"] = []


def add_cities(folder: Path) -> Path:
    """Add both layers to a published folder."""
    composition = declared(year="year", count="integer", share_percent="number")
    kind, group = declared(kind="string", group="string")
    composition += [kind | {"labels": KINDS}, group | {"labels": GROUPS}]
    fields = declared(population="integer", site="string")
    fields[0]["unit"] = "persons"
    catalog = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    cities = write_layer(
        folder, "cities", CITIES, fields=fields, table="composition", record=composition
    )
    cities["style"] = {"mark": "composition", "field": "group", "table": "composition"}
    cities["style"] |= {"record_value": "share_percent"}
    cities["style"]["classes"] = [
        {"value": key, "ink": key, "title": GROUPS[key]} for key in ("kazakh", "russian")
    ]
    catalog["layers"] += [cities, hostile(folder)]
    catalog["sources"].append(
        dict.fromkeys(("title", "author", "publisher", "published", "language", "citation"), EVIL)
        | {"id": "evil", "url": "javascript:boom()", "license_id": "evil"}
    )
    catalog["licenses"].append({"id": "evil", "name": EVIL, "url": "javascript:boom()"})
    catalog["themes"].append({"id": "more", "title": EVIL, "layers": ["cities", "hostile"]})
    (folder / "catalog.json").write_text(json.dumps(catalog), encoding="utf-8")
    return folder


def hostile(folder):
    """A layer with an attack in every text of it."""
    attack = feature("h", point(0, 0), name_en=EVIL, name_kk=EVIL, name_ru=EVIL)
    attack["properties"] |= {"what": EVIL, "note": EVIL, "description": EVIL, "link": "x"}
    attack["properties"] |= {"link": "javascript:boom()", "source_ids": ["evil"]}
    attack["properties"]["log"] = [{"head": EVIL, "value": 1, "said": EVIL, "unit": EVIL}]
    fields = declared(what="string", note="text", description="text", link="string")
    for field in fields:
        field |= {"title": EVIL, "description": EVIL, "unit": EVIL}
    record = declared(head="string", value="number", said="text", unit="string")
    record = [field | {"title": EVIL} for field in record]
    entry = write_layer(folder, "hostile", [attack], fields=fields, table="log", record=record)
    entry["tables"][0] |= {"title": EVIL, "caveat": EVIL}
    entry |= {"title": EVIL, "description": EVIL, "caveats": [EVIL], "attribution": EVIL}
    entry |= {"source_ids": ["evil"], "legend": [{"title": EVIL, "mark": "symbol", "ink": "oil"}]}
    return entry | {"licenses": [{"id": "evil", "name": EVIL, "url": "javascript:boom()"}]}
