// The page's state, its words, and the start. Every part listens to the state and draws itself anew from it.

Blocmap.PARTS = ["language", "cards", "legend", "timeline", "story", "search", "table", "download", "links", "keyboard"];

Blocmap.root = document.documentElement;
Blocmap.find = id => document.getElementById(id);
Blocmap.el = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  return Blocmap.fill(node, ...children);
};
Blocmap.fill = (node, ...children) => {
  node.replaceChildren(...children.flat(9).filter(Boolean));
  return node;
};

// A link only where the address is a web address; anything else stays text.
Blocmap.link = (url, text) => /^(https?:\/\/|mailto:)/i.test(url || "")
  ? Blocmap.el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : Blocmap.el("span", {}, text);

// Everything that can be selected, by its id.
Blocmap.indexScene = scene => {
  const index = new Map();
  const add = (kind, key, data, { lat, lon }, more) =>
    index.set(`${kind}:${key}`, { id: `${kind}:${key}`, kind, data, at: [lat, lon], name: data.name, ...more });
  for (const country of scene.countries) add("country", country.code, country, { lat: country.label[1], lon: country.label[0] });
  for (const place of scene.places) add("place", place.id, place, place);
  for (const route of scene.routes) {
    const stops = route.branches.flatMap(branch => branch.stops.map(stop => ({ branch, stop })));
    add("route", route.id, route, stops[stops.length >> 1].stop);
    for (const { branch, stop } of stops) {
      if (stop.kind !== "waypoint") add("stop", `${route.id}:${branch.id}:${stop.seq}`, stop, stop, { route });
    }
  }
  for (const dispute of scene.disputes) add("dispute", dispute.id, dispute, dispute);
  for (const trip of scene.journeys) add("journey", trip.id, trip, trip.to, { name: trip.who });
  return index;
};

