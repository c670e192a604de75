/** What of lines, bands and areas takes pointer and keyboard: unseen shapes over their ink. */

import {CELL_PX} from './cells.mjs';
import {levelOf, placeOf, SIDE} from './course.mjs';
import {svg} from './marks/svg.mjs';

const KINDS = ['area', 'band', 'line'];

const SLICE_MS = 5;

/** Open the shapes in a pane of the map; they stay as they are and only their frame follows a zoom. */
export function openShapes(map, pane) {
  const groups = Object.fromEntries(KINDS.map(kind => [kind, svg('g')]));
  const world = svg('g', {}, ...Object.values(groups));
  const shapes = new Set();
  const outline = inSlices(shape => shape.outline(levelOf(map.getZoom())));
  const Shape = shapeClass();
  pane.append(svg('svg', {class: 'shapes', width: 1, height: 1, role: 'none'}, world));
  const place = () => {
    const {x, y} = map.getPixelOrigin();
    const scale = CELL_PX * 2 ** map.getZoom() / SIDE;
    world.setAttribute('transform', `translate(${-x} ${-y}) scale(${scale})`);
  };
  map.on('zoom viewreset', place).on('zoomend viewreset', () => outline(shapes));
  place();
  return {
    /** A shape on a course, as a layer for the map; one that `isBehind` lies under all of its kind. */
    open(course, kind, isBehind = false) {
      const shape = new Shape(course, groups[kind], isBehind);
      shape.getElement().classList.add('shape', `shape--${kind}`, 'leaflet-interactive');
      shape.on('remove', () => shapes.delete(shape)).on('add', () => {
        shapes.add(shape);
        outline([shape]);
      });
      return shape;
    },
  };
}

/** Do a work on many things a few at a time, so that the map goes on moving; each waits once. */
function inSlices(work) {
  const waiting = new Set();
  let timer = 0;
  const go = () => {
    const end = performance.now() + SLICE_MS;
    for (const one of waiting) {
      waiting.delete(one);
      work(one);
      if (performance.now() > end) break;
    }
    timer = waiting.size ? setTimeout(go) : 0;
  };
  return things => {
    for (const one of things) waiting.add(one);
    timer ||= setTimeout(go);
  };
}

function shapeClass() {
  return L.Layer.extend({
    options: {bubblingMouseEvents: false},
    initialize(course, group, isBehind) {
      Object.assign(this, {course, group, isBehind, element: svg('path')});
    },
    onAdd() {
      if (this.isBehind) this.group.prepend(this.element);
      else this.group.append(this.element);
      this.addInteractiveTarget(this.element);
    },
    onRemove() {
      this.removeInteractiveTarget(this.element);
      this.element.remove();
    },
    /** Follow the course with the detail of a level. */
    outline(level) {
      if (level === this.level) return;
      this.level = level;
      this.element.setAttribute('d', this.course.outline(level));
    },
    /** How wide the pointer finds a line, in px. */
    widen(width) {
      this.element.style.strokeWidth = width;
    },
    getElement() {
      return this.element;
    },
    getCenter() {
      return turned(this.course.middle());
    },
    getBounds() {
      const {left, top, right, bottom} = this.course.box;
      return L.latLngBounds(
        [{x: left, y: bottom}, {x: right, y: top}].map(corner => turned(placeOf(corner))));
    },
  });
}

/** GeoJSON says longitude first, Leaflet latitude first. */
function turned([lon, lat]) {
  return [lat, lon];
}
