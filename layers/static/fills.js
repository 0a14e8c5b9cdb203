// The land: one shape per country, filled by its status on the day; patterns and disputed parts lie over it.

Blocmap.PATTERNS = {
  stripe: ["M-2 2l4-4M0 8l8-8M6 10l4-4", 8],
  cross: ["M0 4h8M4 0v8", 8],
  dots: ["M2 2h.01M6 6h.01", 8],
  hatch: ["M-1 1l2-2M0 6l6-6M5 7l2-2", 6],
};

Blocmap.addPattern = (defs, id, name, ink) => {
  const [d, size] = Blocmap.PATTERNS[name];
  const tile = Blocmap.svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse", class: `pattern-${name}` }, defs);
  const marks = Blocmap.svg("path", { d }, tile);
  if (ink) marks.style.setProperty("--ink", ink);
};

Blocmap.fills = (app, plate, arcs) => {
  const { scene, map } = app, byStatus = new Map(scene.statuses.map(status => [status.id, status])), countries = new Map();

  for (const country of scene.countries) {
    const polygons = arcs.polygons[country.code];
    if (!polygons) continue;
    const rings = polygons.flat();
    const shape = new Blocmap.Shape(plate, rings, { parent: plate.groups.land, className: "land" }).addTo(map);
    Blocmap.identify(shape.getElement(), `country:${country.code}`);
    countries.set(country.code, { country, rings, shape, extent: arcs.extent(rings), status: null });
  }

  const patterns = scene.statuses.filter(status => status.pattern !== "solid").map(status => {
    Blocmap.addPattern(plate.defs, `pattern-${status.id}`, status.pattern, status.ink);
    const shape = new Blocmap.Shape(plate, [], { parent: plate.groups.patterns, className: "pattern" }).addTo(map);
    shape.getElement().style.fill = `url(#pattern-${status.id})`;
    return { status, shape };
  });

  Blocmap.addPattern(plate.defs, "pattern-disputed", "hatch");
  const disputes = new Map();
  for (const dispute of scene.disputes || []) {
    const polygons = dispute.drawn === "area" && arcs.polygons[dispute.area || `dispute:${dispute.id}`];
    if (!polygons) continue;
    const shape = new Blocmap.Shape(plate, polygons.flat(), { parent: plate.groups.disputes, className: "dispute" }).addTo(map);
    shape.getElement().style.fill = "url(#pattern-disputed)";
    Blocmap.identify(shape.getElement(), `dispute:${dispute.id}`);
    disputes.set(dispute.id, { dispute, rings: polygons.flat(), shape });
  }

  const update = () => {
    const { date, hidden } = app.state;
    for (const entry of countries.values()) {
      const held = app.status(entry.country, date), element = entry.shape.getElement();
      entry.status = held && !hidden.has(`status:${held.status.id || held.status}`) ? byStatus.get(held.status.id || held.status) : null;
      element.classList.toggle("filled", Boolean(entry.status));
      if (entry.status) element.style.setProperty("--fill", entry.status.color);
      else element.style.removeProperty("--fill");
    }
    for (const { status, shape } of patterns) {
      shape.setLists([...countries.values()].filter(entry => entry.status === status).flatMap(entry => entry.rings));
    }
    plate.groups.disputes.classList.toggle("hidden", hidden.has("layer:disputes"));
  };

  // Return the country drawn at a pixel; none: the sea.
  const at = (x, y) => {
    for (const entry of countries.values()) if (entry.shape.covers(x, y)) return entry;
    return null;
  };

  return { countries, disputes, update, at };
};

// Elements that stand for a feature answer the pointer and can be given the focus.
Blocmap.identify = (element, id) => {
  element.dataset.id = id;
  element.style.pointerEvents = "auto";
  return element;
};
