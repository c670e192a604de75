/** A point: a symbol of its class, hollow where the position or the date is approximate. */

import {classOf, effectsOf, sizeOf, valueOf} from './classes.mjs';

const SIDE = 16;
const [OVER, APART] = [2, 100_000]; // px of layer depth between kinds; no place on the map is as far down
const QUIET = 0.6;

/** The mark of one point feature. `symbols` holds path data in a box of 16 by 16. */
export function drawSymbol(feature, {style, year, pane, symbols, scale = 1}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const effects = effectsOf(style, properties);
  const value = style.size && properties[style.size.field];
  const side = style.size ? sizeOf(style.size, value ?? null, true) : SIDE;
  const pieces = symbolPieces(symbols[swatch.symbol] ?? symbols.circle, {
    ink: swatch.ink, isHollow: swatch.is_hollow || effects.has('hollow'), isQuiet: effects.has('quiet'),
  });
  return pointMark(geometry, pieces, side, {
    pane, over: OVER, span: SIDE, scale: style.size ? scale : Math.min(scale, 1),
  });
}

/** The pieces of a symbol from path data in a box of 16 by 16, its middle at 0/0. */
export function symbolPieces(d, {ink, isHollow, isQuiet}) {
  const alpha = isQuiet ? QUIET : 1;
  const middle = {left: -SIDE / 2, top: -SIDE / 2};
  // Approximate: pale with a broken edge, as an approximate course is a broken line.
  if (isHollow) {
    return [
      {d, ...middle, fill: {ink: '--surface', alpha}},
      {d, ...middle, fill: {ink, alpha: 0.4 * alpha}, line: {ink, alpha, width: 1.5, dash: [2.4, 1.4]}},
    ];
  }
  return [{d, ...middle, fill: {ink, alpha}, line: {ink: '--surface', alpha, width: 1.5}, isUnder: true}];
}

/**
 * A mark of any pieces, centred on a point: an unseen button over what a canvas shows of them, which
 * is `span` units wide. Marks of a kind lie `over` so many others, small ones over large ones.
 * `resize` sets the side in px and how far from the point it stands, right and down.
 */
export function pointMark({coordinates: [lon, lat]}, pieces, base, {pane, over = 0, span = base, scale = 1}) {
  const icon = L.divIcon({className: 'mark-point', iconSize: [base, base]});
  const depth = over * APART - Math.round(base);
  const marker = new (markerClass())([lat, lon], {
    icon, pane, keyboard: false, bubblingMouseEvents: false, zIndexOffset: depth,
  });
  const mark = {
    parts: [marker], handle: marker, order: -base, over: depth, base, side: base * scale, shift: [0, 0], pieces, span,
  };
  mark.resize = (factor, [right, down] = mark.shift) => {
    Object.assign(mark, {side: base * factor, shift: [right, down]});
    fit(marker.getElement(), mark);
  };
  return mark;
}

/**
 * A marker that lies flat in its pane. Leaflet's own `translate3d` gives each of hundreds of marks a
 * picture of its own, which a browser puts together anew for every frame.
 */
function markerClass() {
  markerClass.known ??= L.Marker.extend({
    _setPos(position) {
      this._icon._leaflet_pos = position;
      this._icon.style.transform = `translate(${position.x}px, ${position.y}px)`;
      this._zIndex = position.y + this.options.zIndexOffset;
      this._resetZIndex();
    },
  });
  return markerClass.known;
}

function fit(element, {side, shift: [right, down]}) {
  if (!element) return;
  Object.assign(element.style, {
    width: `${side}px`, height: `${side}px`,
    marginLeft: `${right - side / 2}px`, marginTop: `${down - side / 2}px`,
  });
}
