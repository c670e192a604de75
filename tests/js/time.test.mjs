import assert from 'node:assert/strict';
import {test} from 'node:test';

import {currentRecords, isShown, spans} from '../../static/js/time.mjs';

test('A feature is shown from its first to its last year, both included.', () => {
  const pipeline = {from_year: 2001, to_year: 2010};
  assert.deepEqual([2000, 2001, 2010, 2011].map(year => isShown(pipeline, year)),
    [false, true, true, false]);
});

test('An open end never excludes, and all years show everything.', () => {
  assert.ok(isShown({from_year: null, to_year: 2010}, 1991));
  assert.ok(isShown({from_year: 2001}, 2026));
  assert.ok(isShown({from_year: 2001, to_year: 2002}, null));
});

const CITY = [
  {year: 2009, kind: 'census', group: 'a', share: 50},
  {year: 2021, kind: 'article', group: 'a', share: 41},
  {year: 2021, kind: 'census', group: 'a', share: 40},
  {year: 2025, kind: 'official_estimate', group: 'a', share: 34},
];

test('The records of the latest year at or before the chosen one are current.', () => {
  assert.deepEqual(currentRecords(CITY, 2012), [CITY[0]]);
  assert.deepEqual(currentRecords(CITY, null), [CITY[3]]);
  assert.deepEqual(currentRecords(CITY, 2000), []);
});

test('Of several kinds of count in one year the census goes before the article.', () => {
  assert.deepEqual(currentRecords(CITY, 2021), [CITY[2]]);
});

test('A record with dates, even partial ones, is current while it spans the year.', () => {
  const member = {from_date: '1994-04-20', to_date: '1999'};
  assert.deepEqual([1993, 1994, 1999, 2000].map(year => spans(member, year)),
    [false, true, true, false]);
  assert.deepEqual(currentRecords([member, {from_date: '2002', to_date: null}], null),
    [{from_date: '2002', to_date: null}]);
});

test('Records without year or dates always hold, and no records are an empty list.', () => {
  assert.deepEqual(currentRecords([{owner: 'x'}], 1991), [{owner: 'x'}]);
  assert.deepEqual(currentRecords(undefined, 1991), []);
});
