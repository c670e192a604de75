/** The layers on the map: fetched when first shown, drawn for the year, gone when hidden. */

import {drawArea} from './marks/area.mjs';
import {drawBalance} from './marks/balance.mjs';
import {drawBand} from './marks/band.mjs';
import {drawComposition} from './marks/composition.mjs';
import {drawLine} from './marks/line.mjs';
import {growth} from './marks/classes.mjs';
import {drawSymbol} from './marks/symbol.mjs';
import {openRoving} from './keyboard.mjs';
import {ringPlace} from './places.mjs';
import {isShown} from './time.mjs';
import {tip} from './tip.mjs';
import {figureOf, nameOf} from './words.mjs';

const DRAW = {
  line: drawLine, band: drawBand, area: drawArea, symbol: drawSymbol,
  composition: drawComposition, balance: drawBalance,
};
const DEPTHS = {area: 310, band: 320, line: 330, balance: 610, composition: 620, symbol: 630};

/** Draw, redraw and remove layers. `page` is the page's data, `notices` says what goes wrong. */
export function openLayers(map, page, {onSelect, onDrawn, notices}) {
  const shown = new Map();
  const context = {map, page, onSelect, onDrawn, panes: openPanes(map)};
  const draw = entry => redraw(entry, context);
  map.on('zoomend', () => shown.forEach(entry => {
    const isOther = style => (style.size || style.width) && entry.scale !== growth(map.getZoom());
    if (entry.isDrawn !== isInZoom(entry, map) || isOther(entry.spec.style)) draw(entry);
  }));
  map.on('moveend', () => {
    const box = map.getContainer().getBoundingClientRect();
    shown.forEach(entry => entry.roving.refresh(box));
  });
  return {
    /** Show exactly these layers, for a year. */
    async show(ids, year) {
      for (const [id, entry] of shown) {
        if (!ids.includes(id)) {
          clear(entry);
          shown.delete(id);
          notices.clear(id);
        }
      }
      await Promise.all(ids.map(id => showOne(id, year)));
    },
    /** Mark one feature as the selected one; null unmarks. */
    mark(select) {
      context.selected = select?.join('/');
      shown.forEach(entry => entry.marks.forEach(mark => emphasise(mark, entry, context)));
    },
    /** The element of a feature's mark. */
    element: (id, feature) => shown.get(id)?.marks.get(feature)?.handle.getElement(),
    /** Places of all rings on the map, to be named. */
    rings: () => [...shown.values()].filter(({spec}) => spec.style.mark === 'composition')
      .flatMap(({marks}) => [...marks.values()].map(mark => ringPlace(mark.feature, -mark.order / 2))),
  };

  async function showOne(id, year) {
    const before = shown.get(id);
    if (before?.year === year && before.collection) return;
    const entry = before ?? openEntry(id, context);
    entry.year = year;
    shown.set(id, entry);
    try {
      entry.collection ??= await fetchLayer(entry.spec, notices);
      if (shown.get(id) === entry) draw(entry);
    } catch (fault) {
      console.warn(fault);
      shown.delete(id);
      notices.fail(id, entry.spec.title, () => showOne(id, year));
    }
  }
}

function openEntry(id, {page, onSelect}) {
  const spec = page.layers.find(layer => layer.id === id);
  const roving = openRoving((feature, element) => onSelect([id, feature], element));
  return {spec, roving, marks: new Map(), collection: null, isDrawn: false};
}

async function fetchLayer({id, title}, notices) {
  const done = notices.wait(id, title);
  try {
    const answer = await fetch(`layers/${id}.geojson`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return await answer.json();
  } finally {
    done();
  }
}

function redraw(entry, context) {
  clear(entry);
  entry.isDrawn = isInZoom(entry, context.map);
  entry.scale = growth(context.map.getZoom());
  if (!entry.isDrawn) return;
  const {style} = entry.spec;
  const {pane, renderer} = context.panes[style.mark];
  const {symbols} = context.page;
  const how = {style, year: entry.year, symbols, pane, renderer, scale: entry.scale};
  const marks = entry.collection.features
    .filter(feature => isShown(feature.properties, entry.year))
    .map(feature => ({feature, ...DRAW[style.mark](feature, how)}))
    .filter(mark => mark.parts)
    .sort((one, other) => one.order - other.order);
  marks.forEach(mark => place(mark, entry, context));
  context.onDrawn(entry.spec.id, marks.length);
}

function place(mark, entry, context) {
  const {feature, parts, handle} = mark;
  const {lang} = context.page;
  const name = nameOf(feature.properties, lang);
  const figure = figureOf(entry.spec, feature.properties, entry.year, lang);
  const open = () => context.onSelect([entry.spec.id, feature.id], handle.getElement());
  handle.bindTooltip(tip(name, figure), {direction: 'top', sticky: true, className: 'tip'});
  handle.on('click', open);
  parts.forEach(part => part.addTo(context.map));
  // Where styles, tests and readers' own scripts find a feature on the map.
  Object.assign(handle.getElement().dataset, {layer: entry.spec.id, feature: feature.id});
  entry.roving.add(handle.getElement(), feature.id, figure ? `${name}, ${figure}` : name);
  entry.marks.set(feature.id, mark);
  emphasise(mark, entry, context);
}

function emphasise({feature, parts}, entry, {selected}) {
  const isSelected = selected === `${entry.spec.id}/${feature.id}`;
  parts.forEach(part => part.getElement()?.classList.toggle('is-selected', isSelected));
}

function clear(entry) {
  for (const {parts, handle} of entry.marks.values()) {
    entry.roving.remove(handle.getElement());
    parts.forEach(part => part.remove());
  }
  entry.marks.clear();
}

function isInZoom({spec}, map) {
  return map.getZoom() >= (spec.style.min_zoom ?? 0);
}

function openPanes(map) {
  return Object.fromEntries(Object.entries(DEPTHS).map(([mark, depth]) => {
    const pane = `marks-${mark}`;
    map.createPane(pane).style.zIndex = depth;
    const isPath = ['area', 'band', 'line'].includes(mark);
    return [mark, {pane, renderer: isPath ? L.svg({pane, padding: 0.4}) : undefined}];
  }));
}
