/** The embedded map: the atlas's ground, layers and details in somebody else's page. */

import {openCredits} from './credits.mjs';
import {openFrame} from './frame.mjs';
import {openGround} from './ground.mjs';
import {openLayers} from './layers.mjs';
import {openLegend} from './legend.mjs';
import {openNotices} from './notices.mjs';
import {openPanel} from './panel.mjs';
import {openState} from './state.mjs';
import {turn} from './turn.mjs';

const {map, start, extent, layers: order} = window.atlas;
const find = id => document.getElementById(id);
const page = JSON.parse(find('atlas-data').textContent);
const texts = JSON.parse(find('atlas-texts').textContent);
const atlas = find('open-atlas');

const tour = page.tour && await import('./tour.mjs');
const held = openState(tour?.stepWords(page.tour, [], map));
// The Back button belongs to the page around this one, so nothing is added to the history.
const state = {...held, set: changes => held.set(changes, {replace: true})};
const ids = order.map(layer => layer.id)
  .filter(id => id !== 'basemap' && page.layers.some(layer => layer.id === id));

const notices = openNotices(find('notices'), find('status'), texts);
const legend = openLegend(find('legend'), {onToggle: () => {}});
const frame = openFrame(map, state, {start, extent, texts});
const panel = openPanel(find('detail'), texts, {
  onClose: () => state.set({select: null}), onRelated: select => state.set({select}),
  onPrefer: prefer => location.assign(state.words({prefer})),
});
const layers = openLayers(map, page, {
  notices, texts, onDrawn: (id, drawn) => legend.count(id, drawn),
  onSelect(select, element) {
    panel.remember(element);
    state.set({select});
  },
});

openCredits(map).show(page.layers.map(layer => layer.attribution ?? ''));

state.onChange((now, before) => {
  atlas.href = atlas.pathname + state.words({});
  frame.follow(now, before);
  if (now.select?.join('/') !== before.select?.join('/')) {
    if (now.select) panel.show(now.select, now);
    else panel.close();
    layers.mark(now.select);
  }
});

document.getElementById('pan').addEventListener('click', async ({target}) => {
  (await import('./pan.mjs')).pan(target, map);
});

// Turning the wheel scrolls the page around the map until the reader enters the map.
map.scrollWheelZoom.disable();
map.on('focus', () => map.scrollWheelZoom.enable());
map.on('blur', () => map.scrollWheelZoom.disable());

map.on('zoomend', () => legend.zoom(map.getZoom(), page.layers));
legend.zoom(map.getZoom(), page.layers);

// Notes inside the details stay here, though other links open beside the page.
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]');
  if (link) link.setAttribute('target', '_self');
}, true);

await turn();
const ground = openGround(map, page, {notices, places: layers.places, obstacles: layers.boxes, over: layers.over});
await turn();
await layers.show(ids, state.get().year);
await turn();
layers.mark(state.get().select);
(await ground)?.refresh();
find('main').dataset.state = 'ready';
