// The current view as a picture: the map's elements by their computed style, and the words about them.

import { el, find } from "../core/dom.js";
import { classWords, switchOf } from "../core/rows.js";

/** @param {App} app @param {MapRenderer} renderer @param {number} scale */
export const pictureOf = (app, renderer, scale = 2) => {
  const { map, scene, state } = app, { x: width, y: height } = map.getSize(), margin = 16, head = 64, foot = 56;
  const canvas = el("canvas"), pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const look = getComputedStyle(map.getContainer()), { color, fontFamily } = look;
  const wash = parseFloat(look.getPropertyValue("--wash")) / 100;
  /** @param {string} text @param {number} x @param {number} y @param {string} font */
  const write = (text, x, y, font) => {
    Object.assign(pen, { font: `${font} ${fontFamily}`, fillStyle: color });
    pen.fillText(text, x, y, width - x - margin);
    return pen.measureText(text).width;
  };

  Object.assign(canvas, { width: width * scale, height: (height + head + foot) * scale });
  pen.scale(scale, scale);
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, width, height + head + foot);
  write(find("title").textContent, margin, 30, "600 20px");
  write(find("subtitle").textContent, margin, 51, "14px");
  let x = margin;
  const own = scene.frames.flatMap(frame => frame.classes.map(({ color }, n) =>
    ({ color, words: classWords(app, frame, n), on: app.shown(switchOf(frame, n)), alpha: 1 }))).filter(({ on }) => on);
  const alpha = document.body.classList.contains("wash") ? wash : 1;
  for (const one of [...own, ...app.keyed().map(({ color, label }) => ({ color, words: app.text(label), alpha }))]) {
    pen.fillStyle = one.color;
    pen.globalAlpha = one.alpha;
    pen.fillRect(x, head + height + 11, 13, 13);
    pen.globalAlpha = 1;
    x += 37 + write(one.words, x + 19, head + height + 22, "13px");
  }
  const line = [app.date(state.date), app.text(scene.worldview.label), ...app.credits()].filter(Boolean).join(" · ");
  write(line, margin, head + height + foot - 12, "11px");

  const from = map.layerPointToContainerPoint([0, 0]);
  pen.beginPath();
  pen.rect(0, head, width, height);
  pen.clip();
  pen.translate(from.x, head + from.y);
  paint(pen, renderer._rootGroup);
  return canvas;
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
  } else if (tag === "g" || tag === "text") {
    for (const child of element.children) paint(pen, child, alpha);
  } else {
    const shape = new Path2D(element.getAttribute("d") || ""), tile = style.fill.match(/#([\w-]+)"?\)/)?.[1];
    if (tag === "circle") shape.arc(given("cx"), given("cy"), given("r"), 0, 2 * Math.PI);
    Object.assign(pen, {
      fillStyle: tile ? tileOf(pen, find(tile)) : style.fill, strokeStyle: style.stroke,
      lineWidth: parseFloat(style.strokeWidth), lineCap: style.strokeLinecap, lineJoin: style.strokeLinejoin,
      font: `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
      letterSpacing: style.letterSpacing === "normal" ? "0px" : style.letterSpacing,
    });
    pen.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[, ]+/).map(parseFloat));
    /** @param {"fill" | "stroke"} way @param {string} colour @param {string} opacity */
    const act = (way, colour, opacity) => {
      pen.globalAlpha = alpha * +opacity;
      if (colour === "none") return;
      if (tag === "tspan") pen[`${way}Text`](element.textContent || "", given("x"), given("y"));
      else if (way === "fill") pen.fill(shape, "evenodd");
      else pen.stroke(shape);
    };
    /** @type {Parameters<typeof act>[]} */
    const parts = [["fill", style.fill, style.fillOpacity], ["stroke", style.stroke, style.strokeOpacity]];
    for (const part of tag === "tspan" ? parts.reverse() : parts) act(...part); // the halo stands behind the letters
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
