/** Two half discs back to back, each with an area by its own number: exports and imports. */

import {sizeOf} from './classes.mjs';
import {pointMark} from './symbol.mjs';
import {halfDisc, svg} from './svg.mjs';

const SIDES = ['left', 'right'];

/** The pair of one feature in a year, or null when neither number is known by then. */
export function drawBalance(feature, {style, year, pane, scale = 1}) {
  const {values} = balanceOf(feature.properties[style.table] ?? [], style, year);
  if (values.every(value => value === null)) return null;
  const sides = values.map(value => (value === null ? 0 : sizeOf(style.size, value, true)));
  const side = Math.max(...sides, 8);
  const half = side / 2 + 1;
  const discs = style.classes.slice(0, 2).map((swatch, index) => svg('path', {
    class: `balance__half ink-${swatch.ink}`, d: halfDisc(sides[index] / 2, SIDES[index]),
  }));
  const drawing = svg('svg', {
    class: 'balance', viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`,
    width: 2 * half, height: 2 * half, 'aria-hidden': 'true',
  }, ...discs);
  return pointMark(feature.geometry, drawing, 2 * half, pane, scale);
}

/**
 * The values of the first two classes, null where there is none, and their year: the latest one at
 * or before the chosen year in which both are known, or else in which one is.
 */
export function balanceOf(records, style, year) {
  const wanted = [...(style.record_where ?? [])];
  const sides = style.classes.slice(0, 2).map(swatch => {
    const where = [...wanted, [style.field, swatch.value]];
    return new Map(records
      .filter(record => where.every(([key, value]) => String(record[key]) === value))
      .filter(record => record.year <= (year ?? Infinity) && record[style.record_value] !== null)
      .map(record => [record.year, record[style.record_value]]));
  });
  const known = [...new Set(sides.flatMap(side => [...side.keys()]))];
  const both = known.filter(own => sides.every(side => side.has(own)));
  const best = Math.max(...(both.length ? both : known));
  return {year: best, values: sides.map(side => side.get(best) ?? null)};
}
