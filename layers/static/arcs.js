// Shapes made of shared arcs. A vertex is projected once, when it is first needed, and never becomes an L.LatLng.

Blocmap.svg = (tag, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return parent ? parent.appendChild(element) : element;
};

Blocmap.boxOf = points => {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x); box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y); box.bottom = Math.max(box.bottom, y);
  }
  return box;
};

Blocmap.Arcs = class {
  constructor({ arcs, polygons, lines }, crs) {
    Object.assign(this, { arcs, polygons, lines, crs });
  }

  // Call visit(x, y, first) with every vertex, in metres of the plane, that is needed at a level; first: an arc begins.
  each(references, level, visit) {
    for (const reference of references) {
      const arc = this.arcs[reference < 0 ? ~reference : reference], n = arc.level.length, step = reference < 0 ? -1 : 1;
      const plane = arc.plane ||= new Float64Array(2 * n).fill(NaN);
      for (let j = 0, i = reference < 0 ? n - 1 : 0; j < n; j++, i += step) {
        if (arc.level[i] > level) continue;
        if (plane[2 * i] !== plane[2 * i]) this.crs.forward(arc.lon[i], arc.lat[i], plane, 2 * i);
        visit(plane[2 * i], plane[2 * i + 1], j === 0);
      }
    }
  }

  // Return the parts of a ring (closed) or of lines in pixels. What lies wholly on one outer side of the box is
  // thinned to its ends: inside the box nothing changes, and a far coast costs nothing.
  trace(references, closed, view, { min, max }) {
    const { ax, bx, ay, by, level } = view, parts = [];
    let part = [];
    const end = () => {
      if (part.length > (closed ? 2 : 1) && !(closed && part.reduce((sides, p) => sides & p.out, 15))) parts.push(part);
      part = [];
    };
    this.each(references, level, (mx, my, first) => {
      const x = Math.round((mx * ax + bx) * 10) / 10, y = Math.round((my * ay + by) * 10) / 10, n = part.length, last = part[n - 1];
      if (n && x === last.x && y === last.y) return;
      const out = (x < min.x ? 1 : x > max.x ? 2 : 0) | (y < min.y ? 4 : y > max.y ? 8 : 0);
      if (closed ? n > 1 && last.out & out & part[n - 2].out : n === 1 && (first || last.out & out)) {
        last.x = x; last.y = y; last.out = out;
        return;
      }
      if (!closed && n && (first || last.out & out)) end();
      part.push({ x, y, out });
    });
    end();
    return parts;
  }

  // Return the box in the plane, with its area, of the largest of several rings, or of all of several lines.
  extent(lists, closed = true, level = 4) {
    const boxes = lists.map(list => {
      const points = [];
      this.each(list, level, (x, y) => points.push({ x, y }));
      const area = points.reduce((sum, p, i) => sum + p.x * points.at(i - 1).y - p.y * points.at(i - 1).x, 0) / 2;
      return { ...Blocmap.boxOf(points), area: Math.abs(area), points };
    });
    return closed ? boxes.reduce((a, b) => (b.area > a.area ? b : a)) : Blocmap.boxOf(boxes.flatMap(box => box.points));
  }
};

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
    for (const name of ["sea", "graticule", "lands", "patterns", "disputes", "borders", "routes", "journeys", "marks", "symbols", "labels"]) {
      this.groups[name] = Blocmap.svg("g", { class: name }, this._rootGroup);
    }
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
      const { transformation: { _a, _b, _c, _d }, scale } = this._map.options.crs, k = scale(this._zoom), origin = this._map.getPixelOrigin();
      this._view = { level: Math.ceil(this._zoom), ax: k * _a, bx: k * _b - origin.x, ay: k * _c, by: k * _d - origin.y };
    }
    return this._view;
  },
  pixel([x, y]) {
    const { ax, bx, ay, by } = this.view();
    return { x: x * ax + bx, y: y * ay + by };
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
    return this._box ||= Blocmap.boxOf(this._parts.flat());
  },
  // Tell whether a pixel is inside.
  covers(x, y) {
    const { left, right, top, bottom } = this.box();
    let inside = false;
    if (x < left || x > right || y < top || y > bottom) return inside;
    for (const part of this._parts) {
      for (let i = 0, q = part.at(-1); i < part.length; q = part[i++]) {
        const p = part[i];
        if (p.y > y !== q.y > y && x < (q.x - p.x) * (y - p.y) / (q.y - p.y) + p.x) inside = !inside;
      }
    }
    return inside;
  },
});

// Elements that stand for a feature answer the pointer.
Blocmap.identify = (element, id) => {
  element.dataset.id = id;
  element.style.pointerEvents = "auto";
};
