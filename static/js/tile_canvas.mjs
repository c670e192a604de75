/** Tiles on one canvas over the view: sharp at any zoom and density, without seams. */

import {boxOf, cellsIn, fromTheMiddle, nameOfCell, tileZoom} from './cells.mjs';
import {openViewCanvas} from './view_canvas.mjs';

/**
 * Draw a store's tiles in a pane. `paint` gets the canvas context, the tile, its box in px of the
 * canvas and the zoom; the context is cut to the cell and clear there. `ground` is the ink
 * that lies under every cell.
 */
export function openTileCanvas(map, store, {pane, maxZoom, paint, ground = null}) {
  const cellsOf = ({box, zoom}) => cellsIn(box, zoom, tileZoom(zoom, maxZoom));
  const ask = place => store.want(fromTheMiddle(cellsOf(place)));
  const drawCell = (context, cell, {box, zoom, ratio}, how = {paint}) => {
    const place = entry => {
      const {left, top, size} = boxOf(entry, zoom);
      return {left: (left - box.left) * ratio, top: (top - box.top) * ratio, size: size * ratio};
    };
    const {left, top, size} = place(cell);
    const [from, to] = [[left, top], [left + size, top + size]].map(point => point.map(Math.round));
    context.save();
    context.resetTransform();
    context.beginPath();
    context.rect(...from, to[0] - from[0], to[1] - from[1]);
    context.clip();
    if (how.isAgain) wipe(context, ground, [...from, to[0] - from[0], to[1] - from[1]]);
    const found = store.best(cell);
    if (found) how.paint(context, found.tile, {...place(found.cell), ratio, zoom});
    context.restore();
  };
  // A cell drawn over what was there is wiped first; the whole canvas is clear already.
  const draw = (context, where, only) => {
    const cells = cellsOf(where);
    if (only) {
      const name = nameOfCell(only);
      cells.filter(cell => nameOfCell(cell) === name).forEach(cell => drawCell(context, cell, where, {paint, isAgain: true}));
    } else {
      if (ground) wipe(context, ground);
      cells.forEach(cell => drawCell(context, cell, where));
    }
  };
  // Nothing is drawn before the first tile; after it, what has no tile is ground.
  let isBegun = false;
  const hasInk = place => {
    isBegun ||= cellsOf(place).some(cell => store.best(cell));
    return isBegun;
  };
  const canvas = openViewCanvas(map, {pane, draw, hasInk, isOpaque: Boolean(ground), onPlace: ask});
  return {
    /** Draw again what a tile that came concerns: its cell, or everything. */
    redraw: cell => canvas.draw(cell),
    /** Paint the tiles in view on another canvas, in another way. */
    paintOn: (context, where, other) => cellsOf(where).forEach(cell => drawCell(context, cell, where, {paint: other})),
    /** Ask again for what is missing in view. */
    ask: () => ask(canvas.place()),
    remove: () => canvas.remove(),
    /** The tiles in view, each once: `{cell, tile}`. */
    tiles() {
      const found = cellsOf(canvas.place()).map(cell => store.best(cell)).filter(Boolean);
      return [...new Map(found.map(entry => [nameOfCell(entry.cell), entry])).values()];
    },
  };
}

function wipe(context, ground, box = [0, 0, context.canvas.width, context.canvas.height]) {
  if (ground) {
    context.fillStyle = ground();
    context.fillRect(...box);
  } else {
    context.clearRect(...box);
  }
}
