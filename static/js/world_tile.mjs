/** A whole GeoJSON layer as the one tile of zoom 0, for where no tiles have been built. */

import {worldPoint} from './cells.mjs';
import {ask} from './fetching.mjs';

/** Fetch a layer and open it as a store of one tile. */
export async function openWorld(address, name) {
  const answer = await ask(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const {features} = await answer.json();
  const tile = new Map([[name, {extent: 1, features: features.map(partsOf)}]]);
  const found = {cell: {z: 0, x: 0, y: 0}, tile};
  return {want() {}, best: () => found};
}

/** A GeoJSON feature as a tile has it: flat parts, in parts of the world's side. */
export function partsOf({id, geometry, properties}) {
  const {type, coordinates} = geometry;
  const depth = {Point: 0, LineString: 1, MultiPoint: 1, Polygon: 2, MultiLineString: 2, MultiPolygon: 3}[type];
  const lines = type === 'Point' ? [[coordinates]]
    : type === 'MultiPoint' ? coordinates.map(point => [point])
      : depth === 1 ? [coordinates] : coordinates.flat(depth - 2);
  const kind = type.endsWith('Point') ? 'point' : type.endsWith('Polygon') ? 'polygon' : 'line';
  return {kind, parts: lines.map(line => line.flatMap(worldPoint)), properties: {id, ...properties}};
}
