// The map itself: where it opens, what is drawn when, and what answers the pointer.

Blocmap.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// What lies over the map: rectangles in pixels of the window.
Blocmap.PANELS = ["#head", "#legend", "#time", "#card", "#tools", ".inset", ".scale"];
Blocmap.panels = map => {
  const frame = map.getContainer().getBoundingClientRect();
  return Blocmap.PANELS.flatMap(selector => [...document.querySelectorAll(selector)]).map(element => element.getBoundingClientRect())
    .filter(rect => rect.width && rect.height && rect.left < frame.right && rect.right > frame.left && rect.top < frame.bottom && rect.bottom > frame.top);
};

// Points, in metres of the plane, all along bounds [west, south, east, north]; west > east means across 180°.
Blocmap.outline = ([west, south, east, north], crs) => {
  const points = [], at = [0, 0], width = east < west ? east - west + 360 : east - west;
  for (let i = 0; i <= 60; i++) {
    const lon = west + width * i / 60, lat = south + (north - south) * i / 60;
    for (const place of [[lon, south], [lon, north], [west, lat], [east, lat]]) {
      crs.forward(...place, at, 0);
      points.push({ x: at[0], y: at[1] });
    }
  }
  return points;
};

// Show a box of the plane as large as it can be beside the panels: each is passed on its short or its long side,
// whichever leaves more room.
Blocmap.fit = (map, box, { animate = false, limit = Infinity, margin = 14 } = {}) => {
  const frame = map.getContainer().getBoundingClientRect(), size = map.getSize(), crs = map.options.crs;
  const ways = Blocmap.panels(map).map(rect => [
    (rect.left + rect.right) / 2 < (frame.left + frame.right) / 2 ? { left: rect.right - frame.left } : { right: frame.right - rect.left },
    (rect.top + rect.bottom) / 2 < (frame.top + frame.bottom) / 2 ? { top: rect.bottom - frame.top } : { bottom: frame.bottom - rect.top },
  ]).filter(([side]) => Object.values(side)[0] > 0);
  let best = { scale: 0 };
  for (let choice = 0; choice < 2 ** ways.length; choice++) {
    const inset = { left: 0, right: 0, top: 0, bottom: 0 };
    ways.forEach((way, i) => {
      for (const [side, px] of Object.entries(way[choice >> i & 1])) inset[side] = Math.max(inset[side], px);
    });
    const width = size.x - inset.left - inset.right - 2 * margin, height = size.y - inset.top - inset.bottom - 2 * margin;
    const scale = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
    if (scale > best.scale) best = { scale, inset };
  }
  const { inset } = best.scale ? best : { inset: { left: 0, right: 0, top: 0, bottom: 0 } };
  const snap = map.options.zoomSnap || 0.01, wanted = best.scale ? Math.floor(crs.zoom(best.scale) / snap) * snap : map.getMinZoom();
  const zoom = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), limit, wanted)), px = 1 / crs.scale(zoom);
  const x = (box.left + box.right) / 2 - (inset.left - inset.right) / 2 * px, y = (box.top + box.bottom) / 2 + (inset.top - inset.bottom) / 2 * px;
  const centre = crs.projection.unproject(L.point(x, y));
  if (animate && !Blocmap.still()) map.flyTo(centre, zoom, { duration: 0.5 });
  else map.setView(centre, zoom, { animate: false });
};

Blocmap.home = (map, scene) => {
  const { extent, bounds } = scene.view;
  return extent ? { left: extent[0], top: extent[1], right: extent[2], bottom: extent[3] } : Blocmap.boxOf(Blocmap.outline(bounds, map.options.crs));
};

Blocmap.createMap = (scene, element) => {
  const crs = Blocmap.crs(scene.projection), moves = !Blocmap.still();
  const map = L.map(element, {
    crs, zoomSnap: 0.25, wheelPxPerZoomLevel: 90, minZoom: scene.view.min_zoom, maxZoom: scene.view.max_zoom,
    keyboard: false, zoomControl: false, attributionControl: false, inertia: moves, zoomAnimation: moves,
    center: [scene.projection.lat, scene.projection.lon], zoom: scene.view.min_zoom,
  });
  Blocmap.fit(map, Blocmap.home(map, scene));
  // Nobody gets lost beyond the horizon. (Leaflet's maxBounds thinks in rectangles of latitude and longitude.)
  map.on("moveend", () => {
    const { x, y } = crs.projection.project(map.getCenter()), far = Math.hypot(x, y), limit = 0.9 * crs.radius;
    if (far > limit) map.panTo(crs.projection.unproject(L.point(x * limit / far, y * limit / far)), { animate: moves });
  });
  return map;
};

