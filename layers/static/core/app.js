// The page's state. Every part listens to it and draws itself anew from it.

import { PARTS } from "../panels/embed.js";
import { find } from "./dom.js";
import { indexScene } from "./scene_index.js";
import { classOf, switchOf } from "./rows.js";
import { speech } from "./speech.js";

/** @param {Scene} scene @param {BlocMap} map @returns {App} */
export const createApp = (scene, map) => {
  const listeners = /** @type {[Key[], Parameters<App["on"]>[1]][]} */ ([]), index = indexScene(scene);
  const usual = new Set([...scene.aspects.filter(aspect => aspect.shown === false).flatMap(aspect => aspect.statuses.map(status => `aspect:${status.id}`)), ...scene.statuses.filter(status => !status.shown).map(status => `status:${status.id}`), ...scene.frames.filter(frame => frame.shown === false)
    .flatMap(frame => frame.classes.map((_, n) => switchOf(frame, n))), "layer:letters"]);
  /** @type {State} */
  const state = {
    date: scene.as_of, lang: scene.language, hidden: usual, selected: null, step: null, panel: null, embed: false,
    parts: PARTS, ratio: 0, ready: false,
  };
  // Half-known dates compare as text: "2009" begins before "2009-06-16" and not after "2009-01-01".
  /** @template {{ since?: string | null, until?: string }} T @param {T[]} spells @param {string} date */
  const spellOn = (spells, date) => spells.find(({ since, until }) => (!since || since <= date) && (!until || date < until));

  const app = /** @type {App} */ (/** @type {Partial<App>} */ ({
    scene, map, state, index, usual, ...speech(scene, state),
    aboutLines: Boolean(scene.locator) || scene.routes.length > 1, // else the map is about who belongs
    set(patch, all) {
      const changed = /** @type {Key[]} */ (Object.keys(all ? state : patch)).filter(key => all || state[key] !== patch[key]);
      Object.assign(state, patch);
      for (const [keys, react] of listeners) if (keys.some(key => changed.includes(key))) react(state, changed);
    },
    on(keys, react) { listeners.push([[keys].flat(), react]); },
    credits: () => scene.credits.map(credit => app.text(credit.text)),
    // The facts' own: those of the border tables are told with the border view.
    cites: () => app.t("source_count", { n: Object.keys(scene.sources).filter(id => !id.startsWith("border:")).length }),
    short: () => app.text(scene.bloc.short || scene.bloc.name),
    name: id => app.text(index.get(id)?.name),
    countries: codes => app.list((codes || []).map(code => app.name(`country:${code}`) || code)),
    status(country, date = state.date) {
      const spell = spellOn(country.spells, date), status = spell && scene.statuses.find(one => one.id === spell.status);
      return status ? { status, spell } : null;
    },
    // What a country holds that is switched on.
    held(country, date) {
      const found = app.status(country, date)?.status;
      return found && app.shown(`status:${found.id}`) ? found : null;
    },
    away: ({ away }) => away && spellOn(away, state.date), // whether it is not drawn on the day
    // The further memberships that a country holds: what is drawn over its fill.
    aspects: (country, date = state.date) => scene.aspects.flatMap(aspect => aspect.statuses.flatMap(status => {
      const spell = spellOn((country.aspects || []).filter(one => one.status === status.id), date);
      return spell ? [{ aspect, status, spell }] : [];
    })),
    drawn: country => app.aspects(country).filter(({ status }) => app.shown(`aspect:${status.id}`)),
    letters: country => app.drawn(country).filter(({ aspect }) => aspect.mark === "letter").map(({ status }) => status.letter),
    sectionState: (section, date = state.date) => spellOn(section.spells, date) || null,
    holders: status => scene.countries.filter(country => [app.status(country), ...app.aspects(country)].some(one => one?.status === status)),
    count: status => app.number(app.holders(status).length),
    names: status => app.countries(app.holders(status).map(one => one.code)),
    shown: id => !state.hidden.has(id),
    // What the legend has switched on: countries that have a status, with it, and routes.
    present: () => scene.countries.filter(country => app.held(country)).map(country => ({ country, ...app.status(country) })),
    lines: () => app.shown("layer:routes") ? scene.routes.filter(route => app.shown(`route:${route.id}`)) : [],
    // Of whom the page speaks now: those whom the step names, before it who came and who did not.
    told: ({ id, way = "" }) => app.shown("layer:journeys") && (state.step == null ? /arrival|absence/.test(way) : app.inStory("journeys", id)),
    inStory: (kind, id) => Boolean(scene.steps[state.step ?? -1]?.[kind]?.includes(id)), // by the step of the story
    keyed: () => scene.statuses.filter(status => app.holders(status)[0] && app.shown(`status:${status.id}`)),
    toggle(ids, on) {
      const hidden = new Set(state.hidden);
      for (const id of ids) hidden[on ? "delete" : "add"](id);
      app.set({ hidden });
    },
    select(id, { fly, focus } = {}) {
      const record = index.get(id || "");
      if (id && !record) return;
      const { frame, row } = record?.data || {};
      if (fly && frame) app.toggle([switchOf(frame, classOf(frame, row))], true);
      else if (fly && record) app.toggle([`layer:${record.route ? "route" : record.kind}s`, `route:${(record.route || record.data).id}`], true);
      app.set({ selected: id });
      if (id && state.ready) app[fly ? "flyTo" : "reveal"](id);
      if (id && focus) app.card.focus();
    },
    say(text) {
      find("live").textContent = "";
      setTimeout(() => { find("live").textContent = text; }, 60);
    },
    element: () => null, symbol: () => null, redraw() {}, settle() {}, hover() {}, go() {}, coded: () => false, // until the map is drawn
  }));
  return app;
};
