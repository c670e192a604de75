/** A line: width by a number, dashes for what is planned or schematic, a casing inside Russia. */

import {classOf, effectsOf, sizeOf, valueOf} from './classes.mjs';

const DASHES = {dashed: [4, 2.5], dotted: [0.1, 2.2]};

/** The paths of one line feature; the last is the wide, unseen one that takes the pointer. */
export function drawLine(feature, {style, year, pane, renderer, scale = 1}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const effects = effectsOf(style, properties);
  const base = style.width ? sizeOf(style.width, properties[style.width.field]) : 2;
  const pattern = effects.has('dashed') ? 'dashed' : swatch.pattern;
  const looks = {
    casing: width => ({weight: width + 4.6}),
    gap: width => ({weight: width + 3}),
    line: width => ({weight: width, dashArray: dashes(pattern, width)}),
    sea: width => ({weight: width, dashArray: dashes('dashed', width)}),
    hit: width => ({weight: Math.max(width + 6, 14)}),
  };
  const path = (points, name, look = name) => Object.assign(L.polyline(points, {
    pane, renderer, interactive: name === 'hit', bubblingMouseEvents: false, smoothFactor: 0.8,
    className: `mark mark--${name} ink-${swatch.ink}`, ...looks[look](thin(base, scale)),
    lineCap: look === 'sea' || (look === 'line' && pattern in DASHES) ? 'butt' : 'round',
  }), {look: looks[look]});
  const quiet = effects.has('quiet') ? 'line-quiet' : 'line';
  const {land, sea} = legs(geometry, properties.sea_ranges);
  const parts = casings(feature, effects).flatMap(run => [path(run, 'casing'), path(run, 'gap')]);
  if (land.length) parts.push(path(land, quiet, 'line'));
  if (sea.length) parts.push(path(sea, quiet, 'sea'));
  const hit = path([...land, ...sea], 'hit');
  parts.push(hit);
  const resize = factor => parts.forEach(part => part.setStyle(part.look(thin(base, factor))));
  return {parts, handle: hit, order: base, resize};
}

/** A line's runs as Leaflet takes them, latitude first: those on land and those at sea. */
export function legs({type, coordinates}, seaRanges) {
  const turn = runs => runs.map(run => run.map(turned));
  if (type !== 'LineString') return {land: turn(coordinates), sea: []};
  const breaks = [0, ...(seaRanges ?? []).flat(), coordinates.length - 1];
  const between = breaks.slice(1).map((end, index) => [breaks[index], end]);
  const dry = between.filter((_, index) => index % 2 === 0);
  return {
    land: turn(stretches(coordinates, dry)), sea: turn(stretches(coordinates, seaRanges)),
  };
}

/** Widths shrink on the way out but never grow past their legend. */
function thin(base, scale) {
  return base * Math.min(scale, 1);
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

/** GeoJSON says longitude first, Leaflet latitude first. */
function turned([lon, lat]) {
  return [lat, lon];
}