// A scale bar that is true at the middle of the map.
Blocmap.scaleBar = app => {
  const { map } = app, bar = map.getContainer().appendChild(document.createElement("div"));
  bar.className = "scale";
  return () => {
    const size = map.getSize(), at = x => map.containerPointToLatLng([x, size.y / 2]);
    const km = L.CRS.Earth.distance(at(size.x / 2 - 50), at(size.x / 2 + 50)) / 1000, ten = 10 ** Math.floor(Math.log10(km));
    const length = [5, 2, 1].find(n => n * ten <= km) * ten;
    bar.textContent = app.t("unit_km", { n: app.number(length) });
    bar.style.width = `${Math.round(100 * length / km)}px`;
  };
};

Blocmap.startMap = app => {
  const { scene, map } = app, arcs = new Blocmap.Arcs(app.geometry, map.options.crs), plate = new Blocmap.Plate(arcs).addTo(map);
  const opened = map.getCenter();
  const disk = Blocmap.svg("circle", { class: "sea-disk" }, plate.groups.sea);
  const net = Object.keys(arcs.lines).filter(key => key.startsWith("graticule")).map(key => arcs.lines[key]);
  new Blocmap.Shape(plate, net, { parent: plate.groups.graticule, className: "graticule-line", closed: false }).addTo(map);

  const fills = Blocmap.fills(app, plate, arcs), borders = Blocmap.borders(app, plate, arcs, fills);
  const lines = Blocmap.routes(app, plate, arcs), journeys = Blocmap.journeys(app, plate, arcs);
  const symbols = Blocmap.symbols(app, plate, arcs, fills, lines), labels = Blocmap.labels(app, plate, fills, lines, symbols);
  const bar = Blocmap.scaleBar(app), inset = Blocmap.inset(app, arcs, fills), marked = new Map();

  // Rings and outlines about what has the focus, is under the pointer, or is selected.
  const mark = () => {
    plate.groups.marks.replaceChildren();
    const all = new Map(marked);
    if (app.state.selected) all.set(app.state.selected, `${all.get(app.state.selected) || ""} selected`);
    for (const [id, kind] of all) {
      const symbol = symbols.symbols.get(id), shape = shapeOf(id);
      const element = symbol?.on ? Blocmap.svg("circle", { cx: symbol.x, cy: symbol.y, r: symbol.radius + 5 })
        : shape && Blocmap.svg("path", { d: L.SVG.pointsToPath(shape._parts, shape.options.closed) || "M0 0" });
      if (element) plate.groups.marks.append(element);
      element?.setAttribute("class", `mark ${kind} ${id.split(":")[0]}`);
    }
  };
  const shapeOf = id => {
    const [kind, key] = id.split(":");
    return { country: fills.countries.get(key)?.shape, dispute: fills.disputes.get(key)?.shape,
      route: lines.routes.get(key)?.hit, journey: journeys.journeys.get(key)?.shape }[kind];
  };

  const redraw = () => {
    const { x, y } = plate.pixel(0, 0);
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: map.options.crs.radius * plate.view().ax })) disk.setAttribute(name, value);
    journeys.redraw();
    symbols.redraw();
    bar();
    inset.redraw();
    labels.redraw();
    mark();
  };
  const update = () => {
    for (const part of [fills, borders, lines, journeys, inset]) part.update();
    redraw();
  };
  app.on(["date", "hidden"], update);
  app.on(["lang"], redraw);
  app.on(["step", "selected"], () => { journeys.update(); redraw(); });
  app.on(["panel"], () => labels.redraw());
  plate.on("update", redraw);

  const idOf = target => target?.closest?.(".plate [data-id]")?.dataset.id || null;
  map.on("click", event => app.select(idOf(event.originalEvent.target)));
  let hovered = null;
  const hover = id => {
    if (id === hovered) return;
    if (hovered && marked.get(hovered) === "hover") marked.delete(hovered);
    if (id && !marked.has(id)) marked.set(id, "hover");
    hovered = id;
    mark();
    app.hover?.(id);
  };
  map.getContainer().addEventListener("pointerover", event => event.pointerType !== "touch" && hover(idOf(event.target)));
  map.getContainer().addEventListener("pointerleave", () => hover(null));

  app.element = id => {
    const symbol = symbols.symbols.get(id), [kind, key] = id.split(":");
    return symbol?.on ? symbol.element : kind === "route" ? lines.routes.get(key)?.group : kind === "journey" ? journeys.journeys.get(key)?.group : shapeOf(id)?.getElement();
  };
  app.mark = (id, on) => {
    if (on) marked.set(id, "focus");
    else marked.delete(id);
    mark();
  };

  const box = id => {
    const [kind, key] = id.split(":"), symbol = kind === "country" ? null : symbols.symbols.get(id);
    const lists = { route: lines.routes.get(key)?.sections.map(section => section.list), journey: [journeys.journeys.get(key)?.list] }[kind];
    if (symbol) return Blocmap.boxOf([{ x: symbol.plane[0], y: symbol.plane[1] }]);
    if (lists?.[0]) {
      const points = [];
      for (const list of lists) arcs.each(list, 6, (x, y) => points.push({ x, y }));
      return Blocmap.boxOf(points);
    }
    const rings = fills.countries.get(key)?.rings || fills.disputes.get(key)?.rings, extent = rings && arcs.extent(rings);
    return extent && { left: extent.min[0], top: extent.min[1], right: extent.max[0], bottom: extent.max[1] };
  };
  // Fly to a feature, or to several at once; a point is shown no nearer than the map already is, or at zoom 6.
  app.flyTo = ids => {
    const boxes = [ids].flat().map(box).filter(Boolean);
    if (!boxes.length) return;
    const whole = Blocmap.boxOf(boxes.flatMap(b => [{ x: b.left, y: b.top }, { x: b.right, y: b.bottom }]));
    Blocmap.fit(map, whole, { animate: true, limit: Math.max(6, map.getZoom()), margin: 40 });
  };
  app.fit = (animate = true) => Blocmap.fit(map, Blocmap.home(map, scene), { animate });

  const point = ([lon, lat]) => L.latLng(lat, lon);
  app.features = () => [
    ...[...fills.countries].filter(([, { status, country }]) => status && country.label)
      .map(([code, { country }]) => ({ id: `country:${code}`, kind: "country", name: app.text(country.name), latlng: point(country.label) })),
    ...[...lines.routes.values()].filter(({ sections }) => sections.length).map(({ route, sections: [{ branch, section }] }) => {
      const stop = branch.stops.find(({ seq }) => seq === section.from);
      return { id: `route:${route.id}`, kind: "route", name: app.text(route.name), latlng: point([stop.lon, stop.lat]) };
    }),
    ...[...symbols.symbols.values()].filter(({ on, kind }) => on && kind !== "country")
      .map(({ id, kind, of, lat, lon }) => ({ id, kind, name: app.text(of.name), latlng: point([lon, lat]) })),
    ...[...fills.disputes.values()].filter(() => !app.state.hidden.has("layer:disputes"))
      .map(({ dispute }) => ({ id: `dispute:${dispute.id}`, kind: "dispute", name: app.text(dispute.name), latlng: point([dispute.lon, dispute.lat]) })),
    ...[...journeys.journeys.values()].filter(() => !app.state.hidden.has("layer:journeys"))
      .map(({ journey }) => ({ id: `journey:${journey.id}`, kind: "journey", name: app.text(journey.who), latlng: point([journey.to.lon, journey.to.lat]) })),
  ];
  app.canvas = scale => Blocmap.canvas(app, plate, scale);

  update();
  // The panels have their words by now; make room for them, unless a link has already said where to look.
  if (map.getCenter().equals(opened)) app.fit(false);
};
