/** Two half discs back to back, each with an area by its own number: exports and imports. */

import {recordsOf, sizeOf} from './classes.mjs';
import {pointMark} from './symbol.mjs';
import {halfDisc, svg} from './svg.mjs';

const SIDES = ['left', 'right'];

/** The pair of one feature in a year, or null when neither number is known by then. */
export function drawBalance(feature, {style, year, pane}) {
  const records = recordsOf(style, feature.properties, year);
  const values = balanceOf(records, style);
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
  return pointMark(feature.geometry, drawing, 2 * half, pane);
}

/** The current values of the first two classes, null where there is none. */
export function balanceOf(records, style) {
  return (style.classes ?? []).slice(0, 2).map(swatch => {
    const found = records.find(record => record[style.field] === swatch.value);
    return found?.[style.record_value] ?? null;
  });
}
