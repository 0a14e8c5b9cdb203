// The current view as a picture: the map's elements by their computed style, its scale, its key as the legend has it,
// and the words about it.

import { el, find, onward, root } from "../core/dom.js";

const ALIGN = /** @type {Record<string, CanvasTextAlign>} */ ({ middle: "center", end: "right" });
const MARGIN = 16, ROW = 21, SAMPLE = 26, GAP = 8, BETWEEN = 18;

/** @param {App} app @param {MapRenderer} renderer @param {number} scale */
export const pictureOf = (app, renderer, scale = 2) => {
  for (const one of document.getAnimations()) one.finish(); // a fill on its way to another colour has neither
  const { map, state } = app, { x: width, y: height } = map.getSize(), room = width - 2 * MARGIN;
  const canvas = el("canvas"), pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { color, fontFamily } = getComputedStyle(map.getContainer());
  // From where words begin: the left, or the right.
  /** @param {number} x */
  const from = x => onward() < 0 ? width - x : x;
  /** @param {string} text @param {string} font */
  const measure = (text, font) => {
    pen.font = `${font} ${fontFamily}`;
    return pen.measureText(text).width;
  };
  /** @param {string} text @param {number} x @param {number} y @param {string} font */
  const write = (text, x, y, font) => {
    Object.assign(pen, { font: `${font} ${fontFamily}`, fillStyle: color, direction: root.dir, textAlign: "start" });
    pen.fillText(text, from(x), y, width - x - MARGIN);
  };
  // Words in lines that fit; Chinese breaks anywhere.
  /** @param {string} text @param {string} font */
  const lines = (text, font) => (text.match(/[\u3000-\u9fff]|[^\s\u3000-\u9fff]+\s*|\s+/g) || []).reduce((found, part) => {
    const longer = `${found.at(-1)}${part}`;
    if (measure(longer.trim(), font) <= room) found[found.length - 1] = longer;
    else found.push(part);
    return found;
  }, [""]).filter(Boolean);

  /** @param {Element | null} one */
  const wordsOf = one => (one?.textContent || "").replace(/./, first => first.toUpperCase());
  // (A title is never narrowed: it takes more lines.)
  const title = lines(find("title").textContent, "600 20px"), about = lines(find("subtitle").textContent, "14px");
  const below = 25 * title.length, head = 20 + below + 19 * about.length;
  // The key: what the legend shows of what is switched on, row by row.
  let x = 0, row = 0;
  const key = [...document.querySelectorAll("#legend-body > div:first-child li:not(.off)")].map(one => {
    const words = wordsOf(one.querySelector(".name")), wide = SAMPLE + GAP + measure(words, "13px");
    if (x && x + wide > room) [x, row] = [0, row + 1];
    const placed = { picture: one.querySelector("svg"), words, x: MARGIN + x, y: row };
    x += wide + BETWEEN;
    return placed;
  });
  const rows = key.length ? row + 1 : 0;
  // (Codes, and what the frame leaves aside.)
  const notes = [...document.querySelectorAll(":is(#legend-body, #legend-body > div) > .note")].flatMap(one => lines(wordsOf(one), "12px"));
  const credit = lines([app.date(state.date), find("credit").textContent].join(" · "), "11px");
  const foot = 12 + rows * ROW + (notes.length + credit.length) * 16 + 8;

  Object.assign(canvas, { width: width * scale, height: (height + head + foot) * scale });
  pen.scale(scale, scale);
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, width, height + head + foot);
  title.forEach((words, n) => write(words, MARGIN, 30 + 25 * n, "600 20px"));
  about.forEach((words, n) => write(words, MARGIN, 26 + below + 19 * n, "14px"));
  const top = head + height + 12;
  for (const { picture, words, x, y } of key) {
    const middle = top + y * ROW + ROW / 2;
    pen.save();
    pen.translate(from(x + SAMPLE / 2), middle);
    for (const part of picture?.children || []) paint(pen, part);
    pen.restore();
    write(words, x + SAMPLE + GAP, middle + 4.5, "13px");
  }
  notes.forEach((words, n) => write(words, MARGIN, top + rows * ROW + 16 * n + 12, "12px"));
  credit.forEach((words, n) => write(words, MARGIN, top + rows * ROW + 16 * (notes.length + n) + 12, "11px"));

  const corner = map.layerPointToContainerPoint([0, 0]);
  pen.save();
  pen.beginPath();
  pen.rect(0, head, width, height);
  pen.clip();
  pen.translate(corner.x, head + corner.y);
  paint(pen, renderer._rootGroup);
  pen.restore();
  drawScale(pen, map.getContainer().querySelector(".scale"), width - MARGIN, head + height - 12);
  return canvas;
};

