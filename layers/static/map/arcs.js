// Shapes made of shared arcs. A vertex is projected once, when it is first needed, and never becomes an L.LatLng.

Blocmap.svg = (tag, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
  return parent ? parent.appendChild(element) : element;
};

// Boxes are {left, top, right, bottom}; top is the least y, in pixels and in the plane.
Blocmap.boxOf = part => {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (let i = 0; i < part.length; i += 2) {
    const x = part[i], y = part[i + 1];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
};
Blocmap.holds = ({ left, top, right, bottom }, x, y) => x >= left && x <= right && y >= top && y <= bottom;
Blocmap.around = boxes => Blocmap.boxOf(boxes.flatMap(({ left, top, right, bottom }) => [left, top, right, bottom]));

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
      let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
      for (let i = from; i <= to; i++) {
        const end = i === from || i === to;
        if (levels[i] > level && !end) continue;
        if (known < 0 || levels[i] > known && !end) this.crs.forward(lon[i], lat[i], plane, 2 * i);
        const x = plane[2 * i], y = plane[2 * i + 1];
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
      }
      arc.stretches.push({ from, to, left: left - spare, top: top - spare, right: right + spare, bottom: bottom + spare });
    }
    return arc;
  }

  // Call visit(x, y, first) with every vertex, in metres of the plane, that is needed at a level; first: an arc begins.
  // Of a stretch for which aside(box) is true only the ends are visited.
  each(references, level, visit, aside = () => false) {
    for (const reference of references) {
      const back = reference < 0, step = back ? -1 : 1;
      const { level: levels, plane, stretches } = this.arc(back ? ~reference : reference, level);
      for (let k = 0; k < stretches.length; k++) {
        const box = stretches[back ? stretches.length - 1 - k : k];
        const from = back ? box.to : box.from, to = back ? box.from : box.to;
        const stride = aside(box) ? to - from || step : step;
        for (let i = k && stride === step ? from + step : from; i * step <= to * step; i += stride) {
          if (levels[i] <= level || stride !== step) visit(plane[2 * i], plane[2 * i + 1], !k && i === from);
        }
      }
    }
  }

  // Return the parts of a ring (closed) or of lines, each as [x, y, x, y …] in pixels. What lies wholly on one outer
  // side of the box is thinned to its ends: inside the box nothing changes, and a far coast costs nothing.
  trace(references, closed, { ax, bx, ay, by, level }, { min, max }) {
    const left = (min.x - bx) / ax, right = (max.x - bx) / ax, top = (max.y - by) / ay, bottom = (min.y - by) / ay;
    const parts = [];
    let part = [], before = 0, last = 0, common = 15; // the outer sides on which the vertices lie
    const end = () => {
      if (part.length > (closed ? 4 : 2) && !(closed && common)) parts.push(part);
      part = [];
    };
    this.each(references, level, (mx, my, first) => {
      const x = Math.round((mx * ax + bx) * 10) / 10, y = Math.round((my * ay + by) * 10) / 10, n = part.length;
      if (n && x === part[n - 2] && y === part[n - 1]) return;
      const out = (x < min.x ? 1 : x > max.x ? 2 : 0) | (y < min.y ? 4 : y > max.y ? 8 : 0);
      common &= out;
      if (closed ? n > 2 && out & last & before : n === 2 && (first || out & last)) {
        part[n - 2] = x;
        part[n - 1] = y;
      } else {
        if (!closed && n && (first || out & last)) end();
        part.push(x, y);
        before = last;
      }
      last = out;
    }, box => box.right < left || box.left > right || box.bottom < top || box.top > bottom);
    end();
    return parts;
  }

  // Return the box in the plane within which arcs lie, at any level.
  box(references, level = 4) {
    return Blocmap.around(references.flatMap(reference => this.arc(reference < 0 ? ~reference : reference, level).stretches));
  }

  // Return the box in the plane, with its area, of the largest of several rings.
  extent(rings, level = 4) {
    const size = ring => {
      const { left, right, top, bottom } = this.box(ring, level);
      return (right - left) * (bottom - top);
    };
    const sizes = rings.map(size), part = [];
    let twice = 0;
    this.each(rings[sizes.indexOf(Math.max(...sizes))], level, (x, y) => { part.push(x, y); });
    for (let i = 2; i < part.length; i += 2) twice += part[i - 2] * part[i + 1] - part[i] * part[i - 1];
    return { ...Blocmap.boxOf(part), area: Math.abs(twice) / 2 };
  }
};
