/** The border: a thin line in a band that fades into both countries alike. */

import {classOf, effectsOf, valueOf} from './classes.mjs';
import {dashes} from './line.mjs';

const STROKES = [['band-outer', 15], ['band-middle', 9], ['band-inner', 4.5]];

/** The paths of one stretch of the border. */
export function drawBand(feature, {style, year, pane, renderer}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const isDashed = effectsOf(style, properties).has('dashed') || swatch.pattern === 'dashed';
  const points = L.GeoJSON.coordsToLatLngs(
    geometry.coordinates, geometry.type === 'LineString' ? 0 : 1);
  const path = (name, weight, dash) => L.polyline(points, {
    pane, renderer, weight, dashArray: dash, interactive: name === 'hit', smoothFactor: 1,
    bubblingMouseEvents: false, className: `mark mark--${name} ink-${swatch.ink}`,
  });
  const parts = STROKES.map(([name, weight]) => path(name, weight));
  parts.push(path('line', 1.4, isDashed ? dashes('dashed', 1.6) : undefined));
  const hit = path('hit', 14);
  return {parts: [...parts, hit], handle: hit, order: 0};
}
