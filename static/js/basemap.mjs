/** The quiet map underneath: land, water and borders, painted tile by tile in the page's inks. */

const KIND_ORDER = ['country', 'home', 'sea', 'lake', 'river', 'region', 'contested'];
const PATHS = new WeakMap();

/** How each kind is drawn; `fill` and `stroke` are inks, the weight and the dash are px. */
const LOOKS = {
  country: {isLand: true, fill: 'land', stroke: 'boundary', weight: 0.9},
  home: {isLand: true, fill: 'home-land', stroke: 'boundary', weight: 1.1},
  sea: {fill: 'water', stroke: 'shore', weight: 0.7},
  lake: {fill: 'water', stroke: 'shore', weight: 0.7},
  river: {stroke: 'shore', weight: 0.8},
  region: {stroke: 'boundary', weight: 0.5, opacity: 0.7},
  contested: {stroke: 'land', weight: 1.6, above: {stroke: 'boundary', weight: 1, dash: [4, 3]}},
};

/**
 * Paint one tile into its box on a canvas; `ink` gives the colour of a role. Over areas of layers only
 * what these must not hide is painted: waters, inner and contested boundaries.
 */
export function paintGround(context, tile, {left, top, size, ratio}, ink, isOverAreas = false) {
  const layer = tile.get('basemap');
  if (!layer) return;
  const scale = size / layer.extent;
  context.setTransform(scale, 0, 0, scale, left, top);
  context.lineJoin = 'round';
  for (const [kind, path] of pathsOf(layer)) {
    const {fill, above, isLand, ...line} = LOOKS[kind];
    if (isLand && isOverAreas) continue;
    if (fill) {
      context.fillStyle = ink(fill);
      context.fill(path);
    }
    stroke(context, path, line, {ink, unit: ratio / scale});
    if (above) stroke(context, path, above, {ink, unit: ratio / scale});
  }
}

/** One path for all features of a kind, in the order in which they are painted. */
function pathsOf(layer) {
  if (!PATHS.has(layer)) {
    const paths = KIND_ORDER.map(kind => [kind, layer.features.filter(({kind: shape, properties}) => (
      properties.kind === kind && shape !== 'point'))])
      .filter(([, features]) => features.length)
      .map(([kind, features]) => [kind, pathOf(features)]);
    PATHS.set(layer, paths);
  }
  return PATHS.get(layer);
}

/** The path of some features of a tile, in tile units. */
export function pathOf(features, path = new Path2D()) {
  for (const {kind, parts} of features) {
    for (const part of parts) {
      path.moveTo(part[0], part[1]);
      for (let at = 2; at < part.length; at += 2) path.lineTo(part[at], part[at + 1]);
      if (kind === 'polygon') path.closePath();
    }
  }
  return path;
}

function stroke(context, path, {stroke: role, weight, opacity = 1, dash = []}, {ink, unit}) {
  context.strokeStyle = ink(role);
  context.globalAlpha = opacity;
  context.lineWidth = weight * unit;
  context.setLineDash(dash.map(length => length * unit));
  context.stroke(path);
  context.globalAlpha = 1;
}

/**
 * The inks of the moment, or other properties of the page by their whole name (`--surface`), read
 * once; `onChange` is told when light turns dark or back.
 */
export function openInks(onChange) {
  let known = new Map();
  const forget = () => {
    known = new Map();
    onChange();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', forget);
  return name => {
    const property = name.startsWith('--') ? name : `--ink-${name}`;
    if (!known.has(property)) {
      const computed = getComputedStyle(document.documentElement);
      known.set(property, computed.getPropertyValue(property).trim());
    }
    return known.get(property);
  };
}
