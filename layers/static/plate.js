// The plate: an SVG renderer for Leaflet whose groups lie in order, and the shapes that it draws from shared arcs.

// An SVG renderer whose groups keep the order of the plate, from the sea up to the names.
Blocmap.Plate = L.SVG.extend({
  options: { padding: 0.4 },
  initialize(arcs) {
    L.SVG.prototype.initialize.call(this);
    this.arcs = arcs;
  },
  _initContainer() {
    L.SVG.prototype._initContainer.call(this);
    this._container.classList.add("plate");
    this.defs = Blocmap.svg("defs", {}, this._container);
    this.groups = {};
    const land = ["sea", "graticule", "lands", "patterns", "disputes", "borders"];
    for (const name of [...land, "routes", "journeys", "marks", "symbols", "labels"]) {
      this.groups[name] = Blocmap.svg("g", { class: name }, this._rootGroup);
    }
  },
  // Leaflet asks twice when the view is set without a flight.
  _update() {
    const map = this._map, drawn = this._bounds, pane = L.DomUtil.getPosition(map.getPane("mapPane"));
    const key = [map.getZoom(), map.getPixelOrigin(), pane, map.getSize()].join();
    if (key === this._key) return;
    L.SVG.prototype._update.call(this);
    if (this._bounds !== drawn) this._key = key;
  },
  _addPath(layer) {
    layer.options.parent.appendChild(layer._path);
  },
  _setPath(layer, path) {
    for (const element of [layer._path, ...layer.options.copies || []]) element.setAttribute("d", path);
  },
  _updateStyle() {}, // colours and strokes are the style sheet's
  // Metres of the plane to pixels, and the level of detail, of what is drawn now.
  view() {
    if (this._seen !== this._bounds) {
      this._seen = this._bounds;
      const { transformation: { _a, _b, _c, _d }, scale } = this._map.options.crs;
      const k = scale(this._zoom), { x, y } = this._map.getPixelOrigin(), level = Math.ceil(this._zoom);
      this._view = { level, ax: k * _a, bx: k * _b - x, ay: k * _c, by: k * _d - y };
    }
    return this._view;
  },
  pixel([x, y]) {
    const { ax, bx, ay, by } = this.view();
    return { x: x * ax + bx, y: y * ay + by };
  },
  // Add a shape to a group of the plate, or to any parent.
  shape(parent, className, lists = [], options = {}) {
    const shape = new Blocmap.Shape(this, lists, { parent: this.groups[parent] || parent, className, ...options });
    return shape.addTo(this._map);
  },
  plane(lon, lat) {
    const at = [0, 0];
    this.arcs.crs.forward(lon, lat, at, 0);
    return at;
  },
});

// A Leaflet layer drawn from lists of arc references: rings that are filled, or lines.
Blocmap.Shape = L.Polygon.extend({
  options: { interactive: false, closed: true },
  initialize(plate, lists, options) {
    L.setOptions(this, { renderer: plate, ...options });
    Object.assign(this, { lists, _parts: [], _latlngs: [], _bounds: L.latLngBounds([]) });
  },
  setLists(lists) {
    this.lists = lists;
    return this.redraw();
  },
  _project() {},
  _reset() {
    if (this._drawn !== this._renderer._bounds) this._update();
  },
  _update() {
    const plate = this._renderer, { closed } = this.options;
    this._drawn = plate._bounds;
    this._box = null;
    this._parts = this.lists.flatMap(list => plate.arcs.trace(list, closed, plate.view(), plate._bounds));
    plate._updatePoly(this, closed);
  },
  box() {
    if (!this._box) for (const part of this._parts) part.box = Blocmap.boxOf(part);
    const corners = ({ box }) => [{ x: box.left, y: box.top }, { x: box.right, y: box.bottom }];
    return this._box ||= Blocmap.boxOf(this._parts.flatMap(corners));
  },
  // Tell whether a pixel is inside.
  covers(x, y) {
    const out = ({ left, right, top, bottom }) => x < left || x > right || y < top || y > bottom;
    let inside = false;
    if (out(this.box())) return inside;
    for (const part of this._parts) {
      if (out(part.box)) continue;
      for (let i = 0, q = part.at(-1); i < part.length; q = part[i++]) {
        const p = part[i];
        if (p.y > y !== q.y > y && x < (q.x - p.x) * (y - p.y) / (q.y - p.y) + p.x) inside = !inside;
      }
    }
    return inside;
  },
});

// Elements that stand for a feature answer the pointer.
Blocmap.identify = (element, id, events = "auto") => {
  element.dataset.id = id;
  element.style.pointerEvents = events;
};
