/** The border: a thin line in a band that fades into both countries alike. */

import {courseOf} from '../course.mjs';
import {classOf, effectsOf, valueOf} from './classes.mjs';
import {dashes} from './line.mjs';

const FADING = [[15, 0.1], [9, 0.12], [4.5, 0.16]];
const REACH_PX = 14;

/** The ink and the shape of one stretch of the border. */
export function drawBand(feature, {style, year, shapes}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const isDashed = effectsOf(style, properties).has('dashed') || swatch.pattern === 'dashed';
  const course = courseOf(geometry, 'band', () => (
    geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates));
  const {ink} = swatch;
  const looks = [
    ...FADING.map(([width, alpha]) => ({ink, width, alpha, cap: 'round'})),
    isDashed ? {ink, width: 1.4, dash: dashes('dashed', 1.6)} : {ink, width: 1.4, cap: 'round'},
  ];
  const shape = shapes.open(course, 'band');
  shape.widen(REACH_PX);
  return {
    parts: [shape], handle: shape, order: 0, strokes: looks.map(look => ({course, look: () => look})),
  };
}
