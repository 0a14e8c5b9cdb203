// Shapes made of shared arcs. A vertex is projected once, when it is first needed, and never becomes an L.LatLng.

Blocmap.svg = (tag, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return parent ? parent.appendChild(element) : element;
};

Blocmap.boxOf = points => {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const { x, y } of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
};

// (Math.hypot guards against overflow and is many times slower.)
Blocmap.distance = (a, b) => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

const STRETCH = 256; // vertices that are skipped together when they are out of sight

Blocmap.Arcs = class {
  constructor({ arcs, polygons, lines }, crs) {
    Object.assign(this, { arcs, polygons, lines, crs });
  }

  // Return an arc with its vertices up to a level in metres of the plane, and the boxes of its stretches; these share
  // their ends. What a level leaves out lies within a pixel of what it keeps.
  arc(number, level) {
    const arc = this.arcs[number], { lon, lat, level: levels, known = -1 } = arc, n = levels.length;
    if (known >= level) return arc;
    const plane = arc.plane ||= new Float64Array(2 * n), spare = 2 * Blocmap.METRES_PER_PIXEL / 2 ** level;
    Object.assign(arc, { known: level, stretches: [] });
    for (let from = 0; !from || from < n - 1; from += STRETCH) {
      const to = Math.min(from + STRETCH, n - 1);
      let left = Infinity, right = -Infinity, bottom = Infinity, top = -Infinity;
      for (let i = from; i <= to; i++) {
        const end = i === from || i === to;
        if (levels[i] > level && !end) continue;
        if (known < 0 || levels[i] > known && !end) this.crs.forward(lon[i], lat[i], plane, 2 * i);
        const x = plane[2 * i], y = plane[2 * i + 1];
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < bottom) bottom = y;
        if (y > top) top = y;
      }
      arc.stretches.push({ from, to, left: left - spare, right: right + spare, bottom: bottom - spare, top: top + spare });
    }
    return arc;
  }

  // Call visit(x, y, first) with every vertex, in metres of the plane, that is needed at a level; first: an arc begins.
  // Of a stretch for which aside(box) is true only the ends are visited.
  each(references, level, visit, aside = () => false) {
    for (const reference of references) {
      const back = reference < 0, { level: levels, plane, stretches } = this.arc(back ? ~reference : reference, level), step = back ? -1 : 1;
      for (let k = 0; k < stretches.length; k++) {
        const box = stretches[back ? stretches.length - 1 - k : k], [from, to] = back ? [box.to, box.from] : [box.from, box.to];
        const stride = aside(box) ? to - from || step : step;
        for (let i = k && stride === step ? from + step : from; i * step <= to * step; i += stride) {
          if (levels[i] <= level || stride !== step) visit(plane[2 * i], plane[2 * i + 1], !k && i === from);
        }
      }
    }
  }

  // Return the parts of a ring (closed) or of lines in pixels. What lies wholly on one outer side of the box is
  // thinned to its ends: inside the box nothing changes, and a far coast costs nothing.
  trace(references, closed, view, { min, max }) {
    const { ax, bx, ay, by, level } = view, parts = [];
    const left = (min.x - bx) / ax, right = (max.x - bx) / ax, top = (min.y - by) / ay, bottom = (max.y - by) / ay;
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
    }, box => box.right < left || box.left > right || box.top < bottom || box.bottom > top);
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
  // Leaflet asks twice when the view is set without a flight.
  _update() {
    const map = this._map, drawn = this._bounds, key = [map.getZoom(), map.getPixelOrigin(), L.DomUtil.getPosition(map.getPane("mapPane")), map.getSize()].join();
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
    if (!this._box) for (const part of this._parts) part.box = Blocmap.boxOf(part);
    return this._box ||= Blocmap.boxOf(this._parts.flatMap(({ box: { left, top, right, bottom } }) => [{ x: left, y: top }, { x: right, y: bottom }]));
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
