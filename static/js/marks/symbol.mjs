/** A point: a symbol of its class, hollow where the position or the date is approximate. */

import {classOf, effectsOf, sizeOf, valueOf} from './classes.mjs';
import {svg} from './svg.mjs';

const SIDE = 16;
const [OVER, APART] = [2, 100_000]; // px of layer depth between kinds; no place on the map is as far down

/** The marker of one point feature. `symbols` holds path data in a box of 16 by 16. */
export function drawSymbol(feature, {style, year, pane, symbols, scale = 1}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const effects = effectsOf(style, properties);
  const isHollow = swatch.is_hollow || effects.has('hollow');
  const value = style.size && properties[style.size.field];
  const side = style.size ? sizeOf(style.size, value ?? null, true) : SIDE;
  const names = ['symbol', `ink-${swatch.ink}`];
  if (isHollow) names.push('is-hollow');
  if (effects.has('quiet')) names.push('is-quiet');
  const path = svg('path', {d: symbols[swatch.symbol] ?? symbols.circle});
  const drawing = svg('svg', {
    class: names.join(' '), viewBox: `0 0 ${SIDE} ${SIDE}`, width: side, height: side,
    'aria-hidden': 'true',
  }, path);
  return pointMark(geometry, drawing, side, {pane, over: OVER, scale: style.size ? scale : Math.min(scale, 1)});
}

/**
 * A marker around any drawing, centred on a point. Marks of a kind lie `over` so many others.
 * `resize` sets its side in px and how far from the point it stands, right and down.
 */
export function pointMark({coordinates: [lon, lat]}, drawing, base, {pane, over = 0, scale = 1}) {
  const icon = L.divIcon({html: drawing, className: 'mark-point', iconSize: [base, base]});
  const marker = new (markerClass())([lat, lon], {
    icon, pane, keyboard: false, bubblingMouseEvents: false, riseOnHover: true,
    zIndexOffset: over * APART - Math.round(base),
  });
  const mark = {parts: [marker], handle: marker, order: -base, base, side: base, shift: [0, 0]};
  mark.resize = (factor, [right, down] = mark.shift) => {
    Object.assign(mark, {side: base * factor, shift: [right, down]});
    fit(marker.getElement(), drawing, mark);
  };
  mark.side = base * scale;
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

function fit(element, drawing, {side, shift: [right, down]}) {
  if (!element) return;
  for (const key of ['width', 'height']) {
    drawing.setAttribute(key, side);
    element.style[key] = `${side}px`;
  }
  element.style.marginLeft = `${right - side / 2}px`;
  element.style.marginTop = `${down - side / 2}px`;
}
