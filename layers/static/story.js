// The story: step by step, each with its day, its words, its sources and its places on the map.

Blocmap.story = app => {
  const { el, t, text } = app, steps = app.scene.steps || [], box = document.getElementById("story");
  if (!steps.length) { box.remove(); return; }
  const go = n => {
    if (!steps[n]) return;
    const { date, journeys = [], places = [], routes = [], countries = [] } = steps[n];
    app.set({ step: n, selected: null, ...(date?.length === 10 && { date }) });
    const named = { journey: journeys, place: places, route: routes, country: countries };
    app.flyTo(Object.entries(named).flatMap(([kind, ids]) => ids.map(id => `${kind}:${id}`)).filter(id => app.index.has(id)));
    app.say([count.textContent, text(steps[n].title), text(steps[n].text)].join(". "));
  };
  const button = (key, d, way) => el("button", { class: "tool", "data-label": key,
    onclick: () => go((app.state.step ?? -1) + way) }, Blocmap.icon(d));
  const back = button("back", "M13 4l-7 6 7 6", -1), next = button("next", "M7 4l7 6-7 6", 1);
  const count = el("span", { class: "count" }), body = el("div", { class: "told", tabindex: 0 });
  box.append(el("div", { class: "slide" }, back, count, next), body);
  box.addEventListener("keydown", event => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (way) { event.preventDefault(); go((app.state.step ?? -1) + way); }
  });
  app.on(["step", "lang"], ({ step }) => {
    const told = steps[step];
    count.textContent = [told ? t("step_of", { n: step + 1, total: steps.length }) : t("story"), app.date(told?.date)].filter(Boolean).join(" · ");
    document.documentElement.classList.toggle("telling", !!told);
    back.disabled = !step;
    next.disabled = step === steps.length - 1;
    body.setAttribute("aria-label", t("story"));
    body.replaceChildren(...told ? [el("h2", {}, text(told.title)), el("p", {}, text(told.text)), el("p", { class: "note" }, (told.sources || []).map((id, i) => [i ? " · " : "", app.cite(id)]))]
      : [el("h2", {}, text(steps[0].title))]);
  });
};
