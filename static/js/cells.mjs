/** Cells of the tile matrix: which ones a view needs, and where each lies on screen. */

export const CELL_PX = 256;

/** The zoom of the tiles for a map's zoom: one less, so that each tile covers 512 to 1024 px. */
export function tileZoom(zoom, maxZoom) {
  return Math.max(0, Math.min(Math.floor(zoom + 0.01) - 1, maxZoom));
}

/** Cells of a level that a box touches; the box is in px of the whole world at `zoom`. */
export function cellsIn({left, top, right, bottom}, zoom, level) {
  const size = CELL_PX * 2 ** (zoom - level);
  const last = 2 ** level - 1;
  const range = (low, high) => {
    const from = Math.max(0, Math.floor(low / size));
    const to = Math.min(last, Math.ceil(high / size) - 1);
    return Array.from({length: Math.max(0, to - from + 1)}, (_, step) => from + step);
  };
  const rows = range(top, bottom);
  return range(left, right).flatMap(x => rows.map(y => ({z: level, x, y})));
}

/** Nearest to the middle first, so that what is looked at comes first. */
export function fromTheMiddle(cells) {
  const middle = axis => cells.reduce((sum, cell) => sum + cell[axis], 0) / cells.length;
  const [x, y] = [middle('x'), middle('y')];
  const far = cell => Math.hypot(cell.x - x, cell.y - y);
  return [...cells].sort((one, other) => far(one) - far(other));
}

/** Where a cell lies in px of the whole world at a zoom. */
export function boxOf({z, x, y}, zoom) {
  const size = CELL_PX * 2 ** (zoom - z);
  return {left: x * size, top: y * size, size};
}

/** Whether two boxes, left, top, right and bottom, overlap. */
export function overlap(one, other) {
  return one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
}

/** The cell one level up that holds this one; null above the first. */
export function parentOf({z, x, y}) {
  return z > 0 ? {z: z - 1, x: x >> 1, y: y >> 1} : null;
}

/** A cell as text, `z/x/y`. */
export function nameOfCell({z, x, y}) {
  return `${z}/${x}/${y}`;
}

/** Longitude and latitude of a place in a cell, given in parts of the cell's side. */
export function lonLat({z, x, y}, across, down) {
  const [east, south] = [(x + across) / 2 ** z, (y + down) / 2 ** z];
  const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * south)));
  return [east * 360 - 180, lat * 180 / Math.PI];
}

/** A place in parts of the world's side, x to the east and y to the south. */
export function worldPoint([lon, lat]) {
  const sine = Math.sin(Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}
