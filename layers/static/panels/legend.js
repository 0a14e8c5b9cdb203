// The legend: what is drawn on the day, how many of each, and switches for it.

import { el, fill, find } from "../core/dom.js";
import { classWords, switchOf } from "../core/rows.js";
import { aspectSample, frameSample, sample, sampleBox, sizeSample, swatch } from "./pictures.js";

/** @param {App} app */
export const addLegend = app => {
  const { scene, t, text } = app, box = find("legend"), body = el("div", { id: "legend-body" });
  // What there is of a kind stands in the order of the words for it.
  /** @param {string} kind */
  const known = kind => Object.keys(scene.words[scene.language]).flatMap(key => key.startsWith(kind) ? key.slice(kind.length) : []);
  const STATES = known("segment_"), MODES = known("mode_"), STOPS = known("stop_"), DASHED = ["ferry", "sea", "air", "walking"];
  const keys = el("span", { class: "keys" }), open = el("button", {
    id: "legend-open", "aria-controls": "legend-body", onclick: () => app.set({ panel: app.state.panel === "legend" ? null : "legend" }),
  }, el("span", { "data-t": "legend" }), keys);
  // What explains the rest is made when it is unfolded.
  const now = el("div"), codes = el("p", { class: "note" }), more = el("div"), details = el("details", { ontoggle: () => { unfold(); app.redraw(); } }, el("summary", { "data-t": "more" }), more);
  body.append(now, codes, details);
  box.append(open, body);

  // ids: what the switch governs; a switch of several things can be half on.
  /**
   * @param {string[]} ids
   * @param {Child} picture
   * @param {string} words
   * @param {Child} [count]
   * @param {Child} [inner]
   */
  const row = (ids, picture, words, count, inner) => {
    const on = ids.filter(app.shown).length, box = el("input", { type: "checkbox", "data-ids": ids.join(" "), onchange: () => app.toggle(ids, box.checked) });
    Object.assign(box, { checked: on > 0, indeterminate: on > 0 && on < ids.length });
    return el("li", { class: on ? null : "off" }, el("label", {}, picture, el("span", { class: "name" }, words), el("span", { class: "count" }, count), box), inner);
  };
  /** @param {Child} picture @param {string} words */
  const plain = (picture, words) => picture && el("li", {}, picture, el("span", { class: "name" }, words));
  /** @param {string} key @param {Child[]} rows */
  const list = (key, ...rows) => rows.flat().some(Boolean) && [el("h2", {}, t(key)), el("ul", {}, rows)];

  // Anyone's own layers: each class with its switch; then what sizes mean.
  /** @param {Frame} frame */
  const own = frame => {
    const { classes, legend, size_name: by, size_key: key = [] } = frame, several = classes.length > 1;
    return [several && el("h2", {}, text(legend)), el("ul", {}, classes.map(({ count }, n) =>
      row([switchOf(frame, n)], frameSample(frame, n), classWords(app, frame, n), app.number(count)))),
    key.length > 0 && [el("h2", {}, by), el("ul", { class: "sizes" }, key.map(({ value, pixels }) => plain(sizeSample(frame, pixels), app.number(value))))]];
  };

  const role = /** @type {Role[]} */ (["main", "other", "context"]).find(one => scene.routes.some(route => route.role === one)) || "main";
  const sections = scene.routes.flatMap(route => route.branches.flatMap(branch => branch.sections));
  /** @param {string} role @param {string} state */
  const line = (role, state, shade = scene.routes[0]?.shade) => sample(`route role-${role} shade-${shade}`, ...["route-casing", "route-line", "route-core"].map(name =>
    /** @type {Glyph} */ (["path", { class: `${name} ${state}`, d: "M-13 0h26" }])));
  /** @param {string} state @param {string} glyph @param {string} d */
  const trip = (state, glyph, d) => sample(`journey ${state}`, ["path", { class: "journey-line", d: "M-12 4q12-10 24 0" }], ["path", { class: glyph, d }]);
  // What a symbol looks like is known to the map.
  /** @param {string} kind @param {(of: any) => unknown} test */
  const drawn = (kind, test) => {
    const symbol = app.symbol(kind, test), picture = symbol && sample("");
    symbol?.querySelector(".hit")?.remove();
    if (symbol) picture?.replaceChildren(symbol);
    return picture;
  };

  /** @param {Route} route */
  const named = route => text(route.label) || text(route.name);
  /** @param {Route} route */
  const look = ({ role, shade, branches: [{ sections: [{ mode }] }] }) => line(role, mode === "rail" ? "state-operating" : `state-operating mode-${mode}`, shade);
  /** @param {Route} route */
  const told = route => plain(look(route), named(route));
  const routes = () => row(scene.routes.map(route => `route:${route.id}`), look(scene.routes[0]), t("layer_routes"), null,
    scene.routes.length > 1 && el("ul", {}, scene.routes.map(route =>
      row([`route:${route.id}`], look(route), named(route)))));
  const layers = () => list("layers", scene.routes.length > 0 && routes(),
    scene.places.length > 0 && row(["layer:places"], drawn("place", place => !place.capital) || drawn("place", Boolean), t("layer_places")),
    scene.towns.length > 0 && row(["layer:towns"], sample("", ["circle", { class: "town-dot", r: 2 }]), t("layer_towns")),
    scene.journeys.length > 0 && row(["layer:journeys"], trip("arrival", "journey-head", "M13 6l-8-1l5-6z"), t("layer_journeys")),
    scene.disputes.length > 0 && row(["layer:disputes"], sample("", sampleBox({ class: "dispute", fill: "url(#pattern-disputed)" })), t("layer_disputes")),
    row(["layer:letters"], swatch({ letter: "A", color: "transparent" }), t("layer_letters")));
  // Where lines matter more than areas, the tints under them are told only when asked; of several lines, those in sight.
  const { classList } = document.body, wash = classList.contains("wash"), lone = classList.contains("lone");
  /** @param {boolean} deep */
  const statuses = deep => list("statuses", scene.statuses.filter(status => deep === (lone || wash && !status.shown)).map(status => row([`status:${status.id}`], swatch(status), text(status.label), app.count(status), scene.overlap && el("ul", {}, el("li", { class: "note name" }, app.names(status))))));
  // Further memberships one by one; those of several states under a heading of their own.
  const aspects = () => scene.aspects.map(aspect => [aspect.statuses.length > 1 && el("h2", {}, text(aspect.name)), el("ul", {}, aspect.statuses.map((status, n) =>
    row([`aspect:${status.id}`], aspectSample(aspect, n), text(status.label), app.count(status))))]);
  const further = () => scene.aspects.flatMap(aspect => aspect.statuses.map((status, n) => app.shown(`aspect:${status.id}`) && app.holders(status)[0] && [aspectSample(aspect, n), app.count(status)]));
  const statesNow = () => STATES.filter(state => sections.some(section => app.sectionState(section)?.status === state && !DASHED.includes(section.mode)));
  const lines = () => {
    const states = statesNow();
    // Of several routes each has its name in the key, and states are told in grey; what lies around has one row if it is much.
    const shown = scene.routes.filter(route => app.shown(`route:${route.id}`)), news = shown.filter(route => route.role !== "context");
    const around = role === "context" ? [] : shown.filter(route => route.role === "context"), ink = news[1] ? "context" : role;
    const modes = MODES.filter(mode => sections.some(section => section.mode === mode && app.sectionState(section)));
    const loose = sections.find(section => section.approximate && app.sectionState(section));
    const ways = [...new Set(scene.journeys.map(one => one.way === "departure" ? undefined : one.way))];
    return list("lines", ways.map(way => way === "absence" ? plain(trip("absent", "journey-cross", "M-3-4l6 6m0-6l-6 6"), t("arc_absent"))
      : plain(trip(way || "onward", "journey-head", "M13 6l-8-1l5-6z"), t(way === "arrival" ? "way_arrival" : "way_onward"))), news[1] && news.map(told),
      states.map(state => plain(line(ink, `state-${state}`), app.word("segment", state))),
      around[2] ? plain(look(around[0]), t("lines_around")) : around.map(told),
      lone && plain(drawn("stop", stop => stop.gauge_break), t("gauge_break")), (around[2] || !around[0]) && modes.map(mode => (mode !== "rail" || modes.some(other => other !== mode && !DASHED.includes(other))) && plain(line(ink, `state-operating mode-${mode}`), app.word("mode", mode))), loose && plain(line(role, `state-${app.sectionState(loose)?.status} approximate`), t("approximate")));
  };
  const symbols = () => list("symbols", plain(drawn("place", place => place.capital), t("ring_capital")),
    plain(drawn("dispute", dispute => dispute.settled), t("remark")),
    plain(drawn("stop", stop => stop.gauge_break), t("gauge_break")),
    STOPS.map(kind => plain(drawn("stop", stop => stop.kind === kind && !stop.gauge_break), app.word("stop", kind))),
    plain(sample("", sampleBox({ class: "land" })), t("other_land")));

  // Whose statuses, of those that are drawn on the day, began nobody knows when.
  const undated = () => {
    const codes = scene.countries.filter(country => [app.held(country) && app.status(country), ...app.drawn(country)].some(one => one && !one.spell.since)).map(one => one.code);
    return codes[0] && t("count_of", { label: t("date_unknown"), n: codes[6] ? app.number(codes.length) : app.countries(codes) });
  };
  // What the frame leaves aside: named, and where it has a name of its own to be gone to.
  const insets = () => [[text(scene.beyond), undated()].map(words => words && el("p", { class: "note name" }, words)), scene.insets?.map(({ name, extent }) =>
    el("button", { class: "jump", onclick: () => app.visit(extent) }, `${text(name)} `))];

  const unfold = () => fill(more, details.open && [statuses(true), layers(), symbols()]);
  const draw = () => {
    const focus = document.activeElement?.dataset.ids;
    fill(now, scene.frames.map(own), statuses(false), aspects(), lines(), insets());
    unfold();
    fill(keys, scene.frames.flatMap(frame => frame.classes.map((_, n) => app.shown(switchOf(frame, n)) && frameSample(frame, n))), lone ? statesNow().map(state => line(role, `state-${state}`)) : app.keyed().map(status => [swatch(status), app.count(status)]), further());
    if (focus) body.querySelector(`[data-ids="${CSS.escape(focus)}"]`)?.focus();
  };
  // Codes and numbers that stand for names on the map. Tells whether that took room from it.
  app.coded = list => {
    const told = list.join(" · "), panel = /** @type {Element} */ (box.parentElement);
    if (codes.textContent === told) return false;
    const { clientHeight } = panel;
    codes.textContent = told;
    return panel.clientHeight !== clientHeight;
  };
  app.on(["lang", "date", "hidden", "ready"], draw);
  app.on("panel", ({ panel }) => {
    box.classList.toggle("open", panel === "legend");
    open.setAttribute("aria-expanded", panel === "legend");
  });
};
