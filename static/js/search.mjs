/** The search box: a combobox over the index, loaded when it is first entered. */

import {ask} from './fetching.mjs';
import {fill} from './notices.mjs';
import {prepare, search} from './search_match.mjs';
import {nameOf} from './words.mjs';

const MOST_HITS = 8;
const [POINT_ZOOM, NEAREST_ZOOM, FARTHEST_ZOOM] = [7, 9, 3];

/**
 * Open the box of a form. `page` is the page's data, `onChoose` is told what changes in the view
 * ({select, layer, year, map}), and the box, where focus may return to.
 */
export function openSearch(form, {map, page, state, onChoose}) {
  const box = form.elements.q;
  const list = form.querySelector('[role="listbox"]');
  const said = form.querySelector('[role="status"]');
  const texts = form.dataset;
  let index = null;
  let hits = [];
  let active = -1;
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  const say = (text, isVisible = false) => {
    said.textContent = text;
    said.classList.toggle('is-visible', isVisible);
  };
  const mark = place => {
    active = place;
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === place)));
    if (place < 0) box.removeAttribute('aria-activedescendant');
    else {
      box.setAttribute('aria-activedescendant', list.children[place].id);
      list.children[place].scrollIntoView({block: 'nearest'});
    }
  };
  const show = isOpen => {
    list.hidden = !isOpen;
    box.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) mark(-1);
  };
  const find = async () => {
    const words = box.value.trim();
    try {
      index ??= load('search-index.json');
      const ready = await index;
      if (words !== box.value.trim()) return;
      hits = search(ready, words, MOST_HITS);
    } catch (fault) {
      console.warn(fault);
      index = null;
      hits = [];
      say(texts.failed, true);
      return;
    }
    list.replaceChildren(...hits.map((hit, at) => option(hit, at, page, texts)));
    show(hits.length > 0);
    if (!words) say('');
    else if (hits.length) say(fill(texts.count, {count: hits.length}));
    else say(fill(texts.none, {words}), true);
  };
  const choose = ({entry}) => {
    box.value = nameOf(plain(entry.names), page.lang);
    show(false);
    say('');
    onChoose({
      select: entry.position && [entry.layer, entry.id],
      layer: entry.layer,
      year: yearFor(entry, state.get().year),
      map: entry.position ? placeFor(entry, map) : state.get().map,
    }, box);
  };
  const keys = {
    ArrowDown: () => (list.hidden ? find() : mark((active + 1) % hits.length)),
    ArrowUp: () => (list.hidden ? find() : mark((active <= 0 ? hits.length : active) - 1)),
    Home: () => box.setSelectionRange(0, 0),
    End: () => box.setSelectionRange(box.value.length, box.value.length),
    Escape: () => {
      if (list.hidden) box.value = '';
      show(false);
      say('');
    },
  };
  box.addEventListener('input', find);
  box.addEventListener('keydown', event => {
    if (event.isComposing || !keys[event.key]) return;
    if (event.key === 'Escape' && list.hidden && !box.value) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  box.addEventListener('blur', () => show(false));
  list.addEventListener('pointerdown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const item = event.target.closest('[role="option"]');
    if (item) choose(hits[[...list.children].indexOf(item)]);
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    await find();
    if (hits.length) choose(hits[Math.max(active, 0)]);
    else box.focus();
  });
  show(false);
  if (box.value) find();
}

/** The year in which an entry is shown: the one on screen, or the nearest of its own. */
export function yearFor({years: [first, last], kind}, year) {
  if (year === null) return first === last || kind === 'organisation' ? last : null;
  if (first !== null && year < first) return first;
  return last !== null && year > last ? last : year;
}

/** Where the map stands to show an entry: its place not too far, its whole box where it has one. */
function placeFor({position: [lon, lat], bbox}, map) {
  if (!bbox) return {zoom: Math.max(map.getZoom(), POINT_ZOOM), lat, lon};
  const [west, south, east, north] = bbox;
  const zoom = map.getBoundsZoom([[south, west], [north, east]], false, L.point(60, 60));
  return {
    zoom: Math.max(FARTHEST_ZOOM, Math.min(zoom, NEAREST_ZOOM)),
    lat: (south + north) / 2, lon: (west + east) / 2,
  };
}

function option({entry, spelling}, at, page, texts) {
  const item = document.createElement('li');
  item.id = `search-hit-${at}`;
  item.className = 'find__hit';
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  item.append(line('find__name', nameOf(plain(entry.names), page.lang), entry.names[page.lang] ? null : 'en'));
  const former = spelling.former === null ? null : entry.former[spelling.former];
  if (former) {
    const own = nameOf(plain(former.names), page.lang);
    const name = own === item.textContent ? spelling.text : own;
    item.append(line('find__former',
      [fill(texts.former, {name}), spanWords(former.years, texts)].filter(Boolean).join(', ')));
  }
  const title = texts[entry.kind]
    ?? page.layers.find(layer => layer.id === entry.layer)?.title;
  item.append(line('find__what', [title, spanWords(entry.years, texts)].filter(Boolean).join(' · ')));
  return item;
}

function line(name, text, lang) {
  const part = document.createElement('span');
  part.className = name;
  part.textContent = text;
  if (lang) part.lang = lang;
  return part;
}

function spanWords([first, last], texts) {
  if (first !== null && last !== null) return first === last ? `${first}` : `${first}–${last}`;
  if (first !== null) return fill(texts.since, {year: first});
  return last === null ? '' : fill(texts.until, {year: last});
}

function plain(names) {
  return Object.fromEntries(Object.entries(names).map(([lang, name]) => [`name_${lang}`, name]));
}

async function load(address) {
  const answer = await ask(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return prepare(await answer.json());
}
