// The same facts as tables that can be sorted, and the list of sources, in one sheet over the page.

import { el, fill, find } from "../core/dom.js";
import { isShown, nameOf } from "../core/rows.js";
import { closeButton } from "./pictures.js";

// What is shown now, as tables: {id, keys, columns: [word], rows: [[cell]]}; a cell is text, a number or null.
// The first table is the one the map is about.
/** @param {App} app @returns {Table[]} */
export const tablesOf = app => {
  const { scene, t, text, word } = app;
  /** @template T @param {string} layer @param {T[]} list */
  const drawn = (layer, list) => app.shown(`layer:${layer}`) ? list : [];
  /**
   * @template {{ sources?: string[] }} T
   * @param {string} id
   * @param {string} keys
   * @param {T[]} list
   * @param {(one: T) => Cell[]} row
   * @returns {Table}
   */
  const table = (id, keys, list, row) => ({
    id, keys: keys.split(" "), columns: keys.split(" ").map(name => t(`col_${name}`)), rows: list.map(one => [...row(one), ...keys.endsWith("sources") ? [(one.sources || []).join(" ")] : []]),
  });
  // A number that is shown with its unit and sorted and saved without.
  /** @param {Pick<Statistic, "value" | "unit">} statistic */
  const measured = ({ value, unit }) => ({ text: app.quantity(value, unit), valueOf: () => value, toString: () => String(value) });
  const held = app.present(), routes = app.lines(), places = drawn("places", scene.places);
  /** @param {"stops" | "sections"} key @returns {any[]} */
  const of = key => routes.flatMap(route => route.branches.flatMap(branch => branch[key].map(one => ({ ...one, route, branch }))));
  /** @param {Branch} branch @param {number} seq */
  const stopName = ({ stops }, seq) => text(stops.find(stop => stop.seq === seq)?.name);
  const sections = of("sections").map(one => ({ ...app.sectionState(one), ...one })).filter(one => one.status);
  const subjects = [...held.map(({ country }) => country), ...routes, { ...scene.bloc, figures: scene.figures }];
  // Anyone's frames, with their own columns; points with their places.
  /** @param {Frame} frame @returns {Table} */
  const own = frame => {
    const { lon, lat } = app.index.geometry.get(frame.id)?.points || { lon: [], lat: [] }, cols = frame.columns || [], at = frame.kind === "points";
    const rows = [...Array(frame.rows).keys()].filter(row => isShown(app, frame, row)), named = frame.names?.length;
    /** @param {number} value */
    const round = value => Math.round(value * 1e6) / 1e6;
    return {
      id: frame.id, title: text(frame.name), keys: [...named ? ["name"] : [], ...cols.map((_, i) => `own${i}`), ...at ? ["lat", "lon"] : [], "sources"],
      columns: [...named ? [frame.names_from || t("col_name")] : [], ...cols.map(one => one.name), ...at ? [t("col_lat"), t("col_lon")] : [], t("col_sources")],
      rows: rows.map(row => [...named ? [nameOf(frame, row)] : [], ...cols.map(one => one.cells[row]),
        ...at ? [round(lat[row]), round(lon[row])] : [], (frame.sources || []).join(" ")]),
    };
  };
  // (Only numbers put them in order everywhere: WebKit takes false for an order too.)
  const first = app.aboutLines ? ["stops", "sections"] : [];
  /** @param {string} id @param {any[]} list */
  const memberships = (id, list) => table(id, "name code status since sources", list.map(one => ({ ...one, sources: one.spell.sources })),
    ({ country, status, spell }) => [text(country.name), country.code, text(status.label), spell.since || { text: t("date_unknown"), valueOf: String, toString: String }]);
  // (Who is in what names no sources: each country has its own in the next table.)
  return [...scene.frames.map(own), ...[
    table("overlap", "status count name", /** @type {any[]} */ (scene.overlap ? app.keyed() : []), status => [text(status.label), app.holders(status).length, app.names(status)]),
    memberships("countries", held),
    memberships("aspects", scene.countries.flatMap(country => app.drawn(country).map(one => ({ ...one, country })))),
    table("sections", "route from to status kind sources", sections, ({ route, branch, from_seq, to_seq, status, approximate, mode }) => [text(route.name),
      stopName(branch, from_seq), stopName(branch, to_seq), word("segment", status), approximate ? t("approximate") : word("mode", mode || "rail")]),
    table("stops", "route name country kind lat lon gauge sources", of("stops").filter(stop => stop.kind !== "waypoint"), stop =>
      [text(stop.route.name), text(stop.name), app.countries(stop.country), word("stop", stop.kind), stop.lat, stop.lon, stop.gauge_mm]),
    table("figures", "subject quantity value unit scope as_of sources", subjects.flatMap(subject =>
      (subject.figures || []).map(one => ({ ...one, subject }))), one =>
      [text(one.subject.name), text(one.quantity_name), measured(one), one.unit, text(one.scope), one.as_of]),
    table("journeys", "who from to date event attended sources", drawn("journeys", scene.journeys), trip => [text(trip.who), text(trip.start.name),
      text(trip.end.name), trip.date, text(trip.event), trip.attended == null ? null : t(trip.attended ? "yes" : "no")]),
    table("events", "date event place format sources", places.flatMap(place => (place.events || []).map(event => ({ ...event, place }))),
      event => [event.start, text(event.name), text(event.place.name), word("format", event.format || "in_person")]),
    table("places", "name country kind lat lon sources", places, place => [text(place.name), app.countries(place.country),
      app.list(place.kind.map(kind => word("kind", kind))), place.lat, place.lon]),
    table("disputes", "name kind note sources", drawn("disputes", scene.disputes), one => [text(one.name), word("type", one.type), text(one.note)]),
  ].filter(({ rows }) => rows.length).sort((a, b) => first.indexOf(b.id) - first.indexOf(a.id))];
};

