// Light or dark: the reader's own, unless who shows the page says otherwise.

import { root } from "./dom.js";

const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]);
const asked = /** @type {CSSMediaRule[]} */ (rules).flatMap(({ media }) => media?.mediaText.includes("prefers-color-scheme") ? { media, text: media.mediaText } : []);

/** @param {unknown} theme "light" or "dark"; anything else leaves the choice to the reader's system */
export const setTheme = theme => {
  const said = theme === "dark" || theme === "light";
  root.style.colorScheme = said ? theme : "";
  for (const { media, text } of asked) media.mediaText = said ? text.includes(theme) ? "all" : "not all" : text;
};
