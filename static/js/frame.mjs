/** The map's frame: where it starts, how far it goes, and the address that follows it. */

import {writeState} from './state.mjs';

const ONE_MOVE_MS = 1500;
const MOST_SHRUNK = 0.5;

/** Fit the start view, add the small tools, and write every move into the address. */
export function openFrame(map, state, {start, extent, texts}) {
  let last = 0;
  let isOurs = true;
  map.attributionControl?.remove();
  L.control.zoom({position: 'topright', zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out})
    .addTo(map);
  openScale(texts).addTo(map);
  name(map.getContainer(), texts.map);
  /** Move the map without a word in the address. */
  const quietly = move => {
    isOurs = true;
    move();
    isOurs = false;
  };
  const place = ({map: view}) => quietly(() => {
    if (view) map.setView([view.lat, view.lon], view.zoom, {animate: false});
    else map.setView(middleOf(map, start), startZoom(map, start), {animate: false});
  });
  const resize = () => quietly(() => {
    map.invalidateSize({animate: false, pan: true});
    const {x, y} = map.getSize();
    const {style} = map.getContainer().parentElement;
    style.setProperty('--map-width', x);
    style.setProperty('--map-height', y);
  });
  map.setMaxBounds(L.latLngBounds(extent).pad(0.1));
  place(state.get());
  map.on('moveend', () => {
    if (isOurs) return;
    const {lat, lng} = map.getCenter();
    const now = performance.now();
    state.set({map: {zoom: map.getZoom(), lat, lon: lng}}, {replace: now - last < ONE_MOVE_MS});
    last = now;
  });
  addEventListener('resize', () => state.get().map || place(state.get()));
  new ResizeObserver(resize).observe(map.getContainer());
  // Language links keep what is on screen.
  state.onChange(() => {
    for (const link of document.querySelectorAll('.languages a')) {
      link.href = location.pathname + state.words({lang: link.hreflang});
    }
  });
  return {
    /** After Back: stand where the address says. */
    follow(now, before) {
      const same = writeState({map: now.map}) === writeState({map: before.map});
      if (!same && isElsewhere(map, now.map)) place(now);
    },
    /** After a panel came or went: the same centre in the new size. */
    resize,
    /** Move a mark that a panel covers, or that lies outside, to where it is seen. */
    async reveal(mark, {isSaid = true} = {}) {
      if (!mark) return;
      const {stepTo} = await import('./reveal.mjs');
      if (!mark.getElement()?.isConnected) return; // a new year may have drawn it anew meanwhile
      const step = stepTo(map, mark);
      const move = () => step && map.panBy(step, {animate: false});
      last = performance.now(); // one entry of the history with the choice
      if (isSaid) move();
      else quietly(move);
    },
  };
}

/** What lies in the middle of a box on the map, where degrees grow towards the pole. */
function middleOf(map, corners) {
  const [one, other] = corners.map(corner => map.project(corner, 0));
  return map.unproject(one.add(other).divideBy(2), 0);
}

/** The zoom that frames the start; a panel beside the map may cut the frame, but not shrink it much. */
function startZoom(map, start) {
  const panel = document.querySelector('.detail:not([hidden])');
  const isBeside = panel && getComputedStyle(panel).position === 'relative';
  const whole = map.getBoundsZoom(start, false, L.point(isBeside ? -panel.offsetWidth : 0, 0));
  return Math.max(map.getBoundsZoom(start), whole - MOST_SHRUNK);
}

/** A scale bar in the page's language; Leaflet itself writes km and m in Latin letters. */
function openScale(units) {
  const scale = L.control.scale({position: 'bottomleft', imperial: false, maxWidth: 120});
  const write = scale._updateScale;
  scale._updateScale = (line, length, share) =>
    write.call(scale, line, length.replace(/k?m/, unit => units[unit]), share);
  return scale;
}

function name(container, text) {
  container.setAttribute('role', 'application');
  container.setAttribute('aria-label', text);
  container.setAttribute('aria-describedby', 'map-help');
}

function isElsewhere(map, view) {
  if (!view) return true;
  const {lat, lng} = map.getCenter();
  return [map.getZoom() - view.zoom, lat - view.lat, lng - view.lon].some(by => Math.abs(by) > 0.01);
}
