/** The view as the address says it: layers, year, language, map, selection, and what compares. */

import {readWords, writeWords} from './address.mjs';

const KEYS = ['layers', 'year', 'lang', 'map', 'select', 'compare', 'prefer', 'tour'];

/**
 * Read a query string. `layers` undefined means the first layers, `year` null means all years;
 * without `lang` the view is in the page's language, which is what the browser prefers.
 */
export function readState(search, lang = globalThis.document?.documentElement.lang || 'en') {
  const query = new URLSearchParams(search);
  const layers = query.getAll('layers');
  const map = query.get('map')?.split('/').map(Number);
  return {
    layers: layers.length ? layers.flatMap(part => part.split(',')).filter(Boolean) : undefined,
    year: query.get('year') ? Number(query.get('year')) : null,
    lang: query.get('lang') ?? lang,
    map: map?.length === 3 && map.every(Number.isFinite)
      ? {zoom: map[0], lat: map[1], lon: map[2]} : null,
    select: splitOnce(query.get('select')),
    compare: query.get('compare') ? Number(query.get('compare')) : null,
    prefer: query.get('prefer') ? query.get('prefer').split(',').filter(Boolean) : null,
    tour: query.get('tour') || null,
  };
}

/** Write a query string: keys in their fixed order, defaults left out; the language never is. */
export function writeState(state) {
  const words = {
    layers: state.layers?.join(','),
    year: state.year ?? undefined,
    lang: state.lang,
    map: state.map && mapWords(state.map),
    select: state.select?.join('/'),
    compare: state.compare,
    prefer: state.prefer?.join(',') || undefined,
    tour: state.tour,
  };
  const pairs = KEYS.filter(key => words[key] !== undefined && words[key] !== null)
    .map(key => `${key}=${encode(words[key])}`);
  return pairs.length ? `?${pairs.join('&')}` : '';
}

/**
 * Hold the state, write each change into the address, and tell every listener. `read` and `write`
 * turn addresses into states and back.
 */
export function openState({read = readState, write = writeState} = {}) {
  const listeners = [];
  let state = read(readWords());
  const tell = before => listeners.forEach(listener => listener(state, before));
  addEventListener('popstate', () => {
    const before = state;
    state = read(readWords());
    tell(before);
  });
  return {
    get: () => state,
    /** The words of the state with some parts changed, for a link beside it. */
    words: changes => write({...state, ...changes}),
    onChange: listener => listeners.push(listener),
    /** Change parts of the state; `replace` rewrites the last entry of the history. */
    set(changes, {replace = false} = {}) {
      const before = state;
      state = {...state, ...changes};
      if (write(state) !== write(before)) writeWords(write(state), replace);
      tell(before);
    },
  };
}

/** Zoom to at most two decimals, degrees to two (four when close); zero has no sign. */
export function mapWords({zoom, lat, lon}) {
  const round = Number(zoom.toFixed(2));
  const digits = round >= 8 ? 4 : 2;
  const words = degrees => Number(degrees.toFixed(digits)).toFixed(digits);
  return [round, words(lat), words(lon)].join('/');
}

function splitOnce(words) {
  if (!words?.includes('/')) return null;
  const at = words.indexOf('/');
  return [words.slice(0, at), words.slice(at + 1)];
}

function encode(words) {
  return encodeURIComponent(words).replaceAll('%2C', ',').replaceAll('%2F', '/')
    .replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
