/** What lies under the layers: the basemap from its tiles, and the names of its places. */

import {openInks, paintGround} from './basemap.mjs';
import {openLabels} from './labels.mjs';
import {byWeight, placesIn} from './places.mjs';
import {openTileCanvas} from './tile_canvas.mjs';
import {openTiles} from './tile_store.mjs';
import {openWorld} from './world_tile.mjs';

const PANE = 'basemap';

/**
 * Draw the ground. It comes in tiles where there are any, else whole; a failure is a sentence, and
 * the layers stand without it. `places` gives what is named of the layers, `obstacles` the boxes
 * that names keep clear of; `over` lets waters be painted over areas.
 */
export async function openGround(map, page, {notices, places, obstacles, over}) {
  const spec = page.layers.find(layer => layer.id === PANE);
  if (!spec) return null;
  Object.assign(map.createPane(PANE).style, {zIndex: 150, pointerEvents: 'none'});
  let canvas = null;
  const ink = openInks(() => canvas?.redraw());
  const labels = openLabels(map, page.lang, {
    candidates: () => [...placesIn(canvas?.tiles() ?? []), ...places()].sort(byWeight), obstacles,
  });
  const draw = (store, maxZoom) => {
    canvas?.remove();
    canvas = openTileCanvas(map, store, {
      pane: PANE, maxZoom, ground: () => ink('water'),
      paint: (context, tile, box) => paintGround(context, tile, box, ink),
    });
  };
  const done = notices.wait(PANE, spec.title);
  const waters = (context, where) => canvas.paintOn(context, where, (...tile) => paintGround(...tile, ink, true));
  let tell = null;
  const drawn = new Promise(resolve => { tell = resolve; });
  const ready = () => {
    done();
    over(waters);
    labels.soon();
    tell();
  };
  const whole = () => openWorld(`layers/${PANE}.geojson`, PANE)
    .then(store => draw(store, 0))
    .catch(fault => {
      console.warn(fault);
      notices.fail(PANE, spec.title, () => (spec.tiles ? inTiles() : whole()));
    }).finally(ready);
  const inTiles = () => {
    const store = openTiles(spec.tiles.vector, {
      onTile(cell) {
        if (!cell) ready();
        else canvas?.redraw(cell);
      },
      onFail: status => (status ? whole() : offline(store)),
    });
    draw(store, spec.tiles.max_zoom);
  };
  const offline = store => {
    ready();
    notices.fail(PANE, spec.title, () => {
      store.retry();
      canvas.ask();
    });
  };
  if (spec.tiles) inTiles();
  else whole();
  await drawn;
  return {refresh: labels.refresh};
}
