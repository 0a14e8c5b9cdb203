// Light or dark: the reader's own, unless who shows the page says otherwise.

import { root } from "./dom.js";

// (A sheet of another host, which a plugin may bring, cannot be read and has no light or dark of ours.)
const rules = [...document.styleSheets].filter(sheet => !sheet.href).flatMap(sheet => [...sheet.cssRules]);
const asked = /** @type {CSSMediaRule[]} */ (rules).flatMap(({ media }) => media?.mediaText.includes("prefers-color-scheme") ? { media, text: media.mediaText } : []);

/** @param {unknown} theme "light" or "dark"; anything else leaves the choice to the reader's system */
export const setTheme = theme => {
  const said = theme === "dark" || theme === "light";
  root.style.colorScheme = said ? theme : "";
  for (const { media, text } of asked) media.mediaText = said ? text.includes(theme) ? "all" : "not all" : text;
};
