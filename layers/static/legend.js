// The legend: what is drawn on the day, how many of each, and switches for it.

Blocmap.icon = d => {
  const icon = Blocmap.svg("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" });
  Blocmap.svg("path", { d }, icon);
  return icon;
};

Blocmap.sample = (className, marks) => {
  const sample = Blocmap.svg("svg", { viewBox: "-13 -8 26 16", class: "plate sample", "aria-hidden": "true" });
  const group = Blocmap.svg("g", { class: className }, sample);
  for (const [tag, attributes] of marks) Blocmap.svg(tag, attributes, group);
  return sample;
};

// Colour, pattern and letter of a status.
Blocmap.swatch = ({ id, color, ink, letter, pattern }) => {
  const box = { x: -12, y: -7, width: 24, height: 14 };
  const swatch = Blocmap.sample("swatch", [["rect", { ...box, class: "fill" }],
    ...(pattern === "solid" ? [] : [["rect", { ...box, fill: `url(#pattern-${id})` }]]),
    ["text", { y: 4 }]]);
  swatch.querySelector("text").textContent = letter;
  swatch.style.cssText = `--color: ${color}; --ink: ${ink}`;
  return swatch;
};

Blocmap.legend = app => {
  const { el, scene, t, text } = app, { sample } = Blocmap;
  const box = document.getElementById("legend"), body = el("div", { id: "legend-body" });
  const keys = el("span", { class: "keys" });
  const open = el("button", {
    id: "legend-open", "aria-controls": "legend-body",
    onclick: () => app.set({ panel: app.state.panel === "legend" ? null : "legend" }),
  }, el("span", { "data-t": "legend" }), keys);
  box.append(open, body);

  // ids: what the switch governs; a switch of several things can be half on.
  const row = (ids, picture, words, count) => {
    const box = el("input", { type: "checkbox", "data-ids": ids.join(" "), onchange: () => app.toggle(ids, box.checked) });
    const on = ids.filter(app.shown).length;
    box.checked = on > 0;
    box.indeterminate = on > 0 && on < ids.length;
    return el("li", { class: on ? null : "off" }, el("label", {}, picture, el("span", { class: "name" }, words),
      count != null && el("span", { class: "count" }, app.number(count)), box));
  };
  const plain = (picture, words) => el("li", {}, picture, el("span", { class: "name" }, words));
  const list = (key, ...rows) => {
    const full = rows.flat().filter(Boolean);
    return full.length > 0 && [el("h2", {}, t(key)), el("ul", {}, full)];
  };

  const line = (role, state) => sample(`route role-${role}`, [
    ["path", { class: `route-casing ${state}`, d: "M-13 0h26" }], ["path", { class: `route-line ${state}`, d: "M-13 0h26" }]]);
  const sections = scene.routes.flatMap(route => route.branches.flatMap(branch => branch.sections));
  const role = scene.routes.some(route => route.role === "main") ? "main" : "other";

  const layers = () => {
    const routes = scene.routes.map(route => `route:${route.id}`);
    const both = ids => {
      const item = row(ids, line(role, "state-operating"), t("layer_routes"));
      if (ids.length > 1) item.append(el("ul", {}, scene.routes.map(route =>
        row([`route:${route.id}`], line(route.role, "state-operating"), text(route.label) || text(route.name)))));
      return item;
    };
    return list("layers", routes.length && both(routes),
      scene.places.length && row(["layer:places"], drawn("place", place => !place.capital) || drawn("place", () => true), t("layer_places")),
      scene.journeys.length && row(["layer:journeys"], sample("journey", [["path", { class: "journey-line", d: "M-12 4q11-11 21-1" }],
        ["path", { class: "journey-head", d: "M12 6l-7 0l5-6z" }]]), t("layer_journeys")),
      scene.disputes.length && row(["layer:disputes"], sample("", [["rect",
        { class: "dispute", x: -12, y: -7, width: 24, height: 14, fill: "url(#pattern-disputed)" }]]), t("layer_disputes")),
      scene.statuses.length && row(["layer:letters"], Blocmap.swatch({ letter: "A", color: "transparent" }), t("layer_letters")));
  };
  const lines = () => {
    const drawn = ["operating", "under_construction", "planned", "proposed", "suspended"].filter(state =>
      sections.some(section => app.sectionState(section)?.status === state));
    return list("lines", drawn.map(state => plain(line(role, `state-${state}`), app.word("segment", state))),
      sections.some(section => section.approximate)
        && plain(line(role, `state-${drawn[0] || "planned"} approximate`), t("approximate")),
      scene.journeys.some(trip => trip.attended === false) && plain(sample("journey absent", [["path",
        { class: "journey-line", d: "M-12 4q12-10 24 0" }], ["path", { class: "journey-cross", d: "M-3-4l6 6m0-6l-6 6" }]]),
      t("arc_absent")));
  };
  // What a symbol looks like is known to the map: the legend shows copies of those that it has drawn.
  const drawn = (kind, test) => {
    const sample = Blocmap.sample("", []), record = [...app.index.values()].find(one => one.kind === kind && test(one.data));
    const marks = record ? document.querySelectorAll(`.symbol > [data-id="${CSS.escape(record.id)}"]:not(.hit)`) : [];
    if (!marks.length) return null;
    sample.firstChild.setAttribute("class", marks[0].parentNode.getAttribute("class").replace("hidden", ""));
    sample.firstChild.append(...[...marks].map(mark => mark.cloneNode()));
    return sample;
  };
  const symbol = (kind, test, words) => {
    const picture = drawn(kind, test);
    return picture && plain(picture, words);
  };
  const symbols = () => list("symbols",
    symbol("place", place => place.capital, t("ring_capital")), symbol("stop", stop => stop.gauge_break, t("gauge_break")),
    ["station", "border", "pass", "tunnel", "bridge", "port"].map(kind =>
      symbol("stop", stop => stop.kind === kind && !stop.gauge_break, app.word("stop", kind))),
    plain(Blocmap.sample("", [["rect", { class: "land", x: -12, y: -7, width: 24, height: 14 }]]), t("other_land")));

  const draw = () => {
    const held = status => app.count(one => one === status);
    const focus = document.activeElement?.dataset?.ids, unfolded = body.querySelector("details")?.open;
    body.replaceChildren(
      ...[list("statuses", scene.statuses.map(status =>
        row([`status:${status.id}`], Blocmap.swatch(status), text(status.label), held(status)))), lines()].flat().filter(Boolean),
      el("details", { open: unfolded }, el("summary", {}, t("more")), ...[layers(), symbols()].flat().filter(Boolean)));
    keys.replaceChildren(...scene.statuses.filter(status => app.shown(`status:${status.id}`) && held(status))
      .flatMap(status => [Blocmap.swatch(status), app.number(held(status))]));
    if (focus) body.querySelector(`[data-ids="${CSS.escape(focus)}"]`)?.focus();
  };
  app.on(["lang", "date", "hidden", "ready"], draw);
  app.on("panel", ({ panel }) => {
    box.classList.toggle("open", panel === "legend");
    open.setAttribute("aria-expanded", panel === "legend");
  });
};
