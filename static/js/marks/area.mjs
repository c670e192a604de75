/** An area: filled by its class, hatched where there is no value. */

import {courseOf, SIDE} from '../course.mjs';
import {classOf, effectsOf, valueOf} from './classes.mjs';

const WIDE = 25; // degrees

/** The ink and the shape of one area feature. */
export function drawArea(feature, {style, year, shapes}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const isQuiet = effectsOf(style, properties).has('quiet');
  const course = courseOf(geometry, 'area', () => (
    geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()), true);
  const fill = {
    ink: swatch.ink, isHatched: swatch.pattern === 'hatch', opacity: isQuiet ? '--area-opacity-quiet' : '--area-opacity',
  };
  // A wide country lies under its regions, so that these can be seen and opened.
  const isBehind = isWide(course);
  const shape = shapes.open(course, 'area', isBehind);
  const look = () => ({fill, ink: 'home-land', width: 1});
  return {parts: [shape], handle: shape, order: 0, isBehind, strokes: [{course, look}]};
}

function isWide({box: {left, right}}) {
  return (right - left) / SIDE * 360 > WIDE;
}
