/** A canvas over the view: it moves and grows with the map, and is drawn anew when the map stands. */

const PADDING = 0.2;
const MOST_PIXELS = 12e6;

/**
 * Open a canvas in a pane. `draw` gets its context, all of it in device pixels and clear, and
 * `{box, zoom, ratio}`: the box that it covers in px of the whole world at that zoom, and the device
 * pixels for each. While `hasInk`, asked with the same, says that there is nothing to draw, an empty
 * canvas stays untouched. `onPlace` is told first, when the canvas comes to a new place.
 */
export function openViewCanvas(map, {pane, draw, hasInk = () => true, isOpaque = false, onPlace = () => {}}) {
  // Until the map moves it needs no margin, and the first picture comes sooner without one.
  const canvas = new (canvasClass())({pane, padding: 0});
  Object.assign(canvas, {paint: draw, hasInk, onPlace, isOpaque});
  canvas.addTo(map);
  return {
    /** Draw again where it lies; a `part` is handed on, and what was drawn before stays. */
    draw: part => canvas.draw(part),
    /** Draw with the next frame, once for all that asks until then. */
    later: () => canvas.later(),
    /** The box that it covers, in px of the whole world, and the zoom. */
    place: () => canvas.where(),
    remove: () => canvas.remove(),
  };
}

/** Leaflet's renderer keeps a padded box in place through moves and zooms; the drawing is ours. */
function canvasClass() {
  return L.Renderer.extend({
    getEvents() {
      const events = {movestart: this.widen, move: this._onMove};
      return {...L.Renderer.prototype.getEvents.call(this), ...events};
    },
    _initContainer() {
      this._container = document.createElement('canvas');
      this._container.setAttribute('aria-hidden', 'true');
      this._container.style.pointerEvents = 'none';
    },
    _destroyContainer() {
      cancelAnimationFrame(this.frame);
      this._container.remove();
      this._container = null;
    },
    _updatePaths() {},
    widen() {
      if (this.options.padding) return;
      this.options.padding = PADDING;
      this._update();
      // A zoom's transition starts from where the canvas was last laid out.
      this._container.getBoundingClientRect();
    },
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
      // While a zoom is under way the map's own origin is that of where it goes.
      this.origin = this._map.getPixelOrigin();
      const at = [min, this._bounds.getSize(), this._zoom, this.origin].join();
      if (at === this.at) return;
      this.at = at;
      L.DomUtil.setPosition(this._container, min);
      this.resize();
      this.onPlace(this.where());
      this.draw();
    },
    resize() {
      const {x, y} = this._bounds.getSize();
      this.ratio = ratioFor(x, y, devicePixelRatio);
      const [width, height] = [Math.round(x * this.ratio), Math.round(y * this.ratio)];
      if (this._container.width === width && this._container.height === height) return;
      Object.assign(this._container, {width, height});
      this.isBlank = true;
      Object.assign(this._container.style, {width: `${x}px`, height: `${y}px`});
    },
    where() {
      const [{x: left, y: top}, {x: right, y: bottom}] = [
        this._bounds.min.add(this.origin), this._bounds.max.add(this.origin)];
      return {box: {left, top, right, bottom}, zoom: this._zoom, ratio: this.ratio};
    },
    later() {
      this.frame ||= requestAnimationFrame(() => this.draw());
    },
    draw(asked) {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      const place = this._container && this.where();
      const hasInk = place && this.hasInk(place);
      if (!place || (this.isBlank && !hasInk)) return;
      const context = this._container.getContext('2d', {alpha: !this.isOpaque});
      const part = this.isBlank ? undefined : asked;
      if (!this.isBlank && !part) clear(context);
      this.isBlank = !hasInk;
      if (hasInk) this.paint(context, place, part);
    },
  });
}

/** Device pixels for each CSS pixel, fewer where the canvas would grow past its bound. */
export function ratioFor(width, height, density) {
  return Math.min(density, Math.sqrt(MOST_PIXELS / (width * height)));
}

function clear(context) {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}
