// In somebody's article or notebook the map is a guest: what scrolls their page goes on to scroll it.

import { el, find } from "../core/dom.js";

// What we build ourselves around a page has nothing to scroll.
const PREVIEW = "blocmap-preview";

/** @param {App} app */
export const addGuest = app => {
  if (self === top || self.name === PREVIEW) return;
  const { map, t } = app, HINT_MS = 1400, box = find("map");
  const main = /** @type {HTMLElement} */ (box.parentElement), hint = el("p", { class: "hint", "aria-hidden": "true" });
  const apple = /Mac|iPhone|iPad/.test(navigator.platform);
  main.append(hint);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let shown;
  /** @param {string} key */
  const tell = key => {
    hint.textContent = t(key);
    hint.classList.add("told");
    clearTimeout(shown);
    shown = setTimeout(() => hint.classList.remove("told"), HINT_MS);
  };

  // A wheel zooms with Ctrl or ⌘, or for who has clicked into the map, until pointer or focus leave it.
  let awake = false;
  main.addEventListener("click", () => { awake = true; });
  const rest = () => { awake = false; };
  main.addEventListener("pointerleave", rest);
  addEventListener("blur", rest);
  box.addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
    if (awake || event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    tell(apple ? "hint_wheel_apple" : "hint_wheel");
  }, { capture: true, passive: true });

  // One finger scrolls, two move and zoom. A mouse drags as ever: only fingers are let through to the page around.
  map.dragging.disable();
  main.addEventListener("pointerdown", event => map.dragging[event.pointerType === "mouse" ? "enable" : "disable"](), true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => map.dragging.disable()));
  box.addEventListener("touchmove", (/** @type {TouchEvent} */ event) => {
    if (event.touches.length === 1) tell("hint_fingers");
  }, { passive: true });
};
