/** Vector tiles (MVT 2.1): layers of features, their coordinates in tile units. */

const KINDS = {1: 'point', 2: 'line', 3: 'polygon'};
const [MOVE, LINE, CLOSE] = [1, 2, 7];
const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];
const TEXT = new TextDecoder();

/**
 * Read a tile's bytes: a map of layers by name, each `{extent, features}`. A feature has its kind
 * (point, line or polygon), `parts` (flat lists of x and y; rings without their last point again)
 * and properties. Throws RangeError for bytes that are no whole tile.
 */
export function readTile(bytes) {
  const layers = new Map();
  fields(bytes, (number, value) => {
    if (number !== 3) return;
    const layer = readLayer(value);
    layers.set(layer.name, layer);
  });
  return layers;
}

function readLayer(bytes) {
  const layer = {name: '', extent: 4096, features: []};
  const [keys, values, raw] = [[], [], []];
  fields(bytes, (number, value) => {
    if (number === 1) layer.name = TEXT.decode(value);
    else if (number === 2) raw.push(value);
    else if (number === 3) keys.push(TEXT.decode(value));
    else if (number === 4) values.push(readValue(value));
    else if (number === 5) layer.extent = value;
  });
  layer.features = raw.map(part => readFeature(part, keys, values)).filter(Boolean);
  return layer;
}

function readFeature(bytes, keys, values) {
  const properties = {};
  let [kind, parts] = [undefined, []];
  fields(bytes, (number, value) => {
    if (number === 2) {
      const tags = numbers(value);
      for (let at = 0; at + 1 < tags.length; at += 2) {
        if (tags[at] >= keys.length || tags[at + 1] >= values.length) throw broken();
        properties[keys[tags[at]]] = values[tags[at + 1]];
      }
    } else if (number === 3) kind = KINDS[value];
    else if (number === 4) parts = readGeometry(numbers(value));
  });
  return kind && {kind, parts, properties};
}

function readGeometry(commands) {
  const parts = [];
  let [x, y, at, part] = [0, 0, 0, null];
  while (at < commands.length) {
    const command = commands[at] & 7;
    const count = commands[at] >>> 3;
    at += 1;
    if (command === CLOSE) continue;
    if (command !== MOVE && command !== LINE) throw broken();
    if (at + 2 * count > commands.length || (command === LINE && !part)) throw broken();
    for (let step = 0; step < count; step += 1, at += 2) {
      x += signed(commands[at]);
      y += signed(commands[at + 1]);
      if (command === MOVE) {
        part = [];
        parts.push(part);
      }
      part.push(x, y);
    }
  }
  return parts;
}

function readValue(bytes) {
  let found = null;
  fields(bytes, (number, value) => {
    if (number === 1) found = TEXT.decode(value);
    else if (number === 2) found = view(value).getFloat32(0, true);
    else if (number === 3) found = view(value).getFloat64(0, true);
    else if (number === 6) found = signed(value);
    else if (number === 7) found = Boolean(value);
    else found = value;
  });
  return found;
}

/** Tell each field of a protobuf message: numbers as they are, all else as its bytes. */
function fields(bytes, tell) {
  const cursor = {at: 0};
  const take = length => {
    if (cursor.at + length > bytes.length) throw broken();
    cursor.at += length;
    return bytes.subarray(cursor.at - length, cursor.at);
  };
  while (cursor.at < bytes.length) {
    const key = varint(bytes, cursor);
    const type = key & 7;
    if (type === VARINT) tell(key >>> 3, varint(bytes, cursor));
    else if (type === BYTES) tell(key >>> 3, take(varint(bytes, cursor)));
    else if (type === FIXED64) tell(key >>> 3, take(8));
    else if (type === FIXED32) tell(key >>> 3, take(4));
    else throw broken();
  }
}

/** All varints of a list; most of a tile is these, so they are read in one loop. */
function numbers(bytes) {
  const found = [];
  let [value, scale] = [0, 1];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    value += (byte & 127) * scale;
    if (byte < 128) {
      found.push(value);
      value = 0;
      scale = 1;
    } else if (scale < 2 ** 63) scale *= 128;
    else throw broken();
  }
  if (scale > 1) throw broken();
  return found;
}

/** One varint; past 2^53 it is only near, which no number of ours is. */
function varint(bytes, cursor) {
  let value = 0;
  let scale = 1;
  for (let read = 0; read < 10; read += 1) {
    if (cursor.at >= bytes.length) break;
    const byte = bytes[cursor.at];
    cursor.at += 1;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
  throw broken();
}

function signed(number) {
  return number % 2 ? -(number + 1) / 2 : number / 2;
}

function view(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function broken() {
  return new RangeError('These bytes are no whole vector tile.');
}
