/** What lies under the layers: the basemap and its names, loaded once. */

import {drawBasemap} from './basemap.mjs';
import {openLabels} from './labels.mjs';
import {byWeight, placesOf} from './places.mjs';

/** Fetch and draw the ground; a failure is a sentence, and the layers stand without it. */
export async function openGround(map, page, {notices, extent, rings}) {
  const spec = page.layers.find(layer => layer.id === 'basemap');
  if (!spec) return null;
  const done = notices.wait('basemap', spec.title);
  try {
    const answer = await fetch('layers/basemap.geojson');
    if (!answer.ok) throw new Error(`${answer.status}`);
    const collection = await answer.json();
    const {paint} = drawBasemap(map, collection, extent);
    const places = placesOf(collection.features);
    const candidates = () => [...places, ...rings()].sort(byWeight);
    const labels = openLabels(map, page.lang, candidates, () => boxes(map));
    return {paint, refresh: labels.refresh};
  } catch (fault) {
    console.warn(fault);
    notices.fail('basemap', spec.title, () => openGround(map, page, {notices, extent, rings}));
    return null;
  } finally {
    done();
  }
}

/** Boxes of the point marks on the map, in the map's layer pixels. */
function boxes(map) {
  const origin = map.getPane('mapPane').getBoundingClientRect();
  return [...map.getContainer().querySelectorAll('.mark-point')].map(mark => {
    const box = mark.getBoundingClientRect();
    return {
      left: box.left - origin.left, right: box.right - origin.left,
      top: box.top - origin.top, bottom: box.bottom - origin.top,
    };
  });
}
