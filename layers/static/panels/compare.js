// Two days side by side: the map of an earlier day before a line that a reader moves; and who joined, rose and left.

import { el, find } from "../core/dom.js";

/** @param {App} app */
export const addCompare = app => {
  const { scene: { time, countries }, state, map, t } = app, main = find("main"), box = find("map");
  if (!time) return;
  const END_PX = 22, first = new Date(/** @type {string} */ (time.first)).toISOString().slice(0, 10);
  /** @type {HTMLElement | null} */
  let other = null;
  /** @type {ReturnType<typeof setTimeout>} */
  let wait, on = false, drawing = false;
  const line = el("input", { id: "divide", type: "range", min: 0, max: 100, value: 50, dir: "ltr", "data-label": "compare_line", oninput: () => cut() });
  const earlier = el("b"), later = el("b"), mark = el("div", { id: "cut", dir: "ltr" }, earlier, later), told = el("p", { id: "compared", role: "status" });
  const day = el("input", { type: "date", min: first, max: time.last, value: first, "data-label": "compare_day", onchange: () => draw() });
  const button = el("button", { id: "compare", class: "jump", "data-t": "compare", onclick: () => { on = !on; draw(); } });

  const show = () => { for (const one of [line, mark, told, day]) one.hidden = !on; };
  // The two pictures meet at the line.
  const cut = () => {
    const { left, width } = box.getBoundingClientRect(), at = END_PX + (width - 2 * END_PX) * Number(line.value) / 100;
    const own = /** @type {SVGElement} */ (box.querySelector(".drawing")), from = left + at - own.getBoundingClientRect().left;
    mark.style.left = `${at}px`;
    own.style.clipPath = on ? `inset(0 0 0 ${from}px)` : "";
    if (other) other.style.clipPath = `inset(0 calc(100% - ${from}px) 0 0)`;
  };
  const changes = () => {
    /** @param {Country} country */
    const kindOf = country => {
      const was = app.held(country, day.value), now = app.held(country, state.date);
      return !was ? now && "joined" : !now ? "left" : now.member && !was.member && "risen";
    };
    return ["joined", "risen", "left"].flatMap(kind => {
      const codes = countries.filter(country => kindOf(country) === kind).map(({ code }) => code);
      return codes[0] ? `${t(`compare_${kind}`)}: ${app.countries(codes)}.` : [];
    }).join(" ") || t("compare_none");
  };
  const draw = () => {
    if (drawing || !state.ready) return;
    other?.remove();
    other = null;
    show();
    button.setAttribute("aria-pressed", String(on));
    if (on) {
      const { date } = state, own = /** @type {HTMLElement} */ (box.querySelector(".drawing"));
      drawing = true;
      app.set({ date: day.value });
      app.settle();
      other = /** @type {HTMLElement} */ (own.cloneNode(true));
      other.setAttribute("aria-hidden", "true");
      other.style.cssText += ";position:absolute;left:0;top:0";
      app.set({ date });
      drawing = false;
      own.after(other);
      earlier.textContent = app.date(day.value);
      later.textContent = app.date(date);
      told.textContent = changes();
    }
    cut();
  };
  const soon = () => {
    clearTimeout(wait);
    if (on && !drawing) wait = setTimeout(draw);
  };
  show();
  main.append(mark, line);
  find("legend-body").append(button, day, told);
  app.on(["ready", "date", "lang", "hidden", "selected"], ({ ready }, changed) => ready && changed.includes("ready") ? draw() : soon());
  map.on("zoomstart", () => { other?.remove(); other = null; });
  map.on("move", () => on && cut());
  map.on("moveend resize", soon);
};
