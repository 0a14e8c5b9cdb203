// Routes, section by section as they stand on the day, and journeys.

// Return the point at a fraction of the length of a run of pixels, and the direction there; null for none.
Blocmap.along = (points, fraction) => {
  const lengths = points.map((p, i) => i ? Math.hypot(p.x - points[i - 1].x, p.y - points[i - 1].y) : 0);
  let left = fraction * lengths.reduce((sum, length) => sum + length, 0);
  for (let i = 1; i < points.length; i++) {
    if (left <= lengths[i] && lengths[i]) {
      const a = points[i - 1], b = points[i], t = left / lengths[i];
      return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y), dx: (b.x - a.x) / lengths[i], dy: (b.y - a.y) / lengths[i] };
    }
    left -= lengths[i];
  }
  return null;
};

Blocmap.routes = (app, plate, arcs) => {
  const routes = new Map(), shape = (parent, className, copies) =>
    new Blocmap.Shape(plate, [], { parent, className, copies, closed: false }).addTo(app.map);

  // The page's own route is drawn last, above the others.
  const order = ["context", "other", "main"];
  for (const route of [...app.scene.routes || []].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))) {
    const group = Blocmap.svg("g", { class: `route role-${route.role}` }, plate.groups.routes);
    const [casings, lines, hits] = ["casings", "lines", "hits"].map(name => Blocmap.svg("g", { class: name }, group));
    const entry = { route, group, casings, lines, styles: new Map(), hit: shape(hits, "hit"), sections: [] };
    Blocmap.identify(group, `route:${route.id}`);
    Blocmap.identify(entry.hit.getElement(), `route:${route.id}`);
    routes.set(route.id, entry);
  }

  const styled = (entry, key) => {
    if (!entry.styles.has(key)) {
      const casing = Blocmap.svg("path", { class: `route-casing ${key}` }, entry.casings);
      entry.styles.set(key, shape(entry.lines, `route-line ${key}`, [casing]));
    }
    return entry.styles.get(key);
  };

  const update = () => {
    const { date, hidden } = app.state;
    for (const entry of routes.values()) {
      const { route } = entry, lists = new Map([...entry.styles.keys()].map(key => [key, []]));
      entry.sections = [];
      if (!hidden.has("layer:routes") && !hidden.has(`route:${route.id}`)) {
        for (const branch of route.branches) {
          for (const section of branch.sections) {
            const list = arcs.lines[`${branch.line}:${section.from}`], spell = app.sectionState(section, date);
            if (!list || !spell) continue;
            const key = `state-${spell.status}${section.approximate ? " approximate" : ""}${section.mode === "ferry" ? " ferry" : ""}`;
            lists.set(key, [...(lists.get(key) || []), list]);
            entry.sections.push({ branch, section, spell, list });
          }
        }
      }
      for (const [key, list] of lists) styled(entry, key).setLists(list);
      entry.hit.setLists(entry.sections.map(section => section.list));
    }
  };
  return { routes, update };
};

const HEAD_GAP_PX = 9, HEAD_PX = 8;

Blocmap.journeys = (app, plate, arcs) => {
  const journeys = new Map();
  for (const journey of app.scene.journeys || []) {
    const list = arcs.lines[journey.line];
    if (!list) continue;
    const absent = journey.attended === false;
    const group = Blocmap.svg("g", { class: `journey${absent ? " absent" : ""}` }, plate.groups.journeys);
    const casing = Blocmap.svg("path", { class: "journey-casing" }, group), hit = Blocmap.svg("path", { class: "hit" });
    const shape = new Blocmap.Shape(plate, [list], { parent: group, className: "journey-line", copies: [casing, hit], closed: false });
    shape.addTo(app.map);
    const mark = Blocmap.svg("path", { class: absent ? "journey-cross" : "journey-head" }, group);
    group.append(hit);
    for (const element of [group, hit]) Blocmap.identify(element, `journey:${journey.id}`);
    journeys.set(journey.id, { journey, group, shape, mark, list });
  }

  const update = () => {
    const told = app.scene.steps?.[app.state.step], hidden = app.state.hidden.has("layer:journeys");
    for (const { journey, group } of journeys.values()) {
      const tells = Boolean(told?.journeys?.includes(journey.id));
      group.classList.toggle("told", tells);
      group.classList.toggle("faint", Boolean(told?.journeys?.length) && !tells);
      group.classList.toggle("hidden", hidden);
      if (tells) plate.groups.journeys.append(group);
    }
  };

  // A head of fixed size at the end; an absence has a cross half-way instead.
  const redraw = () => {
    for (const { journey, shape, mark } of journeys.values()) {
      const part = shape._parts[shape._parts.length - 1] || [];
      mark.setAttribute("d", journey.attended === false ? cross(Blocmap.along(part, 0.5)) : head(part));
    }
  };
  const cross = at => at ? `M${at.x - 4} ${at.y - 4}l8 8m0-8l-8 8` : "M0 0";
  const head = part => {
    const end = part[part.length - 1], back = px => part.findLast(p => Math.hypot(p.x - end.x, p.y - end.y) >= px);
    const from = end && back(HEAD_GAP_PX + HEAD_PX);
    if (!from) return "M0 0";
    const length = Math.hypot(end.x - from.x, end.y - from.y), dx = (end.x - from.x) / length, dy = (end.y - from.y) / length;
    const tip = { x: end.x - dx * HEAD_GAP_PX, y: end.y - dy * HEAD_GAP_PX };
    const foot = side => `${tip.x - HEAD_PX * dx + side * HEAD_PX * dy / 2} ${tip.y - HEAD_PX * dy - side * HEAD_PX * dx / 2}`;
    return `M${tip.x} ${tip.y}L${foot(1)}L${foot(-1)}z`;
  };
  return { journeys, update, redraw };
};
