/** The atlas: reads what the page says of itself and sets map, panel, year and selection to work. */

import {openCredits} from './credits.mjs';
import {openFrame} from './frame.mjs';
import {openGround} from './ground.mjs';
import {openLayers} from './layers.mjs';
import {openLegend} from './legend.mjs';
import {openNotices} from './notices.mjs';
import {openPanel} from './panel.mjs';
import {openSheets} from './sheet.mjs';
import {openState, writeState} from './state.mjs';
import {turn} from './turn.mjs';
import './use.mjs';
import {openYear} from './year.mjs';

const {map, start, extent, layers: order} = window.atlas;
const page = JSON.parse(document.getElementById('atlas-data').textContent);
const texts = JSON.parse(document.getElementById('atlas-texts').textContent);
const find = id => document.getElementById(id);

const first = page.layers.filter(layer => layer.is_first).map(layer => layer.id);
const tour = page.tour && await import('./tour.mjs');
const state = openState(tour?.stepWords(page.tour, first, map));
let comparing = null;
let hasClaims = false;
const ids = () => order.map(layer => layer.id).filter(id => id !== 'basemap')
  .filter(id => (state.get().layers ?? first).includes(id));

const notices = openNotices(find('notices'), find('status'), texts);
const credits = openCredits(map);
const sheets = openSheets(find('atlas'));
const frame = openFrame(map, state, {start, extent, texts});
const panel = openPanel(find('detail'), texts, {
  onClose() {
    hasClaims = false;
    if (state.get().select) state.set({select: null});
    else clear();
  },
  onRelated: related,
  onPrefer: prefer => location.assign(state.words({prefer})),
});
const layers = openLayers(map, page, {
  notices, texts, onSelect: select, onDrawn: (id, drawn) => legend.count(id, drawn),
});
const legend = openLegend(find('atlas-form'), {onToggle: chosen => state.set({layers: plain(chosen)})});
const year = openYear(find('year'), {onYear: (chosen, how) => state.set({year: chosen}, how)});
let ground = null;

state.onChange((now, before) => (hasOnlyMoved(now, before) ? frame.follow : show)(now, before));
map.on('zoomend', () => legend.zoom(map.getZoom(), page.layers));
legend.zoom(map.getZoom(), page.layers);
find('pan').addEventListener('click', async ({target}) => {
  (await import('./pan.mjs')).pan(target, map);
});
find('describe')?.addEventListener('toggle', async ({target}) => {
  (await import('./describe.mjs')).openDescription(target, map, state);
}, {once: true});
find('compare-opener')?.addEventListener('click', ({currentTarget: link}) => {
  const [compare, year] = ['compare', 'year'].map(name => new URL(link.href).searchParams.get(name));
  link.href = state.words({compare, year: state.get().year ?? year});
});
const words = find('search-words');
words.addEventListener('focus', async () => {
  (await import('./search.mjs')).openSearch(words.form, {
    map, page, state, onChoose({layer, ...view}, element) {
      panel.remember(element);
      state.set({...view, layers: withLayer(layer)});
    },
  });
}, {once: true});
addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.target.closest('input, textarea, dialog')) return;
  event.preventDefault();
  sheets.open('side');
  words.focus();
});
document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-claim]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  (await import('./claims.mjs')).openClaims(link, panel, {
    lang: page.lang,
    onShow() {
      hasClaims = true;
      find('atlas').classList.add('has-detail');
      sheets.open('detail');
    },
    onChoose(view) {
      hasClaims = !view.select;
      state.set({...view, layers: plain(view.layers)});
    },
  });
});
tour?.openTour(find('tour'), state, page.tour, map);
// Whatever the reader does is heard from here on.
await turn();
ground = openGround(map, page, {
  notices, places: layers.places, obstacles: layers.boxes, over: layers.over,
});
await turn();
show(state.get(), null);

function select(feature, element) {
  panel.remember(element);
  state.set({select: feature});
}

/** A related feature comes with its layer. */
function related([layer, feature]) {
  state.set({select: [layer, feature], layers: withLayer(layer)});
}

function withLayer(id) {
  return id === 'basemap' || ids().includes(id) ? state.get().layers : plain([...ids(), id]);
}

/** The comparison is loaded with its first use; a page that came without its tools comes again. */
async function compare(now) {
  if (now.compare === null && !comparing) return;
  comparing ??= import('./compare.mjs').then(({openCompare}) => (
    openCompare(map, page, state, {notices, texts, frame, onSelect: select})));
  const opened = now.compare !== null && await comparing;
  if (opened) await opened.show(now, ids());
  else location.reload();
}

/** Whether two states differ by the map's place alone; then most of the page stays as it is. */
function hasOnlyMoved(now, before) {
  return now.compare === null && writeState({...now, map: null}) === writeState({...before, map: null});
}

async function show(now, before) {
  legend.show(ids());
  year.show(now.year);
  credits.show(page.layers.filter(({id}) => id === 'basemap' || ids().includes(id))
    .map(layer => layer.attribution ?? ''));
  if (before) frame.follow(now, before);
  showSelection(now, before);
  await Promise.all([layers.show(ids(), now.year), compare(now)]);
  if (!before) await turn();
  layers.mark(now.select);
  if (!before && now.select) frame.reveal(layers.handle(...now.select), {isSaid: false});
  if (now.year !== null || before) sayStated(now.year);
  (await ground)?.refresh();
  find('atlas').dataset.state = 'ready';
}

function clear() {
  panel.close();
  sheets.close();
  find('atlas').classList.remove('has-detail');
  if (state.get().tour) sheets.open('side');
}

function showSelection(now, before) {
  const key = ({select: chosen, year: at}) => `${chosen?.join('/')} ${at}`;
  if (before && key(now) === key(before)) return;
  if (!now.select && hasClaims) return;
  if (before && !now.select && !before.select && now.tour === before.tour) return;
  hasClaims = false;
  find('atlas').classList.toggle('has-detail', Boolean(now.select));
  if (!now.select) clear();
  else if (before) {
    const isSame = before.select?.join('/') === now.select.join('/');
    const isStep = now.tour !== before.tour;
    panel.show(now.select, now, {keepFocus: isSame || isStep});
    sheets.open(isStep ? 'side' : 'detail');
  }
  frame.resize();
  // A view that brings its own place stands there, as it does when its link is opened.
  if (!before || !now.select) return;
  frame.reveal(layers.handle(...now.select), {isSaid: !now.tour && now.map === before.map});
}

async function sayStated(at) {
  (await import('./stated.mjs')).sayStated(page.layers, ids(), at, texts.stated);
}

/** The first layers need no words in the address. */
function plain(chosen) {
  const isFirst = chosen.length === first.length && first.every(id => chosen.includes(id));
  return isFirst ? undefined : chosen;
}
