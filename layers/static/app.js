// The page's state, its words, and the start. Every part listens to the state and draws itself anew from it.

Blocmap.PARTS = ["language", "cards", "legend", "timeline", "story", "search", "table", "download", "links", "keyboard"];
Blocmap.LOCALES = { en: "en-GB", zh: "zh-Hans" };
Blocmap.SVG_TAGS = /^(svg|g|path|line|rect|circle|text)$/;

Blocmap.el = (tag, attributes = {}, ...children) => {
  const node = Blocmap.SVG_TAGS.test(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter(child => child != null && child !== false && child !== ""));
  return node;
};

// A link only where the address is a web address; anything else stays text.
Blocmap.link = (url, text) => /^(https?:\/\/|mailto:)/i.test(url || "")
  ? Blocmap.el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text)
  : Blocmap.el("span", {}, text);

Blocmap.indexScene = scene => {
  const index = new Map();
  const add = (kind, key, data, at, more) =>
    index.set(`${kind}:${key}`, { id: `${kind}:${key}`, kind, data, at, name: data.name, ...more });
  for (const country of scene.countries || []) add("country", country.code, country, [...country.label].reverse());
  for (const place of scene.places || []) add("place", place.id, place, [place.lat, place.lon]);
  for (const route of scene.routes || []) {
    const stops = route.branches.flatMap(branch => branch.stops);
    const middle = stops[stops.length >> 1];
    add("route", route.id, route, [middle.lat, middle.lon]);
    for (const branch of route.branches) for (const stop of branch.stops) {
      if (stop.kind !== "waypoint")
        add("stop", `${route.id}:${branch.id}:${stop.seq}`, stop, [stop.lat, stop.lon], { route });
    }
  }
  for (const dispute of scene.disputes || []) add("dispute", dispute.id, dispute, [dispute.lat, dispute.lon]);
  for (const trip of scene.journeys || []) add("journey", trip.id, trip, [trip.to.lat, trip.to.lon], { name: trip.who });
  return index;
};

