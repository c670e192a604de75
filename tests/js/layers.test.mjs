import assert from 'node:assert/strict';
import {test} from 'node:test';

import {distancePx, nearestPart} from '../../static/js/distance.mjs';
import {ownersOf} from '../../static/js/layers.mjs';
import {withRecords} from '../../static/js/marks/canvas.mjs';
import {classOf, valueOf} from '../../static/js/marks/classes.mjs';
import {legs} from '../../static/js/marks/line.mjs';
import {spread} from '../../static/js/marks/spread.mjs';
import {shortName} from '../../static/js/places.mjs';

const square = [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]];
const project = ([x, y]) => ({x, y});

test('A mark alone stands on its place; those that share it stand around, none on another.', () => {
  const crowd = Array.from({length: 22}, () => ({lon: 37.62, lat: 55.75, side: 16}));
  const far = {lon: 71.4, lat: 51.1, side: 16};
  const shifts = spread([...crowd, far], 9, true);
  assert.deepEqual([shifts[0], shifts.at(-1)], [[0, 0], [0, 0]]);
  const gaps = shifts.slice(0, 22).flatMap((one, index) => shifts.slice(index + 1, 22)
    .map(other => Math.hypot(one[0] - other[0], one[1] - other[1])));
  assert.ok(Math.min(...gaps) > 10, `${Math.min(...gaps)}`);
  assert.deepEqual(spread([...crowd, far], 9, true), shifts);
});

test('Marks stand closer together far out, and rings of one place never cover each other.', () => {
  const pair = [{lon: 1, lat: 1, side: 40}, {lon: 1, lat: 1, side: 20}];
  const far = ([right, down]) => Math.hypot(right, down);
  const [, beside] = spread(pair, 6, false);
  assert.ok(far(beside) >= 29);
  assert.ok(far(spread(pair, 4, true)[1]) < far(spread(pair, 9, true)[1]));
});

test('A line at sea in the middle is dry before and after, its ports on both.', () => {
  const line = {type: 'LineString', coordinates: [[0, 1], [1, 1], [2, 1], [3, 1]]};
  assert.deepEqual(legs(line, [[1, 2]]), {
    land: [[[0, 1], [1, 1]], [[2, 1], [3, 1]]], sea: [[[1, 1], [2, 1]]],
  });
  assert.deepEqual(legs(line, undefined), {land: [line.coordinates], sea: []});
  assert.deepEqual(legs(line, [[0, 1]]).land, [line.coordinates.slice(1)]);
});

test('A line is named by the abbreviation that its own name gives, or not at all.', () => {
  assert.equal(shortName('Caspian Pipeline (CPC, Tengiz–Novorossiysk)'), 'CPC');
  assert.equal(shortName('Каспий құбыр консорциумы (КҚК), Теңіз – Новороссийск'), 'КҚК');
  assert.equal(shortName('Soyuz'), 'Soyuz');
  assert.equal(shortName('Baku–Tbilisi–Ceyhan pipeline'), null);
});

test('What two layers of rings know is drawn by the first one that is on.', () => {
  const layers = ['cities', 'roads', 'raions'].map(id => ({
    id, style: {mark: id === 'roads' ? 'line' : 'composition'},
  }));
  const names = ids => ownersOf(layers[2], ids, layers).map(({id}) => id);
  assert.deepEqual(names(['raions', 'roads', 'cities']), ['cities']);
  assert.deepEqual(names(['raions']), []);
});

test('The distance to a line is to its nearest segment, to an area it is none inside.', () => {
  const line = {type: 'LineString', coordinates: [[0, 0], [10, 0]]};
  assert.equal(distancePx(line, {x: 5, y: 3}, project), 3);
  assert.equal(distancePx(line, {x: 13, y: 4}, project), 5);
  assert.equal(distancePx({type: 'Polygon', coordinates: square}, {x: 5, y: 5}, project), 0);
  assert.equal(distancePx({type: 'MultiPolygon', coordinates: [square]}, {x: 14, y: 5}, project), 4);
  assert.equal(distancePx({type: 'Point', coordinates: [3, 4]}, {x: 0, y: 0}, project), 5);
  assert.deepEqual(nearestPart(line, {x: 4, y: 9}, project), {x: 4, y: 0, far: 81});
});

test('The years of a tile are records again, and the style reads them as ever.', () => {
  const style = {table: 'shares', record_value: 'share_percent', record_where: [['group', 'russian']]};
  const properties = {id: 'a', share_percent_2009: 30, share_percent_2021: 20, share_percent_note: 'x'};
  const figures = withRecords(properties, style);
  assert.deepEqual([2009, 2010, null].map(year => valueOf(style, figures, year)), [30, null, 20]);
  const points = withRecords({...properties, base_2009: 'register', base_2021: 'census'}, style);
  assert.deepEqual([1999, 2020, 2021, null].map(year => valueOf(style, points, year)), [30, 30, 20, 20]);
});

test('What holds from a year in a tile holds until the next such year, and may hold no more.', () => {
  const style = {table: 'alignment', record_value: 'value', classes: [{value: 'cis', ink: 'c'}], no_data: {ink: 'n'}};
  const whole = withRecords({value_from_1991: 'cis', value_from_2019: ''}, style);
  const inks = [1990, 1991, 2018, 2019, null].map(year => classOf(style, valueOf(style, whole, year)).ink);
  assert.deepEqual(inks, ['n', 'c', 'c', 'n', 'n']);
});
