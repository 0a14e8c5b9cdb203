// The story: step by step, each with its day, its words, its sources and its places on the map.

import { el, fill, find, onward, root } from "../core/dom.js";
import { icon } from "./pictures.js";

/** @param {App} app */
export const addStory = app => {
  const { t, text, scene: { steps, journeys } } = app, box = find("story");
  if (!steps.length) { box.remove(); return; }
  /** @param {number} n */
  const go = n => {
    if (!steps[n]) return;
    const { date, journeys = [], places = [], routes = [], countries = [], title, text: words } = steps[n];
    app.set({ step: n, selected: null, ...(date?.length === 10 && { date }) });
    const told = Object.entries({ journey: journeys, place: places, route: routes })
      .flatMap(([kind, ids]) => ids.map(id => `${kind}:${id}`)).filter(id => app.index.has(id));
    app.flyTo(told.length ? told : countries.map(code => `country:${code}`).filter(id => app.index.has(id)));
    app.say([count.textContent, text(title), text(words)].join(". "));
  };
  app.go = go;
  /** @param {number} way */
  const move = way => go((app.state.step ?? -1) + way);
  /** @param {string} key @param {string} d @param {number} way */
  const button = (key, d, way) => el("button", { class: "tool", "data-label": key, onclick: () => move(way) }, icon(d));
  const back = button("back", "M13 4l-7 6 7 6", -1), next = button("next", "M7 4l7 6-7 6", 1);
  const count = el("span", { class: "count" }), body = el("div", { class: "step", tabindex: 0, role: "group", "data-label": "story" });
  box.append(body, el("div", { class: "slide" }, back, count, next)); // at the foot, where it stays however long the words
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const way = event.key === "ArrowRight" ? onward() : event.key === "ArrowLeft" ? -onward() : 0;
    if (way) { event.preventDefault(); move(way); }
  });
  // Before the first step: who came, day by day, and who did not.
  // (Their numbers stand on the map where there is no room for them.)
  const all = journeys.filter(({ way = "" }) => /arrival|absence/.test(way));
  /** @param {string} way @param {string} key */
  const band = (way, key) => {
    const trips = journeys.filter(one => one.way === way), days = [...new Set(trips.map(one => one.date))].sort();
    return trips.length > 0 && [el("h2", {}, t(key)), days.map(date => el("p", {}, date && `${app.day(date)}: `,
      app.list(trips.filter(one => one.date === date).map(one => text(one.who) + (way === "arrival" ? ` (${all.indexOf(one) + 1})` : "")))))];
  };
  app.on(["step", "lang"], ({ step: n }) => {
    const at = n ?? -1, step = steps[at];
    count.textContent = step ? `${t("step_of", { n: at + 1, total: steps.length })} · ${app.date(step.date)}` : t("story");
    root.classList.toggle("telling", Boolean(step));
    // (A disabled button would lose the focus.)
    back.setAttribute("aria-disabled", !n);
    next.setAttribute("aria-disabled", at === steps.length - 1);
    fill(body, step ? [el("h2", {}, text(step.title)), el("p", {}, text(step.text)), el("p", { class: "note" }, (step.sources || []).map((id, i) => [i > 0 && " · ", app.cite(id)]))]
      : journeys.some(one => one.way) ? [band("absence", "who_not"), band("arrival", "who_came")] : el("h2", {}, text(steps[0].title)));
  });
};
