"""The atlas drawn by Mapnik: the same data, fonts, icons and, as far as it goes, the same style.

It reads the archive that we read; or, which is the fastest it can, GeoJSON in Web Mercator that it
keeps in memory with an index, so that neither a projection nor a file stands in its way.
"""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from PIL import Image

from geodata.catalog import BASEMAP
from geodata.maplibre.expressions import ink, mixed
from geodata.maplibre.fonts import FONTS, font_file
from geodata.maplibre.look import Studio
from geodata.maplibre.metatile import MARGIN_PX, SIDE, TILE_PX, Metatile
from geodata.maplibre.places import name_points
from geodata.maplibre.renderer import parts
from geodata.style import INKS
from geodata.tiles import ATLAS

EARTH_M = 20037508.342789244  # half of the world's width in Web Mercator
MERCATOR = "epsg:3857"
LAYERS = ("oil-pipelines", "border", "northern-cities")
KINDS = {
    "land": ("home", "country"),
    "lakes": ("lake", "sea"),
    "rivers": ("river",),
    "regions": ("region",),
    "contested": ("contested",),
    "cities": ("city",),
}
FACE = "Noto Sans Regular"
GROUND = """
<Style name="land"><Rule><Filter>[kind] = 'country'</Filter>
 <PolygonSymbolizer fill="{land}"/></Rule>
 <Rule><Filter>[kind] = 'home'</Filter><PolygonSymbolizer fill="{home-land}"/></Rule></Style>
<Style name="lakes"><Rule><Filter>[kind] = 'lake' or [kind] = 'sea'</Filter>
 <PolygonSymbolizer fill="{water}"/>
 <LineSymbolizer stroke="{shore}" stroke-width="0.5"/></Rule></Style>
<Style name="rivers"><Rule><Filter>[kind] = 'river' and [min_zoom] &lt;= {zoom}</Filter>
 <LineSymbolizer stroke="{shore}" stroke-width="0.9"/></Rule></Style>
<Style name="regions"><Rule><Filter>[kind] = 'region'</Filter>
 <LineSymbolizer stroke="{boundary}" stroke-width="0.6" stroke-opacity="0.6"/></Rule></Style>
<Style name="countries"><Rule><Filter>[kind] = 'home' or [kind] = 'country'</Filter>
 <LineSymbolizer stroke="{boundary}" stroke-width="1"/></Rule></Style>
<Style name="contested"><Rule><Filter>[kind] = 'contested'</Filter>
 <LineSymbolizer stroke="{boundary}" stroke-width="1.2" stroke-dasharray="4,2"/></Rule></Style>
"""
BAND = '<Style name="band{0}"><Rule><LineSymbolizer stroke="{1}" stroke-width="{2}" \
stroke-linejoin="round" stroke-linecap="round"/></Rule></Style>'
OIL = """
<Style name="casing"><Rule><Filter>[is_transit_russia] = true</Filter>
 <LineSymbolizer stroke="{home-land}" stroke-width="8" stroke-opacity="0.9"
 stroke-linejoin="round" stroke-linecap="round"/></Rule></Style>
<Style name="oil"><Rule><Filter>[is_schematic] = true</Filter>
 <LineSymbolizer stroke="{oil}" stroke-width="2" stroke-dasharray="5,4"/></Rule>
 <Rule><Filter>not ([is_schematic] = true) and [capacity_mt_per_year] &gt; 0</Filter>
 <LineSymbolizer stroke="{oil}" stroke-width="[capacity_mt_per_year] / 12 + 0.6"
 stroke-linejoin="round" stroke-linecap="round"/></Rule>
 <Rule><ElseFilter/><LineSymbolizer stroke="{oil}" stroke-width="1.5"
 stroke-linejoin="round" stroke-linecap="round"/></Rule></Style>
"""
TEXT = 'fill="{label}" halo-fill="{home-land}" halo-radius="1.2" face-name="' + FACE + '"'
NAMES = f"""
<Style name="rings"><Rule>
 <PointSymbolizer file="{{icons}}/[id].png" allow-overlap="true"/>
 <TextSymbolizer size="12" dy="16" {TEXT}>[name_en]</TextSymbolizer></Rule></Style>
<Style name="cities"><Rule><Filter>[kind] = 'city' and [min_zoom] &lt;= {{zoom}}</Filter>
 <MarkersSymbolizer width="5" fill="{{home-land}}" stroke="{{label}}" stroke-width="1"/>
 <TextSymbolizer size="12" placement-type="simple" placements="E,W,N,S,12" dx="6" dy="6"
 {TEXT}>[name_en]</TextSymbolizer></Rule></Style>
<Style name="flows"><Rule><Filter>[kind] = 'river' and [min_zoom] &lt;= {{zoom}}</Filter>
 <TextSymbolizer size="11" placement="line" spacing="400" {TEXT}>[name_en]</TextSymbolizer>
 </Rule></Style>
<Style name="names"><Rule><Filter>[min_zoom] &lt;= {{zoom}}</Filter>
 <TextSymbolizer size="12" wrap-width="90" {TEXT}>[name]</TextSymbolizer></Rule></Style>
"""


def install(folder: Path) -> ModuleType:
    """Fetch Mapnik's wheel into a folder and import it from there."""
    call = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder]
    subprocess.run([*map(str, call), "mapnik"], check=True)
    sys.path.insert(0, str(folder))
    import mapnik

    return mapnik


