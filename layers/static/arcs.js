// Shapes made of shared arcs. A vertex is projected once, when it is first needed, and never becomes an L.LatLng.

const SIDE = { left: 1, right: 2, top: 4, bottom: 8 };

Blocmap.svg = (tag, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return parent ? parent.appendChild(element) : element;
};

// Metres of the plane <-> pixels of the layer, for one zoom and origin.
Blocmap.scaleAt = (crs, zoom, origin) => {
  const { _a, _b, _c, _d } = crs.transformation, scale = crs.scale(zoom);
  return {
    level: Math.ceil(zoom), k: scale * _a,
    ax: scale * _a, bx: scale * _b - origin.x, ay: scale * _c, by: scale * _d - origin.y,
  };
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
  constructor(geometry, crs) {
    Object.assign(this, { arcs: geometry.arcs, polygons: geometry.polygons, lines: geometry.lines, crs });
  }

  arc(reference) {
    const arc = this.arcs[reference < 0 ? ~reference : reference];
    arc.plane = arc.plane || new Float64Array(2 * arc.level.length).fill(NaN);
    return arc;
  }

  // Call visit(x, y, first) with every vertex, in metres, that is needed at a level; first: an arc begins.
  each(references, level, visit) {
    for (const reference of references) {
      const arc = this.arc(reference), n = arc.level.length, step = reference < 0 ? -1 : 1;
      for (let j = 0, i = reference < 0 ? n - 1 : 0; j < n; j++, i += step) {
        if (arc.level[i] > level) continue;
        if (arc.plane[2 * i] !== arc.plane[2 * i]) this.crs.forward(arc.lon[i], arc.lat[i], arc.plane, 2 * i);
        visit(arc.plane[2 * i], arc.plane[2 * i + 1], j === 0);
      }
    }
  }

  // Return the parts of a ring (closed) or of lines in pixels. What lies wholly on one outer side of the box is
  // thinned to its ends: inside the box nothing changes, and a far coast costs nothing.
  trace(references, closed, view, box) {
    const { ax, bx, ay, by } = view, { min, max } = box, parts = [];
    let part = [];
    const end = () => {
      if (part.length > (closed ? 2 : 1) && !(closed && part.reduce((sides, p) => sides & p.out, 15))) parts.push(part);
      part = [];
    };
    this.each(references, view.level, (mx, my, first) => {
      const x = Math.round((mx * ax + bx) * 10) / 10, y = Math.round((my * ay + by) * 10) / 10;
      const n = part.length, last = part[n - 1];
      if (n && x === last.x && y === last.y) return;
      const out = (x < min.x ? SIDE.left : x > max.x ? SIDE.right : 0) | (y < min.y ? SIDE.top : y > max.y ? SIDE.bottom : 0);
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

  // Return {min, max, area} of rings in the plane, in metres; the ring with the largest area counts.
  extent(rings, level = 4) {
    let best = null;
    for (const ring of rings) {
      const box = { min: [Infinity, Infinity], max: [-Infinity, -Infinity], area: 0 };
      let px = null, py = null;
      this.each(ring, level, (x, y) => {
        box.min = [Math.min(box.min[0], x), Math.min(box.min[1], y)];
        box.max = [Math.max(box.max[0], x), Math.max(box.max[1], y)];
        if (px !== null) box.area += (px * y - x * py) / 2;
        px = x; py = y;
      });
      box.area = Math.abs(box.area);
      if (!best || box.area > best.area) best = box;
    }
    return best;
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
    for (const name of ["sea", "graticule", "land", "patterns", "disputes", "borders", "routes", "journeys", "marks", "symbols", "labels"]) {
      this.groups[name] = Blocmap.svg("g", { class: name }, this._rootGroup);
    }
  },
  _addPath(layer) {
    (layer.options.parent || this._rootGroup).appendChild(layer._path);
  },
  _setPath(layer, path) {
    layer._path.setAttribute("d", path);
    for (const copy of layer.options.copies || []) copy.setAttribute("d", path);
  },
  _updateStyle() {}, // colours and strokes are the style sheet's
  view() {
    if (this._viewBox !== this._bounds) {
      this._viewBox = this._bounds;
      this._view = Blocmap.scaleAt(this._map.options.crs, this._zoom, this._map.getPixelOrigin());
    }
    return this._view;
  },
  pixel(x, y) {
    const view = this.view();
    return { x: x * view.ax + view.bx, y: y * view.ay + view.by };
  },
});

// A Leaflet layer drawn from lists of arc references: rings that are filled, or lines.
Blocmap.Shape = L.Polygon.extend({
  options: { interactive: false, closed: true },
  initialize(plate, lists, options) {
    L.setOptions(this, { renderer: plate, ...options });
    Object.assign(this, { _lists: lists, _parts: [], _latlngs: [], _bounds: L.latLngBounds([]) });
  },
  setLists(lists) {
    this._lists = lists;
    return this.redraw();
  },
  _reset() {
    if (this._drawn !== this._renderer._bounds) this._update();
  },
  _project() {},
  _update() {
    const plate = this._renderer, view = plate.view(), closed = this.options.closed;
    this._drawn = plate._bounds;
    this._parts = this._lists.flatMap(list => plate.arcs.trace(list, closed, view, plate._bounds));
    this._box = null;
    plate._updatePoly(this, closed);
  },
  // Tell whether a pixel is inside.
  covers(x, y) {
    const box = this._box = this._box || Blocmap.boxOf(this._parts.flat());
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
    let inside = false;
    for (const part of this._parts) {
      for (let i = 0, q = part[part.length - 1]; i < part.length; q = part[i++]) {
        const p = part[i];
        if (p.y > y !== q.y > y && x < (q.x - p.x) * (y - p.y) / (q.y - p.y) + p.x) inside = !inside;
      }
    }
    return inside;
  },
});