Blocmap.createApp = (scene, map) => {
  const listeners = [], formats = new Map();
  const index = Blocmap.indexScene(scene);
  const off = scene.statuses.filter(status => !status.shown).map(status => `status:${status.id}`);
  const state = {
    date: scene.as_of, lang: scene.language, hidden: new Set([...off, "layer:letters"]),
    selected: null, step: null, panel: null, embed: false, ready: false,
  };
  const cached = (kind, options) => {
    const key = state.lang + kind + JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl[kind](Blocmap.LOCALES[state.lang] || state.lang, options));
    return formats.get(key);
  };
  const lookUp = (lang, key, n) => {
    const words = scene.words[lang] || {};
    return words[key] ?? (n == null ? null : words[`${key}.${cached("PluralRules").select(n)}`]) ?? words[`${key}.other`];
  };
  // Half-known dates compare as text: "2009" begins before "2009-06-16" and not after "2009-01-01".
  const holds = (spell, date) => (!spell.since || spell.since <= date) && (!spell.until || date < spell.until);

  const app = {
    scene, map, state, index, geometry: null, el: Blocmap.el, link: Blocmap.link,
    usual: new Set(state.hidden), still: matchMedia("(prefers-reduced-motion: reduce)"),
    aboutLines: Boolean(scene.locator) || scene.routes.length > 1,  // else the map is about who belongs
    set(patch, all) {
      const changed = Object.keys(all ? state : patch).filter(key => all || state[key] !== patch[key]);
      Object.assign(state, patch);
      for (const { keys, fn } of listeners) if (keys.some(key => changed.includes(key))) fn(state, changed);
    },
    on(keys, fn) { listeners.push({ keys: [keys].flat(), fn }); },
    // Marks that reorder what follows them are of no use in these texts and could forge them.
    text(words) {
      const text = words ? words[state.lang] || words.en || Object.values(words)[0] || "" : "";
      return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
    },
    t(key, values = {}) {
      const text = lookUp(state.lang, key, values.n) ?? lookUp("en", key, values.n) ?? key;
      return text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        return value == null ? whole : typeof value === "number" ? app.number(value) : value;
      });
    },
    // The word for an id of the data; an id without a word of its own is shown as it is.
    word(prefix, id) {
      const text = app.t(`${prefix}_${id}`);
      return text === `${prefix}_${id}` ? id.replace(/[_-]/g, " ") : text;
    },
    number: (n, options = {}) => cached("NumberFormat", { maximumFractionDigits: 2, ...options }).format(n),
    quantity(n, unit) {
      const text = app.number(n, { useGrouping: !["year", "mm"].includes(unit) }), key = `unit_${unit}`;
      const words = app.t(key, { n: ["year", "mm"].includes(unit) ? text : n, n10: n * 10, n100: n * 100 });
      return words === key ? `${text} ${unit.replace(/_/g, " ")}` : words;
    },
    date(iso, last) {
      if (!/^\d{4}(-\d\d){0,2}$/.test(iso)) return iso || "";
      const parts = iso.split("-").length;
      const format = cached("DateTimeFormat", {
        timeZone: "UTC", year: "numeric", month: parts > 1 ? "long" : undefined, day: parts > 2 ? "numeric" : undefined,
      });
      return last && last !== iso ? format.formatRange(new Date(iso), new Date(last)) : format.format(new Date(iso));
    },
    list: words => cached("ListFormat").format(words),
    short: () => app.text(scene.bloc.short) || app.text(scene.bloc.name),
    name: id => app.text(index.get(id)?.name),
    country: code => app.name(`country:${code}`) || code,
    status(country, date = state.date) {
      const spell = country.spells?.find(one => holds(one, date));
      const status = spell && scene.statuses.find(one => one.id === spell.status);
      return status ? { status, spell } : null;
    },
    sectionState: (section, date = state.date) => section.spells?.find(spell => holds(spell, date)) || null,
    count: test => scene.countries.filter(country => { const now = app.status(country); return now && test(now.status); })
      .length,
    shown: id => !state.hidden.has(id),
    toggle(ids, on) {
      const hidden = new Set(state.hidden);
      for (const id of [ids].flat()) on ? hidden.delete(id) : hidden.add(id);
      app.set({ hidden });
    },
    select(id, { fly, focus } = {}) {
      const record = index.get(id);
      if (id && !record) return;
      if (fly && record) {
        const { kind, route } = record;
        app.toggle([`layer:${kind === "stop" ? "route" : kind}s`, `route:${(route || record.data).id}`], true);
      }
      app.set({ selected: id });
      if (record && state.ready) fly ? app.flyTo(id) : app.reveal(id);
      if (focus && id) app.card.focus();
    },
    say(text) {
      const live = document.getElementById("live");
      live.textContent = "";
      setTimeout(() => { live.textContent = text; }, 60);
    },
    // What an id of the geometry store has to do with words is known here, what it looks like only to the map.
    features: () => [], element: () => null, mark() {}, flyTo: null, canvas: null, hover() {},
  };
  return app;
};

Blocmap.unpack = async base64 => {
  const packed = Uint8Array.from(atob(base64.trim()), letter => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

// A page that other scripts follow has its scene as plain JSON: then the map is there before they run.
Blocmap.readScene = async ({ type, textContent }) =>
  JSON.parse(type === "application/json" ? textContent : new TextDecoder().decode(await Blocmap.unpack(textContent)));

Blocmap.start = async () => {
  const find = id => document.getElementById(id);
  const scene = await Blocmap.readScene(find("scene"));
  for (const key of ["places", "routes", "journeys", "steps", "disputes", "claims", "figures", "credits", "missing"]) {
    scene[key] = scene[key] || [];
  }
  document.body.classList.remove("plain");
  const map = Blocmap.createMap(scene, find("map"));
  window[find("map").dataset.name] = map;  // scripts that follow, such as folium's, look for the map by its name; for them the scene comes unpacked
  const app = Blocmap.app = Blocmap.createApp(scene, map);
  Blocmap.PARTS.forEach(part => Blocmap[part](app));
  app.set(app.links.read(), true);
  try {
    app.geometry = Blocmap.decode(await Blocmap.unpack(find("geometry").textContent));
    await Blocmap.startMap(app);
    app.links.look();
    app.set({ ready: true });
    document.documentElement.dataset.ready = "yes";
  } catch (error) {
    app.say(app.t("failed", { reason: error.message }));
    throw error;
  }
};

Blocmap.start();
