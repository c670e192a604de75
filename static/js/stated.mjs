/** Says in the legend which stated years a layer's figures are of, where they are not all of the chosen one. */

import {fill} from './notices.mjs';
import {recordsOf} from './marks/classes.mjs';

/** Write the note of each of these layers, a text with open places; a layer whose figures are all of the year has none. */
export function sayStated(layers, ids, year, text) {
  layers.filter(({id}) => ids.includes(id)).forEach(async ({id, style, features}) => {
    const note = document.getElementById(`stated-${id}`);
    if (!note) return;
    const years = year === null ? [] : yearsOf(style, await features ?? [], year);
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
