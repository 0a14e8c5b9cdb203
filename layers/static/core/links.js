// The address keeps date, language, layers, selection, step and view: #date=2017-06-09&lang=ru&sel=country:IND

import { isUnmoved } from "../map/viewport.js";
import { PARTS, partsOf } from "../panels/embed.js";
import { root } from "./dom.js";
import { setTheme } from "./theme.js";

/** @param {App} app */
export const addLinks = app => {
  const { scene, state, map, usual } = app, given = () => new URLSearchParams(location.hash.slice(1));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let wait;
  /** @type {string | undefined} */
  let written;
  let warned = false;

  // A day that there is, on the slider where there is one.
  /** @param {string} text */
  const isDay = text => {
    const { first = "", last = "" } = scene.time || {}, day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
    return !isNaN(day) && new Date(day).toISOString().startsWith(text)
      && (!first || text === scene.as_of || (text >= first && text <= last));
  };
  // What the legend switches, less what is named: "founder" and "status:founder" are one.
  /** @param {string[]} named */
  const allBut = named => new Set([
    ...scene.statuses.map(status => `status:${status.id}`), ...scene.aspects.flatMap(aspect => aspect.statuses.map(status => `aspect:${status.id}`)), ...scene.routes.map(route => `route:${route.id}`),
    ...["places", "towns", "journeys", "disputes", "letters"].map(layer => `layer:${layer}`),
  ].filter(id => !named.includes(id) && !named.includes(id.split(":")[1])));
  // What of a state, from an address or from a program around the page, can be a state of this map.
  /** @param {Asked} asked @returns {Partial<State>} */
  const known = ({ date, lang, selected, step, hidden }) => ({
    ...(date && isDay(date) && { date }), ...(lang && scene.languages.includes(lang) && { lang }),
    ...((selected === null || selected && app.index.has(selected)) && { selected }),
    ...((step === null || step !== undefined && scene.steps[step]) && { step }),
    ...(Array.isArray(hidden) && { hidden: new Set(hidden) }),
  });
  const read = () => {
    const words = given(), [date, lang, id, step, off] = ["date", "lang", "sel", "step", "off"].map(key => words.get(key) || "");
    return {
      ...known({ date, lang, selected: id, step: +step - 1, ...(words.has("off") && { hidden: off.split(",").filter(Boolean) }) }),
      ...(words.has("layers") && { hidden: allBut((words.get("layers") || "").split(",")) }),
      embed: words.has("embed"), parts: partsOf(words), ratio: Number(words.get("ratio")) || 0,
    };
  };
  /** @param {unknown[]} view longitude, latitude, zoom */
  const show = view => {
    const [lon, lat, zoom] = view.map(Number), seen = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && zoom >= 0 && zoom < 20;
    if (seen) map.setView([lat, lon], zoom, { animate: false });
    return seen;
  };
  const look = () => {
    if (!show((given().get("view") || "").split(",").map(word => word || NaN)) && !isUnmoved(map)) app.fit(false);
  };
  const view = () => isUnmoved(map) ? null : [map.getCenter().lng, map.getCenter().lat, map.getZoom()].map(n => Number(n.toFixed(3)));
  /** @param {boolean} [embed] */
  const fragment = embed => {
    const hidden = [...state.hidden].sort().join();
    const words = {
      date: state.date !== scene.as_of && state.date, lang: state.lang !== scene.language && state.lang, sel: state.selected,
      step: state.step != null && state.step + 1, off: hidden !== [...usual].sort().join() && (hidden || "none"),
      view: view()?.join(), theme: given().get("theme"),
    };
    const parts = Object.entries(PARTS).filter(([part, usual]) => state.parts[/** @type {keyof Parts} */ (part)] !== usual)
      .map(([part, usual]) => `${part}=${usual ? 0 : 1}`);
    if (state.ratio) parts.push(`ratio=${state.ratio}`);
    return [...(embed || state.embed ? ["embed", ...parts] : []), ...Object.entries(words).filter(([, value]) => value).map(pair => pair.join("="))].join("&");
  };
  const write = () => {
    written = fragment();
    if (location.hash.slice(1) === written) return;
    try {
      history.replaceState(null, "", `#${written}`);
    } catch {
      // A frame without an origin of its own may keep no address; the link under «Share» still carries it.
      if (!warned) app.say(app.t("link_unkept"));
      warned = true;
    }
  };
  const later = () => {
    clearTimeout(wait);
    if (state.ready) wait = setTimeout(write, 300);
  };

  app.links = { read, look, known, show, view, address: embed => `${location.href.split("#")[0]}#${fragment(embed)}`.replace(/#$/, "") };
  setTheme(given().get("theme"));
  app.on(["date", "lang", "selected", "step", "hidden", "embed"], later);
  map.on("moveend", later);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === written) return;
    setTheme(given().get("theme"));
    app.set(Object.assign({ date: scene.as_of, lang: scene.language, selected: null, step: null, hidden: usual }, read()));
    look();
  });

  // On paper the whole map stands in the width of a page, whatever the window is; in a frame the page is made smaller.
  root.classList.toggle("framed", self !== parent);
  /** @type {false | [L.LatLng, number]} */
  let before;
  /** @param {boolean} printing */
  const lay = printing => {
    root.classList.toggle("printing", printing);
    map.invalidateSize({ animate: false, pan: false });
  };
  addEventListener("beforeprint", () => {
    before = !isUnmoved(map) && [map.getCenter(), map.getZoom()];
    lay(true);
    app.fit(false);
    root.getBoundingClientRect(); // of a frame Chromium prints what was measured, of the map else nothing
  });
  addEventListener("afterprint", () => {
    lay(false);
    app.fit(false);
    if (before) map.setView(...before, { animate: false });
  });
};