// Words, dates and numbers in the language of the state.
Blocmap.speech = (scene, state) => {
  const formats = new Map(), locales = { en: "en-GB" };
  const intl = (kind, options) => {
    const key = state.lang + kind + JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl[kind](locales[state.lang] || state.lang, options));
    return formats.get(key);
  };
  const number = (n, options) => intl("NumberFormat", { maximumFractionDigits: 2, ...options }).format(n);
  const look = (lang, key, n) => {
    const words = scene.words[lang] || {}, form = Number.isFinite(n) ? intl("PluralRules").select(n) : "other";
    return words[key] ?? words[`${key}.${form}`] ?? words[`${key}.other`];
  };
  const t = (key, values = {}) => (look(state.lang, key, values.n) ?? look("en", key, values.n) ?? key)
    .replace(/\{(\w+)\}/g, (whole, name) => typeof values[name] === "number" ? number(values[name]) : values[name] ?? whole);
  return {
    t, number, list: words => intl("ListFormat").format(words),
    // Marks that reorder what follows them are of no use in these texts and could forge them.
    text: words => (words && (words[state.lang] || words.en || Object.values(words)[0]) || "").replace(/[\u202a-\u202e\u2066-\u2069]/g, ""),
    // The word for an id of the data; an id without a word of its own is shown as it is.
    word(prefix, id) {
      const key = `${prefix}_${id}`, text = t(key);
      return text === key ? id.replace(/[_-]/g, " ") : text;
    },
    quantity(n, unit) {
      const key = `unit_${unit}`, ungrouped = /^(year|mm)$/.test(unit) && number(n, { useGrouping: false });
      const words = t(key, { n: ungrouped || n, n10: n * 10, n100: n * 100 });
      return words === key ? `${number(n)} ${unit.replace(/_/g, " ")}` : words;
    },
    // A date as precise as it is known, or a run of days.
    date(iso, last) {
      if (!/^\d{4}(-\d\d){0,2}$/.test(iso)) return iso || "";
      const [, month, day] = iso.split("-");
      const format = intl("DateTimeFormat", { timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric" });
      return last && last !== iso ? format.formatRange(new Date(iso), new Date(last)) : format.format(new Date(iso));
    },
  };
};

Blocmap.createApp = (scene, map) => {
  const { el, fill, link, find } = Blocmap, listeners = [], index = Blocmap.indexScene(scene);
  const usual = new Set([...scene.statuses.filter(status => !status.shown).map(status => `status:${status.id}`), "layer:letters"]);
  const state = {
    date: scene.as_of, lang: scene.language, hidden: usual, selected: null, step: null, panel: null, embed: false, ready: false,
  };
  // Half-known dates compare as text: "2009" begins before "2009-06-16" and not after "2009-01-01".
  const spellOn = (spells, date) => spells?.find(({ since, until }) => (!since || since <= date) && (!until || date < until));

  const app = {
    scene, map, state, index, usual, el, fill, link, find, ...Blocmap.speech(scene, state),
    aboutLines: Boolean(scene.locator) || scene.routes.length > 1, // else the map is about who belongs
    set(patch, all) {
      const changed = Object.keys(all ? state : patch).filter(key => all || state[key] !== patch[key]);
      Object.assign(state, patch);
      for (const [keys, react] of listeners) if (keys.some(key => changed.includes(key))) react(state, changed);
    },
    on: (keys, react) => listeners.push([[keys].flat(), react]),
    short: () => app.text(scene.bloc.short || scene.bloc.name),
    name: id => app.text(index.get(id)?.name),
    countries: codes => app.list((codes || []).map(code => app.name(`country:${code}`) || code)),
    status(country, date = state.date) {
      const spell = spellOn(country.spells, date), status = spell && scene.statuses.find(one => one.id === spell.status);
      return status ? { status, spell } : null;
    },
    sectionState: (section, date = state.date) => spellOn(section.spells, date) || null,
    held: test => scene.countries.filter(country => test(app.status(country)?.status || {})),
    shown: id => !state.hidden.has(id),
    // What the legend has switched on: countries that have a status, with it, and routes.
    present: () => scene.countries.map(country => ({ country, ...app.status(country) }))
      .filter(({ status }) => status && app.shown(`status:${status.id}`)),
    lines: () => app.shown("layer:routes") ? scene.routes.filter(route => app.shown(`route:${route.id}`)) : [],
    told: (kind, id) => Boolean(scene.steps[state.step]?.[kind]?.includes(id)), // by the step of the story
    keyed() {
      const held = app.present();
      return scene.statuses.filter(status => held.some(one => one.status === status));
    },
    toggle(ids, on) {
      const hidden = new Set(state.hidden);
      for (const id of ids) hidden[on ? "delete" : "add"](id);
      app.set({ hidden });
    },
    select(id, { fly, focus } = {}) {
      const record = index.get(id);
      if (id && !record) return;
      if (fly) app.toggle([`layer:${record.route ? "route" : record.kind}s`, `route:${(record.route || record.data).id}`], true);
      app.set({ selected: id });
      if (id && state.ready) app[fly ? "flyTo" : "reveal"](id);
      if (id && focus) app.card.focus();
    },
    say(text) {
      find("live").textContent = "";
      setTimeout(() => { find("live").textContent = text; }, 60);
    },
    element: () => null, symbol: () => null, redraw() {}, // until the map is drawn
  };
  return app;
};

Blocmap.start = async () => {
  const { find, unpack } = Blocmap, { type, textContent } = find("scene");
  const geometry = unpack(find("geometry").textContent);  // unpacked meanwhile; what goes wrong shows when it is awaited
  geometry.catch(() => {});
  // A page that other scripts follow has its scene as plain JSON: then the map is there before they run.
  const scene = JSON.parse(type === "application/json" ? textContent : new TextDecoder().decode(await unpack(textContent)));
  for (const key of ["places", "routes", "journeys", "steps", "disputes", "claims", "figures", "credits", "missing", "water"]) scene[key] ||= [];
  document.body.classList.remove("plain");
  // A wash is mixed by the style sheet, which knows the paper of the reader's light or dark.
  for (const status of scene.statuses) if (status.base) document.body.classList.add("wash"), status.color = status.base;
  const map = window[find("map").dataset.name] = Blocmap.createMap(scene, find("map")), app = Blocmap.app = Blocmap.createApp(scene, map);
  for (const part of Blocmap.PARTS) Blocmap[part](app);
  app.set(app.links.read(), true);
  Blocmap.home(map, scene); // the panels have their words by now
  app.geometry = Blocmap.decode(await geometry);
  Blocmap.startMap(app);
  app.links.look();
  app.set({ ready: true });
  Blocmap.root.dataset.ready = "yes";
};

// A browser too old, or a file damaged on its way: what a page without scripts shows is still there.
Blocmap.start().catch(error => {
  const { body } = new DOMParser().parseFromString(document.querySelector("noscript").textContent, "text/html");
  document.body.className = "plain";
  Blocmap.find("main").replaceChildren(...body.childNodes);
  throw error;
});
