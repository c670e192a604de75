/** The panes in which marks lie, one above the other, and how they follow a zoom. */

import {openDots} from './dots.mjs';
import {openInk} from './ink.mjs';
import {openShapes} from './shapes.mjs';

const DEPTHS = {tiles: 300, ink: 310, shapes: 330, dots: 600, points: 610};

/**
 * Open the panes of a map: names of those for tiles and for the buttons of points, the ink of lines
 * and areas with the shapes over it, and that of points. `order` gives the layers' ids, lower ones first.
 */
export function openPanes(map, order) {
  const panes = Object.fromEntries(Object.entries(DEPTHS).map(([name, depth]) => {
    const element = map.createPane(`marks-${name}`);
    element.style.zIndex = depth;
    return [name, element];
  }));
  zoomAsOne(map, panes.shapes);
  zoomAsOne(map, panes.points);
  return {
    tiles: 'marks-tiles', points: 'marks-points',
    ink: openInk(map, 'marks-ink', order), shapes: openShapes(map, panes.shapes),
    dots: openDots(map, 'marks-dots'),
  };
}

/**
 * Let a pane grow and shrink as a whole while the map zooms, as the ink below it does. Its marks take
 * their own places when the zoom has ended.
 */
function zoomAsOne(map, element) {
  element.classList.add('leaflet-zoom-animated');
  map.on('zoomanim', ({center, zoom}) => {
    const corner = map._latLngToNewLayerPoint(map.layerPointToLatLng([0, 0]), zoom, center);
    L.DomUtil.setTransform(element, corner, map.getZoomScale(zoom));
  });
  map.on('zoom zoomend viewreset', () => { element.style.transform = ''; });
}
