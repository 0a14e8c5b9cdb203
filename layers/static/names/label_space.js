// Room for names: how large a text is, and where it covers neither another name, nor a symbol, nor a panel.

import { el } from "../core/dom.js";
import { panelsOver } from "../map/room.js";

/**
 * @param {App} app
 * @param {MapRenderer} renderer
 * @param {{ routes: Routes }} lines
 * @param {{ symbols: Symbols }} points
 */
export const labelSpace = (app, renderer, { routes }, { symbols }) => {
  // Size in pixels, weight, letter spacing in em; the style sheet adds colour, halo and slant.
  /** @type {Record<string, [number, number, number]>} */
  const FONTS = {
    large: [15, 600, 0.18], medium: [12, 600, 0.12], small: [10, 600, 0.05], capital: [12, 600, 0], place: [12, 400, 0], town: [11, 400, 0],
    stop: [12, 400, 0], route: [12, 600, 0], water: [12, 400, 0.06], dispute: [10, 400, 0], gauge: [10, 600, 0], mark: [8, 700, 0], code: [9, 600, 0],
  };
  const GAP = 2, LINE = 1.12, CELL = 6, ORIGIN_PX = 7, SQUARE = 64, ROW = 1e4;
  const SIDES = [[1, 0], [-1, 0], [0.8, -1], [0.8, 1], [-0.8, -1], [-0.8, 1], [0, -1.2], [0, 1.2]];
  const { map } = app, pen = /** @type {CanvasRenderingContext2D} */ (el("canvas").getContext("2d")), sizes = new Map();
  /** @type {string} */
  let family;
  /** @type {Box} */
  let frame;
  /** @type {Box} */
  let around;
  /** @type {Map<number, Box[]>} */
  let taken; // by the squares that they reach into
  /** @type {Box[]} */
  let written;
  /** @type {Uint8Array & { width: number }} */
  let inked;

  // Return the half width and half height of rows of text.
  /** @param {string[]} rows @param {string} style @returns {Size} */
  const measure = (rows, style) => {
    const key = [style, ...rows].join("|"), [size, weight, wide] = FONTS[style];
    const spacing = /[ء-ي]/.test(key) ? 0 : wide; // letters that join are not spaced
    if (!sizes.has(key)) {
      pen.font = `${weight} ${size}px ${family}`;
      const boxes = rows.map(row => pen.measureText(row));
      // (The code of a small country is as tall as its capitals: there is often no more room.)
      const kind = style === "code" ? "actual" : "font", [up, down] = ["Ascent", "Descent"].map(end => /** @type {any} */ (boxes[0])[`${kind}BoundingBox${end}`]);
      const widths = rows.map((row, i) => boxes[i].width + spacing * size * [...row].length);
      const height = up + down + (rows.length - 1) * size * LINE;
      sizes.set(key, { rows, style, spacing, widths, up, w: Math.max(...widths) / 2, h: height / 2 });
    }
    return sizes.get(key);
  };
  /** @param {Size} size @param {number} x @param {number} y @returns {LabelBox} */
  const put = (size, x, y) =>
    ({ ...size, x, y, left: x - size.w, right: x + size.w, top: y - size.h, bottom: y + size.h });
  /** @param {Size} size @param {number} x @param {number} y @param {number} reach */
  const beside = (size, x, y, reach) =>
    SIDES.map(([sx, sy]) => put(size, x + sx * (size.w + reach), y + sy * (size.h + 0.6 * reach)));
  // One row, or two of about the same length.
  /** @param {string} text */
  const rowings = text => {
    /** @param {number} i */
    const off = i => Math.abs(i - text.length / 2);
    const gaps = [...text.matchAll(/ /g)].map(match => match.index);
    const [gap] = gaps.sort((a, b) => off(a) - off(b));
    return gap ? [[text], [text.slice(0, gap), text.slice(gap + 1)]] : [[text]];
  };

  const reserved = /** @type {Set<Box>} */ (new Set());
  /** @param {Box} box */
  const reserve = box => { reserved.add(box); };
  /** @param {Box} box */
  const release = box => { reserved.delete(box); };
  /** @param {Box} a @param {Box} b @param {number} gap */
  const meet = (a, b, gap = GAP) =>
    a.left < b.right + gap && a.right > b.left - gap && a.top < b.bottom + gap && a.bottom > b.top - gap;
  /** @param {Box} a @param {Box} b */
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  // Call visit(square) for each square that a box reaches into, until it says that it has found something.
  /** @param {Box} box @param {(square: number) => boolean | undefined} visit */
  const squares = ({ left, right, top, bottom }, visit) => {
    for (let y = Math.floor((top - GAP) / SQUARE); y <= (bottom + GAP) / SQUARE; y++) {
      for (let x = Math.floor((left - GAP) / SQUARE); x <= (right + GAP) / SQUARE; x++) if (visit(y * ROW + x)) return true;
    }
    return false;
  };
  /** @param {Box} box */
  const keep = box => squares(box, square => {
    const there = taken.get(square);
    if (there) there.push(box);
    else taken.set(square, [box]);
    return false;
  });
  /** @param {Box} box */
  const isTaken = box => squares(box, square => taken.get(square)?.some(other => meet(box, other)));
  // A name is never cut by the edge of the window; beyond it, where a pan may bring it in, there is room too.
  /** @param {Box} box */
  const free = box => (within(box, frame) || (within(box, around) && !meet(box, frame, 3 * GAP)))
    && !isTaken(box);

  // Tell whether a part of a leader meets no name.
  /** @param {Box} box */
  const unwritten = box => !written.some(other => meet(box, other));

  // Where lines run: a grid of cells over what is drawn.
  /** @param {number} x @param {number} y */
  const cell = (x, y) => Math.floor((y - around.top) / CELL) * inked.width + Math.floor((x - around.left) / CELL);
  /** @param {Part} part */
  const ink = part => {
    for (let i = 2; i < part.length; i += 2) {
      const x = part[i - 2], y = part[i - 1], dx = part[i] - x, dy = part[i + 1] - y;
      const steps = Math.min(400, Math.ceil((Math.abs(dx) + Math.abs(dy)) / CELL)) || 1;
      for (let t = 0; t <= steps; t++) inked[cell(x + dx * t / steps, y + dy * t / steps)] = 1;
    }
  };
  /** @param {Box} box */
  const onLine = ({ left, right, top, bottom }) => {
    for (let y = top; y < bottom + CELL; y += CELL) {
      for (let x = left; x < right + CELL; x += CELL) if (inked[cell(x, y)]) return true;
    }
    return false;
  };

  /** @param {Box} box */
  const clear = box => !onLine(box) && free(box);

  // Look at the view anew: its window, the panels over it, the symbols and lines in it.
  /** @param {Box[]} boxes @param {Part[]} parts */
  const look = (boxes, parts) => {
    reserved.clear();
    written = [];
    const used = getComputedStyle(map.getContainer()).fontFamily;
    if (used !== family) { family = used; sizes.clear(); }
    const { x, y } = map.containerPointToLayerPoint([0, 0]), size = map.getSize();
    const page = map.getContainer().getBoundingClientRect(), dx = x - page.left, dy = y - page.top;
    /**
     * @param {number} left
     * @param {number} top
     * @param {number} right
     * @param {number} bottom
     * @param {number} by
     * @returns {Box}
     */
    const box = (left, top, right, bottom, by = 0) =>
      ({ left: left + by, top: top + by, right: right - by, bottom: bottom - by });
    frame = box(x, y, x + size.x, y + size.y, 2 * GAP);
    const { min, max } = renderer._bounds;
    around = { left: min.x, top: min.y, right: max.x, bottom: max.y };
    taken = new Map();
    for (const r of panelsOver(map.getContainer(), ", .locator, .scale")) keep(box(r.left + dx, r.top + dy, r.right + dx, r.bottom + dy));
    for (const { on, x, y, radius: r } of symbols.values()) if (on) keep(box(x - r, y - r, x + r, y + r, GAP));
    for (const { left, top, right, bottom } of boxes) keep(box(left, top, right, bottom, GAP));
    const width = Math.ceil((around.right - around.left) / CELL) + 1;
    inked = Object.assign(new Uint8Array(width * (Math.ceil((around.bottom - around.top) / CELL) + 1)), { width });
    for (const { shape } of routes.values()) shape.parts.forEach(ink);
    parts.forEach(ink);
    return frame;
  };
  /** @param {Box} box */
  const isWanted = box => {
    for (const other of reserved) if (meet(box, other)) return true;
    return false;
  };
  // Tell whether a part of a leader runs over where another may begin.
  /** @param {Box} box */
  const isOrigin = box => {
    for (const { left, right, top, bottom } of reserved) if (Math.hypot(box.left + box.right - left - right, box.top + box.bottom - top - bottom) < 2 * ORIGIN_PX) return true;
    return false;
  };
  // Take the first box that is free, one clear of the lines and of where other names stood if there is any; return it or
  // null.
  /** @param {Iterable<LabelBox>} boxes @param {boolean} [strict] @returns {LabelBox | null} */
  const take = (boxes, strict) => {
    /** @type {LabelBox | null} */
    let found = null;
    for (const box of boxes) {
      if (!free(box)) continue;
      if (!strict) found ||= box;
      if (!box.kept && (onLine(box) || isWanted(box) || box.path?.some(isOrigin))) continue;
      found = box;
      break;
    }
    for (const box of found ? [found, ...found.path || []] : []) { keep(box); written.push(box); }
    return found;
  };
  return { FONTS, LINE, CELL, measure, put, beside, rowings, within, free, clear, unwritten, look, reserve, release, take };
};
