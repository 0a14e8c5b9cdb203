// The address keeps date, language, layers, selection, step and view: #date=2017-06-09&lang=ru&sel=country:IND

Blocmap.links = app => {
  const { scene, state, map } = app, root = document.documentElement;
  const same = (a, b) => a.size === b.size && [...a].every(one => b.has(one));
  let moved = false, wait = null, written = null, told = false;

  const read = () => {
    const words = new URLSearchParams(location.hash.slice(1)), patch = {};
    const date = words.get("date"), lang = words.get("lang"), step = Number(words.get("step")) - 1;
    if (/^\d{4}-\d\d-\d\d$/.test(date) && !isNaN(Date.parse(date))) patch.date = date;
    if (scene.languages.includes(lang)) patch.lang = lang;
    if (app.index.has(words.get("sel"))) patch.selected = words.get("sel");
    if (scene.steps?.[step]) patch.step = step;
    if (words.has("off")) patch.hidden = new Set(words.get("off").split(",").filter(Boolean));
    patch.embed = words.has("embed");
    return patch;
  };
  const look = () => {
    const [lon, lat, zoom] = (new URLSearchParams(location.hash.slice(1)).get("view") || "").split(",").map(Number);
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && zoom >= 0 && zoom < 20) {
      map.setView([lat, lon], zoom, { animate: false });
      moved = true;
    }
  };
  const fragment = embed => {
    const words = [], add = (name, value) => words.push(`${name}=${encodeURIComponent(value).replace(/%3A|%2C/g, decodeURIComponent)}`);
    if (embed || state.embed) words.push("embed");
    if (state.date !== scene.as_of) add("date", state.date);
    if (state.lang !== scene.language) add("lang", state.lang);
    if (state.selected) add("sel", state.selected);
    if (state.step != null) add("step", state.step + 1);
    if (!same(state.hidden, app.usual)) add("off", [...state.hidden].sort().join(","));
    if (moved) {
      const { lat, lng } = map.getCenter();
      add("view", [lng, lat, map.getZoom()].map(n => Number(n.toFixed(3))).join(","));
    }
    return words.join("&");
  };
  const write = () => {
    written = fragment();
    if (location.hash.slice(1) === written) return;
    try {
      history.replaceState(null, "", `#${written}`);
    } catch (error) {
      // A frame without an origin of its own may keep no address; the link under «Share» still carries it.
      if (!told) app.say(app.t("link_unkept"));
      told = true;
    }
  };
  const later = () => { clearTimeout(wait); wait = setTimeout(write, 300); };

  app.links = { read, look, address: embed => `${location.href.split("#")[0]}#${fragment(embed)}`.replace(/#$/, "") };
  app.on(["date", "lang", "selected", "step", "hidden", "embed"], () => root.dataset.ready && later());
  map.on("moveend", () => { if (root.dataset.ready) { moved = true; later(); } });
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === written) return;
    app.set({ date: scene.as_of, lang: scene.language, selected: null, step: null, hidden: app.usual, ...read() });
    look();
  });

  // On paper the whole map stands in the width of a page, whatever the window is.
  let before = null;
  addEventListener("beforeprint", () => {
    before = { center: map.getCenter(), zoom: map.getZoom() };
    root.classList.add("printing");
    map.invalidateSize({ animate: false, pan: false });
    app.fit?.(false);
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    map.invalidateSize({ animate: false, pan: false });
    if (before) map.setView(before.center, before.zoom, { animate: false });
  });
};
