/** Features by keyboard: one tab stop a layer, arrows to the next feature, Enter opens. */

const STEPS = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};

/** A layer's group of reachable marks; the one in `current` is its tab stop. */
export function openRoving(onOpen) {
  const members = new Map();
  let current = null;
  const stopAt = element => {
    current?.setAttribute('tabindex', '-1');
    current = element;
    current?.setAttribute('tabindex', '0');
  };
  return {
    /** Make a mark's element a button with a name. */
    add(element, id, label) {
      element.setAttribute('role', 'button');
      element.setAttribute('aria-label', label);
      element.setAttribute('tabindex', '-1');
      members.set(element, id);
      if (!current?.isConnected) stopAt(element);
      element.addEventListener('focus', () => stopAt(element));
      element.addEventListener('keydown', event => onKey(event, element, members, onOpen));
    },
    remove(element) {
      members.delete(element);
      if (current === element) stopAt(members.keys().next().value ?? null);
    },
    /** Make the first mark that is in view the tab stop. */
    refresh(box) {
      if (current?.isConnected && isInside(centre(current), box)) return;
      const seen = [...members.keys()].find(element => isInside(centre(element), box));
      if (seen) stopAt(seen);
    },
  };
}

/** The nearest of some points in a direction, those far off the axis counted farther. */
export function nearest(from, points, [x, y]) {
  let best = null;
  for (const point of points) {
    const along = (point.x - from.x) * x + (point.y - from.y) * y;
    const across = Math.abs((point.x - from.x) * y) + Math.abs((point.y - from.y) * x);
    const distance = along + 2 * across;
    if (along > 0.5 && (best === null || distance < best.distance)) best = {...point, distance};
  }
  return best;
}

function onKey(event, element, members, onOpen) {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    event.stopPropagation();
    onOpen(members.get(element), element);
  } else if (event.key in STEPS) {
    event.preventDefault();
    event.stopPropagation();
    const points = [...members.keys()].filter(other => other !== element)
      .map(other => ({...centre(other), element: other}));
    nearest(centre(element), points, STEPS[event.key])?.element.focus();
  }
}

function centre(element) {
  const box = element.getBoundingClientRect();
  return {x: box.x + box.width / 2, y: box.y + box.height / 2};
}

function isInside({x, y}, box) {
  return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
}
