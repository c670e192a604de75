"""The texts of the snippets, with `$words` where a view's values go."""

from dataclasses import dataclass

LEAFLET = "leaflet.js and leaflet.css are in the npm package leaflet (1.9), folder dist."
MAPLIBRE = (
    "maplibre-gl.css and the .mjs files are in the npm package maplibre-gl (6), folder dist; "
    "keep the .mjs files together."
)
OPENLAYERS = "ol.js is in the npm package ol (10), folder dist, and ol.css beside that folder."
OLMS = "olms.js is in the npm package ol-mapbox-style (13), folder dist."
ONE_LAYER = "The colour is a start; every attribute of the table is in the data."


@dataclass(frozen=True)
class Snippet:
    """One way to use the map; `language` is html or text, `notes` are sentences for people."""

    id: str
    group: str
    title: str
    language: str
    template: str
    notes: tuple[str, ...] = ()
    is_for_one_layer: bool = False


IFRAME = (
    '<iframe src="$embed" title="$title" width="$width" height="$height" '
    'style="border:0" loading="lazy" allowfullscreen></iframe>'
)

LEAFLET_HEAD = """\
<link rel="stylesheet" href="leaflet.css">
<script src="leaflet.js"></script>
<div id="$id" style="height: 500px"></div>
"""
LEAFLET_RASTER = (
    LEAFLET_HEAD
    + """\
<script type="module">
  const map = L.map('$id').setView([$lat, $lon], $zoom);
  for (const set of $sets) {
    L.tileLayer('$base/tiles/' + set + '/{z}/{x}/{y}{r}.png$words', {
      maxNativeZoom: $raster_max_zoom,
      attribution: $credit,
    }).addTo(map);
  }
</script>"""
)
LEAFLET_GEOJSON = (
    LEAFLET_HEAD
    + """\
<script type="module">
  const map = L.map('$id').fitBounds($corners, {padding: [20, 20]});
  const answer = await fetch('$base/layers/$layer.geojson$cut');
  L.geoJSON(await answer.json(), {
    attribution: $layer_credit,
    style: {color: '$colour', weight: 2},
    pointToLayer: (feature, place) => L.circleMarker(place, {radius: 5}),
    onEachFeature: ({properties}, layer) => layer.bindTooltip(Object.assign(
      document.createElement('span'), {textContent: properties.$name ?? properties.name_en},
    )),
  }).addTo(map);
</script>"""
)
MAPLIBRE_HEAD = """\
<link rel="stylesheet" href="maplibre-gl.css">
<div id="$id" style="height: 500px"></div>
<script type="module">
  import {Map} from './maplibre-gl.mjs';
"""
MAPLIBRE_STYLE = (
    MAPLIBRE_HEAD
    + """\
  new Map({
    container: '$id',
    style: '$style',
    center: [$lon, $lat],
    zoom: $gl_zoom,
  });
</script>"""
)
MAPLIBRE_SOURCE = (
    MAPLIBRE_HEAD
    + """\
  new Map({
    container: '$id',
    bounds: $bounds,
    fitBoundsOptions: {padding: 20},
    style: {
      version: 8,
      sources: {atlas: {type: 'vector', url: '$base/tiles/$layer.json'}},
      layers: [
        $gl_layers
      ],
    },
  });
</script>"""
)
OPENLAYERS_HEAD = """\
<link rel="stylesheet" href="ol.css">
<script src="ol.js"></script>
"""
OPENLAYERS_STYLE = (
    OPENLAYERS_HEAD
    + """\
<script src="olms.js"></script>
<div id="$id" style="height: 500px"></div>
<script type="module">
  const map = new ol.Map({
    target: '$id',
    view: new ol.View({center: ol.proj.fromLonLat([$lon, $lat]), zoom: $zoom}),
  });
  const answer = await fetch('$style');
  await olms.apply(map, await answer.json(), {styleUrl: '$base/'});
</script>"""
)
OPENLAYERS_VECTOR = (
    OPENLAYERS_HEAD
    + """\
<div id="$id" style="height: 500px"></div>
<script type="module">
  const source = new ol.source.VectorTile({
    format: new ol.format.MVT({idProperty: 'id'}),
    url: '$base/tiles/$layer/{z}/{x}/{y}.mvt',
    maxZoom: $max_zoom,
    attributions: $layer_credit,
  });
  const stroke = new ol.style.Stroke({color: '$colour', width: 2});
  const fill = new ol.style.Fill({color: '${colour}80'});
  const image = new ol.style.Circle({radius: 5, fill, stroke});
  const style = new ol.style.Style({stroke, fill, image});
  const map = new ol.Map({
    target: '$id',
    layers: [new ol.layer.VectorTile({source, style})],
    view: new ol.View(),
  });
  const extent = ol.proj.transformExtent($bounds, 'EPSG:4326', 'EPSG:3857');
  map.getView().fit(extent, {padding: [20, 20, 20, 20]});
</script>"""
)
OPENLAYERS_RASTER = (
    OPENLAYERS_HEAD
    + """\
<div id="$id" style="height: 500px"></div>
<script type="module">
  new ol.Map({
    target: '$id',
    layers: $sets.map(set => new ol.layer.Tile({
      source: new ol.source.XYZ({
        url: '$base/tiles/' + set + '/{z}/{x}/{y}.png$words',
        maxZoom: $raster_max_zoom,
        attributions: $credit,
      }),
    })),
    view: new ol.View({center: ol.proj.fromLonLat([$lon, $lat]), zoom: $zoom}),
  });
</script>"""
)

