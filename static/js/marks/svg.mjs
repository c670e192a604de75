/** SVG elements, built node by node, and path data of arcs and ring segments. */

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** An SVG element with attributes and children. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Path data of a ring segment; angles in turns, clockwise from twelve o'clock. */
export function segment(start, end, outer, inner) {
  const span = Math.min(end - start, 0.9999);
  const large = span > 0.5 ? 1 : 0;
  const [a, b] = [point(start, outer), point(start + span, outer)];
  const [c, d] = [point(start + span, inner), point(start, inner)];
  return `M${a}A${outer} ${outer} 0 ${large} 1 ${b}L${c}A${inner} ${inner} 0 ${large} 0 ${d}Z`;
}

/** Path data of a disc around the centre. */
export function disc(radius) {
  const half = `A${radius} ${radius} 0 0 1`;
  return `M0 ${-radius}${half} 0 ${radius}${half} 0 ${-radius}Z`;
}

/** Path data of a half disc, left or right of the centre. */
export function halfDisc(radius, side) {
  const sweep = side === 'left' ? 0 : 1;
  return `M0 ${-radius}A${radius} ${radius} 0 0 ${sweep} 0 ${radius}Z`;
}

function point(turn, radius) {
  const angle = turn * 2 * Math.PI;
  return `${round(radius * Math.sin(angle))} ${round(-radius * Math.cos(angle))}`;
}

function round(number) {
  return Math.round(number * 100) / 100;
}
