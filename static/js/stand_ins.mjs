/** Features of a big layer for the keyboard: unseen buttons where the nearest ones lie in view. */

import {openRoving} from './keyboard.mjs';
import {boxWords} from './near.mjs';
import {nearestPart} from './distance.mjs';
import {fill} from './notices.mjs';
import {figureOf, langOf, nameOf} from './words.mjs';

const [ENOUGH, MOST] = [20, 50];
const PAUSE_MS = 500;
const FIRST_PART = 1 / 16;

/** Keep at most fifty features nearest to the middle of the view within reach of Tab and arrows. */
export function openStandIns(spec, near, {map, page, panes, onSelect, texts}) {
  const roving = openRoving((feature, element) => onSelect([spec.id, feature], element));
  const marks = new Map();
  let [year, timer, control, isOpen] = [null, 0, null, false];
  const clear = () => {
    for (const marker of marks.values()) {
      roving.remove(marker.getElement());
      marker.remove();
    }
    marks.clear();
  };
  const fetchNear = async signal => {
    for (let part = FIRST_PART; ; part = Math.min(1, part * 2)) {
      const found = await near.ask(boxWords(middleOf(map.getBounds(), part)), signal);
      if (found.length >= ENOUGH || part === 1) return found;
    }
  };
  const refresh = async () => {
    control?.abort();
    control = new AbortController();
    const found = await fetchNear(control.signal);
    if (!isOpen || document.activeElement?.closest('.stand-in')) return;
    const middle = map.getSize().divideBy(2);
    const project = ([lon, lat]) => map.latLngToContainerPoint([lat, lon]);
    const placed = found.map(feature => ({feature, ...nearestPart(feature.geometry, middle, project)}))
      .sort((one, other) => one.far - other.far).slice(0, MOST);
    clear();
    placed.forEach(add);
    say(placed.length);
  };
  const add = ({feature, x, y}) => {
    near.remember(feature);
    const icon = L.divIcon({className: 'mark-point stand-in', iconSize: [14, 14]});
    const place = map.containerPointToLatLng([x, y]);
    const marker = L.marker(place, {icon, pane: panes.points, keyboard: false, interactive: false});
    marker.addTo(map);
    const element = marker.getElement();
    const [name, figure] = [
      nameOf(feature.properties, page.lang), figureOf(spec, feature.properties, year, page.lang)];
    element.lang = langOf(feature.properties, page.lang);
    Object.assign(element.dataset, {layer: spec.id, feature: feature.id});
    roving.add(element, feature.id, figure ? `${name}, ${figure}` : name);
    marks.set(feature.id, marker);
  };
  const say = count => {
    const status = document.getElementById('status');
    const isMapFocused = document.activeElement === map.getContainer();
    if (status && isMapFocused && texts?.in_reach) {
      status.textContent = fill(texts.in_reach, {count, title: spec.title});
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh().catch(fault => {
      if (fault.name !== 'AbortError') console.warn(fault);
    }), PAUSE_MS);
  };
  return {
    open(chosen) {
      [year, isOpen] = [chosen, true];
      map.off('moveend', later).on('moveend', later);
      later();
    },
    close() {
      isOpen = false;
      map.off('moveend', later);
      clearTimeout(timer);
      control?.abort();
      clear();
    },
    handle: feature => marks.get(feature),
    focusIn: box => roving.refresh(box),
  };
}

/** The middle part of a box, by its sides. */
function middleOf(bounds, part) {
  return bounds.pad((part - 1) / 2);
}
