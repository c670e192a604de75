import assert from 'node:assert/strict';
import {test} from 'node:test';

import {overlap} from '../../static/js/cells.mjs';
import {creditsOf} from '../../static/js/credits.mjs';
import {nearest} from '../../static/js/keyboard.mjs';
import {boxAt, within} from '../../static/js/labels.mjs';
import {fill} from '../../static/js/notices.mjs';
import {placesIn} from '../../static/js/places.mjs';
import {beyond} from '../../static/js/reveal.mjs';
import {nextHeight} from '../../static/js/sheet.mjs';
import {partsOf} from '../../static/js/world_tile.mjs';
import {fieldWords, figureOf, nameOf} from '../../static/js/words.mjs';

test('Each credit is named once, in the order of the layers.', () => {
  assert.deepEqual(creditsOf(['A; B', '', 'B; C']), ['A', 'B', 'C']);
});

test('An arrow goes to the nearest feature in its direction and nowhere else.', () => {
  const points = [{x: 10, y: 0, id: 'near'}, {x: 5, y: 40, id: 'aside'}, {x: -3, y: 0, id: 'behind'}];
  assert.equal(nearest({x: 0, y: 0}, points, [1, 0]).id, 'near');
  assert.equal(nearest({x: 0, y: 0}, points, [0, -1]), null);
});

test('Names that only touch do not overlap.', () => {
  const one = boxAt({x: 0, y: 0}, [40, 10], [6, 0]);
  assert.deepEqual(one, {left: 6, top: -5, right: 46, bottom: 5});
  assert.ok(!overlap(one, {left: 46, top: -5, right: 60, bottom: 5}));
  assert.ok(overlap(one, {left: 45, top: -5, right: 60, bottom: 5}));
});

test('A name is whole within the map, or moved into it if it may move, or left out.', () => {
  const frame = {left: 0, top: 0, right: 200, bottom: 100};
  const at = left => ({left, top: 10, right: left + 60, bottom: 20});
  assert.deepEqual(within(frame, at(50)), at(50));
  assert.equal(within(frame, at(-10)), null);
  assert.deepEqual(within(frame, at(-10), true), at(4));
  assert.deepEqual(within(frame, at(170), true), at(136));
  assert.equal(within(frame, at(-40), true), null);
  assert.equal(within(frame, {...at(50), top: -2}, true), null);
  const wide = {...at(-10), right: 240};
  assert.deepEqual(within(frame, wide, true), wide);
  assert.equal(within(frame, wide), null);
});

test('What fits is moved into sight, what is too long only where none of it is seen.', () => {
  assert.equal(beyond(20, 80, 0, 100), 0);
  assert.equal(beyond(-30, 40, 0, 100), -30);
  assert.equal(beyond(70, 130, 0, 100), 30);
  assert.equal(beyond(-50, 120, 0, 100), 0);
  assert.equal(beyond(200, 400, 0, 100), 250);
});

test('Words from data fill only the place that the text leaves open.', () => {
  assert.equal(fill('Loading: {title}', {title: '{title} <b>'}), 'Loading: {title} <b>');
  assert.equal(fill('{unknown}', {}), '{unknown}');
});

test('A sheet stops at its lowest and its highest height.', () => {
  assert.equal(nextHeight('low', -1), 'low');
  assert.equal(nextHeight('low', 1), 'half');
  assert.equal(nextHeight('full', 1), 'full');
});

const placesOf = features => placesIn([{
  cell: {z: 0, x: 0, y: 0}, tile: new Map([['basemap', {extent: 1, features: features.map(partsOf)}]]),
}]);

test('Countries are named before cities, weighty places before light ones.', () => {
  const place = (kind, rank, coordinates) => ({
    id: `${kind}${rank}`, geometry: {type: 'Point', coordinates},
    properties: {kind, rank, name_en: `${kind}${rank}`},
  });
  const named = placesOf([place('city', 3, [1, 1]), place('city', 1, [2, 2]), place('home', 1, [3, 3])]);
  assert.deepEqual(named.map(({names}) => names.name_en), ['home1', 'city1', 'city3']);
  assert.ok(named[0].isMajor);
});

