// The card of a feature: name and status first, then history, figures, claims, and the sources of all of it.

Blocmap.cards = app => {
  const { el, link, t, text, scene } = app;
  const box = document.getElementById("card"), body = el("div", { class: "body" });
  let shown = null, opener = null;

  const close = () => {
    app.select(null);
    (opener?.isConnected ? opener : app.map.getContainer()).focus({ preventScroll: true });
  };
  const shut = el("button", { class: "shut", "data-label": "close", onclick: close }, Blocmap.icon("M5 5l10 10M15 5L5 15"));
  box.append(shut, body);

  const part = (key, ...children) => children.flat(2).some(Boolean)
    ? el("section", {}, el("h3", {}, t(key)), ...children) : null;
  const note = words => text(words) && el("p", { class: "note" }, text(words));
  const sure = fact => fact.confidence && fact.confidence !== "high"
    && el("p", { class: "note" }, t(`confidence_${fact.confidence}`));
  const facts = rows => {
    const full = rows.filter(row => row && row[1]);
    return full.length && el("dl", {}, full.flatMap(([name, ...value]) => [el("dt", {}, name), el("dd", {}, ...value)]));
  };
  const jump = (id, words) =>
    el("button", { class: "jump", onclick: () => app.select(id, { fly: true, focus: true }) }, words);
  const countries = codes => app.list((codes || []).map(app.country));
  const span = ({ since, until }) => until
    ? t("span", { since: app.date(since), until: app.date(until) }) : t("span_open", { since: app.date(since) });

  const cited = (value, found = new Set()) => {
    if (Array.isArray(value)) value.forEach(one => cited(one, found));
    else if (value && typeof value === "object") {
      if (Array.isArray(value.sources)) value.sources.forEach(id => found.add(id));
      Object.values(value).forEach(one => cited(one, found));
    }
    return found;
  };
  const sourceText = id => {
    const source = scene.sources[id] || { title: id };
    return [link(source.url, source.title || source.url), source.publisher && ` · ${source.publisher}`,
      source.published && `, ${app.date(source.published)}`];
  };
  const sources = record => part("sources", el("ol", { class: "sources" },
    [...cited(record)].map(id => el("li", {}, sourceText(id)))));

  const claims = record => record.claims?.length && part("claims", record.claims.map(claim => el("div", { class: "claim" },
    el("p", {}, el("b", { class: claim.verdict }, t(`verdict_${claim.verdict}`)), " ", text(claim.claim)),
    note(claim.finding))));

  const oneFigure = figure => [app.quantity(figure.value, figure.unit),
    el("small", {}, [text(figure.scope), figure.as_of && t("as_of", { date: app.date(figure.as_of) })]
      .filter(Boolean).map(words => ` · ${words}`))];
  const figure = all => {
    const first = all.find(one => one.recommended) || all[0];
    const rest = all.filter(one => one !== first), values = all.map(one => one.value);
    const range = { low: app.number(Math.min(...values)), high: app.quantity(Math.max(...values), first.unit),
      sources: t("source_count", { n: cited(all).size }) };
    return [text(first.name), el("div", {}, oneFigure(first)), note(first.note), rest.length > 0 && el("details", {},
      el("summary", {}, `${t("other_figures")}: ${t("spread", range)}`),
      el("ul", {}, rest.map(one => el("li", {}, oneFigure(one), note(one.note),
        el("small", {}, (one.sources || []).map(sourceText))))))];
  };
  const figures = (list, key = "figures") => {
    const groups = Map.groupBy ? [...Map.groupBy(list, one => one.quantity).values()]
      : [...new Set(list.map(one => one.quantity))].map(name => list.filter(one => one.quantity === name));
    return list.length && part(key, el("dl", { class: "stack" }, groups.map(figure).map(([name, ...value]) =>
      [el("dt", {}, name), el("dd", {}, ...value)])));
  };

  const statusLine = country => {
    const now = app.status(country);
    return now ? el("p", { class: "status" }, Blocmap.swatch(now.status),
      t("status_since", { status: text(now.status.label), date: app.date(now.spell.since) }))
      : el("p", { class: "status" }, t("no_status", { bloc: app.short() }));
  };
  const stopKind = stop => app.word("stop", stop.kind);
  const sectionState = section => [app.sectionState(section)?.status].filter(Boolean).map(id => app.word("segment", id))
    .concat(section.mode === "ferry" ? t("mode_ferry") : [], section.approximate ? t("approximate") : []).join(", ");
  const events = place => place.events?.length && part("events", el("ul", { class: "history" }, place.events.map(event =>
    el("li", {}, el("b", {}, app.date(event.start, event.end)), " ", text(event.name),
      event.format && event.format !== "in_person" && ` (${t(`format_${event.format}`)})`, note(event.note)))));

  const kinds = {
    country: country => ({
      lead: statusLine(country),
      rest: [country.spells && part("history", el("ol", { class: "history" }, country.spells.map(spell => {
        const status = scene.statuses.find(one => one.id === spell.status);
        return el("li", {}, el("b", {}, text(status?.label)), ` ${span(spell)}`, el("div", {}, text(spell.event)),
          note(spell.note), sure(spell));
      }))), figures(country.figures || []), claims(country)],
    }),
    place: place => ({
      lead: el("p", { class: "status" }, [...place.kinds.map(kind => app.word("kind", kind)), countries(place.country)]
        .join(" · ")),
      rest: [place.also && facts([[t("also"), place.also]]), note(place.note), events(place),
        place.uncertainty_km && el("p", { class: "note" },
          t("uncertainty", { distance: app.quantity(place.uncertainty_km, "km") })), claims(place)],
    }),
    route: route => {
      const lengths = (route.figures || []).filter(one => one.unit === "km");
      const ends = branch => (at => text(branch.stops.find(stop => stop.seq === at)?.name));
      const bound = route.lower_bound;
      return {
        lead: el("p", { class: "status" }, [text(route.label), countries((route.countries || []).map(one => one.code))].filter(words => words && words !== text(route.name)).join(" · ")),
        rest: [route.schematic && el("p", { class: "note" }, t("schematic")), note(route.description), note(route.note),
          figures(lengths, "published_length"),
          bound && part("lower_bound", facts([
            [t("length"), app.quantity(Math.round(bound.total_km), "km")],
            ...(bound.by_country || []).map(one => [app.country(one.code), app.quantity(Math.round(one.km), "km")])]),
          el("p", { class: "note" }, t("lower_bound_note"))),
          figures((route.figures || []).filter(one => one.unit !== "km")),
          part("sections", el("ul", {}, route.branches.flatMap(branch => branch.sections.map(section =>
            el("li", {}, `${ends(branch)(section.from)} – ${ends(branch)(section.to)}: ${sectionState(section)}`))))),
          claims(route)],
      };
    },
    stop: (stop, { route }) => ({
      lead: el("p", { class: "status" }, stopKind(stop)),
      rest: [facts([
        [t("col_route"), jump(`route:${route.id}`, text(route.name))],
        stop.also && [t("also"), stop.also],
        stop.country?.length && [t("country"), countries(stop.country)],
        stop.gauge_break ? [t("gauge_break"), t("gauge_change", {
          from: app.quantity(stop.gauge_break[0], "mm"), to: app.quantity(stop.gauge_break[1], "mm") })]
          : stop.gauge_mm && [t("gauge"), app.quantity(stop.gauge_mm, "mm")],
        stop.chainage_km && [t("chainage"), app.quantity(stop.chainage_km, "km")],
        stop.length_km && [t("feature_length"), app.quantity(stop.length_km, "km")]]),
      stop.uncertainty_km && el("p", { class: "note" },
        t("uncertainty", { distance: app.quantity(stop.uncertainty_km, "km") })), note(stop.note), sure(stop)],
    }),
    dispute: dispute => ({
      lead: el("p", { class: "status" }, (/settled|exclave|lease/.test(dispute.type) ? "" : `${t("disputed")} · `) + app.word("type", dispute.type)),
      rest: [facts([[t("administered_by"), text(dispute.administered_by)], [t("claimed_by"), text(dispute.claimed_by)],
        [t("law"), text(dispute.law)]]), note(dispute.note), sure(dispute)],
    }),
    journey: trip => ({
      lead: el("p", { class: "status" }, t("journey_from_to", { from: text(trip.from.name), to: text(trip.to.name) }),
        trip.date && ` · ${app.date(trip.date)}`),
      rest: [note(trip.role), facts([[t("col_event"), text(trip.event)],
        trip.attended != null && [t("col_attended"), t(trip.attended ? "attended_yes" : "attended_no")],
        [t("basis"), text(trip.basis)]]), note(trip.note), sure(trip)],
    }),
  };

  const narrow = matchMedia("(max-width: 640px)"), edge = () => document.getElementById("head").getBoundingClientRect().right + 8;
  const place = () => {
    if (!shown || narrow.matches) { box.style.cssText = ""; return; }
    const at = app.map.latLngToContainerPoint(app.index.get(shown).at), view = app.map.getSize();
    const { offsetWidth: width, offsetHeight: height } = box, gap = 16, low = edge(), high = view.x - 60 - width;
    const around = app.element(shown)?.getBoundingClientRect() || { left: at.x, right: at.x };
    // Beside the whole shape where there is room for it, else beside its middle, else where it hides least.
    const left = [around.right + gap, around.left - gap - width, ...(around.right - around.left > view.x / 2 ? [at.x + gap] : [])]
      .find(x => x >= low && x <= high) ?? (around.right - high < low + width - around.left ? high : low);
    box.style.left = `${Math.round(left)}px`;
    box.style.top = `${Math.round(Math.max(8, Math.min(at.y - height / 3, view.y - height - 8)))}px`;
  };
  const draw = (id, peek) => {
    shown = id;
    box.hidden = !id;
    box.classList.toggle("peek", !!peek);
    box.classList.toggle("sheet", !peek && narrow.matches);  // only as a sheet does it stand in the way of the map
    if (!id) return;
    const record = app.index.get(id), { lead, rest } = kinds[record.kind](record.data, record);
    const name = el("h2", { id: "card-name" }, app.text(record.name));
    body.replaceChildren(name, lead, ...(peek ? [] : [rest, sources(record.data)].flat(2).filter(Boolean)));
    box.scrollTop = 0;
    place();
  };

  app.cite = id => link(scene.sources[id]?.url, scene.sources[id]?.publisher || id);
  app.sourceText = sourceText;
  app.card = { close, focus: () => box.focus({ preventScroll: true }), peek: id => app.state.selected || draw(id, true) };
  app.hover = id => app.card.peek(id && app.index.has(id) ? id : null);
  // The first lines in words alone, for those who hear them.
  app.lead = id => {
    const record = app.index.get(id), { lead } = kinds[record.kind](record.data, record);
    lead.querySelector("svg")?.remove();
    return `${app.name(id)}. ${lead.textContent}`;
  };
  // Bring a feature into what the panels leave of the map.
  app.reveal = id => app.map.panInside(app.index.get(id).at, {
    paddingTopLeft: [narrow.matches ? 40 : edge() + 30, 60], paddingBottomRight: [50, narrow.matches ? box.offsetHeight + 40 : 40],
    animate: !app.still.matches,
  });
  app.on(["selected", "lang", "date"], ({ selected }, changed) => {
    if (changed.includes("selected") && selected) opener = document.activeElement;
    draw(selected);
  });
  app.map.on("move zoom resize", place);
  box.addEventListener("keydown", event => { if (event.key === "Escape") { event.stopPropagation(); close(); } });
};
