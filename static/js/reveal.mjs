/** What is chosen comes to where a reader sees it: beside the panel, not under it. */

const [MARGIN_PX, MARGIN_SHARE] = [40, 0.06];

/**
 * How far to move the map, in px, so that a mark lies clear of the panel and the map's edges; null
 * when it does. What is larger than that stays where it is, unless none of it is seen.
 */
export function stepTo(map, mark) {
  const [box, clear] = [boxOf(map, mark), clearBox(map)];
  const step = [
    beyond(box.left, box.right, clear.left, clear.right),
    beyond(box.top, box.bottom, clear.top, clear.bottom),
  ];
  return step.some(Boolean) ? step : null;
}

/** How far a stretch lies below or above a range; one longer than it, only when it is outside. */
export function beyond(from, to, least, most) {
  if (to - from <= most - least) return Math.min(0, from - least) || Math.max(0, to - most);
  return to < least || from > most ? (from + to - least - most) / 2 : 0;
}

/** The box of a line or area, or the middle of a point's mark, in px of the window. */
function boxOf(map, mark) {
  const own = mark.getElement().getBoundingClientRect();
  if (!mark.getBounds) {
    const [x, y] = [own.x + own.width / 2, own.y + own.height / 2];
    return {left: x, right: x, top: y, bottom: y};
  }
  // A path ends where the drawing does, so its element does not tell how long it is.
  const {left, top} = map.getContainer().getBoundingClientRect();
  const bounds = mark.getBounds();
  const [one, other] = [bounds.getNorthWest(), bounds.getSouthEast()]
    .map(corner => map.latLngToContainerPoint(corner).add([left, top]));
  return {left: one.x, right: other.x, top: one.y, bottom: other.y};
}

/** What of the map no panel covers, in px of the window, with a margin for the mark. */
function clearBox(map) {
  const box = map.getContainer().getBoundingClientRect();
  const cover = document.querySelector('.detail')?.getBoundingClientRect();
  const isOver = cover?.width && cover.left < box.right && cover.top < box.bottom;
  const isBeside = isOver && cover.left > box.left;
  const right = isBeside ? cover.left : box.right;
  const bottom = isOver && !isBeside ? cover.top : box.bottom;
  const margin = Math.min(MARGIN_PX, MARGIN_SHARE * box.width);
  return {
    left: box.left + margin, right: right - margin, top: box.top + margin, bottom: bottom - margin,
  };
}
