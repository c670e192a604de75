import assert from 'node:assert/strict';
import {test} from 'node:test';

import {courseOf, levelOf, openCourse, placeOf, SIDE} from '../../static/js/course.mjs';

// Leaflet thins lines in the browser; here every vertex stays and the tolerances are noted.
const tolerances = [];
globalThis.L = {LineUtil: {simplify(points, tolerance) {
  tolerances.push(tolerance);
  return points;
}}};

test('The whole world is a square, its middle at zero degrees.', () => {
  const {box} = openCourse([[[-180, 0], [0, 0], [180, 85.0511]]]);
  assert.deepEqual([box.left, box.right], [0, SIDE]);
  assert.ok(Math.abs(box.bottom - SIDE / 2) < 1e-6);
  assert.ok(Math.abs(box.top) < 1);
});

test('A point of a course is the place it came from, on the equator and far north.', () => {
  for (const [lon, lat] of [[0, 0], [51.5, 47.1], [-179.9, 84], [90, -60]]) {
    const {box: {left: x, top: y}} = openCourse([[[lon, lat]]]);
    const [east, north] = placeOf({x, y});
    assert.ok(Math.abs(east - lon) < 1e-9);
    assert.ok(Math.abs(north - lat) < 1e-9);
  }
});

test('Runs stay apart, and rings are closed.', () => {
  const runs = [[[0, 0], [90, 0]], [[0, 0], [-90, 0]]];
  const [a, b, c] = [SIDE / 2, SIDE * 0.75, SIDE / 4];
  assert.equal(openCourse(runs).outline(5), `M${a} ${a}L${b} ${a}M${a} ${a}L${c} ${a}`);
  assert.equal(openCourse(runs, true).outline(5), `M${a} ${a}L${b} ${a}ZM${a} ${a}L${c} ${a}Z`);
});

test('Each level closer shows detail half as large, and is thinned once.', () => {
  tolerances.length = 0;
  const course = openCourse([[[0, 0], [1, 1]]]);
  [4, 5, 4].forEach(level => course.outline(level));
  assert.equal(tolerances.length, 2);
  assert.equal(tolerances[0], 2 * tolerances[1]);
});

test('Zooms between two levels take the finer one; there is none beyond the map.', () => {
  assert.deepEqual([0, 3.25, 4, 4.01, 12, 30].map(levelOf), [3, 4, 4, 5, 12, 12]);
});

test('A geometry keeps its course, so that a new year does not reckon it again.', () => {
  const geometry = {};
  const first = courseOf(geometry, 'land', () => [[[0, 0], [1, 1]]]);
  assert.equal(courseOf(geometry, 'land', () => assert.fail('asked twice')), first);
  assert.notEqual(courseOf(geometry, 'sea', () => []), first);
  assert.ok(courseOf(geometry, 'sea').isEmpty);
  assert.ok(!courseOf({}, 'land', () => [[[0, 0], [1, 1]]]).isEmpty);
});

test('The middle of a course lies on it.', () => {
  const [lon, lat] = openCourse([[[0, 0]], [[10, 10], [20, 20], [30, 30]]]).middle();
  assert.deepEqual([lon, lat].map(Math.round), [20, 20]);
});
