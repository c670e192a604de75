/** Buttons that move the map: what dragging does, without a drag. */

const PART = 1 / 3;

/** Each button moves the map by a third of its window. */
export function openPan(pad, map) {
  pad.addEventListener('click', event => {
    const way = event.target.closest('[data-way]')?.dataset.way.split(',').map(Number);
    if (!way) return;
    const {x, y} = map.getSize();
    map.panBy([way[0] * x * PART, way[1] * y * PART]);
  });
}
