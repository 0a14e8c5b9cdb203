// The card of a feature: name and status first, then history, figures, claims, and the sources of all of it.

import { el, fill, find, link } from "../core/dom.js";
import { classOf, classWords } from "../core/rows.js";
import { lessMotion } from "../map/viewport.js";
import { closeButton, frameSample, swatch } from "./pictures.js";

/** @param {App} app */
export const addCards = app => {
  const { t, text, date, quantity, scene } = app, box = find("card"), body = el("div", { class: "body" });
  /** @type {string | null} */
  let shown = null;
  /** @type {Element | null} */
  let opener = null;
  // Where the pointer chose what is shown: no card may cover that.
  /** @type {L.LatLng | null} */
  let clicked = null;

  /** @param {string | false | undefined} words */
  const remark = words => words && el("p", { class: "note" }, words);
  /** @param {Words | undefined} words */
  const note = words => remark(text(words));
  /** @param {unknown[]} words */
  const dots = words => words.filter(Boolean).join(" · ");
  // Two pages of one publisher are one source.
  /** @param {{ single?: boolean, sources?: string[] }} fact */
  const single = ({ single, sources = [] }) => (single || new Set(sources.map(id => scene.sources[id]?.publisher || id)).size === 1) && t("single");
  /** @param {{ confidence?: string, single?: boolean, sources?: string[] }} fact */
  const sure = ({ confidence: how, ...fact }) => remark(dots([how && how !== "high" && t(`confidence_${how}`), single(fact)]));
  /** @param {{ uncertainty_km?: number }} fact */
  const near = ({ uncertainty_km: km }) => km && remark(t("uncertainty", { distance: quantity(km, "km") }));
  /** @param {Child[]} words */
  const lead = (...words) => el("p", { class: "status" }, words);
  /** @param {string} key @param {Child[]} children */
  const part = (key, ...children) => [el("h3", {}, t(key)), children];
  /**
   * @template T
   * @param {T[]} rows
   * @param {(row: T) => Child} fill
   * @param {"ul" | "ol"} tag
   * @param {Attributes} attributes
   */
  const list = (rows, fill, tag = "ul", attributes = {}) => el(tag, attributes, rows.map(row => el("li", {}, fill(row))));
  /** @param {any[]} rows @param {Attributes} [attributes] */
  const facts = (rows, attributes) => el("dl", attributes, rows.filter(row => row && row[1])
    .map(([name, ...value]) => [el("dt", {}, name), el("dd", {}, value)]));
  /** @param {string} id @param {string} words */
  const jump = (id, words) => el("button", { class: "jump", onclick: () => app.select(id, { fly: true, focus: true }) }, words);

  /** @param {any} value @returns {string[]} */
  const cited = value => value?.frame ? value.frame.sources || [] : value && typeof value === "object"
    ? [...value.sources || [], ...Object.entries(value).flatMap(([key, inner]) => key === "sources" ? [] : cited(inner))] : [];
  /** @param {string} id @returns {Child[]} */
  const source = id => {
    const { url, title, publisher, published, undated } = scene.sources[id] || { title: id };
    return [link(url, title), publisher && ` · ${publisher}`, published ? `, ${date(published)}` : undated && `, ${t("undated")}`];
  };
  /** @param {Claim[]} [list] @returns {Child} */
  const claims = list => list?.length && part("claims", list.map(({ verdict, claim, finding }) => el("div", { class: "claim" },
    el("b", { class: verdict }, t(`verdict_${verdict}`)), " ", text(claim), note(finding))));

  // The recommended figure of each quantity first; what others say is a spread that opens.
  /** @param {Statistic} statistic @returns {Child[]} */
  const value = ({ value, unit, scope, as_of, note: words, ...fact }) =>
    [quantity(value, unit), el("small", {}, dots([" ", text(scope), as_of && t("as_of", { date: date(as_of) }), single(fact)])), note(words)];
  /** @param {string} name @param {Statistic[]} all */
  const statistic = (name, all) => {
    const [first, ...rest] = all.sort((a, b) => +!!b.recommended - +!!a.recommended), values = all.map(one => one.value);
    const [low, high] = [Math.min, Math.max].map(end => quantity(end(...values), first.unit));
    const spread = t("spread", { low, high, sources: t("source_count", { n: new Set(cited(all)).size }) });
    return [text(first.quantity_name), value(first), rest.length > 0 && el("details", {}, el("summary", {}, t("other_figures", { spread })),
      list(rest, one => [value(one), el("small", {}, one.sources.map(source))]))];
  };
  /** @param {Statistic[]} all @param {string} key */
  const statistics = (all = [], key = "figures") => all.length > 0 && part(key, facts([...new Set(all.map(one => one.quantity))]
    .map(name => statistic(name, all.filter(one => one.quantity === name))), { class: "stack" }));

  /** @param {Spell} spell */
  const spell = ({ status, since, until, event, ...rest }) => [
    el("b", {}, text([...scene.statuses, ...scene.aspects.flatMap(aspect => aspect.statuses)].find(one => one.id === status)?.label)), " ",
    t(until ? "span" : since ? "span_open" : "date_unknown", { since: date(since) || t("date_unknown"), until: date(until) }), el("div", {}, text(event)), note(rest.note), sure(rest)];
  /** @param {{ status: { label: Words }, spell: Spell }} held */
  const begun = ({ status, spell: { since } }) => since ? t("status_since", { status: text(status.label), date: date(since) }) : `${text(status.label)} (${t("date_unknown")})`;
  /** @param {BlocEvent} event */
  const event = ({ start, end, name, format, note: words }) => [el("b", {}, date(start, end)), " ", text(name),
    format && format !== "in_person" && ` (${t(`format_${format}`)})`, note(words)];
  // The sections of a branch that are in one state, with what is to be said of it.
  /** @param {Pick<Branch, "sections" | "stops">} branch */
  const named = ({ stops }) => stops.some(stop => text(stop.name));
  /** @param {Pick<Branch, "sections" | "stops">} branch */
  const runsOf = ({ sections, stops }) => {
    const runs = /** @type {{ from: number, to: number, state: string, words: string }[]} */ ([]);
    const name = (/** @type {number} */ seq) => text(stops.find(stop => stop.seq === seq)?.name);
    for (const { from_seq: from, to_seq: to, mode, approximate, ...rest } of sections.filter(one => app.sectionState(one))) {
      const now = /** @type {SectionState} */ (app.sectionState(rest)), words = text(now.note);
      const state = [app.word("segment", now.status), mode !== "rail" && app.word("mode", mode), approximate && t("approximate")]
        .filter(Boolean).join(t("list_join"));
      // Of sections between points without names each state is told once.
      const last = name(from) ? runs.at(-1) : runs.find(run => run.state === state);
      if (last && (last.to === from || !name(from)) && last.state === state && last.words === words) last.to = to;
      else runs.push({ from, to, state, words });
    }
    return list(runs, ({ from, to, state, words }) => [name(from) ? t("section_state", { from: name(from), to: name(to), state }) : state, remark(words)]);
  };
  /** @param {LowerBound} bound */
  const bound = ({ total_km: total, by_country: parts = [] }) => part("lower_bound",
    facts([[t("length"), quantity(Math.round(total), "km")], ...parts.map(one => [app.countries([one.code]), quantity(Math.round(one.km), "km")])]),
    remark(t("lower_bound_note")));

  // Of each kind: the first line, then the rest.
  /** @type {Record<string, (data: any, record: Entry) => [HTMLElement, ...Child[]]>} */
  const kinds = {
    /** @param {Country} country */
    country(country) {
      const now = app.status(country), further = app.aspects(country).map(begun), first = now ? begun(now) : scene.statuses.length ? t("no_status", { bloc: app.short() }) : "";
      const spells = [...country.spells, ...country.aspects || []];
      return [lead(now && swatch(now.status), dots([first, ...further])), note(country.note), spells.length > 0 && part("history", list(spells, spell, "ol", { class: "history" })), statistics(country.figures), claims(country.claims)];
    },
    /** @param {Place} place */
    place: place => [lead(dots([...place.kind.map(kind => app.word("kind", kind)), app.countries(place.country)])),
      facts([[t("also"), place.also]]), note(place.note), place.events?.length && part("events", list(place.events, event)), near(place), remark(single(place)),
      claims(place.claims)],
    /** @param {Route} route */
    route(route) {
      const all = route.figures || [], label = text(route.label), { branches } = route;
      return [lead(dots([label !== text(route.name) && label, app.countries(route.countries)])),
        route.schematic && remark(t("schematic")), note(route.description), note(route.note),
        statistics(all.filter(one => one.unit === "km"), "published_length"), route.lower_bound?.total_km > 0 && bound(route.lower_bound),
        statistics(all.filter(one => one.unit !== "km")),
        part("sections", [...branches.filter(named), { stops: [], sections: branches.filter(one => !named(one)).flatMap(({ sections }) => sections) }].map(runsOf)), claims(route.claims)];
    },
    /** @param {Stop} stop @param {Entry} record */
    stop: (stop, { route }) => [lead(app.word("stop", stop.kind)), facts([
      [t("col_route"), route && jump(`route:${route.id}`, text(route.name))], [t("also"), stop.also], [t("country"), app.countries(stop.country)],
      stop.gauge_break && stop.gauge_before_mm && stop.gauge_mm ? [t("gauge_break"), t("gauge_change", { from: quantity(stop.gauge_before_mm, "mm"), to: quantity(stop.gauge_mm, "mm") })]
        : stop.gauge_mm && [t("gauge"), quantity(stop.gauge_mm, "mm")],
      stop.chainage_km && [t("chainage"), quantity(stop.chainage_km, "km")],
      stop.length_km && [t("feature_length"), quantity(stop.length_km, "km")]]), near(stop), note(stop.note), sure(stop)],
    /** @param {Dispute} dispute */
    dispute: dispute => [lead(dots([!dispute.settled && t("disputed"), app.word("type", dispute.type)])),
      facts([[t("administered_by"), text(dispute.administered_by)], [t("claimed_by"), text(dispute.claimed_by)],
        [t("law"), text(dispute.law)]]), note(dispute.note), sure(dispute)],
    /** @param {Journey} journey */
    journey: ({ start, end, attended, ...trip }) => [
      lead(dots([t("journey_from_to", { from: text(start.name), to: text(end.name) }), date(trip.date)])), note(trip.role),
      facts([[t("col_event"), text(trip.event)], [t("col_attended"), attended != null && t(attended ? "attended_yes" : "attended_no")],
        [t("basis"), text(trip.basis)]]), note(trip.note), sure(trip)],
    /** @param {{ frame: Frame, row: number }} own */
    frame: ({ frame, row }) => [lead(frameSample(frame, classOf(frame, row)), dots([...new Set([text(frame.name), classWords(app, frame, classOf(frame, row))])])),
      facts((frame.columns || []).map(({ name, cells }) => [name, app.cell(cells[row])]))],
  };
  /** @param {string} id */
  const entryOf = id => /** @type {Entry} */ (app.index.get(id));
  /** @param {string} id */
  const linesOf = id => {
    const record = entryOf(id);
    return kinds[record.kind](record.data, record);
  };

  // Where a mouse points: what is only pointed at has its first lines there.
  /** @type {Point | null} */
  let pointer = null;
  const narrow = matchMedia("(max-width: 480px), (max-width: 900px) and (orientation: portrait)");
  // What is free between title and tools, on whichever side these stand; in an article neither lies on the map.
  const room = () => {
    const { left, right } = find("head").getBoundingClientRect(), { x } = app.map.getSize();
    return app.state.embed ? [8, x - 8] : left > x - right ? [60, left - 8] : [right + 8, x - 60];
  };
  // Beside the whole shape, or its middle, or in a corner: where the card hides least of what it is about, then of members;
  // where it stands, as long as nothing is better.
  const position = (stay = true) => {
    const { left: stood, top: high } = box.style;
    box.style.cssText = "";
    if (!shown || narrow.matches || !app.map.home) return; // (a link may select a card before the map has a view)
    const { map } = app, { x, y } = map.latLngToContainerPoint(entryOf(shown).at), view = map.getSize(), gap = 16;
    const { offsetWidth: width, offsetHeight: height } = box, [low, end] = room(), most = end - width, lowest = view.y - height - 8;
    const { left: from, right: to } = app.element(shown)?.getBoundingClientRect() || { left: x, right: x };
    if (pointer && box.matches(".peek")) {
      box.style.left = `${pointer.x + gap + width > end ? pointer.x - gap - width : pointer.x + gap}px`;
      box.style.top = `${pointer.y + gap > lowest ? pointer.y - gap - height : pointer.y + gap}px`;
      return;
    }
    const columns = [to + gap, from - gap - width, x + gap, most, low], rows = [y - height / 3, lowest, 8];
    const spots = columns.flatMap(left => rows.map(top => [left, top]));
    if (stay && stood) spots.unshift([parseFloat(stood), parseFloat(high)]);
    let least = Infinity;
    for (const spot of spots) {
      const left = Math.round(Math.max(low, Math.min(spot[0], most))), top = Math.round(Math.max(8, Math.min(spot[1], lowest)));
      const cost = app.hides(shown, { left, top, right: left + width, bottom: top + height }, clicked);
      if (cost >= least) continue;
      least = cost;
      box.style.left = `${left}px`;
      box.style.top = `${top}px`;
    }
  };
  /** @param {string | null} id @param {boolean} [peek] */
  const draw = (id, peek) => {
    const same = shown === id, { scrollTop } = box, opened = [...box.querySelectorAll("details")].map(one => one.open);
    shown = id;
    box.hidden = !id;
    box.classList.toggle("peek", Boolean(peek));
    box.classList.toggle("sheet", !peek && narrow.matches); // only as a sheet does it stand in the way of the map
    if (!id) { clicked = null; return; }
    const [first, ...rest] = linesOf(id), ids = [...new Set(cited(entryOf(id).data))];
    fill(body, el("h2", { id: "card-name" }, app.name(id)), first,
      !peek && [rest, ids.length > 0 && part("sources", list(ids, source, "ol", { class: "sources" }))]);
    // As the date moves on, what a reader has unfolded stays so.
    if (same) [...box.querySelectorAll("details")].forEach((one, i) => { one.open = opened[i]; });
    box.scrollTop = same ? scrollTop : 0;
    position(same);
  };
  const close = () => {
    app.select(null);
    (opener?.isConnected ? opener : find("map")).focus({ preventScroll: true });
  };

  box.append(closeButton(close), body);
  /** @type {Partial<App>} */
  const offered = {
    source, claims, cite: id => link(scene.sources[id]?.url, scene.sources[id]?.publisher || scene.sources[id]?.title || id),
    card: { focus: () => box.focus({ preventScroll: true }), peek(id) { app.state.selected || draw(id, true); } },
    hover: id => app.card.peek(id && app.index.has(id) ? id : null),
    // The first lines in words alone, for those who hear them.
    lead(id) {
      const [first] = linesOf(id);
      first.querySelector("svg")?.remove();
      return `${app.name(id)}. ${first.textContent}`;
    },
    // Bring a feature into what the panels leave of the map.
    reveal: id => app.map.panInside(entryOf(id).at, {
      paddingTopLeft: [narrow.matches ? 40 : room()[0] + 30, 60], paddingBottomRight: [narrow.matches ? 50 : app.map.getSize().x - room()[1] - 10, narrow.matches ? box.offsetHeight + 40 : 40],
      animate: !lessMotion.matches,
    }),
  };
  Object.assign(app, offered);
  app.on(["selected", "lang", "date", "ready"], ({ selected }, changed) => {
    if (!selected && changed.includes("ready")) return; // (what the pointer rests on may be told by now)
    if (changed.includes("selected") && selected) opener = document.activeElement;
    draw(selected);
  });
  app.map.on("moveend resize", () => position());
  find("map").addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    pointer = app.map.mouseEventToContainerPoint(event);
    if (box.matches(".peek")) position();
  });
  app.map.on("preclick", ({ latlng }) => { clicked = latlng; });
  document.addEventListener("keydown", event => {
    pointer = null;
    if (event.key === "Escape" && app.state.selected && !find("sheet").open) close();
  });
};
