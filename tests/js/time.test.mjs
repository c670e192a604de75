import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {currentRecords, isShown} from '../../static/js/time.mjs';

const cases = JSON.parse(readFileSync(new URL('../time_cases.json', import.meta.url)));
const yearOf = word => (word === 'all' ? null : Number(word));

for (const {says, years, ...feature} of cases.shown) {
  test(`A feature is shown between its years. ${says}`, () => {
    for (const [word, expected] of Object.entries(years)) {
      assert.equal(isShown(feature, yearOf(word)), expected, word);
    }
  });
}

for (const {says, records, years} of cases.records) {
  test(says, () => {
    for (const [word, expected] of Object.entries(years)) {
      assert.deepEqual(currentRecords(records, yearOf(word)).map(({id}) => id), expected, word);
    }
  });
}

test('A feature without the list of records has none that hold.', () => {
  assert.deepEqual(currentRecords(undefined, 1991), []);
});
