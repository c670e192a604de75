/** The panes in which marks lie, one above the other, and how those of points follow a zoom. */

const DEPTHS = {area: 310, band: 320, line: 330, tiles: 300, balance: 610, composition: 620, symbol: 630};
const PATHS = ['area', 'band', 'line'];

/** Open a pane for each kind of mark; paths share a renderer, points move with their pane. */
export function openPanes(map) {
  return Object.fromEntries(Object.entries(DEPTHS).map(([mark, depth]) => {
    const pane = `marks-${mark}`;
    const element = map.createPane(pane);
    element.style.zIndex = depth;
    if (PATHS.includes(mark)) return [mark, {pane, renderer: L.svg({pane, padding: 0.2})}];
    if (mark !== 'tiles') zoomAsOne(map, element);
    return [mark, {pane}];
  }));
}

/**
 * Let a pane grow and shrink as a whole while the map zooms: hundreds of marks that move each on its
 * own are too much for a smooth picture. They take their own places when the zoom has ended.
 */
function zoomAsOne(map, element) {
  element.classList.add('marks-pane', 'leaflet-zoom-animated');
  map.on('zoomanim', ({center, zoom}) => {
    const corner = map._latLngToNewLayerPoint(map.layerPointToLatLng([0, 0]), zoom, center);
    L.DomUtil.setTransform(element, corner, map.getZoomScale(zoom));
  });
  map.on('zoom zoomend viewreset', () => { element.style.transform = ''; });
}
