// Search in every language, with or without the marks on letters; arrows and Enter, as a combobox.

import { el, fill, find } from "../core/dom.js";
import { nameOf, rowId } from "../core/rows.js";

/** @param {App} app */
export const addSearch = app => {
  const { t } = app, MOST = 8, box = find("finder"), button = find("search");
  /** @param {string} words */
  const fold = words => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’'`ʻ‘-]/g, " ").replace(/[ةىـ]/g, letter => ({ ة: "ه", ى: "ي" })[letter] || "").trim();
  /** @type {{ record: Entry, words: string[] }[] | undefined} */
  let known;
  const entries = () => known ||= [...app.index.values()].filter(({ kind }) => kind !== "journey").map(record => ({ record, words:
    [...Object.values(record.name), ...(record.data.also || "").split(" / "), record.data.code || ""].filter(Boolean).map(fold) }))
    .concat(app.scene.frames.flatMap(ofFrame));
  // Of anyone's rows all that is text can be found.
  /** @param {Frame} frame */
  const ofFrame = frame => {
    const texts = (frame.columns || []).map(({ cells }) => cells).filter(cells => cells.some(cell => typeof cell === "string"));
    return Array.from({ length: frame.rows }, (_, row) => ({
      get record() { return /** @type {Entry} */ (app.index.get(rowId(frame, row))); },
      words: [nameOf(frame, row), ...texts.map(cells => cells[row])].filter(Boolean).map(cell => fold(String(cell))),
    }));
  };
  /** @type {{ record: Entry, score: number }[]} */
  let found = [];
  let active = -1;
  const field = el("input", { id: "query", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-controls": "found", "data-label": "search" });
  const list = el("ul", { id: "found", role: "listbox", "data-label": "search" });
  box.append(field, list);

  // 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 elsewhere, 9 not at all.
  /** @param {string[]} words @param {string} query */
  const score = (words, query) => Math.min(...words.map(word => {
    const at = word.indexOf(query);
    return at < 0 ? 9 : word === query ? 0 : !at ? 1 : word[at - 1] === " " ? 2 : 3;
  }));
  // Members first, then other countries.
  /** @param {{ record: Entry }} one */
  const rank = ({ record: { kind, data } }) => kind !== "country" ? 2 : app.status(data)?.status.member ? 0 : 1;
  /** @param {number} n */
  const choose = n => {
    active = n;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === n));
    field.setAttribute("aria-activedescendant", n < 0 ? "" : `found-${n}`);
  };
  /** @param {boolean} [focus] */
  const close = focus => {
    app.set({ panel: null });
    if (focus) button.focus();
  };
  /** @param {number} n */
  const take = n => {
    const { record } = found[n] || {};
    if (!record) return;
    close(true);
    app.select(record.id, { fly: true, focus: true });
  };
  const look = () => {
    const query = fold(field.value), name = (/** @type {{ record: Entry }} */ { record }) => app.text(record.name);
    found = !query ? [] : entries().map(entry => ({ entry, score: score(entry.words, query) })).filter(({ score }) => score < 9)
      .map(({ entry: { record }, score }) => ({ record, score })).sort((a, b) => a.score - b.score || rank(a) - rank(b) || name(a).localeCompare(name(b), app.state.lang)).slice(0, MOST);
    fill(list, found.map((entry, i) => el("li", { id: `found-${i}`, role: "option", onclick: () => take(i), onpointermove: () => choose(i) },
      el("span", { class: "name" }, name(entry)), el("small", {}, entry.record.route ? app.text(entry.record.route.name) : app.text(entry.record.layer) || t(`kind_${entry.record.kind}`)))));
    field.setAttribute("aria-expanded", found.length > 0);
    choose(found.length ? 0 : -1);
    if (query) app.say(found.length ? t("search_found", { n: found.length }) : t("search_none"));
  };

  field.addEventListener("input", look);
  field.addEventListener("keydown", event => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way) found.length && choose((active + way + found.length) % found.length);
    else if (event.key === "Enter") take(active);
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  button.addEventListener("click", () => app.set({ panel: app.state.panel === "search" ? null : "search" }));
  app.map.on("mousedown", () => app.state.panel === "search" && close());
  app.on(["panel", "lang"], ({ panel }) => {
    const open = panel === "search";
    button.setAttribute("aria-expanded", open);
    box.hidden = !open;
    field.placeholder = t("search_hint");
    field.value = "";
    look();
    if (open) field.focus();
  });
};