/** @param {App} app */
export const addTable = app => {
  const MOST_ROWS = 500, { t, text, scene } = app, sheet = find("sheet"), sorts = new Map();
  const heading = el("h2", { id: "sheet-title" }), message = el("p", { class: "note" }), body = el("div", { class: "body" });
  /** @type {Element | null} */
  let opener = null;
  sheet.append(el("header", {}, heading, message, closeButton(() => sheet.close())), body);

  // What came of it, for the eye too.
  app.tell = words => {
    app.say(words);
    message.textContent = words;
  };
  /** @param {Cell} cell */
  const write = cell => typeof cell === "number" ? app.number(cell, { maximumFractionDigits: 4, useGrouping: false })
    : typeof cell === "object" && cell ? cell.text : app.date(cell);
  /** @param {Table} table */
  const drawTable = table => {
    const { id, keys, columns, rows } = table, [at, way] = sorts.get(id) || [], order = new Intl.Collator(app.state.lang, { numeric: true });
    /** @param {any} a @param {any} b */
    const compare = (a, b) => [a, b].every(one => typeof one?.valueOf() === "number") ? a - b : order.compare(a ?? "", b ?? "");
    const sorted = way ? [...rows].sort((a, b) => way * compare(a[at], b[at])) : rows;
    /** @param {number} i */
    const sort = i => {
      sorts.set(id, [i, i === at && way > 0 ? -1 : 1]);
      draw();
    };
    // A unit stands with its number; only a file keeps the two apart.
    /** @param {Child[]} cells */
    const visible = cells => cells.filter((cell, i) => keys[i] !== "unit");
    const head = columns.map((column, i) => el("th", { scope: "col", "aria-sort": i !== at ? null : way > 0 ? "ascending" : "descending" },
      el("button", { "data-sort": `${id} ${i}`, onclick: () => sort(i) }, column)));
    /** @param {Cell[]} row */
    const cells = row => row.map((cell, i) => el(i ? "td" : "th", { scope: i ? null : "row" },
      keys[i] === "sources" ? String(cell).split(" ").filter(Boolean).map((source, n) => [n > 0 && ", ", app.cite(source)]) : write(cell)));
    const name = table.title ?? t(`table_${id}`), save = el("button", { class: "jump", "data-save": id, "aria-label": `${t("save")}: ${name}, CSV`, onclick: app.csv(table) }, "CSV");
    return el("div", { class: "wide", tabindex: 0, role: "group", "aria-label": name }, el("table", { id: `table-${id}` }, el("caption", {}, name, " ", save),
      el("thead", {}, el("tr", {}, visible(head))), el("tbody", {}, sorted.slice(0, MOST_ROWS).map(row => el("tr", {}, visible(cells(row)))))),
      rows.length > MOST_ROWS && el("p", { class: "note" }, t("table_cut", { shown: MOST_ROWS, n: rows.length })));
  };
  /** @param {Source} source */
  const more = ({ licence, accessed, note }) => [licence && t("licence", { name: licence }), accessed && t("accessed", { date: app.date(accessed) }), note]
    .filter(Boolean).map(words => ` · ${words}`);

  /** @type {Record<string, undefined | (() => Child[])>} */
  const pages = {
    table: () => [el("p", { class: "note" }, [find("title").textContent, app.date(app.state.date)].filter(Boolean).join(" · ")), tablesOf(app).map(drawTable)],
    sources: () => [el("p", {}, find("subtitle").textContent),
      el("h3", {}, t("worldview")), el("b", {}, text(scene.worldview.label)), " ", text(scene.worldview.note),
      scene.missing.length > 0 && [el("h3", {}, t("not_drawn")), scene.missing.map(words => el("p", {}, text(words)))], app.claims(scene.claims),
      el("h3", {}, t("sources")), scene.checked && el("p", {}, t("checked", { date: app.date(scene.checked) })), app.credits().map(words => el("p", {}, words)),
      el("ol", { class: "sources" }, Object.entries(scene.sources).map(([id, source]) => el("li", {}, app.source(id), el("small", {}, more(source)))))],
    share: () => app.shared(),
  };
  /** @type {Record<string, string>} */
  const names = { table: "table", sources: "sources_all", share: "share" };
  const draw = () => {
    const panel = app.state.panel || "", sort = document.activeElement?.dataset.sort;
    const page = pages[panel];
    if (!page) return;
    heading.textContent = t(names[panel]);
    fill(body, page());
    if (sort) body.querySelector(`[data-sort="${sort}"]`)?.focus();
  };

  app.on("panel", ({ panel }) => {
    const page = pages[panel || ""];
    if (page && !sheet.open) {
      opener = document.activeElement;
      message.textContent = "";
      sheet.showModal();
    } else if (!page && sheet.open) sheet.close();
    sheet.className = panel || "";
  });
  app.on(["panel", "lang", "date", "hidden"], draw);
  sheet.addEventListener("close", () => { app.set({ panel: null }); opener?.focus(); });
  for (const button of document.querySelectorAll("[data-panel]")) button.addEventListener("click", () => app.set({ panel: button.dataset.panel }));
};
