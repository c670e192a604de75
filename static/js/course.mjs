/** Where lines and rings run, in the plane of the map, with as much detail as a zoom can show. */

import {lonLat, worldPoint} from './cells.mjs';

const KNOWN = new WeakMap();
const [COARSEST, FINEST] = [3, 12];
const TOLERANCE_PX = 0.7;
/** The world's side in units of a course: one is a pixel of the whole world at zoom 8. */
export const SIDE = 2 ** 16;

/**
 * The course of a geometry's runs, each a list of `[lon, lat]`. A geometry keeps its courses by name,
 * so that a new year draws what is known already; `runsOf` is asked once.
 */
export function courseOf(geometry, name, runsOf, isClosed = false) {
  const known = KNOWN.get(geometry) ?? KNOWN.set(geometry, new Map()).get(geometry);
  if (!known.has(name)) known.set(name, openCourse(runsOf(), isClosed));
  return known.get(name);
}

/** How much detail a zoom shows: paths of one level are the same. */
export function levelOf(zoom) {
  return Math.max(COARSEST, Math.min(FINEST, Math.ceil(zoom)));
}

/** Runs of `[lon, lat]` as a course; closed ones are rings. */
export function openCourse(runs, isClosed = false) {
  const lines = runs.map(run => run.map(place => {
    const [x, y] = worldPoint(place);
    return {x: x * SIDE, y: y * SIDE};
  }));
  const [details, outlines, paths] = [new Map(), new Map(), new Map()];
  const detail = level => remembered(details, level, () => (
    lines.map(line => L.LineUtil.simplify(line, TOLERANCE_PX * 2 ** (8 - level)))));
  return {
    isEmpty: !lines.length,
    /** Left, top, right and bottom. */
    box: boxOf(lines),
    /** To be drawn on a canvas, with the detail of a level. */
    path: level => remembered(paths, level, () => pathOf(detail(level), isClosed)),
    /** The same as path data. */
    outline: level => remembered(outlines, level, () => (
      detail(level).map(line => wordsOf(line, isClosed)).join(''))),
    /** Longitude and latitude of the middle vertex of the longest run. */
    middle() {
      const longest = lines.reduce((one, other) => (other.length > one.length ? other : one));
      return placeOf(longest[longest.length >> 1]);
    },
  };
}

/** Longitude and latitude of a point of a course. */
export function placeOf({x, y}) {
  return lonLat({z: 0, x: 0, y: 0}, x / SIDE, y / SIDE);
}

function remembered(known, level, make) {
  if (!known.has(level)) known.set(level, make(level));
  return known.get(level);
}

function pathOf(lines, isClosed) {
  const path = new Path2D();
  for (const line of lines) {
    line.forEach(({x, y}, index) => (index ? path.lineTo(x, y) : path.moveTo(x, y)));
    if (isClosed) path.closePath();
  }
  return path;
}

function wordsOf(points, isClosed) {
  const words = points.map(({x, y}) => `${short(x)} ${short(y)}`).join('L');
  return `M${words}${isClosed ? 'Z' : ''}`;
}

function short(number) {
  return Math.round(number * 1000) / 1000;
}

function boxOf(lines) {
  const box = {left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity};
  for (const {x, y} of lines.flat()) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}
