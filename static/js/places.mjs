/** Which places of the basemap get a name, from which zoom, in order of weight. */

import {lonLat} from './cells.mjs';
import {nameOf} from './words.mjs';

const RANKS = {country: 0, sea: 1, line: 1.5, ring: 2, city: 3, lake: 4, region: 5};
const STRONG_PX = 4;
const SHORT = 12;
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
const NAMED = new WeakMap();

/** Places with a name in some tiles (`{cell, tile}`), each once; weighty ones first. */
export function placesIn(tiles) {
  const found = new Map();
  for (const {cell, tile} of tiles) {
    for (const entry of namedIn(tile)) {
      const box = found.get(entry.properties.id)?.box;
      found.set(entry.properties.id, {...entry, box: entry.box && around(box, degrees(cell, entry.box))});
    }
  }
  return [...found.values()].map(placeOf).sort(byWeight);
}

/** The place of a ring's mark: it is named beside the ring, wherever that stands. */
export function ringPlace({feature: {geometry, properties}, side, shift}) {
  const [lon, lat] = geometry.coordinates;
  const radius = side / 2;
  return {
    kind: 'ring', lon, lat, names: properties, weight: radius, rank: RANKS.ring, radius, shift, minZoom: 0,
  };
}

/** The place of a strong line's short name, where the line is in view; null for other lines. */
export function linePlace({feature, order}, bounds, lang) {
  const {geometry: {coordinates, type}, properties} = feature;
  if (order < STRONG_PX || type !== 'LineString') return null;
  const points = ALONG.map(part => coordinates[Math.round(part * (coordinates.length - 1))]);
  const point = points.find(([lon, lat]) => bounds.contains([lat, lon]));
  if (!point) return null;
  const name = shortName(nameOf(properties, lang));
  return name && {
    kind: 'line', lon: point[0], lat: point[1], names: {name_en: name}, weight: order,
    rank: RANKS.line, radius: order / 2 + 3, minZoom: 0,
  };
}

/** The abbreviation that a name gives in brackets, or a name that is short itself; else null. */
export function shortName(name) {
  return /\((\p{Lu}{2,6})[,)]/u.exec(name)?.[1] ?? (name.length <= SHORT ? name : null);
}

/** Order of places: by kind, then weighty ones first, then by name, so that it is always the same. */
export function byWeight(one, other) {
  return one.rank - other.rank || other.weight - one.weight
    || (one.names.name_en < other.names.name_en ? -1 : 1);
}

/**
 * The named things of a tile, each with its kind and, where it does not say where its name stands, its
 * box in parts of the tile's side.
 */
function namedIn(tile) {
  if (!NAMED.has(tile)) {
    const {extent, features} = tile.get('basemap') ?? {extent: 1, features: []};
    NAMED.set(tile, features.flatMap(({kind: shape, parts, properties}) => {
      const kind = properties.kind === 'home' ? 'country' : properties.kind;
      const isPlaced = Number.isFinite(properties.label_lon);
      if (!properties.name_en || !(kind in RANKS) || !(isPlaced || shape !== 'line')) return [];
      return [{kind, properties, box: isPlaced ? null : boxOf(parts).map(side => side / extent)}];
    }));
  }
  return NAMED.get(tile);
}

function placeOf({kind, properties, box}) {
  const [lon, lat] = box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : [properties.label_lon, properties.label_lat];
  return {
    kind, names: properties, rank: RANKS[kind], weight: -(properties.rank ?? 9), lon, lat,
    minZoom: properties.min_zoom ?? 4, isMajor: properties.kind === 'home',
  };
}

/** Left, top, right and bottom of the widest of some parts. */
function boxOf(parts) {
  const boxes = parts.map(part => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    part.forEach((value, at) => {
      const axis = at % 2;
      box[axis] = Math.min(box[axis], value);
      box[axis + 2] = Math.max(box[axis + 2], value);
    });
    return box;
  });
  return boxes.reduce((widest, box) => (box[2] - box[0] > widest[2] - widest[0] ? box : widest));
}

function degrees(cell, [left, top, right, bottom]) {
  const [[west, north], [east, south]] = [lonLat(cell, left, top), lonLat(cell, right, bottom)];
  return [west, south, east, north];
}

function around(one, [west, south, east, north]) {
  if (!one) return [west, south, east, north];
  return [Math.min(one[0], west), Math.min(one[1], south), Math.max(one[2], east), Math.max(one[3], north)];
}
