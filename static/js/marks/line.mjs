/** A line: width by a number, dashes for what is planned or schematic, a casing inside Russia. */

import {classOf, effectsOf, sizeOf, valueOf} from './classes.mjs';

const DASHES = {dashed: [4, 2.5], dotted: [0.1, 2.2]};

/** The paths of one line feature; the last is the wide, unseen one that takes the pointer. */
export function drawLine(feature, {style, year, pane, renderer, scale = 1}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const effects = effectsOf(style, properties);
  const thin = Math.min(scale, 1);
  const width = thin * (style.width ? sizeOf(style.width, properties[style.width.field]) : 2);
  const pattern = effects.has('dashed') ? 'dashed' : swatch.pattern;
  const path = (points, name, weight, dash) => L.polyline(points, {
    pane, renderer, weight, interactive: name === 'hit', bubblingMouseEvents: false,
    dashArray: dash, className: `mark mark--${name} ink-${swatch.ink}`, smoothFactor: 0.8,
    lineCap: dash ? 'butt' : 'round',
  });
  const points = pointsOf(geometry);
  const quiet = effects.has('quiet') ? 'line-quiet' : 'line';
  const parts = casings(feature, effects).flatMap(run => [
    path(run, 'casing', width + 4.6), path(run, 'gap', width + 3),
  ]);
  parts.push(path(points, quiet, width, dashes(pattern, width)));
  const hit = path(points, 'hit', Math.max(width + 6, 14));
  return {parts: [...parts, hit], handle: hit, order: width};
}

/** Dash lengths in px for a pattern and a width; undefined for a solid line. */
export function dashes(pattern, width) {
  const unit = Math.max(width, 1.6);
  return DASHES[pattern]?.map(length => Math.round(length * unit * 10) / 10).join(' ');
}

/** The stretches of a line inside Russia, from pairs of vertex numbers, both included. */
export function stretches(coordinates, ranges) {
  return (ranges ?? []).map(([start, end]) => coordinates.slice(start, end + 1))
    .filter(run => run.length > 1);
}

function casings({geometry, properties}, effects) {
  if (!effects.has('casing') || geometry.type !== 'LineString') return [];
  return stretches(geometry.coordinates, properties.russia_ranges).map(run => run.map(turned));
}

function pointsOf({type, coordinates}) {
  return type === 'LineString' ? coordinates.map(turned) : coordinates.map(run => run.map(turned));
}

/** GeoJSON says longitude first, Leaflet latitude first. */
function turned([lon, lat]) {
  return [lat, lon];
}
