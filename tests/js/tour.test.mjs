/** Addresses while the tour is open: what they leave out is as the step says. */

import assert from 'node:assert/strict';
import test from 'node:test';

import {stepWords} from '../../static/js/tour.mjs';

const STEPS = [
  {id: 'pipe', layers: ['oil'], year: 2022, map: {zoom: 5, lat: 47, lon: 47}, select: ['oil', 'cpc']},
  {id: 'all', layers: ['oil', 'border'], year: null, map: {zoom: 4, lat: 51, lon: 66}, select: null},
];
const {read, write} = stepWords(STEPS, ['oil', 'border']);

test('a step alone says its whole view', () => {
  const {layers, year, map, select, tour} = read('?lang=kk&tour=pipe');
  assert.deepEqual({layers, year, map, select}, {
    layers: ['oil'], year: 2022, map: {zoom: 5, lat: 47, lon: 47}, select: ['oil', 'cpc'],
  });
  assert.equal(tour, 'pipe');
});

test('what the address says goes before the step, also when it says nothing', () => {
  const state = read('?year=&lang=kk&select=&tour=pipe');
  assert.equal(state.year, null);
  assert.equal(state.select, null);
  assert.deepEqual(state.layers, ['oil']);
  assert.equal(read('?year=1999&tour=pipe').year, 1999);
});

test('an untouched step has a short address', () => {
  assert.equal(write(read('?lang=kk&tour=pipe')), '?lang=kk&tour=pipe');
  assert.equal(write(read('?lang=kk&tour=all')), '?lang=kk&tour=all');
});

test('what differs from the step is written, and read again', () => {
  const start = read('?lang=en&tour=pipe');
  for (const change of [
    {select: null}, {year: null}, {year: 1999}, {layers: []}, {layers: ['gas', 'oil']},
    {map: {zoom: 6, lat: 50, lon: 60}}, {select: ['border', 'kz-ru'], year: null},
  ]) {
    const state = {...start, ...change};
    assert.deepEqual(read(write(state)), state, write(state));
  }
});

test('the first layers are named where the step has others', () => {
  const state = {...read('?lang=en&tour=pipe'), layers: undefined};
  assert.equal(write(state), '?layers=oil,border&lang=en&tour=pipe');
});

test('without a step, or with an unknown one, an address is as always', () => {
  assert.equal(write(read('?layers=oil&lang=en')), '?layers=oil&lang=en');
  assert.equal(write(read('?layers=oil&lang=en&tour=else')), '?layers=oil&lang=en&tour=else');
});
