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
  let all = null;
  const canvas = openViewCanvas(map, {
    pane,
    hasInk: () => layers.size > 0,
    draw(context, place) {
      all ??= sorted(layers, order);
      paint(context, all, place, ink);
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
  };
}

function sorted(layers, order) {
  const rows = [...layers].flatMap(([id, {kind, marks}]) => marks.map(mark => (
    {mark, rank: [DEPTHS[kind], mark.isBehind ? 0 : 1, order.indexOf(id), mark.order]})));
  const byRank = ({rank: one}, {rank: other}) => {
    const at = one.findIndex((value, index) => value !== other[index]);
    return at < 0 ? 0 : one[at] - other[at];
  };
  return rows.sort(byRank).flatMap(({mark}) => mark.strokes);
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
    if (fill) {
      context.globalAlpha = Number(ink(fill.opacity));
      context.fillStyle = fill.isHatched ? hatch(context, ink(fill.ink), {ratio, scale}) : ink(fill.ink);
      context.fill(path, 'evenodd');
    }
    brush(context, path, {colour: ink(colour), ...line}, unit);
  }
}
