"""The style of a year shows of the tiles what the rule of time says of the published records."""

import json
from pathlib import Path

import pytest

import geodata
from geodata.attributes import held, tile_properties
from geodata.catalog import open_catalog
from geodata.maplibre.expressions import dated

CATALOG = open_catalog(Path(geodata.__file__).parent / "published")
AREAS = [entry["id"] for entry in CATALOG if entry["style"].get("table")]
YEARS = (None, *range(1991, 2027))


def worth(expression, properties):
    """The value of an expression of `coalesce`, `case`, `==` and `get` for some properties."""
    if not isinstance(expression, list):
        return expression
    name, *rest = expression
    if name == "get":
        return properties.get(rest[0])
    if name == "==":
        return worth(rest[0], properties) == rest[1]
    if name == "case":
        return worth(rest[1] if worth(rest[0], properties) else rest[2], properties)
    assert name == "coalesce"
    return next((v for v in (worth(part, properties) for part in rest) if v is not None), None)


@pytest.mark.parametrize("layer_id", AREAS)
def test_a_tile_says_in_every_year_what_the_records_say(layer_id):
    """The value read off a tile in a year is that of the record which holds, if any."""
    entry = CATALOG.layer(layer_id)
    style = entry["style"]
    features = json.loads(CATALOG.path(layer_id).read_bytes())["features"]
    tiles = [tile_properties(feature, style) for feature in features]
    fields = sorted({name for tile in tiles for name in tile})
    part = f"{style['classes'][1]['value']}_" if style["mark"] in ("composition", "balance") else ""
    for year in YEARS:
        expression = dated(part + style["record_value"], fields, year)
        for feature, tile in zip(features, tiles, strict=True):
            records = held(style, feature["properties"], year)
            if part:
                records = [r for r in records if f"{r[style['field']]}_" == part]
            expected = records[0][style["record_value"]] if records else None
            if year is None and style["mark"] == "balance":
                continue  # the sprite draws both halves of one year
            if part and expected is None:
                continue  # a later point without this group is not what is drawn
            assert (worth(expression, tile) or None) == (expected or None), (feature["id"], year)


def test_stated_points_are_told_apart_by_what_they_rest_on():
    """North Kazakhstan in 2019 is the estimate of 2010, not the census of 2021 that is nearer."""
    style = CATALOG.layer("border-regions")["style"]
    features = json.loads(CATALOG.path("border-regions").read_bytes())["features"]
    tiles = {feature["id"]: tile_properties(feature, style) for feature in features}
    fields = sorted({name for tile in tiles.values() for name in tile})
    tile = tiles["KZ-59"]
    expression = dated("share_percent", fields, 2019)
    assert worth(expression, tile) == tile["share_percent_2010"]
    assert worth(dated("share_percent", fields, 2022), tile) == tile["share_percent_2021"]
