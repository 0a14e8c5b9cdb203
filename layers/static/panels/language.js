// Words in the reader's language, everywhere at once and in place.

import { el, find, root } from "../core/dom.js";

/** @param {App} app */
export const addLanguage = app => {
  const { scene, t, text } = app, choice = find("language");
  /** @param {string} selector @returns {any} */
  const all = selector => document.querySelectorAll(selector);
  choice.append(...scene.languages.map(code => el("option", { value: code, lang: code }, scene.words[code].autonym)));
  choice.addEventListener("change", () => app.set({ lang: choice.value }));

  app.on(["lang", "date", "step"], ({ date, step, lang }) => {
    const written = date === scene.as_of || step != null, day = written ? "" : app.date(date);
    const title = text(written ? scene.title : scene.other_titles.findLast(({ since }) => !since || since <= date)?.title).replace("{month}", app.date(date.slice(0, 7)));
    find("title").textContent = title;
    find("subtitle").textContent = written ? text(scene.subtitle) : t("subtitle_at", { date: day });
    document.title = written ? title : `${title}, ${day}`;
    root.lang = lang;
    root.dir = lang === "ar" ? "rtl" : "ltr";
  });

  const cited = () => scene.publishers ? t("most_cited", { count: app.cites(), names: scene.publishers.join(t("list_join")) }) : app.cites();

  app.on("lang", ({ lang }) => {
    choice.value = lang;
    find("summary").textContent = text(scene.summary);
    document.querySelector("meta[name=description]")?.setAttribute("content", text(scene.summary));
    for (const node of all("[data-t]")) node.textContent = t(node.dataset.t);
    for (const node of all("[data-label]")) app.label(node, node.dataset.label);
    find("credit").textContent = [t("border_view", { name: text(scene.worldview.label) }), ...app.credits(), cited()].join(root.dir === "rtl" ? " \u200f· " : " · "); // the mark keeps Latin names from running on as one
  });
  app.label = (node, key) => {
    node.setAttribute("aria-label", t(key));
    node.closest(".tool")?.setAttribute("data-tip", t(key));
  };

  // On paper: who vouches for what is shown.
  app.on(["lang", "date", "hidden"], () => {
    const shown = [...app.present().map(({ spell }) => spell), ...app.lines(), ...scene.steps, ...scene.frames];
    const publishers = new Set(shown.flatMap(fact => fact.sources || []).map(id => scene.sources[id]?.publisher || scene.sources[id]?.title));
    find("cited").textContent = `${t("sources")}: ${[...publishers].filter(Boolean).join(", ")}. ${scene.checked ? t("checked", { date: app.date(scene.checked) }) : ""}`;
  });
};
