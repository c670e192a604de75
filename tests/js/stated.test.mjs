import assert from 'node:assert/strict';
import {test} from 'node:test';

import {sayStated, wordsOf, yearsOf} from '../../static/js/stated.mjs';

const style = {table: 'composition', record_value: 'share'};
const city = (...years) => ({properties: {composition: years.map(year => ({year, base: 'register', share: 1}))}});

test('The note counts what is of the year itself and names the other years once, in order.', () => {
  const years = yearsOf(style, [city(2014, 2020), city(2018), city(2022), city(2020), city()], 2018);
  assert.deepEqual(wordsOf(years, 2018), {own: 1, all: 4, year: 2018, years: '2020, 2022'});
});

test('Figures that are no stated points need no note.', () => {
  const flows = [{properties: {composition: [{year: 2018, share: 1}]}}];
  assert.deepEqual(yearsOf(style, flows, 2018), []);
});

test('The words of a layer without records are shown for a year, and hidden for all years or when it is off.', async () => {
  const note = {hidden: true, textContent: 'of today'};
  globalThis.document = {getElementById: id => (id === 'stated-lines' ? note : null)};
  const said = async (ids, year) => {
    sayStated([{id: 'lines', style: {field: 'status'}, features: []}], ids, year, '');
    await null;
    return note.hidden ? null : note.textContent;
  };
  assert.equal(await said(['lines'], 1991), 'of today');
  assert.equal(await said(['lines'], null), null);
  assert.equal(await said([], 1991), null);
  delete globalThis.document;
});
