// The page inside another program: what holds its frame may set its state, and then hears of it.

import { isUnmoved } from "../map/viewport.js";
import { setTheme } from "./theme.js";

/** @param {App} app */
export const addHost = app => {
  const { map, scene, state, links } = app, SOON_MS = 40;
  if (self === parent) return;
  let heard = false, told = "";
  const waiting = /** @type {Asked} */ ({});
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let wait;
  /** @param {object} words */
  const post = words => parent.postMessage({ type: "blocmap", map: scene.id, ...words }, "*");
  // Nothing is told before it was asked for, and nothing twice.
  const tell = () => {
    if (!map.getSize().x) return; // not shown yet: its view is none
    const { date, lang, selected, step } = state;
    const now = { date, lang, selected, step, hidden: [...state.hidden].sort(), view: links.view() };
    if (told !== (told = JSON.stringify(now))) post({ state: now });
  };
  const later = () => {
    clearTimeout(wait);
    if (heard && state.ready) wait = setTimeout(tell, SOON_MS);
  };
  /** @param {Asked} asked */
  const take = ({ theme, view, ...asked }) => {
    const { selected, step, ...others } = links.known(asked), moves = step != null && step !== state.step;
    if (theme !== undefined) setTheme(theme);
    if (moves) app.go(step);
    app.set({ ...others, ...(step === null && { step }) });
    if (selected !== undefined && selected !== state.selected) app.select(selected);
    if (Array.isArray(view)) links.show(view);
    else if (view === null && !moves && !isUnmoved(map)) app.fit(false);
    later();
  };
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.type !== "blocmap" || typeof data.set !== "object" || !data.set) return;
    heard = true;
    if (state.ready) take(data.set);
    else Object.assign(waiting, data.set);
  });
  app.on(["date", "lang", "selected", "step", "hidden"], later);
  app.on("ready", ({ ready }) => ready && take(waiting));
  map.on("moveend", later);
  post({ listening: true });
};
