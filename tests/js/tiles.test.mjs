import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {
  boxOf, cellsIn, fromTheMiddle, lonLat, nameOfCell, parentOf, tileZoom, worldPoint,
} from '../../static/js/cells.mjs';
import {readTile} from '../../static/js/mvt.mjs';
import {byWeight, placesIn} from '../../static/js/places.mjs';
import {ratioFor} from '../../static/js/view_canvas.mjs';
import {openTiles} from '../../static/js/tile_store.mjs';
import {partsOf} from '../../static/js/world_tile.mjs';

const FILE = new URL('tiles/steppe-6-41-21.mvt', import.meta.url);
const CELL = {z: 6, x: 41, y: 21};
const BYTES = new Uint8Array(readFileSync(FILE));

test('A tile has the features, words and places that were put into it.', () => {
  const {extent, features} = readTile(BYTES).get('basemap');
  assert.equal(extent, 4096);
  const kinds = features.map(({properties, kind}) => `${properties.kind} ${kind}`);
  assert.equal(kinds.filter(kind => kind === 'region line').length, 6);
  assert.equal(kinds.filter(kind => kind === 'home polygon').length, 1);
  const oral = features.find(({properties}) => properties.id === 'city-oral');
  assert.equal(oral.properties.name_kk, 'Орал');
  const [lon, lat] = lonLat(CELL, oral.parts[0][0] / extent, oral.parts[0][1] / extent);
  assert.deepEqual([lon.toFixed(2), lat.toFixed(2)], ['51.37', '51.23']);
});

test('A tile cut off anywhere is refused, and an empty one has no layers.', () => {
  assert.equal(readTile(new Uint8Array()).size, 0);
  for (let length = 1; length < BYTES.length; length += 1) {
    assert.throws(() => readTile(BYTES.subarray(0, length)), RangeError);
  }
});

test('What is no tile is refused or read as nothing, and never goes on for ever.', () => {
  assert.throws(() => readTile(new TextEncoder().encode('<!doctype html>')), RangeError);
  assert.throws(() => readTile(new Uint8Array(20).fill(255)), RangeError);
  const hollow = feature => [0x1a, feature.length + 5, 0x0a, 1, 97, 0x12, feature.length, ...feature];
  const geometry = commands => hollow([0x18, 2, 0x22, commands.length, ...commands]);
  const read = bytes => readTile(new Uint8Array(bytes)).get('a');
  assert.deepEqual(read(geometry([9, 2, 4, 10, 6, 8])).features[0].parts, [[1, 2, 4, 6]]);
  assert.throws(() => read(geometry([9, 2])), RangeError, 'a point without its y');
  assert.throws(() => read(geometry([10, 2, 4])), RangeError, 'a line that starts nowhere');
  assert.throws(() => read(geometry([12, 2, 4])), RangeError, 'an unknown command');
  assert.throws(() => read(hollow([0x12, 2, 5, 5])), RangeError, 'a key that is not there');
});

test('Values of every type come out as they went in.', () => {
  const value = bytes => {
    const layer = [0x0a, 1, 97, 0x1a, 1, 107, 0x22, bytes.length, ...bytes, 0x12, 6, 0x12, 2, 0, 0, 0x18, 1];
    const tile = readTile(new Uint8Array([0x1a, layer.length, ...layer]));
    return tile.get('a').features[0].properties.k;
  };
  const double = new Uint8Array(new Float64Array([59.28]).buffer);
  assert.deepEqual([[0x0a, 2, 0xd2, 0x9a], [0x19, ...double], [0x28, 150, 1], [0x30, 3], [0x38, 1]]
    .map(value), ['Қ', 59.28, 150, -2, true]);
});

