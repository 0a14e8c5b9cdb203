// The same facts as tables that can be sorted, and the list of sources, in one sheet over the page.

// What is shown now, as tables: {id, keys, columns: [word], rows: [[cell]]}; a cell is text, a number or null.
// The first table is the one the map is about.
Blocmap.tables = app => {
  const { scene, t, text } = app;
  const named = codes => app.list((codes || []).map(app.country)), joined = ids => (ids || []).join(" ");
  const table = (id, columns, rows) => ({ id, keys: columns.split(" "), columns: columns.split(" ").map(name => t(`col_${name}`)), rows });
  const measured = ({ value, unit }) => ({ text: app.quantity(value, unit), valueOf: () => value, toString: () => String(value) });
  const held = scene.countries.map(country => ({ country, now: app.status(country) }))
    .filter(({ now }) => now && app.shown(`status:${now.status.id}`));
  const routes = app.shown("layer:routes") ? scene.routes.filter(route => app.shown(`route:${route.id}`)) : [];
  const branches = routes.flatMap(route => route.branches.map(branch => ({ route, ...branch })));
  const places = app.shown("layer:places") ? scene.places : [];
  const stopName = (branch, seq) => text(branch.stops.find(stop => stop.seq === seq)?.name);
  const subjects = [...held.map(({ country }) => country), ...routes, { ...scene.bloc, figures: scene.figures }];
  const lines = ["stops", "sections"];
  return [
    table("countries", "name code status since sources", held.map(({ country, now: { status, spell } }) =>
      [text(country.name), country.code, text(status.label), spell.since, joined(spell.sources)])),
    table("sections", "route from to status kind sources", branches.flatMap(branch => branch.sections.map(section => {
      const now = app.sectionState(section);
      return now && [text(branch.route.name), stopName(branch, section.from), stopName(branch, section.to),
        app.word("segment", now.status), section.approximate ? t("approximate") : t(`mode_${section.mode || "rail"}`), joined(now.sources)];
    }).filter(Boolean))),
    table("stops", "route name country kind lat lon gauge sources", branches.flatMap(branch => branch.stops
      .filter(stop => stop.kind !== "waypoint").map(stop => [text(branch.route.name), text(stop.name), named(stop.country),
        app.word("stop", stop.kind), stop.lat, stop.lon, stop.gauge_mm, joined(stop.sources)]))),
    table("figures", "subject quantity value unit scope as_of sources", subjects.flatMap(subject =>
      (subject.figures || []).map(one => [text(subject.name), text(one.name), measured(one), one.unit, text(one.scope), one.as_of,
        joined(one.sources)]))),
    table("journeys", "who from to date event attended sources", app.shown("layer:journeys") ? scene.journeys.map(trip =>
      [text(trip.who), text(trip.from.name), text(trip.to.name), trip.date, text(trip.event),
        trip.attended == null ? null : t(trip.attended ? "yes" : "no"), joined(trip.sources)]) : []),
    table("events", "date event place format sources", places.flatMap(place => (place.events || []).map(event =>
      [event.start, text(event.name), text(place.name), t(`format_${event.format}`), joined(event.sources)]))),
    table("places", "name country kind lat lon sources", places.map(place => [text(place.name), named(place.country),
      place.kinds.map(kind => app.word("kind", kind)).join(", "), place.lat, place.lon, joined(place.sources)])),
    table("disputes", "name kind note sources", app.shown("layer:disputes") ? scene.disputes.map(one =>
      [text(one.name), app.word("type", one.type), text(one.note), joined(one.sources)]) : []),
  ].filter(({ rows }) => rows.length).sort((a, b) => app.aboutLines && lines.indexOf(b.id) - lines.indexOf(a.id));
};