test('A name stands in the middle of the widest part; a line is named only where its data say.', () => {
  const square = (x, side) => [[x, 0], [x + side, 0], [x + side, side], [x, side], [x, 0]];
  const lake = {
    id: 'a', properties: {kind: 'lake', name_en: 'Lake'},
    geometry: {type: 'MultiPolygon', coordinates: [[square(0, 1)], [square(10, 4)]]},
  };
  const line = {type: 'LineString', coordinates: [[0, 0], [1, 1]]};
  const region = {id: 'b', geometry: line, properties: {kind: 'region', name_en: 'Region'}};
  const [found, ...others] = placesOf([lake, region]);
  assert.deepEqual([found.lon.toFixed(3), found.lat.toFixed(1)], ['12.000', '2.0']);
  assert.deepEqual(others, []);
  const placed = {...region, properties: {...region.properties, label_lon: 5, label_lat: 6}};
  assert.deepEqual(placesOf([placed]).map(({lon, lat}) => [lon, lat]), [[5, 6]]);
});

test('A name missing in the language of the page is given in English.', () => {
  assert.equal(nameOf({name_en: 'Oral', name_kk: 'Орал', name_ru: null}, 'ru'), 'Oral');
  assert.equal(nameOf({name_en: 'Oral', name_kk: 'Орал'}, 'kk'), 'Орал');
});

test('Figures carry their unit and the separators of the language; years are plain.', () => {
  assert.equal(fieldWords({unit: 'km'}, 1495.4, 'en'), '1,495.4\u00a0km');
  assert.equal(fieldWords({unit: 'percent'}, 59.28, 'ru'), '59,28\u00a0%');
  assert.equal(fieldWords({type: 'year'}, 2001, 'en'), '2001');
  assert.equal(fieldWords({labels: {road: 'Road'}}, 'road', 'en'), 'Road');
});

test('The figure of a ring is its largest part and the year it holds for.', () => {
  const layer = {
    style: {
      mark: 'composition', table: 'composition', field: 'group', record_value: 'share_percent',
      classes: [{value: 'kazakh', ink: 'k'}, {value: 'russian', ink: 'r'}],
    },
    classes: {kazakh: 'Kazakhs', russian: 'Russians'},
  };
  const composition = [
    {year: 2025, kind: 'official_estimate', group: 'russian', share_percent: 52.97},
    {year: 2025, kind: 'official_estimate', group: 'kazakh', share_percent: 33.85},
  ];
  assert.equal(figureOf(layer, {composition}, null, 'en'), 'Russians 52.97\u00a0%, 2025');
  assert.equal(figureOf(layer, {composition}, 2000, 'en'), '');
});

test('An area drawn from stated points says the share that colours it, its own year and its kind.', () => {
  const layer = {
    headline: 'population',
    style: {mark: 'area', table: 'composition', record_value: 'share_percent', record_where: [['group', 'russian']]},
    fields: {
      group: {labels: {russian: 'Russians'}}, kind: {labels: {census: 'Census'}}, share_percent: {unit: 'percent'},
    },
  };
  const composition = [{year: 2009, kind: 'census', base: 'census', group: 'russian', share_percent: 50.4}];
  assert.equal(figureOf(layer, {composition, population: 5}, 1995, 'en'), 'Russians 50.4\u00a0%, 2009 (Census)');
});

test('A share says what kind of count it comes from, where the layer knows kinds.', () => {
  const layer = {
    style: {mark: 'composition', table: 'composition', field: 'group', record_value: 'share',
      classes: [{value: 'russian', ink: 'russian', title: 'Russians'}]},
    classes: {russian: 'Russians'}, fields: {kind: {labels: {article: 'Figure of the article'}}},
  };
  const composition = [{year: 2021, kind: 'article', group: 'russian', share: 59.28}];
  assert.equal(figureOf(layer, {composition}, 2021, 'en'),
    'Russians 59.28\u00a0%, 2021 (Figure of the article)');
});

test('A computed side of a balance is said to be about, as it is drawn pale.', () => {
  const layer = {
    style: {
      mark: 'balance', table: 'trade', field: 'flow', record_value: 'usd',
      classes: [{value: 'export', ink: 'e'}, {value: 'import', ink: 'i'}],
      flags: [{field: 'basis', effect: 'computed', title: 'Pale', value: 'computed'}],
    },
    classes: {export: 'Exports', import: 'Imports'}, fields: {usd: {}},
  };
  const trade = [
    {year: 2010, flow: 'export', usd: 3006.5, basis: 'source'},
    {year: 2010, flow: 'import', usd: 10670, basis: 'computed'},
  ];
  assert.equal(figureOf(layer, {trade}, 2010, 'en'), 'Exports 3,006.5, Imports ≈\u00a010,670, 2010');
});
