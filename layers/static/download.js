// Sharing and saving: link, embed code, citation, CSV, GeoJSON, a picture of the view.

// A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
Blocmap.csvCell = cell => {
  let text = cell == null ? "" : String(cell);
  if (typeof cell !== "number" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
Blocmap.csv = ({ columns, rows }) => `\ufeff${[columns, ...rows].map(row => `${row.map(Blocmap.csvCell).join(",")}\r\n`).join("")}`;

// GeoJSON wants rings cut at 180°: a ring is made continuous, then the part beyond each side is cut off and moved back.
Blocmap.cutRing = ring => {
  const turn = (a, b) => Math.round((a - b) / 360) * 360, whole = [];
  for (const [lon, lat] of ring) whole.push([whole.length ? lon + turn(whole.at(-1)[0], lon) : lon, lat]);
  const keep = (points, limit, side) => points.flatMap((p, i) => {
    const q = points[(i + 1) % points.length], inside = side * (p[0] - limit) <= 0;
    const crosses = inside !== (side * (q[0] - limit) <= 0), share = (limit - p[0]) / (q[0] - p[0]);
    return [...inside ? [p] : [], ...crosses ? [[limit, p[1] + share * (q[1] - p[1])]] : []];
  });
  return [-360, 0, 360].map(by => {
    const part = keep(keep(whole.slice(0, -1), by + 180, 1), by - 180, -1).map(([lon, lat]) => [lon - by, lat]);
    return part.length > 2 ? [...part, part[0]] : null;
  }).filter(Boolean);
};

Blocmap.geojson = app => {
  const { geometry, scene, text } = app, round = n => Math.round(n * 1e4) / 1e4;
  const coords = references => references.flatMap((reference, n) => {
    const arc = geometry.arcs[reference < 0 ? ~reference : reference];
    const points = Array.from(arc.lon, (lon, i) => [round(lon), round(arc.lat[i])]);
    return (reference < 0 ? points.reverse() : points).slice(n ? 1 : 0);
  });
  const feature = (properties, type, coordinates) => ({ type: "Feature", properties, geometry: { type, coordinates } });
  const features = [];
  for (const country of scene.countries) {
    const now = app.status(country), shape = geometry.polygons[country.code];
    if (!now || !shape || !app.shown(`status:${now.status.id}`)) continue;
    const polygons = shape.flatMap(([outer, ...holes]) => {
      const cut = Blocmap.cutRing(coords(outer)), inner = holes.flatMap(hole => Blocmap.cutRing(coords(hole)));
      return cut.length === 1 ? [[cut[0], ...inner]] : cut.map(ring => [ring]);
    });
    features.push(feature({ code: country.code, name: text(country.name), status: now.status.id, since: now.spell.since,
      sources: now.spell.sources }, "MultiPolygon", polygons));
  }
  for (const place of app.shown("layer:places") ? scene.places : []) {
    features.push(feature({ id: place.id, name: text(place.name), kinds: place.kinds, sources: place.sources },
      "Point", [place.lon, place.lat]));
  }
  for (const route of app.shown("layer:routes") ? scene.routes.filter(one => app.shown(`route:${one.id}`)) : []) {
    for (const branch of route.branches) for (const section of branch.sections) {
      const line = geometry.lines[`${branch.line}:${section.from}`], now = app.sectionState(section);
      if (line && now) features.push(feature({ route: route.id, name: text(route.name), status: now.status,
        approximate: !!section.approximate, sources: now.sources }, "LineString", coords(line)));
    }
  }
  return { type: "FeatureCollection", name: scene.id, date: app.state.date, features };
};

Blocmap.download = app => {
  const { el, t, text, scene } = app;
  const hand = (blob, name) => {
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
    app.say(t(self !== top && origin === "null" ? "saved_boxed" : "saved", { name }));
  };
  const save = (ending, type, make, part = "") => async () => {
    const name = `${scene.id}-${part}${app.state.date}.${ending}`;
    try {
      const made = await make();
      hand(made instanceof Blob ? made : new Blob([made], { type }), name);
    } catch (error) {
      app.say(t("save_failed", { name }));
    }
  };
  const png = () => new Promise((done, fail) => app.canvas(2).toBlob(blob => blob ? done(blob) : fail(), "image/png"));
  const copy = async field => {
    field.select();
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
      else if (!document.execCommand("copy")) throw Error();
      app.say(t("copied"));
    } catch (error) {
      app.say(t("copy_failed"));
    }
  };
  const field = (key, value) => {
    const input = el("textarea", { id: `copy-${key}`, readonly: true, rows: key === "link" ? 1 : 3, spellcheck: "false" }, value);
    return el("p", { class: "field" }, el("label", { for: input.id }, t(key)), input,
      el("button", { "aria-label": `${t("copy")}: ${t(key)}`, onclick: () => copy(input) }, t("copy")));
  };
  const escape = words => words.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
  app.downloads = {
    csv: table => save("csv", "text/csv", () => Blocmap.csv(table), `${table.id}-`),
    page() {
      const address = app.links.address(), title = document.getElementById("title").textContent;
      const button = (key, ending, type, make) => el("button", { "data-save": ending, onclick: save(ending, type, make) }, t(key));
      return [
        el("h3", {}, t("save")), el("p", { class: "buttons" },
          button("save_csv", "csv", "text/csv", () => Blocmap.csv(Blocmap.tables(app)[0])),
          button("save_geojson", "geojson", "application/geo+json", () => JSON.stringify(Blocmap.geojson(app))),
          button("save_png", "png", "image/png", png), el("button", { onclick: () => print() }, t("print"))),
        field("link", address),
        field("embed", `<iframe src="${escape(app.links.address("embed"))}" title="${escape(title)}" width="100%" height="480" `
          + 'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>'),
        field("cite", t("citation", { bloc: text(scene.bloc.name), title, date: app.date(app.state.date), address,
          credits: scene.credits.map(credit => text(credit.text)).join("; "),
          sources: t("source_count", { n: Object.keys(scene.sources).length }) })),
      ];
    },
  };
};
