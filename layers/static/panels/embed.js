// The map in somebody's article: which of its parts it brings, and how high it would like to be.

import { find, root } from "../core/dom.js";

// What an address may switch, with what stands where it says nothing.
export const PARTS = { title: true, legend: true, time: false, story: false, compare: false, credit: true };

/** @param {URLSearchParams} words @returns {Parts} */
export const partsOf = words => /** @type {Parts} */ (Object.fromEntries(Object.entries(PARTS).map(
  ([part, usual]) => [part, words.has(part) ? words.get(part) !== "0" : usual],
)));

/** @param {App} app */
export const addEmbed = app => {
  const { scene } = app, LEAST_PX = 200, MOST_TIMES = 3, MORE = 1.2, FLATTEST = 4 / 3, [left, top, right, bottom] = scene.view.extent;
  const head = find("head"), panel = find("panel"), foot = find("foot"), key = find("legend-body");
  app.on(["embed", "parts"], ({ embed, parts }) => {
    root.classList.toggle("embed", embed);
    root.dataset.parts = Object.entries(parts).filter(([, on]) => on).map(([part]) => part).join(" ");
  });

  /** @type {number | undefined} */
  let told;
  /** @param {HTMLElement} part */
  const tall = part => part.getBoundingClientRect().height;
  const measure = () => {
    if (!app.state.embed || !app.state.ready) return; // (once: names may bring codes into the key)
    // (The bar of a folded legend is none of it: unfolded it goes.)
    const others = tall(panel) - tall(key) - tall(find("legend-open")), wanted = app.state.parts.legend ? key.scrollHeight : 0, least = MOST_TIMES * (others + wanted);
    // A legend that would take more than its share of what there is folds into its bar.
    root.classList.toggle("cramped", least > innerHeight);
    const usual = Math.max(LEAST_PX, innerWidth / (app.state.ratio || Math.max(FLATTEST, Math.abs((right - left) / (top - bottom)))));
    // The map is the largest part; a long legend makes it larger.
    const words = tall(head) + others + wanted, map = app.state.ratio ? usual : Math.max(usual, Math.min(words + 1, MORE * usual));
    const height = Math.ceil(Math.max(words + tall(foot) + map, app.state.ratio ? 0 : least));
    if (height !== told) tell(told = height);
  };
  // To the page around, in the words that it may understand: our own, Pym's, AMP's.
  /** @param {number} height */
  const tell = height => {
    if (self === parent) return;
    const pym = new URLSearchParams(location.search).get("childId");
    parent.postMessage({ type: "blocmap", map: scene.id, height }, "*");
    parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
    if (pym) parent.postMessage(["pym", pym, "height", height].join("xPYMx"), "*");
  };
  const watch = new ResizeObserver(measure);
  for (const part of [document.body, head, panel, key, foot]) watch.observe(part);
  app.on(["lang", "date", "hidden", "embed", "parts", "step", "ready"], measure);
};
