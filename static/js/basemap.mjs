/** The quiet map underneath: land, water and borders on a canvas, drawn in the page's inks. */

const ORDER = ['sea', 'land', 'country', 'home', 'lake', 'river', 'region', 'boundary', 'contested'];

/** How each kind is drawn; `fill` and `stroke` are inks. */
export const LOOKS = {
  land: {fill: 'land', stroke: 'shore', weight: 0.7},
  country: {fill: 'land', stroke: 'boundary', weight: 0.9},
  home: {fill: 'home-land', stroke: 'boundary', weight: 1.1},
  lake: {fill: 'water', stroke: 'shore', weight: 0.7},
  sea: {fill: 'water', stroke: 'shore', weight: 0.7},
  river: {stroke: 'shore', weight: 0.8},
  region: {stroke: 'boundary', weight: 0.5, opacity: 0.7},
  boundary: {stroke: 'boundary', weight: 0.9},
  contested: {stroke: 'boundary', weight: 1, dash: '4 3', fill: null},
};

/** Draw a collection under everything; returns what redraws it in the inks of the moment. */
export function drawBasemap(map, collection, extent) {
  const pane = map.createPane('basemap');
  pane.style.zIndex = 150;
  pane.style.pointerEvents = 'none';
  const renderer = L.canvas({pane: 'basemap', padding: 0.3});
  const common = {pane: 'basemap', renderer, interactive: false};
  const water = L.rectangle(extent, {...common, stroke: false, fillOpacity: 1}).addTo(map);
  const features = drawn(collection.features);
  const parts = L.geoJSON({type: 'FeatureCollection', features}, {...common, smoothFactor: 0.7});
  const paint = () => {
    const ink = inksOf(document.documentElement);
    water.setStyle({fillColor: ink('water')});
    parts.setStyle(feature => pathStyle(LOOKS[kindOf(feature)], ink));
  };
  paint();
  parts.addTo(map);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
  return {paint};
}

/** The kind that a feature is drawn as: Kazakhstan is home land among the countries. */
export function kindOf({properties}) {
  return properties.kind;
}

function drawn(features) {
  return features.filter(feature => kindOf(feature) in LOOKS && !feature.geometry.type.endsWith('Point'))
    .sort((one, other) => ORDER.indexOf(kindOf(one)) - ORDER.indexOf(kindOf(other)));
}

function pathStyle({fill, stroke, weight, opacity = 1, dash}, ink) {
  return {
    fill: Boolean(fill), fillColor: fill && ink(fill), fillOpacity: 1,
    stroke: Boolean(stroke), color: stroke && ink(stroke), weight, opacity, dashArray: dash,
  };
}

function inksOf(element) {
  const computed = getComputedStyle(element);
  return name => computed.getPropertyValue(`--ink-${name}`).trim();
}
