// The map is one tab stop: arrows go from feature to feature, Enter opens the card, Escape closes it.

import { find } from "../core/dom.js";

export const addKeyboard = app => {
  const { map, t } = app, box = find("map");
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let at = null;
  for (const [name, value] of [["tabindex", 0], ["role", "application"], ["aria-describedby", "summary"]]) box.setAttribute(name, value);

  const visit = feature => {
    if (!feature) { app.say(t("edge")); return; }
    if (at) app.highlight(at, false);
    at = feature.id;
    app.highlight(at, true);
    app.set({ selected: null });
    app.card.peek(at);
    app.reveal(at);
    app.say(app.lead(at));
  };
  // The nearest feature within the quarter that the arrow points to; what lies aside counts as farther.
  const toward = (dx, dy) => {
    const features = app.features(), here = features.find(one => one.id === at), point = ({ latlng }) => map.latLngToContainerPoint(latlng);
    if (!here) return features[0];
    let best = null, least = Infinity;
    for (const feature of features) {
      const { x, y } = point(feature).subtract(point(here)), ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      if (ahead > 0 && aside <= ahead && ahead + 2 * aside < least) [best, least] = [feature, ahead + 2 * aside];
    }
    return best;
  };
  const open = () => at && app.select(at, { focus: true });
  const actions = {
    Home: () => visit(app.features()[0]), End: () => visit(app.features().at(-1)), Enter: open, " ": open, Escape: () => app.card.peek(null),
    "+": () => map.zoomIn(), "=": () => map.zoomIn(), "-": () => map.zoomOut(), 0: () => app.fit(),
    "/": () => app.set({ panel: "search" }), l: () => app.say(app.text(app.scene.summary)),
  };
  box.addEventListener("keydown", event => {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event, arrow = ARROWS[key], action = actions[key] || actions[key.toLowerCase()];
    if (target !== box || ctrlKey || metaKey || altKey || !(arrow || action)) return;
    event.preventDefault();
    if (!arrow) action();
    else if (shiftKey) map.panBy(arrow.map(way => way * 80));
    else visit(toward(...arrow));
  });
  const show = on => {
    if (at) app.highlight(at, on);
    app.card.peek(on ? at : null);
  };
  box.addEventListener("focus", () => box.matches(":focus-visible") && show(true));
  box.addEventListener("blur", () => show(false));
  app.on("selected", ({ selected }) => { at = selected || at; });
  app.on("lang", () => box.setAttribute("aria-label", `${t("map")}. ${t("map_hint")}`));

  const clicks = { "zoom-in": () => map.zoomIn(), "zoom-out": () => map.zoomOut(), home: () => app.fit(), skip: event => {
    event.preventDefault();
    app.set({ panel: "table" });
  } };
  for (const [id, act] of Object.entries(clicks)) find(id).addEventListener("click", act);
};
