// The map is one tab stop: arrows go from feature to feature, Enter opens the card, Escape closes it.

import { find, root } from "../core/dom.js";

/** @param {App} app */
export const addKeyboard = app => {
  const { map, t } = app, box = find("map");
  /** @type {Record<string, [number, number]>} */
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  /** @type {string | null} */
  let at = null;
  for (const [name, value] of [["tabindex", 0], ["role", "application"], ["aria-describedby", "summary"]]) box.setAttribute(name, value);

  /** @param {Drawn | undefined} feature */
  const visit = feature => {
    if (!feature) { app.say(t("edge")); return; }
    if (at) app.highlight(at, false);
    const { id } = feature;
    at = id;
    app.highlight(id, true);
    app.set({ selected: null });
    app.card.peek(id);
    app.reveal(id);
    app.say(app.lead(id));
  };
  // The nearest feature within the quarter that the arrow points to; what lies aside counts as farther.
  /** @param {number} dx @param {number} dy */
  const toward = (dx, dy) => {
    const features = app.features(), here = features.find(one => one.id === at);
    /** @param {Drawn} feature */
    const point = ({ latlng }) => map.latLngToContainerPoint(latlng);
    if (!here) return features[0];
    /** @type {Drawn | undefined} */
    let best;
    let least = Infinity;
    for (const feature of features) {
      const { x, y } = point(feature).subtract(point(here)), ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      if (ahead > 0 && aside <= ahead && ahead + 2 * aside < least) [best, least] = [feature, ahead + 2 * aside];
    }
    return best;
  };
  const open = () => at && app.select(at, { focus: true });
  /** @type {Record<string, () => unknown>} */
  const actions = {
    Home: () => visit(app.features()[0]), End: () => visit(app.features().at(-1)), Enter: open, " ": open, Escape: () => app.card.peek(null),
    "+": () => map.zoomIn(), "=": () => map.zoomIn(), "-": () => map.zoomOut(), 0: () => app.fit(),
    "/": () => app.set({ panel: "search" }), l: () => app.say(app.text(app.scene.summary)),
  };
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event, arrow = ARROWS[key], action = actions[key] || actions[key.toLowerCase()];
    if (target !== box || ctrlKey || metaKey || altKey || !(arrow || action)) return;
    event.preventDefault();
    if (!arrow) action();
    else if (shiftKey) map.panBy([arrow[0] * 80, arrow[1] * 80]);
    else visit(toward(...arrow));
  });
  /** @param {boolean} on */
  const show = on => {
    if (at) app.highlight(at, on);
    app.card.peek(on ? at : null);
  };
  box.addEventListener("focus", () => box.matches(":focus-visible") && show(true));
  box.addEventListener("blur", () => show(false));
  app.on("selected", ({ selected }) => { at = selected || at; });
  app.on("lang", () => box.setAttribute("aria-label", `${t("map")}. ${t("map_hint")}`));

  /** @type {Record<string, (event: Event) => void>} */
  const clicks = { "zoom-in": () => map.zoomIn(), "zoom-out": () => map.zoomOut(), home: () => app.fit(), full: () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(), skip: event => {
    event.preventDefault();
    app.set({ panel: "table" });
  } };
  for (const [id, act] of Object.entries(clicks)) find(id).addEventListener("click", act);
  find("full").hidden = !document.fullscreenEnabled; // (a frame may be denied it)
};
