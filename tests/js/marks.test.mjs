import assert from 'node:assert/strict';
import {test} from 'node:test';

import {balanceOf} from '../../static/js/marks/balance.mjs';
import {classOf, effectsOf, growth, patternOf, sizeOf, valueOf} from '../../static/js/marks/classes.mjs';
import {partsOf} from '../../static/js/marks/composition.mjs';
import {dashes, stretches} from '../../static/js/marks/line.mjs';
import {disc, halfDisc, segment} from '../../static/js/marks/svg.mjs';

const BREAKS = {
  table: 'composition', record_where: [['group', 'b']], record_value: 'share',
  classes: [{ink: 'low', maximum: 10}, {ink: 'middle', minimum: 10, maximum: 25}, {ink: 'high', minimum: 25}],
  no_data: {ink: 'none'},
};

test('Class breaks take their minimum in and leave their maximum out.', () => {
  const inks = [0, 9.99, 10, 25, 100].map(value => classOf(BREAKS, value).ink);
  assert.deepEqual(inks, ['low', 'low', 'middle', 'high', 'high']);
});

test('What has no value is drawn as no data, never as zero.', () => {
  assert.equal(classOf(BREAKS, null).ink, 'none');
  assert.equal(classOf({field: 'kind', classes: []}, 'x'), null);
});

test('A style without a field has one class for all features.', () => {
  assert.equal(classOf({classes: [{ink: 'border'}]}, null).ink, 'border');
});

test('The value of an area is that of its matching record in the year.', () => {
  const composition = [
    {year: 2009, group: 'a', share: 60}, {year: 2009, group: 'b', share: 30},
    {year: 2025, group: 'a', share: 80}, {year: 2025, group: 'b', share: 20},
  ];
  assert.equal(valueOf(BREAKS, {composition}, 2009), 30);
  assert.equal(valueOf(BREAKS, {composition}, null), 20);
  assert.equal(valueOf(BREAKS, {composition}, 1999), null);
});

test('Widths run straight between stops and stay flat outside; unknown has its own width.', () => {
  const scale = {stops: [[5, 1], [20, 2.5], [80, 7]], unknown_px: 1.5};
  assert.deepEqual([0, 5, 12.5, 80, 200, null].map(value => sizeOf(scale, value)),
    [1, 1, 1.75, 7, 7, 1.5]);
});

test('Diameters follow the square root, so that areas are in proportion.', () => {
  const scale = {stops: [[0, 0], [100, 40]], unknown_px: 5};
  assert.equal(sizeOf(scale, 25, true), 20);
});

test('Flags work where their field is true, not where it is only set.', () => {
  const style = {flags: [{field: 'is_transit_russia', effect: 'casing'}, {field: 'is_schematic', effect: 'dashed'}]};
  assert.deepEqual([...effectsOf(style, {is_transit_russia: true, is_schematic: false})], ['casing']);
});

test('An approximate course is dashed, but a plan keeps dashes and dots.', () => {
  const patterns = ['solid', 'dotted', 'dash-dotted'];
  const of = effects => patterns.map(pattern => patternOf({pattern}, new Set(effects)));
  assert.deepEqual(of(['casing']), patterns);
  assert.deepEqual(of(['dashed']), ['dashed', 'dashed', 'dash-dotted']);
});

test('Point marks grow with the zoom and never shrink on the way in.', () => {
  const steps = [3, 4, 5, 6, 8, 12].map(growth);
  assert.deepEqual(steps, [...steps].sort((one, other) => one - other));
});

const RING = {
  field: 'group', record_value: 'share_percent',
  classes: [{ink: 'k', value: 'kazakh'}, {ink: 'r', value: 'russian'}, {ink: 'o', value: 'other'}],
};

test('A ring keeps the order of the legend and sums small groups in other.', () => {
  const records = [
    {group: 'polish', share_percent: 2}, {group: 'russian', share_percent: 53},
    {group: 'other', share_percent: 5}, {group: 'kazakh', share_percent: 40},
  ];
  assert.deepEqual(partsOf(records, RING).map(part => [part.ink, part.share]),
    [['k', 40], ['r', 53], ['o', 7]]);
});

test('What the source does not give is a part of its own, not shared out.', () => {
  const parts = partsOf([{group: 'russian', share_percent: 59.28}], RING);
  assert.deepEqual(parts.map(part => [part.ink, part.isMissing ?? false]),
    [['r', false], ['no-data', true]]);
  assert.equal(parts[1].share.toFixed(2), '40.72');
  assert.deepEqual(partsOf([], RING), []);
});

test('A balance shows one year in which both sides are known.', () => {
  const style = {
    field: 'flow', record_value: 'value', record_where: [['use', 'drawn']],
    classes: [{value: 'export'}, {value: 'import'}],
  };
  const records = [
    {use: 'drawn', flow: 'export', year: 2020, value: 5}, {use: 'drawn', flow: 'import', year: 2020, value: 9},
    {use: 'drawn', flow: 'import', year: 2021, value: 11}, {use: 'aside', flow: 'export', year: 2021, value: 1},
  ];
  assert.deepEqual(balanceOf(records, style, null), {year: 2020, values: [5, 9]});
  assert.deepEqual(balanceOf(records.slice(2), style, null), {year: 2021, values: [null, 11]});
  assert.deepEqual(balanceOf(records, style, 2019).values, [null, null]);
});

test('Dashes keep their look at any width, and a solid line has none.', () => {
  assert.equal(dashes('solid', 3), undefined);
  assert.deepEqual(dashes('dashed', 4), [16, 10]);
  assert.deepEqual(dashes('dash-dotted', 4), [16, 10, 0.4, 10]);
});

test('Stretches inside Russia run from vertex to vertex, both included.', () => {
  const line = [[0, 0], [1, 0], [2, 0], [3, 0]];
  assert.deepEqual(stretches(line, [[1, 3]]), [[[1, 0], [2, 0], [3, 0]]]);
  assert.deepEqual(stretches(line, [[2, 2]]), []);
  assert.deepEqual(stretches(line, undefined), []);
});

test('A whole ring is still drawn, and half discs lie on either side of the centre.', () => {
  assert.match(segment(0, 1, 10, 5), /^M0 -10A10 10 0 1 1 /);
  assert.equal(disc(4), 'M0 -4A4 4 0 0 1 0 4A4 4 0 0 1 0 -4Z');
  assert.equal(halfDisc(4, 'left'), 'M0 -4A4 4 0 0 0 0 4Z');
  assert.equal(halfDisc(4, 'right'), 'M0 -4A4 4 0 0 1 0 4Z');
});
