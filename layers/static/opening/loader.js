// Our style, Leaflet and our script travel packed: a third of their size. The policy names the hashes of both texts.

import { fallBack } from "./fallback.js";
import { unpack } from "./unpack.js";

const load = async () => {
  const [code] = ["code", "scene", "geometry"].map(id => unpack(document.getElementById(id)));
  /** @type {string[]} */
  const texts = JSON.parse(new TextDecoder().decode(await code));
  ["style", "script"].forEach((name, i) => {
    const element = document.createElement(name);
    element.textContent = texts[i];
    document.head.append(element);
  });
};

load().catch(error => {
  fallBack();
  throw error;
});
