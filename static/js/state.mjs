/** The view as the address says it: layers, year, language, map, selection, and what compares. */

const KEYS = ['layers', 'year', 'lang', 'map', 'select', 'compare', 'prefer', 'tour'];

/** Read a query string. `layers` undefined means the first layers, `year` null means all years. */
export function readState(search) {
  const query = new URLSearchParams(search);
  const layers = query.getAll('layers');
  const map = query.get('map')?.split('/').map(Number);
  return {
    layers: layers.length ? layers.flatMap(part => part.split(',')).filter(Boolean) : undefined,
    year: query.get('year') ? Number(query.get('year')) : null,
    lang: query.get('lang') ?? 'en',
    map: map?.length === 3 && map.every(Number.isFinite)
      ? {zoom: map[0], lat: map[1], lon: map[2]} : null,
    select: splitOnce(query.get('select')),
    compare: query.get('compare') ? Number(query.get('compare')) : null,
    prefer: query.get('prefer')?.split(',').filter(Boolean) ?? null,
    tour: query.get('tour') || null,
  };
}

/** Write a query string: keys in their fixed order, defaults left out. */
export function writeState(state) {
  const words = {
    layers: state.layers?.join(','),
    year: state.year ?? undefined,
    lang: state.lang === 'en' ? undefined : state.lang,
    map: state.map && mapWords(state.map),
    select: state.select?.join('/'),
    compare: state.compare,
    prefer: state.prefer?.join(','),
    tour: state.tour,
  };
  const pairs = KEYS.filter(key => words[key] !== undefined && words[key] !== null)
    .map(key => `${key}=${encode(words[key])}`);
  return pairs.length ? `?${pairs.join('&')}` : '';
}

/** Hold the state, write each change into the address, and tell every listener. */
export function openState(start = readState(location.search)) {
  const listeners = [];
  let state = start;
  const tell = before => listeners.forEach(listener => listener(state, before));
  addEventListener('popstate', () => {
    const before = state;
    state = readState(location.search);
    tell(before);
  });
  return {
    get: () => state,
    onChange: listener => listeners.push(listener),
    /** Change parts of the state; `replace` rewrites the last entry of the history. */
    set(changes, {replace = false} = {}) {
      const before = state;
      state = {...state, ...changes};
      const address = location.pathname + writeState(state) + location.hash;
      if (writeState(state) !== writeState(before)) {
        history[replace ? 'replaceState' : 'pushState'](null, '', address);
      }
      tell(before);
    },
  };
}

/** Zoom to at most two decimals, degrees to two (four when close). */
export function mapWords({zoom, lat, lon}) {
  const digits = zoom >= 8 ? 4 : 2;
  return [Number(zoom.toFixed(2)), lat.toFixed(digits), lon.toFixed(digits)].join('/');
}

function splitOnce(words) {
  if (!words?.includes('/')) return null;
  const at = words.indexOf('/');
  return [words.slice(0, at), words.slice(at + 1)];
}

function encode(words) {
  return encodeURIComponent(words).replaceAll('%2C', ',').replaceAll('%2F', '/');
}
