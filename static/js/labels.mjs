/** Names on the map: countries, waters, regions and cities, thinned so that none overlap. */

import {nameOf} from './words.mjs';

const CITY_PLACES = [[6, 0], [-6, 0], [0, 10], [0, -10], [16, 0], [-16, 0], [0, 22], [0, -22]];

/** Keep names in view up to date; `obstacles` gives the boxes of marks that must stay clear. */
export function openLabels(map, candidates, lang, obstacles) {
  const pane = map.createPane('names');
  pane.style.zIndex = 450;
  pane.style.pointerEvents = 'none';
  pane.setAttribute('aria-hidden', 'true');
  pane.classList.add('leaflet-zoom-hide');
  const refresh = () => pane.replaceChildren(...layOut(map, pane, candidates, lang, obstacles()));
  map.on('moveend zoomend resize', refresh);
  refresh();
  return {refresh};
}

/** Whether two boxes, left, top, right and bottom, overlap. */
export function overlap(one, other) {
  return one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
}

/** Box of a name of a size at a point, beside it for a city and centred on it otherwise. */
export function boxAt({x, y}, [width, height], [right, down] = [0, 0]) {
  const left = right > 0 ? x + right : right < 0 ? x + right - width : x - width / 2;
  const top = y + down - height / 2;
  return {left, top, right: left + width, bottom: top + height};
}

function layOut(map, pane, candidates, lang, marks) {
  const zoom = map.getZoom();
  const view = map.getBounds().pad(0.05);
  const seen = candidates
    .filter(place => place.minZoom <= zoom && zoom < (place.maxZoom ?? 99))
    .filter(place => view.contains([place.lat, place.lon]))
    .map(place => ({place, node: nameNode(place, lang)}));
  pane.replaceChildren(...seen.map(({node}) => node));
  const sized = seen.map(entry => ({
    ...entry, size: [entry.node.offsetWidth + 4, entry.node.offsetHeight],
  }));
  const taken = [...marks];
  return sized.flatMap(({place, node, size}) => {
    const point = map.latLngToLayerPoint([place.lat, place.lon]);
    const isCity = place.kind === 'city';
    const boxes = (isCity ? CITY_PLACES : [[0, 0]]).map(shift => boxAt(point, size, shift));
    const box = boxes.find(free => !taken.some(other => overlap(free, other)));
    if (!box) return [];
    taken.push(box);
    node.style.transform = `translate(${Math.round(box.left)}px, ${Math.round(box.top)}px)`;
    return isCity && !marks.some(mark => holds(mark, point)) ? [node, dot(point)] : [node];
  });
}

function nameNode(place, lang) {
  const node = document.createElement('span');
  node.className = `name name--${place.kind}${place.isMajor ? ' is-major' : ''}`;
  node.lang = lang;
  node.textContent = nameOf(place.names, lang);
  return node;
}

function dot({x, y}) {
  const node = document.createElement('span');
  node.className = 'name-dot';
  node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  return node;
}

function holds(box, {x, y}) {
  return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
}