// The scale bar, where it stands on the page, over the same ground.
/** @param {CanvasRenderingContext2D} pen @param {Element | null} bar @param {number} right @param {number} bottom */
const drawScale = (pen, bar, right, bottom) => {
  const wide = bar?.getBoundingClientRect().width;
  if (!bar || !wide) return;
  const { color, fontFamily, backgroundColor } = getComputedStyle(bar), tall = 15;
  pen.fillStyle = backgroundColor;
  pen.fillRect(right - wide, bottom - tall, wide, tall);
  Object.assign(pen, { strokeStyle: color, fillStyle: color, lineWidth: 1, font: `11px ${fontFamily}`, textAlign: "center" });
  pen.setLineDash([]);
  pen.stroke(new Path2D(`M${right - wide} ${bottom - tall}v${tall}h${wide}v${-tall}`));
  pen.fillText(bar.textContent || "", right - wide / 2, bottom - 4);
};

// Draw an SVG element and what it holds: paths, circles and text, as far as the map uses them.
/** @param {CanvasRenderingContext2D} pen @param {Element} element @param {number} alpha */
export const paint = (pen, element, alpha = 1) => {
  const style = getComputedStyle(element), { tagName: tag } = element;
  /** @param {string} name */
  const given = name => Number(element.getAttribute(name)) || 0;
  if (style.display === "none") return;
  pen.save();
  const [x = 0, y = 0, angle = 0] = element.getAttribute("transform")?.match(/-?[\d.]+/g)?.map(Number) || [];
  pen.translate(x, y);
  pen.rotate(angle * Math.PI / 180);
  alpha *= +style.opacity;
  if (tag === "image") {
    Object.assign(pen, { globalAlpha: alpha, globalCompositeOperation: style.mixBlendMode });
    pen.drawImage(/** @type {SVGImageElement} */ (element), given("x"), given("y"), given("width"), given("height"));
  } else if (tag === "foreignObject") {
    const [canvas] = element.children;
    if (canvas) pen.drawImage(/** @type {HTMLCanvasElement} */ (canvas), given("x"), given("y"), given("width"), given("height"));
  } else if (tag === "g" || element.children.length) {
    for (const child of element.children) paint(pen, child, alpha);
  } else {
    const letters = tag === "tspan" || tag === "text", shape = new Path2D(element.getAttribute("d") || ""), tile = style.fill.match(/#([\w-]+)"?\)/)?.[1];
    if (tag === "rect") shape.rect(given("x"), given("y"), given("width"), given("height"));
    if (tag === "circle") shape.arc(given("cx"), given("cy"), given("r"), 0, 2 * Math.PI);
    Object.assign(pen, {
      fillStyle: tile ? tileOf(pen, find(tile)) : style.fill, strokeStyle: style.stroke,
      lineWidth: parseFloat(style.strokeWidth), lineCap: style.strokeLinecap, lineJoin: style.strokeLinejoin,
      font: `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
      letterSpacing: style.letterSpacing === "normal" ? "0px" : style.letterSpacing, textAlign: ALIGN[style.textAnchor] || "left",
    });
    pen.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[, ]+/).map(parseFloat));
    /** @param {"fill" | "stroke"} way @param {string} colour @param {string} opacity */
    const act = (way, colour, opacity) => {
      pen.globalAlpha = alpha * +opacity;
      if (colour === "none") return;
      if (letters) pen[`${way}Text`](element.textContent || "", given("x"), given("y"));
      else if (way === "fill") pen.fill(shape, "evenodd");
      else pen.stroke(shape);
    };
    /** @type {Parameters<typeof act>[]} */
    const parts = [["fill", style.fill, style.fillOpacity], ["stroke", style.stroke, style.strokeOpacity]];
    for (const part of letters ? parts.reverse() : parts) act(...part); // the halo stands behind the letters
  }
  pen.restore();
};

/** @param {CanvasRenderingContext2D} pen @param {Element} pattern */
export const tileOf = (pen, pattern) => {
  const canvas = el("canvas"), tile = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const size = Number(pattern.getAttribute("width")), fine = 4;
  canvas.width = canvas.height = size * fine;
  tile.scale(fine, fine);
  for (const child of pattern.children) paint(tile, child);
  const repeated = /** @type {CanvasPattern} */ (pen.createPattern(canvas, "repeat"));
  repeated.setTransform(new DOMMatrix().scale(1 / fine));
  return repeated;
};
