/** A layer's vector tile painted on a canvas in the layer's own style. */

import {pathOf} from '../basemap.mjs';
import {brush} from './brush.mjs';
import {classOf, effectsOf, growth, patternOf, sizeOf, valueOf} from './classes.mjs';
import {dashes} from './line.mjs';
import {paintPieces} from './pieces.mjs';
import {symbolPieces} from './symbol.mjs';

const GROUPS = new WeakMap();
const AREA_OPACITY = 0.5;
const SIDE = 16;

/** Paint one tile into its box; rings and half discs are plain discs here, areas keep no hatch. */
export function paintLayer(context, tile, {left, top, size, ratio, zoom}, {spec, year, ink, symbols}) {
  const layer = tile.get(spec.id);
  if (!layer) return;
  const scale = size / layer.extent;
  const factor = Math.min(growth(zoom), 1);
  const unit = ratio / scale;
  for (const {look, features} of groupsOf(layer, spec.style, year)) {
    context.setTransform(scale, 0, 0, scale, left, top);
    if (features[0].kind === 'point') {
      paintPoints(context, features, {look, ink, symbols, box: {left, top, scale, ratio}});
      continue;
    }
    look.path ??= pathOf(features);
    if (features[0].kind === 'polygon') {
      context.globalAlpha = AREA_OPACITY;
      context.fillStyle = ink(look.ink);
      context.fill(look.path);
      brush(context, look.path, {colour: ink('home-land'), width: 1}, unit);
    } else {
      const width = look.width * factor;
      const dash = dashes(look.pattern, width);
      if (look.isCased) brush(context, look.path, {colour: ink('home-land'), width: width + 3}, unit);
      brush(context, look.path, {colour: ink(look.ink), width, dash}, unit);
    }
  }
}

/** Features that look alike, kept for a tile and a year; thin lines first. */
function groupsOf(layer, style, year) {
  const known = GROUPS.get(layer) ?? GROUPS.set(layer, new Map()).get(layer);
  if (!known.has(year)) {
    const groups = new Map();
    for (const feature of layer.features) {
      const look = isOf(feature.properties, year) && lookOf(feature, style, year);
      if (!look) continue;
      const key = JSON.stringify([feature.kind, look]);
      if (!groups.has(key)) groups.set(key, {look, features: []});
      groups.get(key).features.push(feature);
    }
    known.set(year, [...groups.values()].sort((one, other) => one.look.width - other.look.width));
  }
  return known.get(year);
}

function lookOf({properties}, style, year) {
  const swatch = classOf(style, valueOf(style, withRecords(properties, style), year))
    ?? style.classes?.[0];
  if (!swatch) return null;
  const effects = effectsOf(style, properties);
  const size = style.size && sizeOf(style.size, properties[style.size.field] ?? null, true);
  return {
    ink: swatch.ink, symbol: swatch.symbol ?? 'circle', side: size || SIDE,
    pattern: patternOf(swatch, effects), isCased: effects.has('casing'),
    isHollow: Boolean(swatch.is_hollow || effects.has('hollow')),
    width: style.width ? sizeOf(style.width, properties[style.width.field] ?? null) : 2,
  };
}

/** Tiles hold no lists: a record is a property that ends in its year, or in that from which it holds. */
export function withRecords(properties, {table, record_value: name, record_where: where = []}) {
  if (!table) return properties;
  const found = Object.keys(properties).sort()
    .map(key => key.startsWith(name) && /^_(from_)?(\d{4})$/.exec(key.slice(name.length)))
    .filter(Boolean).map(([, isTerm, year]) => [isTerm, year, properties[name + (isTerm ? '_from_' : '_') + year]]);
  const records = found.map(([isTerm, year, value], at) => ({
    ...Object.fromEntries(where), [name]: value,
    ...(isTerm ? {from_date: year, to_date: before(found[at + 1]?.[1])}
      : {year: Number(year), base: properties[`base_${year}`]}),
  }));
  return {...properties, [table]: records};
}

/** The year before one; none where there is none. */
function before(year) {
  return year ? String(year - 1) : null;
}

function isOf({from_year: from = -Infinity, to_year: to = Infinity}, year) {
  return year === null || (from <= year && year <= to);
}

function paintPoints(context, features, {look, ink, symbols, box: {left, top, scale, ratio}}) {
  const side = ratio * look.side / SIDE;
  const pieces = symbolPieces(symbols[look.symbol] ?? symbols.circle, look);
  for (const [x, y] of features.flatMap(({parts}) => parts)) {
    context.setTransform(side, 0, 0, side, left + x * scale, top + y * scale);
    paintPieces(context, pieces, ink, {ratio, scale: side});
  }
}
