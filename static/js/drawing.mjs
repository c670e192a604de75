/** One layer's marks on the map: drawn for a year, resized with the zoom, named for every reader. */

import {drawArea} from './marks/area.mjs';
import {drawBalance} from './marks/balance.mjs';
import {drawBand} from './marks/band.mjs';
import {drawComposition} from './marks/composition.mjs';
import {drawLine} from './marks/line.mjs';
import {growth} from './marks/classes.mjs';
import {spread} from './marks/spread.mjs';
import {drawSymbol} from './marks/symbol.mjs';
import {openRoving} from './keyboard.mjs';
import {isShown} from './time.mjs';
import {tip} from './tip.mjs';
import {figureOf, langOf, nameOf} from './words.mjs';

const DRAW = {
  line: drawLine, band: drawBand, area: drawArea, symbol: drawSymbol,
  composition: drawComposition, balance: drawBalance,
};
const POINTS = ['balance', 'composition', 'symbol'];

/** Open a layer for drawing; `context` has the map, its panes, the page's data and what to tell. */
export function openDrawing(spec, context) {
  const roving = openRoving((feature, element) => context.onSelect([spec.id, feature], element));
  const isPoint = POINTS.includes(spec.style.mark);
  const entry = {spec, isPoint, roving, marks: new Map(), isDrawn: false, features: [], owned: [], others: [], year: null, size: ''};
  return {
    marks: entry.marks,
    /**
     * Draw some features for a year, in place of what was there before; marks stand beside those of
     * `owned`, which another layer draws.
     */
    draw(features, year, owned = []) {
      clear(entry, context);
      Object.assign(entry, {features, owned, year, isDrawn: isInZoom(spec, context.map)});
      if (entry.isDrawn) drawAll(entry, context);
    },
    /** Follow the zoom: come or go, and keep sizes and distances right. */
    rescale() {
      if (entry.isDrawn !== isInZoom(spec, context.map)) this.draw(entry.features, entry.year, entry.owned);
      else if (entry.isDrawn) resize(entry, context);
    },
    clear: () => clear(entry, context),
    mark: () => entry.marks.forEach(mark => emphasise(mark, entry, context)),
    handle: feature => entry.marks.get(feature)?.handle,
    focusIn: box => roving.refresh(box),
    /** Boxes of point marks, in the map's layer pixels. */
    boxes: () => (isPoint ? [...entry.marks.values()].map(mark => boxOf(mark, context.map)) : []),
  };
}

function drawAll(entry, context) {
  const {spec, year} = entry;
  const scale = growth(context.map.getZoom());
  const {points: pane, shapes} = context.panes;
  const how = {style: spec.style, year, symbols: context.page.symbols, pane, shapes, scale};
  const marksOf = features => features.filter(feature => isShown(feature.properties, year))
    .map(feature => [feature, DRAW[spec.style.mark](feature, how)])
    .filter(([, mark]) => mark)
    .map(([feature, mark]) => Object.assign(mark, {feature}))
    .sort((one, other) => one.order - other.order);
  const marks = marksOf(entry.features);
  entry.others = marksOf(entry.owned);
  marks.forEach(mark => place(mark, entry, context));
  entry.size = '';
  resize(entry, context);
  ink(entry, context.panes, marks);
  context.onDrawn(spec.id, marks.length);
}

function place(mark, entry, context) {
  const {feature, parts, handle} = mark;
  const {spec, year} = entry;
  const {lang} = context.page;
  const name = nameOf(feature.properties, lang);
  const figure = figureOf(spec, feature.properties, year, lang);
  handle.bindTooltip(() => tip(name, figure, langOf(feature.properties, lang)), {direction: 'top', sticky: true, className: 'tip'});
  handle.on('click', () => context.onSelect([spec.id, feature.id], handle.getElement()));
  parts.forEach(part => part.addTo(context.map));
  // Where styles, tests and readers' own scripts find a feature on the map.
  Object.assign(handle.getElement().dataset, {layer: spec.id, feature: feature.id});
  handle.getElement().setAttribute('lang', langOf(feature.properties, lang));
  entry.roving.add(handle.getElement(), feature.id, figure ? `${name}, ${figure}` : name);
  entry.marks.set(feature.id, mark);
  emphasise(mark, entry, context);
}

/** Give marks their size at the zoom; what is drawn stays, and with it the reader's focus. */
function resize(entry, {map, panes}) {
  const zoom = map.getZoom();
  const scale = growth(zoom);
  const size = `${scale} ${entry.isPoint && Math.min(8, Math.floor(zoom))}`;
  if (size === entry.size) return;
  entry.size = size;
  const marks = [...entry.marks.values()].filter(mark => mark.resize);
  const isSized = Boolean(entry.spec.style.size ?? entry.spec.style.width);
  const factor = isSized ? scale : Math.min(scale, 1);
  const {others} = entry;
  const shifts = entry.isPoint
    ? spread([...others, ...marks].map(mark => where(mark, factor)), zoom, !isSized) : [];
  marks.forEach((mark, index) => mark.resize(factor, shifts[others.length + index]));
  if (entry.isPoint) panes.dots.refresh();
}

function where({feature, base}, factor) {
  const [lon, lat] = feature.geometry.coordinates;
  return {lon, lat, side: base * factor};
}

function emphasise({feature, parts}, {spec}, {selected}) {
  const isSelected = selected === `${spec.id}/${feature.id}`;
  parts.forEach(part => part.getElement()?.classList.toggle('is-selected', isSelected));
}

function clear(entry, {panes}) {
  for (const {parts, handle} of entry.marks.values()) {
    entry.roving.remove(handle.getElement());
    parts.forEach(part => part.remove());
  }
  entry.marks.clear();
  ink(entry, panes, []);
}

/** Show these marks of a layer on the canvas of their kind, in place of those it had. */
function ink({spec, isPoint}, panes, marks) {
  if (isPoint) panes.dots.show(spec.id, marks);
  else panes.ink.show(spec.id, spec.style.mark, marks);
}

function isInZoom({style}, map) {
  return map.getZoom() >= (style.min_zoom ?? 0);
}

function boxOf({handle, side, shift: [right, down]}, map) {
  const {x, y} = map.latLngToLayerPoint(handle.getLatLng());
  const [middle, centre] = [x + right, y + down];
  return {
    left: middle - side / 2, right: middle + side / 2, top: centre - side / 2, bottom: centre + side / 2,
  };
}
