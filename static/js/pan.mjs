/** Buttons that move the map: what dragging does, without a drag. */

const PART = 1 / 3;

/** What was pressed, if it is one of the buttons, moves the map by a third of its window. */
export function pan(pressed, map) {
  const way = pressed.closest('[data-way]')?.dataset.way.split(',').map(Number);
  if (!way) return;
  const {x, y} = map.getSize();
  map.panBy([way[0] * x * PART, way[1] * y * PART]);
}
