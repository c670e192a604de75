/** An area: filled by its class, hatched where there is no value. */

import {classOf, effectsOf, valueOf} from './classes.mjs';

/** The path of one area feature. */
export function drawArea(feature, {style, year, pane, renderer}) {
  const {properties, geometry} = feature;
  const swatch = classOf(style, valueOf(style, properties, year));
  if (!swatch) return null;
  const quiet = effectsOf(style, properties).has('quiet') ? ' is-quiet' : '';
  const isHatched = swatch.pattern === 'hatch';
  const points = L.GeoJSON.coordsToLatLngs(
    geometry.coordinates, geometry.type === 'Polygon' ? 1 : 2);
  const area = L.polygon(points, {
    pane, renderer, weight: 1, smoothFactor: 0.6, bubblingMouseEvents: false,
    className: `mark mark--area${isHatched ? ' is-hatched' : ''}${quiet} ink-${swatch.ink}`,
  });
  if (isHatched) area.on('add', () => area.getElement()?.setAttribute('fill', 'url(#hatch)'));
  // A wide country lies under its regions, so that these can be seen and opened.
  const box = area.getBounds();
  if (box.getEast() - box.getWest() > 25) area.on('add', () => area.bringToBack());
  return {parts: [area], handle: area, order: 0};
}
