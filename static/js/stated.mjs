/** Says in the legend which stated years a layer's figures are of, where not all are of the chosen one. */

import {fill} from './notices.mjs';
import {recordsOf} from './marks/classes.mjs';

/**
 * Write the note, a text with open places, of each of the shown layers that needs one; hide the others.
 *
 * A layer that is drawn from no records has its own words on the page already, for any year.
 */
export function sayStated(layers, ids, year, text) {
  layers.forEach(async ({id, style, features}) => {
    const note = document.getElementById(`stated-${id}`);
    if (!note) return;
    const isSaid = year !== null && ids.includes(id);
    if (!style.table) {
      note.hidden = !isSaid;
      return;
    }
    const years = isSaid ? yearsOf(style, await features ?? [], year) : [];
    note.hidden = years.every(own => own === year);
    if (note.hidden) return;
    note.textContent = fill(text, wordsOf(years, year));
  });
}

/** The year of the stated point of each feature that has one. */
export function yearsOf(style, features, year) {
  return features.map(({properties}) => recordsOf(style, properties, year)[0])
    .filter(record => record?.base).map(record => record.year);
}

/** What the note's open places stand for: how many are of the year, of how many, and the others' years. */
export function wordsOf(years, year) {
  const others = new Set(years.filter(own => own !== year).sort());
  return {own: years.filter(own => own === year).length, all: years.length, year, years: [...others].join(', ')};
}