test('A view asks for the cells it touches, and never for one outside the world.', () => {
  assert.deepEqual(cellsIn({left: 0, top: 0, right: 256, bottom: 256}, 0, 0), [{z: 0, x: 0, y: 0}]);
  assert.deepEqual(cellsIn({left: -900, top: 10, right: 256, bottom: 20}, 1, 1), [{z: 1, x: 0, y: 0}]);
  const names = cellsIn({left: 250, top: 0, right: 260, bottom: 9}, 1, 1).map(nameOfCell);
  assert.deepEqual(names, ['1/0/0', '1/1/0']);
  assert.deepEqual([0, 4.75, 5, 12].map(zoom => tileZoom(zoom, 10)), [0, 3, 4, 10]);
  assert.deepEqual(boxOf({z: 1, x: 1, y: 0}, 2), {left: 512, top: 0, size: 512});
  assert.deepEqual(parentOf({z: 3, x: 5, y: 2}), {z: 2, x: 2, y: 1});
  assert.equal(parentOf({z: 0, x: 0, y: 0}), null);
});

test('The middle of the view comes first.', () => {
  const cells = cellsIn({left: 0, top: 0, right: 768, bottom: 768}, 2, 2);
  assert.deepEqual(fromTheMiddle(cells)[0], {z: 2, x: 1, y: 1});
});

test('Degrees to the square of the world and back are the same degrees.', () => {
  for (const place of [[0, 0], [63, 48.5], [-179.9, -84], [179.9, 84]]) {
    const back = lonLat({z: 0, x: 0, y: 0}, ...worldPoint(place));
    assert.deepEqual(back.map(value => value.toFixed(6)), place.map(value => value.toFixed(6)));
  }
});

test('A canvas is as dense as the screen until that is too much.', () => {
  assert.equal(ratioFor(1000, 1000, 2), 2);
  assert.ok(ratioFor(4000, 3000, 3) <= 1);
});

test('Places of neighbouring tiles are named once, in one order.', () => {
  const tile = readTile(BYTES);
  const east = {...CELL, x: 42};
  const places = placesIn([{cell: CELL, tile}, {cell: east, tile}]);
  const names = places.map(({names: {name_en: name}}) => name);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(places, [...places].sort(byWeight));
  assert.equal(places[0].names.name_en, 'Kazakhstan');
});

test('A GeoJSON feature has the parts that it would have in a tile.', () => {
  const ring = [[-180, 85], [0, 0], [180, 85], [-180, 85]];
  const {kind, parts} = partsOf({id: 'a', properties: {}, geometry: {type: 'Polygon', coordinates: [ring]}});
  assert.equal(kind, 'polygon');
  assert.deepEqual(parts.map(part => part.length), [8]);
  assert.deepEqual(parts[0].slice(2, 4), [0.5, 0.5]);
  const points = partsOf({properties: {}, geometry: {type: 'MultiPoint', coordinates: [[0, 0], [180, 0]]}});
  assert.deepEqual(points.parts, [[0.5, 0.5], [1, 0.5]]);
});

const answer = (status, body = BYTES) => ({status, ok: status < 300, arrayBuffer: async () => body});
const outcome = answers => new Promise(resolve => {
  const asked = [];
  const get = async url => {
    asked.push(url);
    const next = answers[Math.min(asked.length, answers.length) - 1];
    if (next instanceof Error) throw next;
    return next;
  };
  const store = openTiles('tiles/{z}/{x}/{y}.mvt', {
    get, waits: [0, 0],
    onTile: cell => cell && resolve({asked, store}),
    onFail: status => resolve({asked, store, status}),
  });
  store.want([CELL]);
});

test('A tile that fails on the way is asked for again; one that the server refuses is not.', async () => {
  const lost = new TypeError('network');
  const found = await outcome([lost, answer(200)]);
  assert.deepEqual(found.asked, ['tiles/6/41/21.mvt', 'tiles/6/41/21.mvt']);
  assert.equal((await outcome([lost, lost, lost])).status, 0);
  const refused = await outcome([answer(503)]);
  assert.deepEqual([refused.status, refused.asked.length], [503, 1]);
});

test('Until a tile is here, the one above it stands in.', async () => {
  const {store} = await outcome([answer(200)]);
  assert.deepEqual(store.best({z: 8, x: 165, y: 87}).cell, CELL);
  assert.equal(store.best({z: 6, x: 0, y: 0}), null);
  const empty = await outcome([answer(204)]);
  assert.equal(empty.store.best(CELL).tile.size, 0);
});
