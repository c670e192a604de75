/** A point: a symbol of its class, hollow where the position or the date is approximate. */

import {classOf, effectsOf, sizeOf, valueOf} from './classes.mjs';
import {svg} from './svg.mjs';

const SIDE = 16;

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
  return pointMark(geometry, drawing, side, pane, style.size ? scale : Math.min(scale, 1));
}

/**
 * A marker around any drawing, centred on a point. `resize` sets its side in px and how far from the
 * point it stands, right and down.
 */
export function pointMark({coordinates: [lon, lat]}, drawing, base, pane, scale = 1) {
  const icon = L.divIcon({html: drawing, className: 'mark-point', iconSize: [base, base]});
  const marker = L.marker([lat, lon], {
    icon, pane, keyboard: false, bubblingMouseEvents: false, riseOnHover: true,
    zIndexOffset: -Math.round(base),
  });
  const mark = {parts: [marker], handle: marker, order: -base, base, side: base, shift: [0, 0]};
  mark.resize = (factor, [right, down] = mark.shift) => {
    Object.assign(mark, {side: base * factor, shift: [right, down]});
    fit(marker.getElement(), drawing, mark);
  };
  mark.side = base * scale;
  return mark;
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
