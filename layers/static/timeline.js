// Time: a slider over days with a mark at every change; arrows go from change to change, pages by a year.

Blocmap.timeline = app => {
  const { el, scene, t } = app, box = document.getElementById("time");
  if (!scene.time) { box.remove(); return; }
  const STEP_MS = 1600, DAY_MS = 864e5;
  const day = iso => Math.round(Date.parse(iso.length > 7 ? iso : `${iso}-01-01`.slice(0, 10)) / DAY_MS);
  const iso = number => new Date(number * DAY_MS).toISOString().slice(0, 10);
  const first = day(scene.time.first), last = Math.max(day(scene.time.last), day(scene.as_of));
  const days = scene.time.changes.map(change => day(change.date));
  let playing = null;

  const play = el("button", { id: "play", class: "tool", onclick: () => playing ? stop() : begin() });
  const range = el("input", { id: "date", type: "range", min: first, max: last, step: 1, "data-label": "date" });
  const output = el("output", { for: "date", id: "day" }), sentence = el("p", { id: "change" });
  const ticks = Blocmap.svg("svg", { class: "ticks", "aria-hidden": "true" });
  for (const at of days) {
    const x = `${100 * (at - first) / (last - first || 1)}%`;
    Blocmap.svg("line", { x1: x, x2: x, y1: 0, y2: "100%" }, ticks);
  }
  box.append(el("div", { class: "slide" }, play, el("div", { class: "track" }, ticks, range), output), sentence);

  const current = date => scene.time.changes.findLast(change => change.date <= date);
  const words = date => {
    const change = current(date);
    return change ? t("changed", { date: app.date(change.date), text: app.text(change.text) }) : "";
  };
  const go = number => app.set({ date: iso(Math.max(first, Math.min(number, last))), step: null });
  const next = (from, way) => way > 0 ? days.find(at => at > from) ?? last : days.findLast(at => at < from) ?? first;
  const advance = () => {
    const now = day(app.state.date);
    go(now >= days.at(-1) ? days[0] : next(now, 1));
    app.say(words(app.state.date));
    if (day(app.state.date) >= days.at(-1)) stop();
  };
  const label = () => {
    const key = app.still.matches ? "next_change" : playing ? "pause" : "play";
    play.dataset.label = key;
    play.setAttribute("aria-label", play.dataset.tip = t(key));
    play.replaceChildren(Blocmap.icon(playing ? "M6 4v12M14 4v12" : "M6 4l10 6-10 6z"));
  };
  const stop = () => { clearInterval(playing); playing = null; label(); };
  // Nothing moves on its own for readers who asked for less motion: each press is one change.
  const begin = () => {
    if (!app.still.matches) playing = setInterval(advance, STEP_MS);
    label();
    advance();
  };

  // A finger can not hit one day of nine thousand: near a change the slider takes the change.
  range.addEventListener("input", () => {
    stop();
    const value = Number(range.value), near = days.find(at => Math.abs(at - value) < (last - first) / 120);
    go(near ?? value);
  });
  range.addEventListener("keydown", event => {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const year = { PageUp: 365, PageDown: -365 }[event.key];
    if (!way && !year) return;
    event.preventDefault();
    stop();
    const now = day(app.state.date);
    go(way ? next(now, way) : now + year);
  });
  app.on(["date", "lang"], ({ date }) => {
    range.value = day(date);
    output.textContent = app.date(date);
    sentence.textContent = words(date);
    range.setAttribute("aria-valuetext", `${app.date(date)}. ${sentence.textContent}`);
    label();
  });
};
