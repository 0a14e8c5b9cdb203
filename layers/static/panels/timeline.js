// Time: a slider over days with a mark at every change; arrows go from change to change, pages by a year.

import { el, find, onward, svg } from "../core/dom.js";
import { lessMotion } from "../map/viewport.js";
import { icon } from "./pictures.js";

/** @param {App} app */
export const addTimeline = app => {
  const { scene: { time, as_of: opening }, t } = app, box = find("time"), STEP_MS = 1600, DAY_MS = 864e5;
  if (!time) { box.remove(); return; }
  /** @param {string} iso */
  const day = iso => Math.round(Date.parse(iso) / DAY_MS);
  /** @param {number} number */
  const iso = number => new Date(number * DAY_MS).toISOString().slice(0, 10);
  const first = day(time.first), last = Math.max(day(time.last), day(opening)), days = time.changes.map(change => day(change.date));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let playing;

  const play = el("button", { id: "play", class: "tool", onclick: () => playing ? stop() : begin() });
  const range = el("input", { id: "date", type: "range", min: first, max: last, step: 1, "data-label": "date" });
  const output = el("output", { for: "date", id: "day" }), sentence = el("p", { id: "change" });
  const ticks = svg("svg", { class: "ticks", "aria-hidden": "true" });
  for (const at of days) {
    const x = `${100 * (at - first) / (last - first || 1)}%`;
    svg("line", { x1: x, x2: x, y1: 0, y2: "100%" }, ticks);
  }
  // The years of the ends, and between them every fifth that has room.
  const [begins, ends] = [first, last].map(at => Number(iso(at).slice(0, 4))), every = ends - begins > 30 ? 10 : 5;
  for (let year = begins; year <= ends; year++) {
    const room = Math.min(year - begins, ends - year), at = (day(`${year}-01-01`) - first) / (last - first || 1);
    if (room && (year % every || room < (ends - begins) / 5)) continue;
    svg("text", { x: room ? `${100 * at}%` : year === begins ? 0 : "100%", y: 24 }, ticks).textContent = String(year);
  }
  box.append(el("div", { class: "slide" }, play, el("div", { class: "track" }, ticks, range), output), sentence);

  const now = () => day(app.state.date), go = (/** @type {number} */ at) => app.set({ date: iso(Math.max(first, Math.min(at, last))), step: null });
  /** @param {number} at @param {number} way */
  const next = (at, way) => way > 0 ? days.find(one => one > at) ?? last : days.findLast(one => one < at) ?? first;
  const advance = () => {
    go(now() >= days[days.length - 1] ? first : next(now(), 1));
    app.say(sentence.textContent);
    if (now() >= days[days.length - 1]) stop();
  };
  const label = () => {
    play.dataset.label = lessMotion.matches ? "next_change" : playing ? "pause" : "play";
    play.replaceChildren(icon(playing ? "M6 4v12M14 4v12" : "M6 4l10 6-10 6z"));
    app.label(play, play.dataset.label);
  };
  const stop = () => { clearInterval(playing); playing = undefined; label(); };
  // Nothing moves on its own for readers who asked for less motion: each press is one change.
  const begin = () => {
    if (!lessMotion.matches) playing = setInterval(advance, STEP_MS);
    label();
    advance();
  };

  // A finger can not hit one day of nine thousand: near a change the slider takes the change.
  range.addEventListener("input", () => {
    const value = Number(range.value);
    stop();
    const away = (/** @type {number} */ at) => Math.abs(at - value), nearest = days.reduce((a, b) => away(b) < away(a) ? b : a, Infinity);
    go(away(nearest) < (last - first) / 90 ? nearest : value);
  });
  range.addEventListener("keydown", event => {
    const way = { ArrowRight: onward(), ArrowUp: 1, ArrowLeft: -onward(), ArrowDown: -1 }[event.key], year = { PageUp: 365, PageDown: -365 }[event.key] || 0;
    if (!way && !year) return;
    event.preventDefault();
    stop();
    go(way ? next(now(), way) : now() + year);
  });
  app.on(["date", "lang"], ({ date }) => {
    const change = time.changes.findLast(one => one.date <= date);
    range.valueAsNumber = day(date);
    output.textContent = app.date(date);
    sentence.textContent = change ? t("changed", { date: app.date(change.date), text: app.text(change.text) }) : "";
    range.setAttribute("aria-valuetext", `${output.textContent}. ${sentence.textContent}`);
    label();
  });
};
