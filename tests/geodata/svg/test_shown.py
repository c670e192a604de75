"""What is drawn in a year follows the same rules as the page's script, checked by running both."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from geodata.attributes import held
from geodata.catalog import open_catalog
from geodata.svg.shown import (
    balance_of,
    effects_of,
    growth,
    parts_of,
    pattern_of,
    size_of,
    swatch_of,
)
from geodata.svg.spread import spread
from geodata.time import is_shown

ROOT = Path(__file__).parents[3]
YEARS = (None, 1991, 1999, 2009, 2014, 2021, 2022, 2026)
SCRIPT = """
import {readFileSync} from 'node:fs';
const root = process.argv[1];
const at = name => import(`${root}/static/js/${name}.mjs`);
const classes = await at('marks/classes');
const {classOf, effectsOf, growth, patternOf, recordsOf, sizeOf, valueOf} = classes;
const {partsOf} = await at('marks/composition');
const {balanceOf} = await at('marks/balance');
const {spread} = await at('marks/spread');
const {isShown} = await at('time');
const {layers, years, zooms} = JSON.parse(readFileSync(0, 'utf8'));
const answer = (style, properties, year) => {
  if (!isShown(properties, year)) return null;
  if (style.mark === 'composition') {
    return partsOf(recordsOf(style, properties, year), style).map(({ink, share}) => [ink, share]);
  }
  if (style.mark === 'balance') return balanceOf(properties[style.table] ?? [], style, year).values;
  const swatch = classOf(style, valueOf(style, properties, year));
  const pattern = swatch && patternOf(swatch, effectsOf(style, properties));
  const width = style.width ? sizeOf(style.width, properties[style.width.field]) : 2;
  return [swatch?.ink ?? null, pattern ?? null, width];
};
const found = layers.map(({style, features}) => features.map(properties => (
  years.map(year => answer(style, properties, year)))));
const places = [[60, 50, 14], [60.01, 50.01, 20], [60, 50, 8], [61, 50, 8], [60, 50, 30]];
const marks = places.map(([lon, lat, side]) => ({lon, lat, side}));
const spiral = zooms.map(zoom => spread(marks, zoom, true));
console.log(JSON.stringify([found, zooms.map(growth), spiral]));
"""


def answer(style: dict, properties: dict, year: int | None):
    """What is drawn of a feature in a year; None when it is not there."""
    if not is_shown(properties, year):
        return None
    if style["mark"] == "composition":
        found = parts_of(held(style, properties, year), style)
        return [[part.ink, part.share] for part in found]
    if style["mark"] == "balance":
        return balance_of(held(style, properties, year), style)
    swatch = swatch_of(style, properties, year)
    scale = style.get("width")
    width = size_of(scale, properties.get(scale["field"])) if scale else 2
    pattern = swatch and pattern_of(swatch, effects_of(style, properties))
    return [swatch and swatch["ink"], pattern, width]


def test_paper_and_page_draw_the_same():
    """Every feature of the atlas has the same class, pattern, parts and size, year by year."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed; tests/run installs it.")
    catalog = open_catalog(ROOT / "geodata" / "published")
    layers = [
        {"style": entry["style"], "features": _properties(catalog.path(entry["id"]))}
        for entry in catalog
        if entry["id"] != "basemap"
    ]
    zooms = [3, 4, 4.25, 5, 6.5, 8, 10]
    asked = json.dumps({"layers": layers, "years": YEARS, "zooms": zooms})
    call = [node, "--input-type=module", "-e", SCRIPT, str(ROOT)]
    done = subprocess.run(call, input=asked, capture_output=True, text=True, check=True)
    theirs, their_growth, their_spread = json.loads(done.stdout)
    count = 0
    for layer, found in zip(layers, theirs, strict=True):
        for properties, by_year in zip(layer["features"], found, strict=True):
            for year, theirs_then in zip(YEARS, by_year, strict=True):
                ours = answer(layer["style"], properties, year)
                where = (layer["style"]["mark"], properties.get("name_en"), year)
                assert _rounded(ours) == _rounded(theirs_then), where
                count += ours is not None
    assert count > 3000
    assert [growth(zoom) for zoom in zooms] == their_growth
    places = [(60, 50, 14), (60.01, 50.01, 20), (60, 50, 8), (61, 50, 8), (60, 50, 30)]
    ours = [[list(shift) for shift in spread(places, zoom, is_tight=True)] for zoom in zooms]
    assert ours == their_spread


def _properties(path: Path) -> list[dict]:
    return [feature["properties"] for feature in json.loads(path.read_bytes())["features"]]


def _rounded(value):
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, 6) if isinstance(value, float | int) else value
