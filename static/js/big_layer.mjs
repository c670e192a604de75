/** A layer too big for GeoJSON: pictures of it from the server, or its vector tiles on a canvas. */

import {openNear} from './near.mjs';
import {openStandIns} from './stand_ins.mjs';
import {openInks} from './basemap.mjs';
import {paintLayer} from './marks/canvas.mjs';
import {openTileCanvas} from './tile_canvas.mjs';
import {openTiles} from './tile_store.mjs';

/** Open a layer for drawing, with the same doors as one that is drawn mark by mark. */
export function openBigLayer(spec, context) {
  const {map, page, panes, onDrawn} = context;
  const near = openNear(spec, context);
  const standIns = openStandIns(spec, near, context);
  let [picture, canvas, year, hasPictures] = [null, null, null, true];
  const ink = openInks(() => picture && redraw());
  const redraw = () => {
    remove();
    if (map.getZoom() < (spec.style.min_zoom ?? 0)) return;
    if (hasPictures) picture = pictures(spec, {pane: panes.tiles, year, page, onFail});
    else canvas = vectors(spec, context, {year, ink});
    picture?.addTo(map);
  };
  const onFail = () => {
    if (!hasPictures) return;
    hasPictures = false;
    redraw();
  };
  const remove = () => {
    picture?.remove();
    canvas?.remove();
    [picture, canvas] = [null, null];
  };
  return {
    marks: new Map(),
    draw(_, chosen) {
      year = chosen;
      redraw();
      near.open(year);
      standIns.open(year);
      onDrawn(spec.id, 1);
    },
    rescale() {
      if (Boolean(picture ?? canvas) !== map.getZoom() >= (spec.style.min_zoom ?? 0)) redraw();
    },
    clear() {
      remove();
      near.close();
      standIns.close();
    },
    mark: select => near.mark(select?.[0] === spec.id ? select[1] : null),
    handle: feature => standIns.handle(feature),
    focusIn: box => standIns.focusIn(box),
    boxes: () => [],
  };
}

/** Pictures of a layer alone, in the theme and language of the page. */
function pictures(spec, {pane, year, page: {lang, prefer}, onFail}) {
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const query = new URLSearchParams({...(year === null ? {} : {year}), lang, theme, ...(prefer ? {prefer} : {})});
  return L.tileLayer(`${spec.tiles.raster}?${query}`, {
    pane, maxNativeZoom: spec.tiles.max_zoom, className: 'picture', detectRetina: false,
    r: devicePixelRatio > 1 ? '@2x' : '',
  }).on('tileerror', onFail);
}

function vectors(spec, {map, page, panes, notices}, {year, ink}) {
  const store = openTiles(spec.tiles.vector, {
    onTile: cell => cell && drawn.redraw(cell),
    onFail: () => notices.fail(spec.id, spec.title, () => {
      store.retry();
      drawn.ask();
    }),
  });
  const drawn = openTileCanvas(map, store, {
    pane: panes.tiles, maxZoom: spec.tiles.max_zoom,
    paint: (context, tile, box) => paintLayer(context, tile, box, {spec, year, ink, symbols: page.symbols}),
  });
  return drawn;
}
