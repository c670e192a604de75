/** Names on the map: countries, waters, regions and cities, thinned so that none overlap. */

import {overlap} from './cells.mjs';
import {nameOf} from './words.mjs';

const TOWARDS = [[1, 0], [-1, 0], [0, 1], [0, -1]];
const UP_AND_DOWN = [0, 26, -26, 48, -48];
const BESIDE_WATER = [0, 12, -12];
const ABOUT = [[0, -1], [0, 1], [1, -1], [-1, -1]];
const SAME_PX = 14;
const [MANY, WIDE_PX, EDGE_PX] = [80, 8, 4];
const ABOVE = '.leaflet-control, .describe, .pan, .map__opener, .side, .detail';
const SIZES = new Map();

/**
 * Keep names in view up to date. `candidates` gives the places by weight, `obstacles` the boxes of
 * marks that must stay clear, both at each call. `soon` waits for the next frame, for what else comes
 * until then.
 */
export function openLabels(map, lang, {candidates, obstacles}) {
  const pane = map.createPane('names');
  pane.style.zIndex = 450;
  pane.style.pointerEvents = 'none';
  pane.setAttribute('aria-hidden', 'true');
  pane.classList.add('leaflet-zoom-hide');
  let frame = 0;
  const refresh = () => {
    cancelAnimationFrame(frame);
    pane.replaceChildren(...layOut(map, pane, candidates(), lang, obstacles()));
  };
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(refresh);
  };
  map.on('moveend', soon);
  map.on('resize', () => SIZES.clear()).on('resize', refresh);
  return {refresh, soon};
}

/** Box of a name of a size at a point, beside it for a city and centred on it otherwise. */
export function boxAt({x, y}, [width, height], [right, down] = [0, 0]) {
  const left = right > 0 ? x + right : right < 0 ? x + right - width : x - width / 2;
  const top = y + down - height / 2;
  return {left, top, right: left + width, bottom: top + height};
}

/**
 * A box moved sideways into a frame, if its middle lies within it; null when it cannot be whole. A
 * free one that is wider than the frame stays where it is.
 */
export function within(frame, box, isFree = false) {
  const {left, right, top, bottom} = box;
  if (isFree && right - left > frame.right - frame.left - 2 * EDGE_PX) return box;
  const by = Math.max(frame.left + EDGE_PX - left, 0) || Math.min(frame.right - EDGE_PX - right, 0);
  const middle = (left + right) / 2;
  if (top < frame.top || bottom > frame.bottom) return null;
  if (by && (!isFree || middle < frame.left || middle > frame.right)) return null;
  return by ? {...box, left: left + by, right: right + by} : box;
}

function layOut(map, pane, candidates, lang, marks) {
  const zoom = map.getZoom();
  pane.classList.toggle('is-far', zoom < 4);
  const view = map.getBounds().pad(0.05);
  const near = candidates
    .filter(place => place.minZoom <= zoom && view.contains([place.lat, place.lon]))
    .map(place => ({place, point: map.latLngToLayerPoint([place.lat, place.lon]).add(place.shift ?? [0, 0])}));
  const seen = withoutTwins(near).map(entry => ({...entry, node: nameNode(entry.place, lang)}));
  const sized = withSizes(seen, pane);
  const [frame, ...others] = fixtures(map);
  const taken = [...marks, ...others.filter(box => overlap(frame, box))];
  const gap = marks.length > MANY ? WIDE_PX : 0;
  return sized.flatMap(({place, point, node, size}) => {
    const isFree = !['city', 'ring', 'line'].includes(place.kind);
    const boxes = shifts(place).map(shift => within(frame, boxAt(point, size, shift), isFree));
    const box = boxes.find(free => free && !taken.some(other => overlap(free, other)));
    if (!box) return [];
    const isDotted = place.kind === 'city' && !taken.some(other => holds(other, point));
    taken.push({...box, left: box.left - gap, right: box.right + gap});
    node.style.transform = `translate(${Math.round(box.left)}px, ${Math.round(box.top)}px)`;
    return isDotted ? [node, dot(point)] : [node];
  });
}

/** Names with their sizes in px; only those not seen before are measured, all at once. */
function withSizes(names, pane) {
  const key = ({node}) => `${node.className} ${pane.className} ${node.textContent}`;
  const fresh = names.filter(entry => !SIZES.has(key(entry)));
  pane.append(...fresh.map(({node}) => node));
  const sizes = fresh.map(({node}) => [node.offsetWidth + 4, node.offsetHeight]);
  fresh.forEach((entry, index) => SIZES.set(key(entry), sizes[index]));
  return names.map(entry => ({...entry, size: SIZES.get(key(entry))}));
}

/** Where a name may stand: beside and around a city or ring, on or above and below anything else. */
function shifts({kind, radius = 2}) {
  if (kind === 'line') return [radius + 8, radius + 22].flatMap(far => ABOUT.map(([x, y]) => [x * far, y * far]));
  if (kind === 'lake') return BESIDE_WATER.map(down => [0, down]);
  if (kind !== 'city' && kind !== 'ring') return UP_AND_DOWN.map(down => [0, down]);
  return [radius + 4, radius + 14].flatMap(far => (
    TOWARDS.map(([right, down]) => [right * far, down * (far + 5)])));
}

/** Leave out cities and rings that a larger ring close by stands for. */
function withoutTwins(places) {
  const isPlace = ({place}) => place.kind === 'ring' || place.kind === 'city';
  return places.filter((entry, index) => !isPlace(entry) || !places.some((other, before) => (
    other.place.kind === 'ring' && before < index && isTwin(entry, other))));
}

function isTwin({place, point}, {place: ring, point: centre}) {
  const distance = centre.distanceTo(point);
  const isNamesake = plain(place.names.name_en) === plain(ring.names.name_en);
  return distance < (isNamesake ? 5 * SAME_PX : place.kind === 'city' ? SAME_PX : 0);
}

/** Boxes in the map's layer pixels: the map's own, then what lies on it; no name stands under that. */
function fixtures(map) {
  const origin = map.getPane('mapPane').getBoundingClientRect();
  const container = map.getContainer();
  return [container, ...container.closest('main, body').querySelectorAll(ABOVE)].map(tool => {
    const box = tool.getBoundingClientRect();
    return {
      left: box.left - origin.left, right: box.right - origin.left,
      top: box.top - origin.top, bottom: box.bottom - origin.top,
    };
  });
}

/** A name without what it says in brackets at its end. */
function plain(name) {
  return name.replace(/ \(.*\)$/, '');
}

function nameNode(place, lang) {
  const node = document.createElement('span');
  node.className = `name name--${place.kind}${place.isMajor ? ' is-major' : ''}`;
  node.lang = lang;
  node.textContent = plain(nameOf(place.names, lang));
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
