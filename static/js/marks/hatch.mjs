/** The hatch of "no data" on a canvas, as the page's own pattern draws it. */

const SIDE_PX = 5 * Math.SQRT2; // lines 5 px apart, aslant
const LINE_PX = 1.4;
const TILES = new Map();

/** A pattern in an ink for a context whose units are `scale` device px, `ratio` of which are one px. */
export function hatch(context, ink, {ratio, scale}) {
  const key = `${ink} ${ratio}`;
  if (!TILES.has(key)) TILES.set(key, tileOf(ink, Math.max(4, Math.round(SIDE_PX * ratio)), ratio));
  const pattern = context.createPattern(TILES.get(key), 'repeat');
  pattern.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern;
}

function tileOf(ink, side, ratio) {
  const tile = Object.assign(document.createElement('canvas'), {width: side, height: side});
  const context = tile.getContext('2d');
  context.strokeStyle = ink;
  context.lineWidth = LINE_PX * ratio;
  for (const from of [-side, 0, side]) {
    context.moveTo(from - side, -side);
    context.lineTo(from + 2 * side, 2 * side);
  }
  context.stroke();
  return tile;
}
