// Words in the reader's language, everywhere at once and in place.

Blocmap.language = app => {
  const { el, scene } = app;
  const find = id => document.getElementById(id);
  const choice = find("language");
  const autonym = code => new Intl.DisplayNames([code], { type: "language" }).of(code).replace(/^./, first => first.toUpperCase());
  choice.append(...scene.languages.map(code => el("option", { value: code, lang: code }, autonym(code))));
  choice.addEventListener("change", () => app.set({ lang: choice.value }));

  const title = () => {
    const { date, step, lang } = app.state;
    const told = date === scene.as_of || step != null;
    const route = app.aboutLines && scene.routes.find(one => one.role === "main");
    const other = route ? app.t("title_state", { name: app.text(route.name) })
      : app.t("title_members", { bloc: app.short(), n: app.count(status => status.member) });
    find("title").textContent = told ? app.text(scene.title) : other;
    find("subtitle").textContent = told ? app.text(scene.subtitle) : app.t("subtitle_at", { date: app.date(date) });
    document.title = told ? app.text(scene.title) : `${other}, ${app.date(date)}`;
    document.documentElement.lang = lang;
  };
  app.on(["lang", "date", "step"], title);

  app.on("lang", ({ lang }) => {
    choice.value = lang;
    document.querySelector("meta[name=description]").content = app.text(scene.summary);
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = app.t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-label]")) {
      node.setAttribute("aria-label", app.t(node.dataset.label));
      node.closest(".tool")?.setAttribute("data-tip", app.t(node.dataset.label));
    }
    find("summary").textContent = app.text(scene.summary);
    find("credit").textContent = [app.t("border_view", { name: app.text(scene.worldview.label) }),
      ...scene.credits.map(credit => app.text(credit.text)), app.t("source_count", { n: Object.keys(scene.sources).length })].join(" · ");
  });

  // On paper: who vouches for what is shown.
  app.on(["lang", "date", "hidden"], () => {
    const spells = scene.countries.map(country => app.status(country)).filter(now => now && app.shown(`status:${now.status.id}`));
    const shown = [...spells.map(now => now.spell), ...scene.routes.filter(route => app.shown(`route:${route.id}`)), ...scene.steps];
    const publishers = shown.flatMap(fact => fact.sources || []).map(id => scene.sources[id]?.publisher).filter(Boolean);
    find("cited").textContent = `${app.t("sources")}: ${[...new Set(publishers)].join(", ")}`;
  });

  app.on("embed", ({ embed }) => document.documentElement.classList.toggle("embed", embed));
};
