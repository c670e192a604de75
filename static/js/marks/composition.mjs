/** A ring of parts: groups in a fixed order, what was not given hatched, area by population. */

import {hasEffect, recordsOf, sizeOf} from './classes.mjs';
import {pointMark} from './symbol.mjs';
import {segment, svg} from './svg.mjs';

const REST = 'other';

/** The ring of one feature in a year, or null when nothing is known by then. */
export function drawComposition(feature, {style, year, pane, scale = 1}) {
  const records = recordsOf(style, feature.properties, year);
  const parts = partsOf(records, style);
  if (!parts.length) return null;
  const side = style.size ? sizeOf(style.size, sizeValue(feature, style, records), true) : 24;
  return pointMark(feature.geometry, ring(parts, side, marksOf(style, records, side / 2)), side, {pane, over: 1, scale});
}

/**
 * Shares in percent by class, in the legend's order: classes without records are left out, groups
 * that are no class are summed in `other`, and what is missing to a hundred has no value.
 */
export function partsOf(records, style) {
  const classes = style.classes ?? [];
  const known = new Set(classes.map(swatch => swatch.value));
  const sums = new Map();
  for (const record of records) {
    const share = record[style.record_value];
    if (share === null || share === undefined) continue;
    const group = known.has(record[style.field]) ? record[style.field] : REST;
    sums.set(group, (sums.get(group) ?? 0) + share);
  }
  if (!sums.size) return [];
  const parts = classes.filter(swatch => sums.get(swatch.value) > 0)
    .map(swatch => ({value: swatch.value, ink: swatch.ink, title: swatch.title, share: sums.get(swatch.value)}));
  const rest = 100 - parts.reduce((sum, part) => sum + part.share, 0);
  return rest > 0.5 ? [...parts, {ink: 'no-data', isMissing: true, share: rest}] : parts;
}

/** A dot for a census, a broken rim for an inferred year. */
function marksOf(style, records, outer) {
  return [
    hasEffect(style, records, 'counted') && svg('circle', {class: 'ring__dot', r: 1.5}),
    hasEffect(style, records, 'inferred') && svg('circle', {class: 'ring__rim', r: outer - 0.5}),
  ].filter(Boolean);
}

function ring(parts, side, marks) {
  const outer = side / 2;
  const whole = parts.reduce((sum, part) => sum + part.share, 0);
  let turn = 0;
  const paths = parts.map(part => {
    const start = turn;
    turn += part.share / whole;
    const missing = part.isMissing ? {fill: 'url(#hatch)'} : {};
    return svg('path', {
      class: `ring__part ink-${part.ink}${part.isMissing ? ' is-hatched' : ''}`,
      d: segment(start, turn, outer - 0.75, outer * 0.46), ...missing,
    });
  });
  return svg('svg', {
    class: 'ring', viewBox: `${-outer} ${-outer} ${side} ${side}`, width: side, height: side,
    'aria-hidden': 'true',
  }, svg('circle', {class: 'ring__ground', r: outer}), ...paths, ...marks);
}

function sizeValue({properties}, style, records) {
  return records[0]?.[style.size.field] ?? properties[style.size.field] ?? null;
}
