// The map is one tab stop: arrows go from feature to feature, Enter opens the card, Escape closes it.

Blocmap.keyboard = app => {
  const { map, t } = app, box = map.getContainer();
  let at = null;
  Object.entries({ tabindex: "0", role: "application", "aria-describedby": "summary" })
    .forEach(([name, value]) => box.setAttribute(name, value));

  const point = feature => map.latLngToContainerPoint(feature.latlng);
  const visit = feature => {
    if (!feature) { app.say(t("edge")); return; }
    if (at) app.mark(at, false);
    at = feature.id;
    app.mark(at, true);
    if (app.state.selected) app.set({ selected: null });
    app.card.peek(at);
    app.reveal(at);
    app.say(app.lead(at));
  };
  // The nearest feature within the quarter that the arrow points to; what lies aside counts as farther.
  const toward = (dx, dy) => {
    const features = app.features(), here = features.find(one => one.id === at);
    if (!here) return features[0];
    const from = point(here);
    let best = null, least = Infinity;
    for (const feature of features) {
      const to = point(feature), x = to.x - from.x, y = to.y - from.y;
      const ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      if (ahead > 0 && aside <= ahead && ahead + 2 * aside < least) { best = feature; least = ahead + 2 * aside; }
    }
    return best;
  };
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const actions = {
    Home: () => visit(app.features()[0]), End: () => visit(app.features().at(-1)),
    Enter: () => at && app.select(at, { focus: true }), " ": () => at && app.select(at, { focus: true }),
    Escape: () => { app.card.peek(null); if (app.state.selected) app.card.close(); },
    "+": () => map.zoomIn(), "=": () => map.zoomIn(), "-": () => map.zoomOut(), 0: () => app.fit(),
    "/": () => app.set({ panel: "search" }), l: () => app.say(app.text(app.scene.summary)),
  };
  box.addEventListener("keydown", event => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key], action = actions[event.key] || actions[event.key.toLowerCase()];
    if (arrow && event.shiftKey) map.panBy(arrow.map(way => way * 80));
    else if (arrow) visit(toward(...arrow));
    else if (action) action();
    else return;
    event.preventDefault();
  });
  box.addEventListener("focus", () => {
    if (at && box.matches(":focus-visible")) { app.mark(at, true); app.card.peek(at); }
  });
  box.addEventListener("blur", () => { if (at) app.mark(at, false); app.card.peek(null); });

  app.on("selected", ({ selected }) => { if (selected) at = selected; });
  app.on("lang", () => box.setAttribute("aria-label", `${t("map")}. ${t("map_hint")}`));
  const tools = { "zoom-in": () => map.zoomIn(), "zoom-out": () => map.zoomOut(), home: () => app.fit() };
  for (const [id, act] of Object.entries(tools)) document.getElementById(id).addEventListener("click", act);
  document.getElementById("skip").addEventListener("click", event => {
    event.preventDefault();
    app.set({ panel: "table" });
  });
};