Blocmap.table = app => {
  const { el, t, scene } = app, sheet = document.getElementById("sheet");
  const heading = el("h2", { id: "sheet-title" }), body = el("div", { class: "body" });
  const sorts = new Map();
  let opener = null;
  sheet.append(el("header", {}, heading, el("button", { class: "shut", "data-label": "close", onclick: () => sheet.close() },
    Blocmap.icon("M5 5l10 10M15 5L5 15"))), body);

  const isDate = cell => /^\d{4}(-\d\d){1,2}$/.test(cell || "");
  const shownCell = cell => typeof cell === "number" ? app.number(cell, { maximumFractionDigits: 4, useGrouping: false })
    : cell?.text ?? (isDate(cell) ? app.date(cell) : cell ?? "");
  const drawTable = table => {
    const { id, keys, columns, rows } = table;
    const [at, way] = sorts.get(id) || [0, 0], order = new Intl.Collator(app.state.lang, { numeric: true });
    const compare = (a, b) => typeof (a ?? "").valueOf() === "number" && typeof (b ?? "").valueOf() === "number" ? a - b
      : order.compare(a ?? "", b ?? "");
    const sorted = way ? [...rows].sort((a, b) => way * compare(a[at], b[at])) : rows;
    const sort = i => {
      sorts.set(id, [i, i === at && way > 0 ? -1 : 1]);
      draw();
      sheet.querySelector(`[data-sort="${id} ${i}"]`).focus();
    };
    // A unit stands with its number; only a file keeps the two apart.
    const visible = cells => cells.filter((cell, i) => keys[i] !== "unit");
    const head = columns.map((column, i) => el("th", {
      scope: "col", "aria-sort": way && i === at ? (way > 0 ? "ascending" : "descending") : null,
    }, el("button", { "data-sort": `${id} ${i}`, onclick: () => sort(i) }, column)));
    const cells = row => row.map((cell, i) => el(i ? "td" : "th", { scope: i ? null : "row" },
      keys[i] === "sources" ? cell.split(" ").filter(Boolean).map((source, n) => [n ? ", " : "", app.cite(source)]) : shownCell(cell)));
    return el("div", { class: "wide", tabindex: 0, role: "group", "aria-label": t(`table_${id}`) }, el("table", { id: `table-${id}` },
      el("caption", {}, t(`table_${id}`), " ", el("button", { class: "jump", "data-save": id, onclick: app.downloads.csv(table),
        "aria-label": `${t("save")}: ${t(`table_${id}`)}, CSV` }, "CSV")), el("thead", {}, el("tr", {}, visible(head))),
      el("tbody", {}, sorted.map(row => el("tr", {}, visible(cells(row)))))));
  };

  const pages = {
    table: () => [el("p", { class: "note" }, `${document.getElementById("title").textContent} · ${app.date(app.state.date)}`),
      Blocmap.tables(app).map(drawTable)],
    sources: () => [
      el("p", {}, document.getElementById("subtitle").textContent),
      el("h3", {}, t("worldview")), el("p", {}, el("b", {}, app.text(scene.worldview.label)), " ", app.text(scene.worldview.note)),
      scene.missing?.length && [el("h3", {}, t("not_drawn")), el("ul", {}, scene.missing.map(words => el("li", {}, app.text(words))))],
      scene.claims?.length && [el("h3", {}, t("claims")), scene.claims.map(claim => el("div", { class: "claim" }, el("p", {},
        el("b", { class: claim.verdict }, t(`verdict_${claim.verdict}`)), " ", app.text(claim.claim)),
      el("p", { class: "note" }, app.text(claim.finding))))],
      el("h3", {}, t("sources")), el("ul", {}, (scene.credits || []).map(credit => el("li", {}, app.text(credit.text)))),
      el("ol", { class: "sources" }, Object.entries(scene.sources).map(([id, source]) => el("li", { id: `source-${id}` }, app.sourceText(id),
        el("small", {}, [source.licence && t("licence", { name: source.licence }), source.accessed && t("accessed",
          { date: app.date(source.accessed) }), source.note].filter(Boolean).map(words => ` · ${words}`)))))],
    share: () => app.downloads.page(),
  };
  const names = { table: "table", sources: "sources_all", share: "share" };
  const draw = () => {
    const { panel } = app.state;
    if (!pages[panel]) return;
    heading.textContent = t(names[panel]);
    body.replaceChildren(...pages[panel]().flat(2).filter(Boolean));
  };

  app.on("panel", ({ panel }) => {
    if (pages[panel] && !sheet.open) {
      opener = document.activeElement;
      sheet.showModal();
    } else if (!pages[panel] && sheet.open) sheet.close();
    sheet.className = panel || "";
  });
  app.on(["panel", "lang", "date", "hidden"], draw);
  sheet.addEventListener("close", () => { app.set({ panel: null }); opener?.focus(); });
  for (const button of document.querySelectorAll("[data-panel]")) {
    button.addEventListener("click", () => app.set({ panel: button.dataset.panel }));
  }
};
