// The map itself: what is drawn when, what answers the pointer, and what other parts may ask of it.

Blocmap.startMap = app => {
  const { scene, map, geometry } = app, { crs } = map.options;
  app.fit = (animate = true) => Blocmap.home(map, scene, animate);
  const plate = new Blocmap.Plate(new Blocmap.Arcs(geometry, crs)).addTo(map), { arcs, groups } = plate;
  const features = new Map(), disk = Blocmap.svg("circle", { class: "sea-disk" }, groups.sea);
  const net = Object.keys(arcs.lines).filter(key => key.startsWith("graticule")).map(key => arcs.lines[key]);
  plate.shape("graticule", "graticule-line", net, { closed: false });
  const fills = Blocmap.fills(app, plate, features), borders = Blocmap.borders(app, plate, fills, geometry.horizon);
  const routes = Blocmap.routes(app, plate, features), journeys = Blocmap.journeys(app, plate, features);
  const signs = Blocmap.symbols(app, plate, fills, routes, features), { symbols } = signs;
  const labels = Blocmap.labels(app, plate, fills, routes, signs, features);
  const inset = Blocmap.inset(app, fills), bar = Blocmap.scaleBar(app);
  const marks = Blocmap.marks(app, plate, symbols, features);

  const redraw = () => {
    const { x, y } = plate.pixel([0, 0]), place = { cx: x, cy: y, r: crs.radius * plate.view().ax };
    for (const [name, value] of Object.entries(place)) disk.setAttribute(name, value);
    for (const part of [routes, journeys, signs, inset, bar, labels, marks]) part.redraw();
  };
  const update = () => {
    for (const part of [fills, borders, routes, journeys, inset]) part.update();
    redraw();
  };
  app.redraw = redraw;
  app.on(["date", "hidden"], update);
  app.on(["step", "selected", "lang", "panel"], () => { journeys.update(); redraw(); });
  plate.on("update", redraw);
  update();

  // A new picture of a symbol: the first of its kind that passes a test.
  app.symbol = (kind, test) => {
    const symbol = [...symbols.values()].find(one => one.kind === kind && test(one.of));
    return symbol && signs.make(symbol);
  };
  app.element = id => {
    const symbol = symbols.get(id), feature = features.get(id);
    return symbol?.on ? symbol.element : feature?.element || feature?.shape.element;
  };
  // Fly to one feature or to several; a point is shown no nearer than the map already is, or at zoom 6.
  app.flyTo = ids => {
    const boxes = [ids].flat().map(id => {
      const shape = features.get(id)?.shape, plane = symbols.get(id)?.plane;
      if (!shape) return plane && Blocmap.boxOf(plane);
      return shape.closed ? arcs.extent(shape.lists) : arcs.box(shape.lists.flat());
    }).filter(Boolean);
    const limit = Math.max(6, map.getZoom());
    if (boxes.length) Blocmap.fit(map, Blocmap.around(boxes), { animate: true, limit, margin: 40 });
  };
  // What is drawn now, in the order of the plate.
  app.features = () => {
    const drawn = ([id, { shape }]) => {
      const [kind, code] = id.split(":");
      return kind === "country" ? fills.countries.get(code).status
        : shape.parts.length && !groups[`${kind}s`].classList.contains("hidden");
    };
    const points = [...symbols.values()].filter(symbol => symbol.on && symbol.kind !== "country");
    const ids = [...[...features].filter(drawn).map(([id]) => id), ...points.map(symbol => symbol.id)];
    return ids.map(id => app.index.get(id)).filter(Boolean)
      .map(({ id, kind, name, at }) => ({ id, kind, name: app.text(name), latlng: L.latLng(at) }));
  };
  app.canvas = scale => Blocmap.canvas(app, plate, scale);
};

// Outlines and rings about what has the focus, is under the pointer, or is selected.
Blocmap.marks = (app, plate, symbols, features) => {
  const { map } = app, focused = new Set();
  let hovered = null;
  const form = id => {
    const symbol = symbols.get(id), shape = features.get(id)?.shape;
    if (symbol?.on) return ["circle", { cx: symbol.x, cy: symbol.y, r: symbol.radius + 5 }];
    return shape && ["path", { d: Blocmap.path(shape.parts, shape.closed) }];
  };
  const redraw = () => {
    const { selected } = app.state, { marks } = plate.groups;
    marks.replaceChildren();
    for (const id of new Set([selected, hovered, ...focused].filter(form))) {
      const is = { focus: focused.has(id), hover: id === hovered, selected: id === selected, [id.split(":")[0]]: true };
      const kinds = Object.keys(is).filter(kind => is[kind]).join(" "), [tag, attributes] = form(id);
      for (const name of ["mark-casing", "mark"]) Blocmap.svg(tag, { ...attributes, class: `${name} ${kinds}` }, marks);
    }
  };
  app.mark = (id, on) => {
    focused[on ? "add" : "delete"](id);
    redraw();
  };
  const hover = id => {
    if (id === hovered) return;
    hovered = id;
    redraw();
    app.hover(id);
  };
  const idOf = target => target.closest?.(".plate [data-id]")?.dataset.id || null;
  map.on("movestart", () => hover(null));
  map.on("click", event => app.select(idOf(event.originalEvent.target)));
  const box = map.getContainer();
  box.addEventListener("pointerover", event => event.pointerType !== "touch" && hover(idOf(event.target)));
  box.addEventListener("pointerleave", () => hover(null));
  return { redraw };
};
