/** The ink of areas, bands and lines, on one canvas: each feature is drawn by its strokes. */

import {openInks} from './basemap.mjs';
import {CELL_PX, overlap} from './cells.mjs';
import {levelOf, SIDE} from './course.mjs';
import {brush} from './marks/brush.mjs';
import {growth} from './marks/classes.mjs';
import {hatch} from './marks/hatch.mjs';
import {openViewCanvas} from './view_canvas.mjs';

const DEPTHS = {area: 0, band: 1, line: 2};

/**
 * Open the canvas in a pane. A mark has `strokes` that lie one over the other: each a `course` and a
 * `look` of what its width grows to at the zoom, `{ink, width, dash, alpha, cap}`, or with a `fill`.
 * Areas lie under bands and these under lines, each layer over those before it in `order`.
 */
export function openInk(map, pane, order) {
  const ink = openInks(() => canvas.draw());
  const layers = new Map();
  let [all, over] = [null, () => {}];
  const canvas = openViewCanvas(map, {
    pane,
    hasInk: () => layers.size > 0,
    draw(context, place) {
      all ??= sorted(layers, order);
      paint(context, all.areas, place, ink);
      if (all.areas.length) over(context, place);
      paint(context, all.lines, place, ink);
    },
  });
  return {
    /** Draw these marks for a layer, in place of those it had; all that come at once are drawn once. */
    show(id, kind, marks) {
      if (marks.length) layers.set(id, {kind, marks});
      else if (!layers.delete(id)) return;
      all = null;
      canvas.later();
    },
    /** Paint this over the areas, under the lines: the waters of the ground, whenever there are more. */
    over(paintWaters) {
      over = paintWaters;
      if (all?.areas.length) canvas.later();
    },
  };
}

function sorted(layers, order) {
  const rows = [...layers].flatMap(([id, {kind, marks}]) => marks.map(mark => (
    {mark, rank: [DEPTHS[kind], mark.isBehind ? 0 : 1, order.indexOf(id), mark.order]})));
  const byRank = ({rank: one}, {rank: other}) => {
    const at = one.findIndex((value, index) => value !== other[index]);
    return at < 0 ? 0 : one[at] - other[at];
  };
  rows.sort(byRank);
  const strokes = isArea => rows.filter(({rank: [depth]}) => !depth === isArea).flatMap(({mark}) => mark.strokes);
  return {areas: strokes(true), lines: strokes(false)};
}

function paint(context, strokes, {box, zoom, ratio}, ink) {
  const scale = ratio * CELL_PX * 2 ** zoom / SIDE;
  const view = Object.fromEntries(Object.entries(box).map(([side, px]) => [side, px * ratio / scale]));
  const unit = ratio / scale;
  const [factor, level] = [growth(zoom), levelOf(zoom)];
  context.setTransform(scale, 0, 0, scale, -box.left * ratio, -box.top * ratio);
  for (const {course, look} of strokes) {
    if (course.isEmpty || !overlap(course.box, view)) continue;
    const path = course.path(level);
    const {fill, ink: colour, ...line} = look(factor);
    if (fill) paintFill(context, path, fill, {ink, ratio, scale});
    brush(context, path, {colour: ink(colour), ...line}, unit);
  }
}

/**
 * Fill an area. Two do not mix, or neither had a colour of its legend: one cuts out what lies under it,
 * a quiet one lies beneath, and a hatch over all.
 */
function paintFill(context, path, {ink: role, opacity, isHatched}, {ink, ratio, scale}) {
  const isQuiet = opacity !== '--area-opacity';
  const modes = isHatched ? ['source-over'] : isQuiet ? ['destination-over'] : ['destination-out', 'source-over'];
  context.fillStyle = isHatched ? hatch(context, ink(role), {ratio, scale}) : ink(role);
  for (const mode of modes) {
    context.globalCompositeOperation = mode;
    context.globalAlpha = mode === 'destination-out' ? 1 : Number(ink(opacity));
    context.fill(path, 'evenodd');
  }
  context.globalCompositeOperation = 'source-over';
}
