/** A ring of parts: groups in a fixed order, what was not given hatched, area by population. */

import {hasEffect, recordsOf, sizeOf} from './classes.mjs';
import {pointMark} from './symbol.mjs';
import {disc, segment} from './svg.mjs';

const REST = 'other';

/** The ring of one feature in a year, or null when nothing is known by then. */
export function drawComposition(feature, {style, year, pane, scale = 1}) {
  const records = recordsOf(style, feature.properties, year);
  const parts = partsOf(records, style);
  if (!parts.length) return null;
  const side = style.size ? sizeOf(style.size, sizeValue(feature, style, records), true) : 24;
  const pieces = [...ring(parts, side / 2), ...signs(style, records, side / 2)];
  return pointMark(feature.geometry, pieces, side, {pane, over: 1, scale});
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

/** How firm the figures are: a dot for a census, a broken rim for an inferred year. */
function signs(style, records, outer) {
  return [
    hasEffect(style, records, 'counted') && {d: disc(1.5), fill: {ink: 'label'}},
    hasEffect(style, records, 'inferred')
      && {d: disc(outer - 0.5), line: {ink: 'label', width: 1.2, dash: [2.4, 1.4]}},
  ].filter(Boolean);
}

function ring(parts, outer) {
  const whole = parts.reduce((sum, part) => sum + part.share, 0);
  let turn = 0;
  const pieces = parts.map(({ink, isMissing, share}) => {
    const start = turn;
    turn += share / whole;
    return {
      d: segment(start, turn, outer - 0.75, outer * 0.46), fill: {ink, isHatched: isMissing},
      line: {ink: '--surface', width: 0.8},
    };
  });
  return [{d: disc(outer), fill: {ink: '--surface'}}, ...pieces];
}

function sizeValue({properties}, style, records) {
  return records[0]?.[style.size.field] ?? properties[style.size.field] ?? null;
}