def prepare(studio: Studio, folder: Path) -> None:
    """Write what Mapnik reads: features by layer and kind in metres, name points, icons."""
    sheet = studio.sprite("light", None, 1)
    whole = Image.open(io.BytesIO(sheet.png))
    for name, place in sheet.index.items():
        if name.startswith("disc/northern-cities/"):
            left, top, width, height = (place[side] for side in ("x", "y", "width", "height"))
            icon = whole.crop((left, top, left + width, top + height))
            icon.save(folder / f"{name.rpartition('/')[2]}.png")
    for layer_id in (BASEMAP, *LAYERS):
        features = json.loads(studio.catalog.path(layer_id).read_bytes())["features"]
        for kind, kinds in KINDS.items() if layer_id == BASEMAP else ((layer_id, None),):
            kept = [f for f in features if kinds is None or f["properties"]["kind"] in kinds]
            _write(folder / f"{kind}.geojson", kept)
        if layer_id == BASEMAP:
            _write(folder / "names.geojson", name_points(features, "en")["features"])


def _write(path: Path, features: list[dict]) -> None:
    metric = [
        feature
        | {
            "geometry": _metric(feature["geometry"]),
            "properties": {
                key: value
                for key, value in (feature["properties"] | {"id": feature.get("id")}).items()
                if not isinstance(value, (list, dict))
            },
        }
        for feature in features
    ]
    collection = {"type": "FeatureCollection", "features": metric}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def _metric(geometry: dict) -> dict:
    def turn(value: list) -> list:
        if isinstance(value[0], list):
            return [turn(inner) for inner in value]
        x, y = parts(value[0], max(-85.05, min(85.05, value[1])))
        return [(2 * x - 1) * EARTH_M, (1 - 2 * y) * EARTH_M]

    return {"type": geometry["type"], "coordinates": turn(geometry["coordinates"])}


def open_map(
    mapnik: ModuleType, studio: Studio, folder: Path, zoom: int, *, from_archive: bool
) -> Any:
    """A Mapnik map of the atlas for one zoom of 256 px tiles."""
    for name in FONTS:
        mapnik.FontEngine.register_font(str(font_file(studio.shelf.folder, name)))
    made = mapnik.Map(TILE_PX, TILE_PX)
    archive = studio.shelf.archive(ATLAS).path.resolve() if from_archive else None
    mapnik.load_map_from_string(made, _document(folder, zoom, archive))
    return made


def draw_block(mapnik: ModuleType, made: Any, block: Metatile) -> list[bytes]:
    """The PNG tiles of a block, of 256 colours each, drawn at once with our margin."""
    side = SIDE * TILE_PX + 2 * MARGIN_PX
    picture = _render(mapnik, made, block.zoom, block.column * SIDE, block.row * SIDE, SIDE, side)
    return [
        picture.view(
            MARGIN_PX + column * TILE_PX, MARGIN_PX + row * TILE_PX, TILE_PX, TILE_PX
        ).to_string("png8")
        for row in range(SIDE)
        for column in range(SIDE)
    ]


def draw_tile(mapnik: ModuleType, made: Any, zoom: int, x: int, y: int) -> bytes:
    """The PNG of one tile, drawn alone with our margin."""
    picture = _render(mapnik, made, zoom, x, y, 1, TILE_PX + 2 * MARGIN_PX)
    return picture.view(MARGIN_PX, MARGIN_PX, TILE_PX, TILE_PX).to_string("png8")


def _render(mapnik: ModuleType, made: Any, zoom: int, x: int, y: int, tiles: int, side: int) -> Any:
    tile_m = 2 * EARTH_M / (1 << zoom)
    margin_m = (side - tiles * TILE_PX) / 2 / TILE_PX * tile_m
    west, north = x * tile_m - EARTH_M, EARTH_M - y * tile_m
    made.resize(side, side)
    made.buffer_size = MARGIN_PX
    corners = (west - margin_m, north - tiles * tile_m - margin_m)
    made.zoom_to_box(mapnik.Box2d(*corners, west + tiles * tile_m + margin_m, north + margin_m))
    picture = mapnik.Image(side, side)
    mapnik.render(made, picture)
    return picture


def _document(folder: Path, zoom: int, archive: Path | None) -> str:
    inks = {name: ink(name, "light") for name in INKS}
    bands = "".join(
        BAND.format(number, mixed("border", share, "light"), width)
        for number, (share, width) in enumerate(((0.18, 9), (0.36, 5), (1, 1.2)))
    )
    styles = (GROUND + OIL + NAMES).format(**inks, icons=folder, zoom=zoom)
    layers = [
        *(("land", "land"), ("lakes", "lakes"), ("rivers", "rivers"), ("regions", "regions")),
        *(("land", "countries"), ("contested", "contested")),
        *(("border", f"band{number}") for number in range(3)),
        *(("oil-pipelines", "casing"), ("oil-pipelines", "oil"), ("rivers", "flows")),
        *(("cities", "cities"), ("northern-cities", "rings"), ("names", "names")),
    ]
    drawn = "".join(_layer(style, _source(folder, data, archive)) for data, style in layers)
    return f'<Map srs="{MERCATOR}" background-color="{inks["water"]}">{styles}{bands}{drawn}</Map>'


def _source(folder: Path, data: str, archive: Path | None) -> dict[str, object]:
    if archive is None or data == "names":
        return {"type": "geojson", "file": folder / f"{data}.geojson"}
    return {"type": "tiles", "file": archive, "layer": BASEMAP if data in KINDS else data}


def _layer(style: str, source: dict[str, object]) -> str:
    parameters = "".join(
        f'<Parameter name="{k}">{value}</Parameter>' for k, value in source.items()
    )
    return (
        f'<Layer name="{style}" srs="{MERCATOR}"><StyleName>{style}</StyleName>'
        f"<Datasource>{parameters}</Datasource></Layer>"
    )