VECTOR = "$base/tiles/$set/{z}/{x}/{y}.mvt"
IN_QGIS_XYZ = "Browser panel, XYZ Tiles, New Connection for each line; highest zoom level 12."
IN_QGIS_VECTOR = (
    "Browser panel, Vector Tiles, New Generic Connection: this as Source URL; highest zoom level "
    "10; the style's address below as Style URL."
)

SNIPPETS = (
    Snippet("iframe", "Any page", "The map itself", "html", IFRAME),
    Snippet("leaflet-raster", "Leaflet", "As pictures", "html", LEAFLET_RASTER, (LEAFLET,)),
    Snippet(
        *("leaflet-geojson", "Leaflet", "As data", "html", LEAFLET_GEOJSON),
        (LEAFLET, ONE_LAYER),
        is_for_one_layer=True,
    ),
    Snippet("maplibre-style", "MapLibre GL", "As drawn here", "html", MAPLIBRE_STYLE, (MAPLIBRE,)),
    Snippet(
        *("maplibre-source", "MapLibre GL", "As data", "html", MAPLIBRE_SOURCE),
        (MAPLIBRE, ONE_LAYER),
        is_for_one_layer=True,
    ),
    Snippet(
        *("openlayers-style", "OpenLayers", "As drawn here", "html", OPENLAYERS_STYLE),
        (OPENLAYERS, OLMS),
    ),
    Snippet(
        *("openlayers-raster", "OpenLayers", "As pictures", "html", OPENLAYERS_RASTER),
        (OPENLAYERS,),
    ),
    Snippet(
        *("openlayers-vector", "OpenLayers", "As data", "html", OPENLAYERS_VECTOR),
        (OPENLAYERS, ONE_LAYER),
        is_for_one_layer=True,
    ),
    Snippet("qgis-raster", "QGIS", "As pictures", "text", "$xyz", (IN_QGIS_XYZ,)),
    Snippet("qgis-vector", "QGIS", "As data", "text", VECTOR, (IN_QGIS_VECTOR,)),
    Snippet("style", "Addresses", "MapLibre style", "text", "$style"),
    Snippet("tilejson", "Addresses", "TileJSON", "text", "$base/tiles/$set.json"),
    Snippet("pmtiles", "Addresses", "PMTiles, all layers", "text", "$base/atlas.pmtiles"),
    *(
        Snippet(
            *(form, "Addresses", title, "text", f"$base/layers/$layer.{form}{cut}"),
            is_for_one_layer=True,
        )
        for form, title, cut in (
            ("geojson", "GeoJSON", "$cut"),
            ("csv", "CSV", "$cut"),
            ("gpkg", "GeoPackage", "$chosen"),
        )
    ),
)
