// Sharing and saving: link, embed code, citation, CSV, GeoJSON, a picture of the view.

// A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
Blocmap.csvCell = cell => {
  const safe = typeof cell === "number" ? String(cell) : String(cell ?? "").replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
Blocmap.csv = ({ columns, rows }) => `\ufeff${[columns, ...rows].map(row => `${row.map(Blocmap.csvCell).join(",")}\r\n`).join("")}`;

// GeoJSON wants rings cut at 180°: a ring is made continuous, then the part beyond each side is cut off and moved back.
Blocmap.cutRing = ring => {
  const whole = [];
  for (const [lon, lat] of ring.slice(1)) whole.push([lon + Math.round(((whole.at(-1) || ring[0])[0] - lon) / 360) * 360, lat]);
  const keep = (points, limit, side) => points.flatMap((p, i) => {
    const q = points[(i + 1) % points.length], inside = side * (p[0] - limit) <= 0, share = (limit - p[0]) / (q[0] - p[0]);
    return [...inside ? [p] : [], ...inside !== side * (q[0] - limit) <= 0 ? [[limit, p[1] + share * (q[1] - p[1])]] : []];
  });
  return [-360, 0, 360].map(by => keep(keep(whole, by + 180, 1), by - 180, -1).map(([lon, lat]) => [lon - by, lat]))
    .filter(part => part.length > 2).map(part => [...part, part[0]]);
};

Blocmap.geojson = app => {
  const { geometry: { arcs, polygons, lines }, scene, text, shown } = app, round = n => Math.round(n * 1e4) / 1e4;
  const coords = references => references.flatMap((reference, n) => {
    const { lon, lat } = arcs[reference < 0 ? ~reference : reference], points = Array.from(lon, (x, i) => [round(x), round(lat[i])]);
    return (reference < 0 ? points.reverse() : points).slice(n ? 1 : 0);
  });
  const feature = (properties, type, coordinates) => ({ type: "Feature", properties, geometry: { type, coordinates } });
  const countries = app.present().filter(({ country: { code } }) => polygons[code]).map(({ country: { code, name }, status, spell: { since, sources } }) =>
    feature({ code, name: text(name), status: status.id, since, sources }, "MultiPolygon", polygons[code].flatMap(([outer, ...holes]) => {
      const [first, ...others] = Blocmap.cutRing(coords(outer));
      return [[first, ...others.length ? [] : holes.flatMap(hole => Blocmap.cutRing(coords(hole)))], ...others.map(ring => [ring])];
    })));
  const places = shown("layer:places") ? scene.places.map(({ id, name, kinds, sources, lon, lat }) =>
    feature({ id, name: text(name), kinds, sources }, "Point", [lon, lat])) : [];
  const sections = app.lines().flatMap(({ id, name, branches }) => branches.flatMap(branch => branch.sections.flatMap(section => {
    const line = lines[`${branch.line}:${section.from}`], { status, sources } = app.sectionState(section) || {};
    return line && status ? feature({ route: id, name: text(name), status, approximate: section.approximate, sources }, "LineString", coords(line)) : [];
  })));
  return { type: "FeatureCollection", name: scene.id, date: app.state.date, features: [...countries, ...places, ...sections] };
};

Blocmap.download = app => {
  const { el, t, text, scene } = app;
  const save = (ending, type, make, part = "") => async () => {
    const name = `${scene.id}-${part}${app.state.date}.${ending}`;
    try {
      const link = el("a", { href: URL.createObjectURL(new Blob([await make()], { type })), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
      app.tell(t(self !== top && origin === "null" ? "saved_boxed" : "saved", { name }));
    } catch {
      app.tell(t("save_failed", { name }));
    }
  };
  const png = () => new Promise(done => app.canvas(2).toBlob(done, "image/png"));
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
  const field = (key, value) => {
    const input = el("textarea", { id: `copy-${key}`, readonly: true, rows: key === "link" ? 1 : 3, spellcheck: "false" }, value);
    return el("p", { class: "field" }, el("label", { for: input.id }, t(key)), input,
      el("button", { "aria-label": `${t("copy")}: ${t(key)}`, onclick: () => copy(input) }, t("copy")));
  };
  const escape = words => words.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
  const button = (ending, ...how) => el("button", { "data-save": ending, onclick: save(ending, ...how) }, t(`save_${ending}`));

  app.csv = table => save("csv", "text/csv", () => Blocmap.csv(table), `${table.id}-`);
  app.shared = () => {
    const address = app.links.address(), title = app.find("title").textContent;
    return [
      el("p", { class: "buttons" }, button("csv", "text/csv", () => Blocmap.csv(Blocmap.tables(app)[0])),
        button("geojson", "application/geo+json", () => JSON.stringify(Blocmap.geojson(app))), button("png", "image/png", png),
        el("button", { onclick: () => print() }, t("print"))),
      field("link", address),
      field("embed", `<iframe src="${escape(app.links.address(true))}" title="${escape(title)}" width="100%" height="480" loading="lazy"`
        + ' sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"></iframe>'),
      field("cite", t("citation", { bloc: text(scene.bloc.name), title, date: app.date(app.state.date), address,
        credits: scene.credits.map(credit => text(credit.text)).join(t("list_join")), sources: t("source_count", { n: Object.keys(scene.sources).length }) })),
    ];
  };
};
