/** Tiles on one canvas over the view: sharp at any zoom and density, without seams. */

import {boxOf, cellsIn, fromTheMiddle, nameOfCell, tileZoom} from './cells.mjs';

const PADDING = 0.2;
const MOST_PIXELS = 12e6;

/**
 * Draw a store's tiles in a pane. `paint` gets the canvas context, the tile, its box in px of the
 * canvas and the zoom; the context is cut to the cell and clear there. `ground` is the ink
 * that lies under every cell.
 */
export function openTileCanvas(map, store, {pane, maxZoom, paint, ground = () => null}) {
  const layer = new (canvasClass())({pane, padding: PADDING});
  Object.assign(layer, {store, maxZoom, paint, ground});
  layer.addTo(map);
  return {
    /** Draw again what a tile that came concerns: its cell, or everything. */
    redraw: cell => layer.draw(cell),
    /** Ask again for what is missing in view. */
    ask: () => layer.ask(),
    remove: () => layer.remove(),
    /** The tiles in view, each once: `{cell, tile}`. */
    tiles() {
      const found = layer.cells().map(cell => store.best(cell)).filter(Boolean);
      return [...new Map(found.map(entry => [nameOfCell(entry.cell), entry])).values()];
    },
  };
}

/** Leaflet's renderer keeps a padded box in place through moves and zooms; the drawing is ours. */
function canvasClass() {
  return L.Renderer.extend({
    getEvents() {
      return {...L.Renderer.prototype.getEvents.call(this), move: this._onMove};
    },
    _initContainer() {
      this._container = document.createElement('canvas');
      this._container.setAttribute('aria-hidden', 'true');
    },
    _destroyContainer() {
      cancelAnimationFrame(this.frame);
      this._container.remove();
      this._container = null;
    },
    _updatePaths() {},
    _onMove() {
      if (this._map._animatingZoom || this._zoom !== this._map.getZoom()) return;
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(corner, corner.add(this._map.getSize()));
      if (!this._bounds.contains(view)) this._update();
    },
    _update() {
      if (!this._container || (this._map._animatingZoom && this._bounds)) return;
      L.Renderer.prototype._update.call(this);
      const {min} = this._bounds;
      const place = [min, this._bounds.getSize(), this._zoom, this._map.getPixelOrigin()].join();
      if (place === this.place) return;
      this.place = place;
      L.DomUtil.setPosition(this._container, min);
      this.resize();
      this.ask();
      this.draw();
    },
    ask() {
      this.store.want(fromTheMiddle(this.cells()));
    },
    resize() {
      const {x, y} = this._bounds.getSize();
      this.ratio = ratioFor(x, y, devicePixelRatio);
      const [width, height] = [Math.round(x * this.ratio), Math.round(y * this.ratio)];
      if (this._container.width === width && this._container.height === height) return;
      Object.assign(this._container, {width, height});
      Object.assign(this._container.style, {width: `${x}px`, height: `${y}px`});
    },
    cells() {
      const origin = this._map.getPixelOrigin();
      const [{x: left, y: top}, {x: right, y: bottom}] = [
        this._bounds.min.add(origin), this._bounds.max.add(origin)];
      return cellsIn({left, top, right, bottom}, this._zoom, tileZoom(this._zoom, this.maxZoom));
    },
    draw(only) {
      const context = this._container?.getContext('2d', {alpha: !this.ground()});
      if (!context) return;
      const corner = this._bounds.min.add(this._map.getPixelOrigin());
      const name = only && nameOfCell(only);
      if (!only) wipe(context, this.ground());
      // A cell drawn over what was there is wiped first; the whole canvas is clear already.
      for (const cell of this.cells()) {
        if (only && nameOfCell(cell) !== name) continue;
        this.drawCell(context, cell, corner, Boolean(only));
      }
    },
    drawCell(context, cell, corner, isOver) {
      const {ratio, _zoom: zoom} = this;
      const place = entry => {
        const {left, top, size} = boxOf(entry, zoom);
        return {left: (left - corner.x) * ratio, top: (top - corner.y) * ratio, size: size * ratio};
      };
      const {left, top, size} = place(cell);
      const [from, to] = [[left, top], [left + size, top + size]].map(point => point.map(Math.round));
      context.save();
      context.beginPath();
      context.rect(...from, to[0] - from[0], to[1] - from[1]);
      context.clip();
      if (isOver) wipe(context, this.ground(), [...from, to[0] - from[0], to[1] - from[1]]);
      const found = this.store.best(cell);
      if (found) this.paint(context, found.tile, {...place(found.cell), ratio, zoom});
      context.restore();
    },
  });
}

/** Device pixels for each CSS pixel, fewer where the canvas would grow past its bound. */
export function ratioFor(width, height, density) {
  return Math.min(density, Math.sqrt(MOST_PIXELS / (width * height)));
}

function wipe(context, ground, box = [0, 0, context.canvas.width, context.canvas.height]) {
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(...box);
  } else {
    context.clearRect(...box);
  }
}
