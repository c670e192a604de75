/** Two half discs back to back, each with an area by its own number: exports and imports. */

import {hasEffect, sizeOf, wantedOf} from './classes.mjs';
import {pointMark} from './symbol.mjs';
import {halfDisc} from './svg.mjs';

const SIDES = ['left', 'right'];

/** The pair of one feature in a year, or null when neither number is known by then. */
export function drawBalance(feature, {style, year, pane, scale = 1}) {
  const records = wantedOf(style, feature.properties[style.table] ?? []);
  const {year: own, values} = balanceOf(records, style, year);
  if (values.every(value => value === null)) return null;
  const sides = values.map(value => (value === null ? 0 : sizeOf(style.size, value, true)));
  const side = Math.max(...sides, 8);
  const half = side / 2 + 1;
  const isComputed = value => hasEffect(style, records
    .filter(record => record.year === own && record[style.field] === value), 'computed');
  const discs = style.classes.slice(0, 2).map(({ink, value}, index) => ({
    d: halfDisc(sides[index] / 2, SIDES[index]),
    ...(isComputed(value)
      ? {fill: {ink, alpha: 0.35}, line: {ink, width: 0.8, dash: [2.4, 1.4]}}
      : {fill: {ink, alpha: 0.85}, line: {ink: '--surface', width: 0.8}}),
  }));
  return pointMark(feature.geometry, discs, 2 * half, {pane, scale});
}

/**
 * The values of the first two classes, null where there is none, and their year: the chosen one, or
 * (null) the latest in which both are known, or else in which one is.
 */
export function balanceOf(records, style, year) {
  const known = wantedOf(style, records);
  const valuesIn = own => style.classes.slice(0, 2).map(({value}) => known
    .find(record => record.year === own && record[style.field] === value)?.[style.record_value] ?? null);
  const years = [...new Set(known.map(record => record.year))];
  const both = years.filter(own => !valuesIn(own).includes(null));
  const best = year ?? Math.max(...(both.length ? both : years));
  return {year: best, values: valuesIn(best)};
}
