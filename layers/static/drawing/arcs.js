// Shapes made of shared arcs. A vertex is projected once, when it is first needed, and never becomes an L.LatLng.

import { boxAround, boxOf } from "../map/boxes.js";
import { METRES_PER_PIXEL } from "../map/zoom.js";

const CHUNK = 256; // vertices that are skipped together when they are out of sight

export class Arcs {
  /** @param {Geometry} geometry @param {Crs} crs */
  constructor({ arcs, polygons, lines }, crs) {
    this.arcs = arcs;
    this.polygons = polygons;
    this.lines = lines;
    this.crs = crs;
  }

  // Return an arc with its vertices up to a level in metres of the plane, and the boxes of its chunks; these share
  // their ends. What a level leaves out lies within a pixel of what it keeps.
  /** @param {number} number @param {number} level @returns {DrawnArc} */
  arc(number, level) {
    const arc = /** @type {DrawnArc} */ (this.arcs[number]);
    if (arc.known >= level) return arc;
    const { lon, lat, level: levels, known = -1 } = arc, n = levels.length;
    const plane = arc.plane ||= new Float64Array(2 * n), spare = 2 * METRES_PER_PIXEL / 2 ** level;
    Object.assign(arc, { known: level, chunks: [] });
    for (let from = 0; !from || from < n - 1; from += CHUNK) {
      const to = Math.min(from + CHUNK, n - 1);
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
      arc.chunks.push({ from, to, left: left - spare, top: top - spare, right: right + spare, bottom: bottom + spare });
    }
    return arc;
  }

  // Return an arc with all its vertices in the plane, and how many they are.
  /** @param {number} number */
  whole(number) {
    const { plane } = this.arc(number, 15);
    return { plane, levels: plane.length / 2 };
  }

  // Call visit(x, y, first) with every vertex, in metres of the plane, that is needed at a level; first: an arc begins.
  // Of a chunk for which aside(box) is true only the ends are visited.
  /**
   * @param {References} references
   * @param {number} level
   * @param {(x: number, y: number, first: boolean) => void} visit
   * @param {(box: Box) => boolean} aside
   */
  each(references, level, visit, aside = () => false) {
    for (const reference of references) {
      const back = reference < 0, step = back ? -1 : 1;
      const { level: levels, plane, chunks } = this.arc(back ? ~reference : reference, level);
      for (let k = 0; k < chunks.length; k++) {
        const box = chunks[back ? chunks.length - 1 - k : k];
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
  /**
   * @param {References} references
   * @param {boolean} closed
   * @param {Transform} transform
   * @param {Bounds} bounds
   * @returns {Part[]}
   */
  trace(references, closed, { ax, bx, ay, by, level }, { min, max }) {
    const left = (min.x - bx) / ax, right = (max.x - bx) / ax, top = (max.y - by) / ay, bottom = (min.y - by) / ay;
    /** @type {Part[]} */
    const parts = [];
    /** @type {Part} */
    let part = [];
    let before = 0, last = 0, common = 15; // the outer sides on which the vertices lie
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
  /** @param {References} references */
  box(references, level = 4) {
    return boxAround(references.flatMap(reference => this.arc(reference < 0 ? ~reference : reference, level).chunks));
  }

  // Return the box in the plane, with its area, of the largest of several rings.
  /** @param {References[]} rings @param {number} level @returns {Box & { area: number }} */
  extent(rings, level = 4) {
    /** @param {References} ring */
    const size = ring => {
      const { left, right, top, bottom } = this.box(ring, level);
      return (right - left) * (bottom - top);
    };
    const sizes = rings.map(size), part = /** @type {number[]} */ ([]);
    let twice = 0;
    this.each(rings[sizes.indexOf(Math.max(...sizes))], level, (x, y) => { part.push(x, y); });
    for (let i = 2; i < part.length; i += 2) twice += part[i - 2] * part[i + 1] - part[i] * part[i - 1];
    return { ...boxOf(part), area: Math.abs(twice) / 2 };
  }
};
