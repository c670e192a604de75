/** Distinct ids of every layer at one zoom, read from an archive by URL with npm's pmtiles. */

import {FetchSource, PMTiles} from 'pmtiles';
import {VectorTile} from '@mapbox/vector-tile';
import {PbfReader} from 'pbf';

const [url, zoom] = [process.argv[2], Number(process.argv[3])];
const archive = new PMTiles(new FetchSource(url));
const header = await archive.getHeader();
const metadata = await archive.getMetadata();
const ids = {};
let tiles = 0;
for (let x = 0; x < 2 ** zoom; x += 1) {
  for (let y = 0; y < 2 ** zoom; y += 1) {
    const tile = await archive.getZxy(zoom, x, y);
    if (!tile) continue;
    tiles += 1;
    for (const layer of Object.values(new VectorTile(new PbfReader(tile.data)).layers)) {
      ids[layer.name] ??= new Set();
      for (let at = 0; at < layer.length; at += 1) ids[layer.name].add(layer.feature(at).properties.id);
    }
  }
}
const found = Object.fromEntries(Object.entries(ids).map(([name, set]) => [name, [...set]]));
console.log(JSON.stringify({header, layers: metadata.vector_layers.map(({id}) => id), tiles, ids: found}));
