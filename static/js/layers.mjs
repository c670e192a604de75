/** The layers on the map: fetched when first shown, drawn for the year, gone when hidden. */

import {openDrawing} from './drawing.mjs';
import {ask} from './fetching.mjs';
import {openPanes} from './panes.mjs';
import {linePlace, ringPlace} from './places.mjs';

const PAUSE_MS = 100;

/** Draw, redraw and remove layers. `page` is the page's data, `notices` says what goes wrong. */
export function openLayers(map, page, {onSelect, onDrawn, notices, texts}) {
  const shown = new Map();
  let [named, waiting] = [null, 0];
  map.on('tooltipopen', ({tooltip}) => { named = tooltip; });
  map.on('zoomstart movestart', () => named?.close());
  // Before the canvases hear of the zoom: they are drawn then, in the new sizes.
  map.on('zoomend', () => shown.forEach(({drawing}) => drawing.rescale()));
  const panes = openPanes(map, page.layers.map(layer => layer.id));
  const context = {map, page, onSelect, onDrawn, notices, texts, panes};
  // The keyboard comes after the picture: where marks lie is not known before it is laid out.
  map.on('moveend', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const box = map.getContainer().getBoundingClientRect();
      shown.forEach(({drawing}) => drawing.focusIn(box));
    }, PAUSE_MS);
  });
  return {
    /** Show exactly these layers, for a year. */
    async show(ids, year) {
      for (const [id, {drawing}] of shown) {
        if (ids.includes(id)) continue;
        drawing.clear();
        shown.delete(id);
        notices.clear(id);
      }
      await Promise.all(ids.map(id => showOne(id, ids, year)));
    },
    /** Mark one feature as the selected one; null unmarks. */
    mark(select) {
      context.selected = select?.join('/');
      shown.forEach(({drawing}) => drawing.mark(select));
    },
    /** What of a feature's mark takes the pointer. */
    handle: (id, feature) => shown.get(id)?.drawing.handle(feature),
    /** Places of all rings and of the strongest lines on the map, to be named. */
    places: () => [...marksOf('composition').map(ringPlace),
      ...marksOf('line').map(mark => linePlace(mark, map.getBounds(), page.lang)).filter(Boolean)],
    /** Paint the waters of the ground over areas. */
    over: panes.ink.over,
    /** Boxes of the point marks on the map, in the map's layer pixels. */
    boxes: () => [...shown.values()].flatMap(({drawing}) => drawing.boxes()),
  };

  function marksOf(kind) {
    return [...shown.values()].filter(({spec}) => spec.style.mark === kind && !spec.tiles)
      .flatMap(({drawing}) => [...drawing.marks.values()]);
  }

  async function showOne(id, ids, year) {
    const spec = page.layers.find(layer => layer.id === id);
    const before = shown.get(id);
    const owners = spec.style.mark === 'composition' ? ownersOf(spec, ids, page.layers) : [];
    const drawn = `${year} ${owners.map(owner => owner.id)}`;
    if (before?.drawn === drawn) return;
    const entry = before ?? {spec, drawing: openDrawing(spec, context)};
    entry.drawn = drawn;
    shown.set(id, entry);
    try {
      entry.opening ??= spec.tiles && openBig(entry, context);
      await entry.opening;
      const features = spec.tiles ? null : await featuresOf(spec);
      const taken = new Set((await Promise.all(owners.map(featuresOf))).flat().map(feature => feature.id));
      if (shown.get(id) !== entry || entry.drawn !== drawn) return;
      const [own, owned] = parted(features ?? [], feature => !taken.has(feature.id));
      entry.drawing.draw(own, year, owned);
    } catch (fault) {
      console.warn(fault);
      shown.delete(id);
      notices.fail(id, spec.title, () => showOne(id, ids, year));
    }
  }

  /** A layer's features, fetched once. */
  async function featuresOf(spec) {
    spec.features ??= fetchLayer(spec, notices, page.prefer);
    try {
      return await spec.features;
    } catch (fault) {
      spec.features = null;
      throw fault;
    }
  }
}

/** Few atlases have a layer too big for GeoJSON; what draws it is loaded with the first one. */
async function openBig(entry, context) {
  const {openBigLayer} = await import('./big_layer.mjs');
  entry.drawing = openBigLayer(entry.spec, context);
}

/** The shown layers of rings before this one: what they draw too is theirs. */
export function ownersOf(spec, ids, layers) {
  const rings = layers.filter(layer => layer.style.mark === spec.style.mark && ids.includes(layer.id));
  return rings.slice(0, rings.findIndex(layer => layer.id === spec.id));
}

function parted(list, isFirst) {
  return [list.filter(isFirst), list.filter(item => !isFirst(item))];
}

async function fetchLayer({id, title}, notices, prefer = '') {
  const done = notices.wait(id, title);
  try {
    const answer = await ask(`layers/${id}.geojson${prefer && `?prefer=${prefer}`}`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return (await answer.json()).features;
  } finally {
    done();
  }
}
