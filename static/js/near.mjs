/** What lies under the pointer in a big layer: asked of the server, named, opened by a click. */

import {distancePx} from './distance.mjs';
import {ask as askFor} from './fetching.mjs';
import {tip} from './tip.mjs';
import {figureOf, langOf, nameOf} from './words.mjs';

const REACH_PX = 8;
const PAUSE_MS = 90;
const MOST_KNOWN = 400;

/** Identify a layer's features by the pointer; `find` asks for those in a box of degrees. */
export function openNear(spec, {map, page, onSelect}) {
  const known = new Map();
  let [year, timer, control, tooltip, outline, selected] = [null, 0, null, null, null, null];
  const ask = async (box, signal) => {
    const query = new URLSearchParams({bbox: box, ...(year === null ? {} : {year})});
    const answer = await askFor(`layers/${spec.id}.geojson?${query}`, {signal});
    if (!answer.ok) throw new Error(`${answer.status}`);
    const {features} = await answer.json();
    return features;
  };
  const at = async point => {
    control?.abort();
    control = new AbortController();
    const far = L.point(REACH_PX, REACH_PX);
    const bounds = L.latLngBounds(
      map.containerPointToLatLng(point.subtract(far)), map.containerPointToLatLng(point.add(far)));
    const found = await ask(boxWords(bounds), control.signal);
    const project = ([lon, lat]) => map.latLngToContainerPoint([lat, lon]);
    const [nearest] = found.map(feature => ({feature, far: distancePx(feature.geometry, point, project)}))
      .filter(({far: distance}) => distance <= REACH_PX)
      .sort((one, other) => one.far - other.far);
    if (nearest) remember(nearest.feature);
    return nearest?.feature ?? null;
  };
  const remember = feature => {
    known.set(feature.id, feature);
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value);
    if (selected === feature.id && !outline) mark(selected);
  };
  const name = (feature, latlng) => {
    tooltip?.remove();
    tooltip = null;
    map.getContainer().classList.toggle('is-over', Boolean(feature));
    if (!feature) return;
    const {properties} = feature;
    const words = tip(nameOf(properties, page.lang), figureOf(spec, properties, year, page.lang),
      langOf(properties, page.lang));
    tooltip = L.tooltip({direction: 'top', className: 'tip'}).setLatLng(latlng).setContent(words);
    tooltip.addTo(map);
  };
  const onMove = ({containerPoint, latlng, originalEvent}) => {
    clearTimeout(timer);
    if (originalEvent.buttons) return;
    timer = setTimeout(() => at(containerPoint).then(feature => name(feature, latlng)).catch(quiet), PAUSE_MS);
  };
  const onClick = ({containerPoint}) => {
    clearTimeout(timer);
    name(null);
    at(containerPoint).then(feature => feature && onSelect([spec.id, feature.id], map.getContainer())).catch(quiet);
  };
  const leave = () => {
    clearTimeout(timer);
    control?.abort();
    name(null);
  };
  const handlers = {mousemove: onMove, click: onClick, mouseout: leave, movestart: leave};
  function mark(feature) {
    selected = feature;
    outline?.remove();
    outline = null;
    if (!known.has(feature)) return;
    const style = {className: 'mark mark--chosen', interactive: false, fillOpacity: 0};
    outline = L.geoJSON(known.get(feature), {
      ...style, pointToLayer: (_, place) => L.circleMarker(place, {...style, radius: 10}),
    }).addTo(map);
  }
  return {
    ask, remember, mark,
    open(chosen) {
      year = chosen;
      map.off(handlers).on(handlers);
    },
    close() {
      map.off(handlers);
      leave();
      mark(null);
    },
  };
}

/** A box as the address says it: west, south, east, north. */
export function boxWords(bounds) {
  const inside = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(5);
  return [inside(bounds.getWest(), 180), inside(bounds.getSouth(), 90),
    inside(bounds.getEast(), 180), inside(bounds.getNorth(), 90)].join(',');
}

function quiet(fault) {
  if (fault.name !== 'AbortError') console.warn(fault);
}
