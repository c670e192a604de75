/** The ink of points, on one canvas: symbols, rings and half discs where their marks stand. */

import {openInks} from './basemap.mjs';
import {CELL_PX, worldPoint} from './cells.mjs';
import {paintPieces} from './marks/pieces.mjs';
import {openViewCanvas} from './view_canvas.mjs';

/** Open the canvas in a pane. What of a mark is painted, and over which, `pointMark` says. */
export function openDots(map, pane) {
  const ink = openInks(() => canvas.draw());
  const layers = new Map();
  const canvas = openViewCanvas(map, {
    pane,
    hasInk: () => layers.size > 0,
    draw: (context, place) => paint(context, [...layers.values()].flat(), place, ink),
  });
  return {
    /** Draw these marks for a layer, in place of those it had. */
    show(id, marks) {
      if (marks.length) layers.set(id, marks);
      else if (!layers.delete(id)) return;
      canvas.later();
    },
    /** Draw again what has another size or place. */
    refresh: () => canvas.later(),
  };
}

function paint(context, marks, {box, zoom, ratio}, ink) {
  const world = CELL_PX * 2 ** zoom;
  const placed = marks.map(mark => {
    const [x, y] = worldPoint(mark.feature.geometry.coordinates);
    const [right, down] = mark.shift;
    return {mark, left: x * world - box.left + right, top: y * world - box.top + down, order: mark.over + y * world};
  });
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const isSeen = ({mark: {side}, left, top}) => (
    left > -side && top > -side && left < width + side && top < height + side);
  for (const {mark, left, top} of placed.filter(isSeen).sort((one, other) => one.order - other.order)) {
    const scale = ratio * mark.side / mark.span;
    context.setTransform(scale, 0, 0, scale, left * ratio, top * ratio);
    paintPieces(context, mark.pieces, ink, {ratio, scale});
  }
}
