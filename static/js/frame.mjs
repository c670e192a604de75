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
  L.control.scale({position: 'bottomleft', imperial: false, maxWidth: 120}).addTo(map);
  name(map.getContainer(), texts.map);
  const place = ({map: view}) => {
    isOurs = true;
    if (view) map.setView([view.lat, view.lon], view.zoom, {animate: false});
    else map.setView(middleOf(map, start), startZoom(map, start), {animate: false});
    isOurs = false;
  };
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
  return {
    /** After Back: stand where the address says. */
    follow(now, before) {
      const same = writeState({map: now.map}) === writeState({map: before.map});
      if (!same && isElsewhere(map, now.map)) place(now);
    },
    /** After a panel came or went: the same centre in the new size. */
    resize() {
      isOurs = true;
      map.invalidateSize({animate: false, pan: true});
      isOurs = false;
    },
    /** Move a point mark that a sheet covers above the sheet's edge, in px from the top. */
    reveal(element, edge) {
      if (!element?.matches('.mark-point')) return;
      const {bottom} = element.getBoundingClientRect();
      if (bottom > edge) map.panBy([0, bottom - edge + 40], {animate: false});
    },
    /** Language links keep what is on screen. */
    languages(now) {
      for (const link of document.querySelectorAll('.languages a')) {
        link.href = location.pathname + writeState({...now, lang: link.hreflang}) || '/';
      }
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

function name(container, text) {
  container.setAttribute('role', 'application');
  container.setAttribute('aria-label', text);
  container.setAttribute('aria-describedby', 'map-help');
}

function isElsewhere(map, view) {
  if (!view) return true;
  const centre = map.getCenter();
  return Math.abs(map.getZoom() - view.zoom) > 0.01
    || Math.abs(centre.lat - view.lat) > 0.01 || Math.abs(centre.lng - view.lon) > 0.01;
}
