// Small pictures: icons, and samples in the colours of the map.

import { el, svg } from "../core/dom.js";

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

// Colour, pattern and letter of a status.
/** @param {Partial<Status>} status */
export const swatch = ({ id, color, ink, letter, pattern = "solid" }) => {
  const tile = pattern === "solid" ? [] : [sampleBox({ fill: `url(#pattern-${id})` })];
  const swatch = sample("swatch", sampleBox({ class: "fill" }), ...tile, ["text", { y: 4 }]);
  /** @type {Element} */ (swatch.querySelector("text")).textContent = letter || "";
  swatch.style.cssText = `--color: ${color}; --ink: ${ink}`;
  return swatch;
};
