/** One stroke along a path of a canvas. */

/** Draw a line `width` px wide with a `dash` in px; `unit` is a px in the context's own units. */
export function brush(context, path, {colour, width, dash = [], alpha = 1, cap = 'butt'}, unit = 1) {
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.lineWidth = width * unit;
  context.lineJoin = 'round';
  context.lineCap = cap;
  context.setLineDash(dash.map(length => length * unit));
  context.stroke(path);
}
