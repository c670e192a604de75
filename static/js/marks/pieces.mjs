/** The pieces of a point's drawing on a canvas, in the page's inks. */

import {brush} from './brush.mjs';
import {hatch} from './hatch.mjs';

/**
 * Paint pieces one over the other: each has path data `d`, moved by `left` and `top`, and a `fill`
 * `{ink, alpha, isHatched}`, a `line` `{ink, width, dash, alpha}` or both; the line lies on the fill
 * unless it `isUnder` it.
 * `scale` is how many device pixels a unit of them is, `ratio` how many a px.
 */
export function paintPieces(context, pieces, ink, {ratio, scale}) {
  for (const piece of pieces) {
    const {fill, line, isUnder} = piece;
    piece.path ??= pathOf(piece);
    const stroke = () => line && brush(context, piece.path, {...line, colour: ink(line.ink)});
    if (isUnder) stroke();
    if (fill) {
      const colour = ink(fill.ink);
      context.globalAlpha = fill.alpha ?? 1;
      context.fillStyle = fill.isHatched ? hatch(context, colour, {ratio, scale}) : colour;
      context.fill(piece.path, 'evenodd');
    }
    if (!isUnder) stroke();
  }
}

function pathOf({d, left = 0, top = 0}) {
  const path = new Path2D();
  path.addPath(new Path2D(d), new DOMMatrix([1, 0, 0, 1, left, top]));
  return path;
}
