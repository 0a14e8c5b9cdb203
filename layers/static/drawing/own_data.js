// Anyone's frames, read and drawn: only pages that carry some bring this.

import { find, svg } from "../core/dom.js";
import { classOf, isShown, nameOf, rowId, sizeOf } from "../core/rows.js";
import { breath } from "../core/slices.js";
import { unpack } from "../opening/unpack.js";
import { Arcs } from "./arcs.js";
import { drawOnCanvas, listsOf } from "./canvas.js";
import { decode } from "./decode.js";
import { dashOf, dress } from "./frames.js";

// Read the points of a frame: counted in millionths of a degree from -180 and -90, all first bytes together, then all
// second ones, and so on.
/** @param {Uint8Array} bytes @returns {Points} */
const decodePoints = bytes => {
  const count = (bytes.length - 4) / 8;
  /** @param {number} from @param {number} low */
  const axis = (from, low) => {
    const values = new Float64Array(count);
    for (let plane = 3; plane >= 0; plane--) {
      for (let i = 0, at = 4 + (from + plane) * count; i < count; i++) values[i] = values[i] * 256 + bytes[at + i];
    }
    for (let i = 0; i < count; i++) values[i] = values[i] / 1e6 + low;
    return values;
  };
  return { lon: axis(0, -180), lat: axis(4, -90) };
};

/** @param {Frame} frame @returns {Promise<[string, OwnGeometry]>} */
const geometryOf = async ({ id }) => {
  const arcs = find(`arcs-${id}`), points = decodePoints(await unpack(find(`points-${id}`))), packed = arcs && await unpack(arcs);
  await breath();
  return [id, { points, arcs: packed && decode(packed) }];
};
/** @param {Frame[]} frames @returns {Promise<[string, OwnGeometry][]>} */
export const readFrames = async frames => {
  const read = await Promise.all(frames.map(geometryOf));
  await breath();
  return read;
};

/** @param {App} app @param {MapRenderer} renderer @param {Features} features @param {Frame} frame @returns {FrameDrawing} */
export const drawFrame = (app, renderer, features, frame) => frame.drawn === "canvas" ? drawOnCanvas(app, renderer, frame)
  : (frame.kind === "points" ? drawPoints : drawShapes)(app, renderer, features, frame);

/** @param {Frame} frame @param {number} row */
const colour = (frame, row) => frame.classes[classOf(frame, row)].color;
/** @param {Frame} frame */
const rowsOf = frame => [...Array(frame.rows).keys()];

/** @param {App} app @param {MapRenderer} renderer @param {Features} features @param {Frame} frame @returns {FrameDrawing} */
const drawPoints = (app, renderer, features, frame) => {
  const LEAST_HIT_PX = 7, { points: { lon, lat } } = /** @type {OwnGeometry} */ (app.index.geometry.get(frame.id));
  const group = svg("g", { class: "frame" }, renderer.groups.points), hits = svg("g", {}, group), dots = svg("g", {}, group);
  const spots = rowsOf(frame).map(row => {
    const plane = renderer.plane(lon[row], lat[row]), radius = sizeOf(frame, row) / 2;
    const id = rowId(frame, row), inside = renderer.arcs.crs.beyond(L.point(plane)) <= 1;
    return { row, id, plane, radius, inside, x: 0, y: 0, dot: /** @type {SVGElement | null} */ (null), hit: /** @type {SVGElement | null} */ (null) };
  });
  // The largest are drawn first, so that none hides another.
  spots.sort((a, b) => b.radius - a.radius);
  /** @type {typeof spots} */
  let drawn = [];
  const redraw = () => {
    drawn = spots.filter(spot => {
      Object.assign(spot, renderer.pixel(spot.plane));
      return spot.inside && isShown(app, frame, spot.row) && renderer._bounds.contains([spot.x, spot.y]);
    });
    for (const spot of drawn) {
      const { id, row, radius, x, y } = spot;
      spot.dot ||= dress(svg("circle", { class: "filled own", r: radius, "data-id": id }), colour(frame, row), 1);
      spot.hit ||= svg("circle", { class: "hit", r: Math.max(radius, LEAST_HIT_PX), "data-id": id });
      for (const circle of [spot.dot, spot.hit]) {
        circle.setAttribute("cx", x.toFixed(1));
        circle.setAttribute("cy", y.toFixed(1));
      }
    }
    dots.replaceChildren(...drawn.map(spot => /** @type {SVGElement} */ (spot.dot)));
    hits.replaceChildren(...drawn.map(spot => /** @type {SVGElement} */ (spot.hit)));
  };
  return {
    frame, redraw, update() {}, at: () => null,
    spot: row => drawn.find(one => one.row === row) || null,
    ids: () => [...drawn].sort((a, b) => a.row - b.row).map(spot => spot.id),
    boxes: () => drawn.map(({ x, y, radius: r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r })),
    parts: () => [],
    named: () => drawn.map(({ id, row, x, y, radius }) => ({ id, text: nameOf(frame, row), x, y, radius })),
  };
};

/** @param {App} app @param {MapRenderer} renderer @param {Features} features @param {Frame} frame @returns {FrameDrawing} */
const drawShapes = (app, renderer, features, frame) => {
  const { arcs: store, points: { lon, lat } } = /** @type {OwnGeometry} */ (app.index.geometry.get(frame.id));
  const closed = frame.kind === "areas", arcs = new Arcs(/** @type {Geometry} */ (store), renderer.arcs.crs);
  const group = svg("g", { class: `frame own-${frame.kind}` }, renderer.groups[closed ? "areas" : "paths"]);
  const [casings, lines, hits] = [0, 1, 2].map(() => svg("g", {}, group));
  const lists = listsOf(arcs, closed, frame.rows);
  const drawn = rowsOf(frame).filter(row => lists[row].length).map(row => {
    const id = rowId(frame, row), width = sizeOf(frame, row);
    const copies = closed ? [] : [dress(svg("path", { class: "casing" }, casings), "", width), svg("path", { class: "hit", "data-id": id }, hits)];
    const shape = renderer.shape(lines, closed ? "filled own" : "filled own-line", lists[row], { copies, closed, id, arcs });
    dress(shape.element, colour(frame, row), width);
    shape.element.setAttribute("stroke-dasharray", dashOf(frame, width) || "none");
    features.set(rowId(frame, row), { shape });
    return { row, id, shape, copies };
  });
  const update = () => {
    for (const { row, shape, copies } of drawn) {
      for (const one of [shape.element, ...copies]) one.classList.toggle("hidden", !isShown(app, frame, row));
    }
  };
  const seen = () => drawn.filter(({ row, shape }) => shape.parts.length && isShown(app, frame, row));
  return {
    frame, update, redraw() {}, spot: () => null,
    at(x, y) {
      const under = closed && seen().find(({ shape }) => shape.covers(x, y));
      return under ? frame.classes[classOf(frame, under.row)] : null;
    },
    ids: () => seen().map(one => one.id),
    boxes: () => [],
    parts: () => closed ? [] : seen().flatMap(one => one.shape.parts),
    named: () => seen().map(({ id, row, shape }) =>
      ({ id, text: nameOf(frame, row), ...renderer.spot(lon[row], lat[row]), radius: 0, shape })),
  };
};
