// Small pictures: icons, and samples in the colours of the map.

import { el, svg } from "../core/dom.js";
import { dashOf, dress } from "../drawing/frames.js";

/** @param {string} d */
export const icon = d => {
  const picture = svg("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" });
  svg("path", { d }, picture);
  return picture;
};
/** @param {() => void} onclick */
export const closeButton = onclick => el("button", { class: "shut", "data-label": "close", onclick }, icon("M5 5l10 10M15 5L5 15"));

// A small picture in the colours of the map: [tag, attributes] of each shape.
/** @param {string} className @param {Glyph[]} shapes */
export const sample = (className, ...shapes) => {
  const sample = svg("svg", { viewBox: "-13 -8 26 16", class: "drawing sample", "aria-hidden": "true" });
  const group = svg("g", { class: className }, sample);
  for (const [tag, attributes] of shapes) svg(tag, attributes, group);
  return sample;
};
/** @param {Attributes} attributes @returns {Glyph} */
export const sampleBox = attributes => ["rect", { x: -12, y: -7, width: 24, height: 14, ...attributes }];

// How a class of a frame is drawn; of points and lines in a size that a sample holds.
/** @param {Frame} frame @param {number} n @param {number} [pixels] */
export const frameSample = (frame, n, pixels = frame.sizes ? 10 : frame.size) => {
  const { kind, classes } = frame, wide = Math.min(pixels, 14);
  const line = { d: "M-13 0h26", "stroke-dasharray": dashOf(frame, wide) };
  return dress(kind === "lines" ? sample("own-lines", ["path", { ...line, class: "casing" }], ["path", { ...line, class: "filled own-line" }])
    : sample("", kind === "points" ? ["circle", { class: "filled own", r: wide / 2 }] : sampleBox({ class: "filled own" })), classes[n].color, wide);
};
// A size as large as it is on the map.
/** @param {Frame} frame @param {number} pixels */
export const sizeSample = (frame, pixels) => {
  const picture = frameSample({ ...frame, of: undefined }, 0, Math.min(pixels, 14)), half = pixels / 2 + 1;
  if (frame.kind !== "points") return picture;
  for (const [name, value] of Object.entries({ viewBox: [-half, -half, 2 * half, 2 * half].join(" "), class: "drawing true" })) picture.setAttribute(name, value);
  picture.style.width = picture.style.height = `${2 * half}px`;
  picture.querySelector("circle")?.setAttribute("r", pixels / 2);
  return picture;
};
// How a status of an aspect is drawn over the fills.
/** @param {Aspect} aspect @param {number} n */
export const aspectSample = ({ mark, statuses }, n) => {
  if (mark === "letter") return swatch({ letter: statuses[n].letter, color: "transparent" });
  const picture = sample(n ? "dashed" : "", ...["aspect-casing", "aspect-line"].map(name => /** @type {Glyph} */ (["path", { class: n ? `${name} dashed` : name, d: "M-13 0h26" }])));
  picture.style.setProperty("--color", statuses[n].color);
  return picture;
};
// Colour, pattern and letter of a status.
/** @param {Partial<Status>} status */
export const swatch = ({ id, color, ink, letter, pattern = "solid" }) => {
  const tile = pattern === "solid" ? [] : [sampleBox({ fill: `url(#pattern-${id})` })];
  const swatch = sample("swatch", sampleBox({ class: "fill" }), ...tile, ["text", { y: 4 }]);
  /** @type {Element} */ (swatch.querySelector("text")).textContent = letter || "";
  swatch.style.cssText = `--color: ${color}; --ink: ${ink}`;
  return swatch;
};
