import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {yearFor} from '../../static/js/search.mjs';
import {fold, isOneEdit, prepare, search, tierOf} from '../../static/js/search_match.mjs';

const read = path => JSON.parse(readFileSync(new URL(path, import.meta.url)));
const cases = read('../search_cases.json');
const alphabet = read('../../geodata/letters.json');
const entry = (id, importance = 10, more = {}) => ({id, layer: 'towns', names: {en: id}, importance, ...more});

test('Cyrillic and Latin spellings, cases and marks come to the same words, as on the server.', () => {
  for (const [text, words] of cases.folds) assert.deepEqual(fold(text, alphabet), words, text);
});

test('One edit is one letter added, left out or wrong, or two swapped, as on the server.', () => {
  for (const [one, other, isNear] of cases.edits) {
    assert.equal(isOneEdit(one, other), isNear, `${one} ${other}`);
    assert.equal(isOneEdit(other, one), isNear, `${other} ${one}`);
  }
});

test('Exact comes before prefix, word and typo; among equals the more important one.', () => {
  const index = prepare({alphabet, entries: [
    entry('Oral'), entry('Oral Region'), entry('Road to Oral', 5), entry('Rail to Oral', 50),
    entry('Aral', 99),
  ]});
  assert.deepEqual(search(index, 'Орал', 10).map(hit => [hit.entry.id, hit.tier]),
    [['Oral', 0], ['Oral Region', 1], ['Rail to Oral', 2], ['Road to Oral', 2], ['Aral', 3]]);
  assert.equal(search(index, 'oral', 2).length, 2);
  assert.deepEqual(search(index, ' ★ ', 2), []);
});

test('A hit names the spelling that was found, and its place among the former names.', () => {
  const former = [{names: {en: 'Tselinograd', ru: 'Целиноград'}, years: [1961, 1992]}];
  const [hit] = search(prepare({alphabet, entries: [entry('Astana', 10, {former})]}), 'целиноград', 5);
  assert.equal(hit.spelling.text, 'Tselinograd');
  assert.equal(hit.spelling.former, 0);
});

test('Three letters, and years, are found as they are or not at all.', () => {
  assert.equal(tierOf(['orl'], ['orel']), null);
  assert.equal(tierOf(['2021'], ['2022']), null);
  assert.equal(tierOf(['oril'], ['orel']), 3);
});

test('A hit is shown in the year on screen, or the nearest of its own, as on the server.', () => {
  for (const [years, kind, asked, shown] of cases.years) {
    assert.equal(yearFor({years, kind}, asked), shown, `${years} ${kind} ${asked}`);
  }
});
