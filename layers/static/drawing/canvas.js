// Large frames on a canvas within the drawing: only what is in view is drawn, in slices, the old picture standing
// meanwhile; what lies under the pointer is found by boxes.

import { el, root, svg } from "../core/dom.js";
import { classOf, isShown, nameOf, rowId, sizeOf, switchOf } from "../core/rows.js";
import { breath } from "../core/slices.js";
import { Arcs } from "./arcs.js";
import { distance, holds } from "../map/boxes.js";
import { Shape } from "./renderer.js";
import { stamp, stampOf } from "./stamps.js";

const PAINT_MS = 12, MOST_LISTED = 300, TOUCH_PX = 7, SMALL_PX = 6, DOT_PX = 3, CELLS = 128, BATCH = 200;

/** @param {App} app @param {MapRenderer} renderer @param {Frame} frame @returns {FrameDrawing} */
export const drawOnCanvas = (app, renderer, frame) => {
  const { points: { lon, lat }, arcs: store } = /** @type {OwnGeometry} */ (app.index.geometry.get(frame.id));
  const closed = frame.kind === "areas", { crs } = renderer.arcs, arcs = store && new Arcs(store, crs);
  const group = svg("g", { class: "frame" }, renderer.groups[frame.kind === "points" ? "points" : closed ? "areas" : "paths"]);
  const holder = svg("foreignObject", { class: "canvas" }, group), probe = svg("circle", { class: "filled own" }, group);
  const lists = arcs ? listsOf(arcs, closed, frame.rows) : [], plane = new Float64Array(2 * frame.rows);
  for (let row = 0; row < frame.rows; row++) crs.forward(lon[row], lat[row], plane, 2 * row);
  const order = orderOf(frame), index = arcs ? null : gridOf(plane, order);
  // Of shapes the box of each row in the plane: left, top, right, bottom; known once all are projected, which is done in slices.
  const boxes = new Float64Array(arcs ? 4 * frame.rows : 0), inside = new Uint8Array(frame.rows);
  let ready = Boolean(index), cached = { key: "", rows: /** @type {number[]} */ ([]) };
  for (let row = 0; row < frame.rows; row++) inside[row] = +(crs.beyond(L.point(plane[2 * row], plane[2 * row + 1])) <= 1);
  let key = "", run = 0, largest = 0;
  for (let row = 0; row < frame.rows; row++) largest = Math.max(largest, sizeOf(frame, row) / 2);

  // The colours as they are now, in the light or in the dark.
  const colours = () => frame.classes.map(({ color }) => {
    probe.style.setProperty("--color", color);
    return getComputedStyle(probe).fill;
  });
  function* prepare() {
    for (let row = 0; row < frame.rows; row++) {
      let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
      for (const list of lists[row]) for (const reference of list) {
        const { plane: line, levels } = /** @type {Arcs} */ (arcs).whole(reference < 0 ? ~reference : reference);
        for (let i = 0; i < 2 * levels; i += 2) {
          if (line[i] < left) left = line[i];
          if (line[i] > right) right = line[i];
          if (line[i + 1] < top) top = line[i + 1];
          if (line[i + 1] > bottom) bottom = line[i + 1];
        }
      }
      boxes.set([left, top, right, bottom], 4 * row);
      if (row % BATCH === 0) yield;
    }
    ready = true;
  }
  // The box of the plane that is drawn, wider by some pixels.
  /** @param {number} more @returns {Box} */
  const around = more => {
    const { ax, bx, ay, by } = renderer.transform(), { min, max } = renderer._bounds;
    return { left: (min.x - more - bx) / ax, right: (max.x + more - bx) / ax, top: (max.y + more - by) / ay, bottom: (min.y - more - by) / ay };
  };
  /** @param {number} row @param {Box} box */
  const meets = (row, { left, top, right, bottom }) => boxes[4 * row] <= right && boxes[4 * row + 2] >= left
    && boxes[4 * row + 1] <= bottom && boxes[4 * row + 3] >= top;
  const shownClasses = () => frame.classes.map((_, n) => app.shown(switchOf(frame, n)));
  /** @returns {number[]} the rows in view, in the order of drawing */
  const inView = () => {
    if (cached.key === key && key) return cached.rows;
    const on = shownClasses(), box = around(largest + 1), rows = [];
    for (const row of !ready ? [] : index ? index.within(box) : order) {
      if (on[classOf(frame, row)] && (index ? inside[row] && holds(box, plane[2 * row], plane[2 * row + 1]) : lists[row].length && meets(row, box))) rows.push(row);
    }
    if (ready) cached = { key, rows };
    return rows;
  };

  /** @param {CanvasRenderingContext2D} pen @param {number} sharp @param {number[]} rows */
  function* paintPoints(pen, sharp, rows) {
    const { ax, bx, ay, by } = renderer.transform(), { min } = renderer._bounds, { width, height } = pen.canvas;
    const image = pen.createImageData(width, height), words = new Uint32Array(image.data.buffer), stamps = new Map(), fills = colours(), casing = getComputedStyle(probe).stroke;
    for (const [i, row] of rows.entries()) {
      const radius = Math.round(sizeOf(frame, row) * sharp) / 2, name = `${radius}:${classOf(frame, row)}`;
      if (!stamps.has(name)) stamps.set(name, stampOf(radius, fills[classOf(frame, row)], casing, sharp * 0.8));
      stamp(image, words, stamps.get(name), (plane[2 * row] * ax + bx - min.x) * sharp, (plane[2 * row + 1] * ay + by - min.y) * sharp);
      if (i % 2000 === 1999) yield;
    }
    pen.putImageData(image, 0, 0);
  }
  /** @param {CanvasRenderingContext2D} pen @param {number} sharp @param {number[]} rows */
  function* paintShapes(pen, sharp, rows) {
    const transform = renderer.transform(), bounds = renderer._bounds, fills = colours(), casing = getComputedStyle(probe).stroke;
    pen.setTransform(sharp, 0, 0, sharp, -bounds.min.x * sharp, -bounds.min.y * sharp);
    pen.lineJoin = "round";
    const unit = frame.sizes ? 1 : BATCH;
    for (let n = 0; n < fills.length; n++) {
      const own = fills.length > 1 ? rows.filter(row => classOf(frame, row) === n) : rows;
      for (let from = 0; from < own.length; from += unit) {
        let span = 0;
        const batch = own.slice(from, from + unit), width = sizeOf(frame, batch[0]);
        pen.beginPath();
        for (const row of batch) {
          const [left, top, right, bottom] = boxes.subarray(4 * row, 4 * row + 4), { ax, bx, ay, by } = transform;
          const wide = (right - left) * ax, tall = (top - bottom) * ay, size = Math.max(wide, tall);
          span += size / batch.length;
          if (closed && size < DOT_PX) pen.rect(left * ax + bx, bottom * ay + by, Math.max(wide, 1), Math.max(tall, 1));
          else for (const list of lists[row]) trace(pen, /** @type {Arcs} */ (arcs).trace(list, closed, transform, bounds), closed);
        }
        pen.fillStyle = fills[n];
        pen.strokeStyle = closed && span > SMALL_PX ? casing : fills[n];
        pen.lineWidth = closed && span <= SMALL_PX ? 0.5 : width;
        pen.setLineDash((frame.dash || []).map(length => length * width));
        if (closed) pen.fill("evenodd");
        pen.stroke();
        yield;
      }
    }
  }

  /** @param {CanvasRenderingContext2D} pen @param {number} sharp */
  function* paint(pen, sharp) {
    if (!ready) yield* prepare();
    yield* (index ? paintPoints : paintShapes)(pen, sharp, inView());
  }

  const place = () => {
    const { min, max } = renderer._bounds;
    for (const [name, value] of Object.entries({ x: min.x, y: min.y, width: max.x - min.x, height: max.y - min.y })) holder.setAttribute(name, value);
  };
  // The old picture goes where it belongs in the new view.
  /** @type {{ left: number, top: number, right: number, bottom: number } | null} */
  let drawn = null;
  const move = () => {
    const { ax, bx, ay, by } = renderer.transform();
    if (!drawn) return;
    const x = drawn.left * ax + bx, y = drawn.bottom * ay + by;
    for (const [name, value] of Object.entries({ x, y, width: drawn.right * ax + bx - x, height: drawn.top * ay + by - y })) holder.setAttribute(name, value);
  };
  const redraw = () => {
    const { min, max } = renderer._bounds, wanted = [min.x, min.y, max.x, max.y, renderer._zoom, renderer._map.getPixelOrigin(), shownClasses(), matchMedia("(prefers-color-scheme: dark)").matches].join();
    if (wanted === key) return;
    key = wanted;
    move();
    const canvas = el("canvas"), sharp = Math.min(2, devicePixelRatio || 1), { left, right, top, bottom } = around(0), mine = ++run;
    Object.assign(canvas, { width: Math.round((max.x - min.x) * sharp), height: Math.round((max.y - min.y) * sharp) });
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const steps = paint(pen, sharp);
    const printing = root.classList.contains("printing");
    const go = () => {
      if (mine !== run) return; // the view has moved on
      const until = printing ? Infinity : performance.now() + PAINT_MS;
      let done = false;
      while (!done && performance.now() < until) done = Boolean(steps.next().done);
      if (!done) { breath().then(go); return; }
      drawn = { left, right, top, bottom };
      place();
      holder.replaceChildren(canvas);
    };
    if (printing) go();
    else setTimeout(go); // the map around it is drawn first
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  /** @param {number} row @returns {Shape} */
  const shapeOf = row => new Shape(renderer, lists[row], closed, [], /** @type {Arcs} */ (arcs));
  /** @param {number} row */
  const spotOf = row => ({ ...renderer.pixel([plane[2 * row], plane[2 * row + 1]]), radius: sizeOf(frame, row) / 2 });
  // The rows in the window, and one more than can be listed at most.
  const listed = () => {
    const window = windowOf(renderer), { ax, bx, ay, by } = renderer.transform(), rows = [];
    for (const row of inView()) {
      if (holds(window, plane[2 * row] * ax + bx, plane[2 * row + 1] * ay + by)) rows.push(row);
      if (rows.length > MOST_LISTED) break;
    }
    return rows;
  };
  return {
    frame, redraw, update() {}, at: () => null, boxes: () => [], parts: () => [],
    spot: row => index && isShown(app, frame, row) ? spotOf(row) : null,
    outline: row => index ? null : shapeOf(row),
    ids: () => listed().slice(0, MOST_LISTED).sort((a, b) => a - b).map(row => rowId(frame, row)),
    // (Among thousands a few names would say something of a few only.)
    named() {
      const rows = listed();
      return rows.length > MOST_LISTED ? [] : rows.map(row => ({ id: rowId(frame, row), text: nameOf(frame, row), ...spotOf(row), radius: index ? sizeOf(frame, row) / 2 : 0 }));
    },
    // The row under a pixel: of points the one whose edge is nearest, else the highest.
    hit(x, y) {
      const { ax, bx, ay, by } = renderer.transform(), reach = (largest + TOUCH_PX) / ax, on = shownClasses(), px = (x - bx) / ax, py = (y - by) / ay;
      const near = { left: px - reach, right: px + reach, top: py - reach, bottom: py + reach };
      let best = -1, least = TOUCH_PX;
      for (const row of index ? index.within(near) : order) {
        if (!on[classOf(frame, row)] || lists[row]?.length === 0) continue;
        if (index) {
          const spot = spotOf(row), off = distance(spot, { x, y }) - spot.radius;
          if (off < least || off < 0) [best, least] = [row, Math.max(off, 0)];
        } else if (ready && meets(row, near)) {
          const shape = shapeOf(row);
          if (closed ? shape.covers(x, y) : isNear(shape.parts, x, y, TOUCH_PX)) best = row;
        }
      }
      return best < 0 ? null : rowId(frame, best);
    },
  };
};

/** @param {MapRenderer} renderer @returns {Box} the window in pixels of the drawing */
const windowOf = renderer => {
  const { x, y } = renderer._map.containerPointToLayerPoint([0, 0]), size = renderer._map.getSize();
  return { left: x, top: y, right: x + size.x, bottom: y + size.y };
};
// The rows as they are drawn: the largest first.
/** @param {Frame} frame */
const orderOf = frame => {
  const rows = [...Array(frame.rows).keys()], { sizes } = frame;
  return sizes && frame.kind === "points" ? rows.sort((a, b) => sizes[b] - sizes[a]) : rows;
};
/** @param {Arcs} arcs @param {boolean} closed @param {number} rows @returns {References[][]} */
export const listsOf = (arcs, closed, rows) => {
  const lists = Array.from({ length: rows }, () => /** @type {References[]} */ ([]));
  if (closed) for (const key in arcs.polygons) lists[Number(key)] = arcs.polygons[key].flat();
  else for (const key in arcs.lines) if (arcs.lines[key].length) lists[parseInt(key)].push(arcs.lines[key]);
  return lists;
};
// Points in squares, each square's in the order of drawing.
/** @param {Float64Array} plane @param {number[]} order */
const gridOf = (plane, order) => {
  let left = Infinity, low = Infinity, right = -Infinity, high = -Infinity;
  for (let i = 0; i < plane.length; i += 2) {
    if (plane[i] < left) left = plane[i];
    if (plane[i] > right) right = plane[i];
    if (plane[i + 1] < low) low = plane[i + 1];
    if (plane[i + 1] > high) high = plane[i + 1];
  }
  const side = Math.max(right - left, high - low, 1) / CELLS, cells = /** @type {Map<number, number[]>} */ (new Map());
  const ranks = new Uint32Array(order.length);
  order.forEach((row, i) => {
    const cell = Math.floor((plane[2 * row] - left) / side) + 1000 * Math.floor((plane[2 * row + 1] - low) / side), held = cells.get(cell);
    ranks[row] = i;
    if (held) held.push(row);
    else cells.set(cell, [row]);
  });
  return {
    /** @param {Box} box @returns {number[]} the rows of the squares that a box meets, in the order of drawing */
    within(box) {
      const [fromX, toX] = [box.left, box.right].map(x => Math.max(0, Math.min(CELLS, Math.floor((x - left) / side))));
      const [fromY, toY] = [box.top, box.bottom].map(y => Math.max(0, Math.min(CELLS, Math.floor((y - low) / side))));
      if (toX - fromX >= CELLS && toY - fromY >= CELLS) return order;
      /** @type {number[]} */
      const found = [];
      for (let y = fromY; y <= toY; y++) for (let x = fromX; x <= toX; x++) for (const row of cells.get(x + 1000 * y) || []) found.push(row);
      return found.sort((a, b) => ranks[a] - ranks[b]);
    },
  };
};
/** @param {CanvasRenderingContext2D} pen @param {Part[]} parts @param {boolean} closed */
const trace = (pen, parts, closed) => {
  for (const part of parts) {
    pen.moveTo(part[0], part[1]);
    for (let i = 2; i < part.length; i += 2) pen.lineTo(part[i], part[i + 1]);
    if (closed) pen.closePath();
  }
};
/** @param {Part[]} parts @param {number} x @param {number} y @param {number} reach */
const isNear = (parts, x, y, reach) => parts.some(part => {
  for (let i = 2; i < part.length; i += 2) {
    const ax = part[i - 2], ay = part[i - 1], dx = part[i] - ax, dy = part[i + 1] - ay;
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    if (distance({ x: ax + t * dx, y: ay + t * dy }, { x, y }) <= reach) return true;
  }
  return false;
});
