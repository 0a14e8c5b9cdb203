// The map as it is drawn: an SVG renderer for Leaflet whose groups lie in order, and the shapes that it draws from
// shared arcs.

import { svg } from "../core/dom.js";
import { boxAround, boxOf, holds } from "../map/boxes.js";

const BASE = /** @type {any} */ (L.SVG.prototype), PADDING = 0.4;

// An SVG renderer whose groups keep the order of the map, from the sea up to the names.
/** @type {new (arcs: Arcs) => MapRenderer} */
export const Renderer = /** @type {any} */ (L.SVG.extend(/** @type {RendererMethods} */ ({
  options: { padding: PADDING, pane: "bloc" },
  initialize(arcs) {
    BASE.initialize.call(this);
    Object.assign(this, { arcs, shapes: [] });
  },
  _initContainer() {
    BASE._initContainer.call(this);
    this._container.classList.add("drawing");
    this.defs = svg("defs", {}, this._container);
    this.groups = /** @type {MapRenderer["groups"]} */ ({});
    /** @type {GroupName[]} */
    const names = ["sea", "graticule", "lands", "patterns", "relief", "areas", "disputes", "borders", "grounds",
      "routes", "journeys", "paths", "points", "highlights", "symbols", "labels"];
    for (const name of names) {
      this.groups[name] = svg("g", { class: name }, this._rootGroup);
    }
  },
  // Leaflet asks twice when the view is set without a flight. What is drawn reaches beyond the window: while half of that
  // is left after the map was moved, it still serves, and only what goes with the window has to hear of it.
  _update() {
    const map = this._map, drawn = this._bounds, pane = map.layerPointToContainerPoint([0, 0]), size = map.getSize();
    const scale = [map.getZoom(), map.getPixelOrigin(), size].join(), key = [scale, pane].join();
    if (key === this._key || map._animatingZoom && drawn) return;
    const spare = size.multiplyBy(PADDING / 2), corner = map.containerPointToLayerPoint([0, 0]);
    if (scale === this._scale && drawn.contains(L.bounds(corner.subtract(spare), corner.add(size).add(spare)))) {
      this._key = key;
      this.fire("pan");
      return;
    }
    BASE._update.call(this);
    if (this._bounds !== drawn) Object.assign(this, { _key: key, _scale: scale });
  },
  _updatePaths() {
    for (const shape of this.shapes) shape.update();
  },
  // Metres of the plane to pixels, and the level of detail, of what is drawn now.
  transform() {
    if (this._seen !== this._bounds) {
      this._seen = this._bounds;
      const { transformation: { _a, _b, _c, _d }, scale } = this._map.options.crs;
      const k = scale(this._zoom), { x, y } = this._map.getPixelOrigin(), level = Math.ceil(this._zoom);
      this._transform = { level, ax: k * _a, bx: k * _b - x, ay: k * _c, by: k * _d - y };
    }
    return this._transform;
  },
  pixel([x, y]) {
    const { ax, bx, ay, by } = this.transform();
    return { x: x * ax + bx, y: y * ay + by };
  },
  // Add a shape to a group of the map, or to any parent; copies are elements that follow its outline.
  shape(parent, className, lists = [], { closed = true, copies = [], id, arcs } = {}) {
    const element = svg("path", { class: className, "data-id": id });
    const shape = new Shape(this, lists, closed, [element, ...copies], arcs || this.arcs);
    this.shapes.push(shape);
    (typeof parent === "string" ? this.groups[parent] : parent).append(element);
    return shape;
  },
  plane(lon, lat) {
    const at = /** @type {[number, number]} */ ([0, 0]);
    this.arcs.crs.forward(lon, lat, at, 0);
    return at;
  },
  spot(lon, lat) {
    return this.pixel(this.plane(lon, lat));
  },
})));

// Return the SVG path of parts.
/** @param {Part[]} parts @param {boolean} closed */
export const pathOf = (parts, closed) => {
  let d = "";
  for (const part of parts) {
    d += `M${part[0]} ${part[1]}L`;
    for (let i = 2; i < part.length; i += 2) d += `${part[i]} ${part[i + 1]} `;
    if (closed) d += "z";
  }
  return d || "M0 0";
};

// What is drawn from lists of arc references: rings that are filled, or lines. (A Leaflet layer each would cost as much
// as the drawing.)
export class Shape {
  /**
   * @param {MapRenderer} renderer
   * @param {References[]} lists
   * @param {boolean} closed
   * @param {SVGElement[]} elements
   * @param {Arcs} arcs
   */
  constructor(renderer, lists, closed, elements, arcs) {
    this.renderer = renderer;
    this.arcs = arcs;
    this.closed = closed;
    this.elements = elements;
    this.element = elements[0];
    /** @type {Part[]} */
    this.parts = [];
    /** @type {Box | null} */
    this.drawn = null;
    /** @type {References[]} */
    this.lists = lists;
    this.update();
  }
  /** @param {References[]} lists */
  setLists(lists) {
    this.lists = lists;
    this.update();
  }
  update() {
    const { renderer } = this, d = pathOf(this.parts = this.trace(renderer.transform(), renderer._bounds), this.closed);
    this.drawn = null;
    for (const element of this.elements) element.setAttribute("d", d);
  }
  /** @param {Transform} transform @param {Bounds} bounds @returns {Part[]} */
  trace(transform, bounds) {
    return this.lists.flatMap(list => this.arcs.trace(list, this.closed, transform, bounds));
  }
  // The box of what is drawn.
  /** @returns {Box} */
  box() {
    if (this.drawn) return this.drawn;
    return this.drawn = boxAround(this.parts.map(part => part.box = boxOf(part)));
  }
  // Where the outline crosses a row of pixels: a pixel is inside if an odd number of crossings lie to its right.
  /** @param {number} y @returns {number[]} */
  crossings(y) {
    const { top, bottom } = this.box(), found = /** @type {number[]} */ ([]);
    if (y < top || y > bottom) return found;
    for (const part of this.parts) {
      const box = /** @type {Box} */ (part.box);
      if (y < box.top || y > box.bottom) continue;
      for (let i = 0, j = part.length - 2; i < part.length; j = i, i += 2) {
        const px = part[i], py = part[i + 1], qx = part[j], qy = part[j + 1];
        if (py > y !== qy > y) found.push((qx - px) * (y - py) / (qy - py) + px);
      }
    }
    return found;
  }
  // Tell whether a pixel is inside.
  /** @param {number} x @param {number} y */
  covers(x, y) {
    let inside = false;
    if (!holds(this.box(), x, y)) return inside;
    for (const part of this.parts) {
      if (!holds(/** @type {Box} */ (part.box), x, y)) continue;
      for (let i = 0, j = part.length - 2; i < part.length; j = i, i += 2) {
        const px = part[i], py = part[i + 1], qx = part[j], qy = part[j + 1];
        if (py > y !== qy > y && x < (qx - px) * (y - py) / (qy - py) + px) inside = !inside;
      }
    }
    return inside;
  }
};
