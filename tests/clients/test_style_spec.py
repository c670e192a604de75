"""Our styles before the official validator, and drawn by MapLibre GL JS in three scripts."""

import itertools
import json
import shutil
import subprocess
from urllib.request import urlopen

import pytest

from webapp.language import LANGUAGES

YEARS = (None, 1963, 1991, 2009, 2021, 2050)
THEMES = ("light", "dark")
VALIDATOR = "@maplibre/maplibre-gl-style-spec/dist/gl-style-validate.mjs"
BATCH = """
import {validateStyleMin} from './node_modules/@maplibre/maplibre-gl-style-spec/dist/index.mjs';
import {readFileSync} from 'node:fs';
const styles = JSON.parse(readFileSync(0));
console.log(JSON.stringify(styles.map(style => validateStyleMin(style).map(String))));
"""
PAGE = """\
<link rel="stylesheet" href="maplibre-gl.css">
<div id="map" style="width: 640px; height: 400px"></div>
<script type="module">
  import {{Map}} from './maplibre-gl.mjs';
  new Map({{container: 'map', style: '{style}', center: [68, 50], zoom: 4, fadeDuration: 0,
           attributionControl: false, canvasContextAttributes: {{preserveDrawingBuffer: true}}}});
</script>
"""
DRAWN = "() => maps.length && maps[0].loaded() && maps[0].areTilesLoaded()"
ONLY_NAMES = """() => {
  for (const layer of maps[0].getStyle().layers) {
    if (layer.type !== 'symbol') maps[0].setLayoutProperty(layer.id, 'visibility', 'none');
    else {
      maps[0].setPaintProperty(layer.id, 'icon-opacity', 0);
      maps[0].setPaintProperty(layer.id, 'text-color', '#ff00ff');
      maps[0].setPaintProperty(layer.id, 'text-halo-width', 0);
    }
  }
}"""
MAGENTA = """() => {
  const canvas = document.createElement('canvas');
  canvas.width = 640; canvas.height = 400;
  const ink = canvas.getContext('2d');
  ink.drawImage(maps[0].getCanvas(), 0, 0, 640, 400);
  const seen = ink.getImageData(0, 0, 640, 400).data;
  let count = 0;
  for (let at = 0; at < seen.length; at += 4) {
    if (seen[at] > 150 && seen[at + 1] < 90 && seen[at + 2] > 150 && seen[at + 3] > 150) count += 1;
  }
  return count;
}"""


@pytest.fixture(scope="module")
def node() -> str:
    """The path of Node.js."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node.js is not installed.")
    return found


def addresses(catalog) -> list[str]:
    """Paths of styles: every layer alone, and years, languages and themes together."""
    alone = [f"/styles/atlas.json?layers={entry['id']}" for entry in catalog]
    mixed = [
        f"/styles/atlas.json?lang={lang}&theme={theme}&year={'' if year is None else year}"
        for year, lang, theme in itertools.product(YEARS, LANGUAGES, THEMES)
    ]
    ground = [
        f"/styles/basemap.json?lang={lang}&theme={theme}"
        for lang, theme in itertools.product(LANGUAGES, THEMES)
    ]
    return ["/styles/atlas.json", "/styles/basemap.json", *alone, *mixed, *ground]


def fetch(url: str) -> bytes:
    """The body of an address."""
    with urlopen(url) as answer:
        return answer.read()


@pytest.mark.parametrize("name", ["atlas", "basemap"])
def test_the_command_of_the_specification_finds_no_fault(atlas, modules, node, tmp_path, name):
    """gl-style-validate accepts the style as served."""
    style = tmp_path / "style.json"
    style.write_bytes(fetch(f"{atlas.url}/styles/{name}.json"))
    call = [node, modules / VALIDATOR, style]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_style_is_valid(atlas, modules, node):
    """All layers, languages and themes, and years from the first to the last, are valid."""
    paths = addresses(atlas.catalog)
    styles = [json.loads(fetch(atlas.url + path)) for path in paths]
    assert _faults([*styles, {"version": 8}], modules, node)[-1] != []  # it does find faults
    faults = dict(zip(paths, _faults(styles, modules, node), strict=True))
    assert {path: found for path, found in faults.items() if found} == {}


def _faults(styles: list[dict], modules, node: str) -> list[list[str]]:
    call = [node, "--input-type=module", "--eval", BATCH]
    done = subprocess.run(
        call,
        input=json.dumps(styles),
        cwd=modules.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_maplibre_gl_draws_names(visit, atlas, lang):
    """MapLibre GL JS takes our fonts and leaves the ink of names, in each language."""
    page = visit(
        PAGE.format(style=f"{atlas.url}/styles/atlas.json?lang={lang}&layers=northern-cities")
    )
    page.wait_for_function(DRAWN)
    page.evaluate(ONLY_NAMES)
    page.wait_for_timeout(200)
    page.wait_for_function(DRAWN)
    assert page.evaluate(MAGENTA) > 400
    fonts = {url for url in visit.watch.requests if url.startswith(f"{atlas.url}/fonts/")}
    assert f"{atlas.url}/fonts/noto-sans-regular.ttf" in fonts
