import assert from 'node:assert/strict';
import {test} from 'node:test';

import {mapWords, readState, writeState} from '../../static/js/state.mjs';

test('An address without a query shows the first layers, all years, in the page\'s language.', () => {
  assert.deepEqual(readState(''),
    {layers: undefined, year: null, lang: 'en', map: null, select: null, compare: null,
      prefer: null, tour: null});
  assert.equal(readState('', 'kk').lang, 'kk');
  assert.equal(writeState(readState('')), '?lang=en');
  assert.equal(writeState({}), '');
});

test('What is written is read back the same, in one fixed order.', () => {
  const address = '?layers=border,raions&year=2021&lang=kk&map=5/48.50/63.00&select=raions/KZ-59-a';
  assert.equal(writeState(readState(address)), address);
  assert.equal(writeState(readState('?select=a/b&layers=a')), '?layers=a&lang=en&select=a/b');
  const long = '?layers=a&year=2021&lang=en&select=a/b&compare=1999&prefer=bns,cia&tour=pipeline';
  assert.equal(writeState(readState(long)), long);
});

test('An empty list of layers is a choice and stays in the address.', () => {
  assert.deepEqual(readState('?layers=').layers, []);
  assert.equal(writeState({layers: [], year: null, lang: 'en'}), '?layers=&lang=en');
});

test('Checkboxes of a form without scripts, a parameter each, are read as one list.', () => {
  assert.deepEqual(readState('?layers=a&layers=b').layers, ['a', 'b']);
});

test('Zero is a place: the map may stand at zoom 0 on the equator and the prime meridian.', () => {
  assert.deepEqual(readState('?map=0/0/0').map, {zoom: 0, lat: 0, lon: 0});
  assert.equal(mapWords({zoom: 0, lat: 0, lon: 0}), '0/0.00/0.00');
});

test('A map that is no three numbers is no map, and a selection without a slash none.', () => {
  assert.equal(readState('?map=5/north/63').map, null);
  assert.equal(readState('?map=5/48').map, null);
  assert.equal(readState('?select=cpc').select, null);
});

test('Words that the reader put into the address stay words when it is written again.', () => {
  const state = readState('?select=a/%26year%3D1');
  assert.deepEqual(state.select, ['a', '&year=1']);
  assert.equal(writeState(state), '?lang=en&select=a/%26year%3D1');
});
