// Sharing and saving: link, embed code, citation, CSV, GeoJSON, a picture of the view.

import { el, find } from "../core/dom.js";
import { csvOf, geojsonOf } from "./downloads.js";
import { tablesOf } from "./table.js";

const MOST = 6;

/** @param {App} app */
export const addShare = app => {
  const { t, text, scene } = app;
  let turn = Promise.resolve(); // files are made one after the other
  /**
   * @param {string} ending
   * @param {string} type
   * @param {() => BlobPart | Promise<BlobPart>} make
   * @param {string} part
   */
  const save = (ending, type, make, part = "") => () => (turn = turn.then(async () => {
    const name = `${[scene.id, part, app.date(app.state.date) && app.state.date].filter(Boolean).join("-")}.${ending}`;
    try {
      const link = el("a", { href: URL.createObjectURL(new Blob([await make()], { type })), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
      app.tell(t(self !== top && origin === "null" ? "saved_boxed" : "saved", { name }));
    } catch {
      app.tell(t("save_failed", { name }));
    }
  }));
  /** @param {() => HTMLCanvasElement | Promise<HTMLCanvasElement>} draw @returns {() => Promise<Blob>} */
  const png = draw => async () => {
    const picture = await draw();
    return new Promise((/** @type {(blob: any) => void} */ done) => picture.toBlob(done));
  };
  // The days on which what is shown changes, lines only where no holder does; of many, some evenly between.
  const days = () => {
    const all = scene.time?.changes.map(one => one.date) || [];
    /** @param {string} date */
    const holders = date => scene.countries.map(country => app.held(country, date)?.id).join();
    const held = all.filter((date, i) => !i || holders(date) !== holders(all[i - 1])), days = held.length > 1 ? held : all;
    return [...new Set(Array.from({ length: MOST }, (_, k) => days[Math.round(k * (days.length - 1) / (MOST - 1))]))];
  };
  // Small multiples: the picture of the view on each of these days, side by side.
  const series = async () => {
    const { date, step } = app.state, pictures = /** @type {HTMLCanvasElement[]} */ ([]), all = days();
    try {
      for (const date of all) {
        app.tell(t("saving_days", { n: pictures.length + 1, of: all.length }));
        await new Promise(done => setTimeout(done, 30)); // so that the page goes on answering
        app.set({ date });
        pictures.push(app.canvas(1));
      }
    } finally {
      app.set({ date, step });
    }
    const across = Math.ceil(Math.sqrt(pictures.length)), [{ width }] = pictures, height = Math.max(...pictures.map(one => one.height));
    const whole = el("canvas", { width: across * width, height: Math.ceil(pictures.length / across) * height });
    const pen = /** @type {CanvasRenderingContext2D} */ (whole.getContext("2d"));
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, whole.width, whole.height);
    pictures.forEach((one, i) => pen.drawImage(one, i % across * width, Math.floor(i / across) * height));
    return whole;
  };
  /** @param {HTMLTextAreaElement} field */
  const copy = async field => {
    field.select();
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
      else if (!document.execCommand("copy")) throw Error();
      app.tell(t("copied"));
    } catch {
      app.tell(t("copy_failed"));
    }
  };
  /** @param {string} key @param {string} value */
  const field = (key, value) => {
    const input = el("textarea", { id: `copy-${key}`, readonly: true, rows: key === "link" ? 1 : 3, spellcheck: "false" }, value);
    return el("p", { class: "field" }, el("label", { for: input.id }, t(key)), input,
      el("button", { "aria-label": `${t("copy")}: ${t(key)}`, onclick: () => copy(input) }, t("copy")));
  };
  /** @param {string} words */
  const escape = words => words.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`);
  /** @param {string} ending @param {string} type @param {() => BlobPart | Promise<BlobPart>} make @param {string} key */
  const button = (ending, type, make, key = ending) =>
    el("button", { "data-save": key, onclick: save(ending, type, make, key === ending ? "" : key) }, t(`save_${key}`));

  app.csv = table => save("csv", "text/csv", () => csvOf(table), table.id);
  app.shared = () => {
    const given = app.links.address(), own = !given.startsWith("about:"), title = find("title").textContent;
    return [
      el("p", { class: "buttons" }, button("csv", "text/csv", () => csvOf(tablesOf(app)[0])),
        button("geojson", "application/geo+json", () => JSON.stringify(geojsonOf(app))), button("png", "image/png", png(() => app.canvas(2))),
        days().length > 1 && button("png", "image/png", png(series), "days"),
        el("button", { onclick: () => print() }, t("print"))),
      own && field("link", given), // (a notebook's frame has no address that anyone could open)
      own && field("embed", `<iframe src="${escape(app.links.address(true))}" title="${escape(title)}" width="100%" height="480" loading="lazy"`
        + ' sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"></iframe>'),
      field("cite", t("citation", { bloc: text(scene.bloc.name), title, date: app.date(app.state.date), address: own ? given : "",
        credits: app.credits().join(t("list_join")), sources: app.cites() })),
    ];
  };
};
