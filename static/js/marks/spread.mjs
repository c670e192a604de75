/** Marks that share a place stand around it, so that each of them can be seen and reached. */

const GOLDEN_ANGLE = 2.39996;

/**
 * Offsets in px, right and down, for marks (`{lon, lat, side}`) in their order: the first of a place
 * stands on it, the others on a spiral around it, closer together when far out.
 */
export function spread(marks, zoom, isTight) {
  const places = new Map();
  const digits = zoom < 8 ? 1 : 2;
  const near = isTight ? closeness(zoom) : 1;
  return marks.map(({lon, lat, side}) => {
    const key = `${lon.toFixed(digits)} ${lat.toFixed(digits)}`;
    const before = places.get(key) ?? [];
    places.set(key, [...before, side]);
    if (!before.length) return [0, 0];
    const turn = before.length * GOLDEN_ANGLE;
    const far = near * Math.sqrt(before.length) * (before[0] + side) / 2;
    return [Math.round(far * Math.sin(turn)), Math.round(-far * Math.cos(turn))];
  });
}

/** How much of their size marks keep between them at a zoom. */
function closeness(zoom) {
  if (zoom < 5) return 0.4;
  return zoom < 7 ? 0.6 : 0.9;
}
