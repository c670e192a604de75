/** A line: width by a number, dashes for what is schematic, with dots for a plan, a casing inside Russia. */

import {courseOf} from '../course.mjs';
import {classOf, effectsOf, patternOf, sizeOf, valueOf} from './classes.mjs';

const DASHES = {dashed: [4, 2.5], dotted: [0.1, 2.2], 'dash-dotted': [4, 2.5, 0.1, 2.5]};
const QUIET = 0.5;
const REACH_PX = 14;

/** The ink and the shape of one line feature. */
export function drawLine(feature, {style, year, shapes, scale = 1}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const effects = effectsOf(style, properties);
  const base = style.width ? sizeOf(style.width, properties[style.width.field]) : 2;
  const course = (name, runsOf) => courseOf(geometry, name, runsOf);
  const {land, sea} = legs(geometry, properties.sea_ranges);
  const cased = hasCasing(feature, effects, swatch) ? stretches(geometry.coordinates, properties.russia_ranges) : [];
  const ink = {ink: swatch.ink, alpha: effects.has('quiet') ? QUIET : 1};
  const pattern = patternOf(swatch, effects);
  const strokes = [
    ...cased.flatMap((run, index) => {
      const stretch = course(`cased ${index}`, () => [run]);
      return [
        {course: stretch, look: factor => ({ink: swatch.ink, alpha: 0.6, width: thin(base, factor) + 4.6, cap: 'round'})},
        {course: stretch, look: factor => ({ink: 'home-land', width: thin(base, factor) + 3, cap: 'round'})},
      ];
    }),
    {course: course('land', () => land), look: factor => ({...ink, ...inPattern(pattern, thin(base, factor))})},
    {course: course('sea', () => sea), look: factor => ({...ink, ...inPattern('dashed', thin(base, factor))})},
  ];
  const shape = shapes.open(course('whole', () => [...land, ...sea]), 'line');
  const resize = factor => shape.widen(Math.max(thin(base, factor) + 6, REACH_PX));
  resize(scale);
  return {parts: [shape], handle: shape, order: base, resize, strokes};
}

function inPattern(pattern, width) {
  return {width, dash: dashes(pattern, width), cap: pattern === 'dashed' ? 'butt' : 'round'};
}

/** A line's runs: those on land and those at sea. */
export function legs({type, coordinates}, seaRanges) {
  if (type !== 'LineString') return {land: coordinates, sea: []};
  const breaks = [0, ...(seaRanges ?? []).flat(), coordinates.length - 1];
  const between = breaks.slice(1).map((end, index) => [breaks[index], end]);
  const dry = between.filter((_, index) => index % 2 === 0);
  return {land: stretches(coordinates, dry), sea: stretches(coordinates, seaRanges)};
}

/** Widths shrink on the way out but never grow past their legend. */
function thin(base, scale) {
  return base * Math.min(scale, 1);
}

/** Dash lengths in px for a pattern and a width; undefined for a solid line. */
export function dashes(pattern, width) {
  const unit = Math.max(width, 1.6);
  return DASHES[pattern]?.map(length => Math.round(length * unit * 10) / 10);
}

/** The stretches of a line inside Russia, from pairs of vertex numbers, both included. */
export function stretches(coordinates, ranges) {
  return (ranges ?? []).map(([start, end]) => coordinates.slice(start, end + 1))
    .filter(run => run.length > 1);
}

/** Whether it runs cased through Russia: where nothing flows, nothing crosses. */
function hasCasing({geometry}, effects, {ink}) {
  return effects.has('casing') && geometry.type === 'LineString' && ink !== 'other';
}
