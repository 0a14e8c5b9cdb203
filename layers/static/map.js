// The map itself: where it opens, what is drawn when, and what answers the pointer.

Blocmap.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// What lies over the map: rectangles in pixels of the window.
Blocmap.panels = map => {
  const frame = map.getContainer().getBoundingClientRect(), over = document.querySelectorAll("#head, #panel, #tools, #card.sheet, .inset, .scale");
  return [...over].map(element => element.getBoundingClientRect())
    .filter(r => r.width && r.left < frame.right && r.right > frame.left && r.top < frame.bottom && r.bottom > frame.top);
};

// Show a box of the plane as large as it can be beside the panels: each is passed on whichever side leaves more room.
Blocmap.fit = (map, box, { animate, limit = Infinity, margin = 14 } = {}) => {
  const NEAR_PX = 60, frame = map.getContainer().getBoundingClientRect(), size = map.getSize(), { crs, zoomSnap } = map.options;
  const room = ([panel, ...others], inset) => {
    if (!panel) {
      const width = size.x - inset.left - inset.right - 2 * margin, height = size.y - inset.top - inset.bottom - 2 * margin;
      return { inset, scale: Math.min(width / (box.right - box.left), height / (box.bottom - box.top)) };
    }
    const sides = Object.entries({ left: panel.right - frame.left, right: frame.right - panel.left, top: panel.bottom - frame.top, bottom: frame.bottom - panel.top });
    const near = { left: panel.left - frame.left, right: frame.right - panel.right, top: panel.top - frame.top, bottom: frame.bottom - panel.bottom };
    const ways = sides.filter(([side]) => near[side] < NEAR_PX).map(([side, px]) => room(others, { ...inset, [side]: Math.max(inset[side], px) }));
    return ways.length ? ways.reduce((a, b) => (b.scale > a.scale ? b : a)) : room(others, inset);
  };
  const none = { left: 0, right: 0, top: 0, bottom: 0 }, best = room(Blocmap.panels(map), none), { scale, inset } = best.scale > 0 ? best : room([], none);
  const least = 1e-9; // a frame that is not shown yet has no size
  const zoom = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), limit, Math.floor(crs.zoom(Math.max(scale, least)) / zoomSnap) * zoomSnap)), px = 1 / crs.scale(zoom) / 2;
  const x = (box.left + box.right) / 2 - (inset.left - inset.right) * px, y = (box.top + box.bottom) / 2 + (inset.top - inset.bottom) * px;
  const centre = crs.projection.unproject(L.point(x, y));
  if (animate && !Blocmap.still()) map.flyTo(centre, zoom, { duration: 0.5 });
  else map.setView(centre, zoom, { animate: false });
  return { centre, zoom };
};

// Show the whole of what the map is about; in a small window that may be farther out than the scene's least zoom.
Blocmap.home = (map, { view: { extent: [left, top, right, bottom], min_zoom: least } }, animate) => {
  map.invalidateSize({ pan: false });
  map.options.minZoom = 0;
  const { centre, zoom } = Blocmap.fit(map, { left, top, right, bottom }, { animate });
  map.options.minZoom = Math.min(least, zoom);
  map.home = centre;
};

Blocmap.createMap = (scene, element) => {
  const crs = Blocmap.crs(scene.projection), moves = !Blocmap.still(), { max_zoom: maxZoom } = scene.view;
  const map = L.map(element, {
    crs, maxZoom, zoomSnap: 0.25, wheelPxPerZoomLevel: 90, keyboard: false, zoomControl: false, attributionControl: false, trackResize: false,
    inertia: moves, zoomAnimation: moves,
  });
  Blocmap.home(map, scene);
  // The page around the map may change its size; who has not moved it keeps the whole view.
  const unmoved = () => map.project(map.home).distanceTo(map.project(map.getCenter())) < 2;
  new ResizeObserver(() => unmoved() ? Blocmap.home(map, scene) : map.invalidateSize({ pan: false })).observe(element);
  // Nobody gets lost beyond the horizon. (Leaflet's maxBounds thinks in rectangles of latitude and longitude.)
  map.on("moveend", () => {
    const at = crs.projection.project(map.getCenter()), beyond = Math.hypot(at.x, at.y) / (0.9 * crs.radius);
    if (beyond > 1) map.panTo(crs.projection.unproject(at.divideBy(1.01 * beyond)), { animate: moves });
  });
  return map;
};

Blocmap.startMap = app => {
  const { scene, map, geometry } = app, { crs } = map.options, plate = new Blocmap.Plate(new Blocmap.Arcs(geometry, crs));
  app.fit = (animate = true) => Blocmap.home(map, scene, animate);
  app.fit(false); // the panels have their words by now
  plate.addTo(map);
  const { arcs, groups } = plate, disk = Blocmap.svg("circle", { class: "sea-disk" }, groups.sea), features = new Map();
  const net = Object.keys(arcs.lines).filter(key => key.startsWith("graticule")).map(key => arcs.lines[key]);
  new Blocmap.Shape(plate, net, { parent: groups.graticule, className: "graticule-line", closed: false }).addTo(map);
  const fills = Blocmap.fills(app, plate, features), borders = Blocmap.borders(app, plate, fills, geometry.horizon);
  const routes = Blocmap.routes(app, plate, features), journeys = Blocmap.journeys(app, plate, features);
  const signs = Blocmap.symbols(app, plate, fills, routes, features), { symbols } = signs;
  const labels = Blocmap.labels(app, plate, fills, routes, signs, features), inset = Blocmap.inset(app, plate, fills), bar = Blocmap.scaleBar(app);

  // Outlines and rings about what has the focus, is under the pointer, or is selected.
  const focused = new Set();
  let hovered = null;
  const mark = () => {
    groups.marks.replaceChildren();
    for (const id of new Set([app.state.selected, hovered, ...focused])) {
      const symbol = symbols.get(id), shape = features.get(id)?.shape;
      const kinds = [focused.has(id) && "focus", id === hovered && "hover", id === app.state.selected && "selected", id?.split(":")[0]];
      const tag = symbol?.on ? "circle" : "path", form = symbol?.on ? { cx: symbol.x, cy: symbol.y, r: symbol.radius + 5 }
        : shape && { d: L.SVG.pointsToPath(shape._parts, shape.options.closed) };
      for (const name of form ? ["mark-casing", "mark"] : []) {
        Blocmap.svg(tag, { ...form, class: [name, ...kinds].filter(Boolean).join(" ") }, groups.marks);
      }
    }
  };
  const redraw = () => {
    const { x, y } = plate.pixel([0, 0]);
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: crs.radius * plate.view().ax })) disk.setAttribute(name, value);
    for (const part of [journeys, signs, inset, bar, labels]) part.redraw();
    mark();
  };
  const update = () => {
    for (const part of [fills, borders, routes, journeys, inset]) part.update();
    redraw();
  };
  app.on(["date", "hidden"], update);
  app.on(["step", "selected", "lang", "panel"], () => { journeys.update(); redraw(); });
  plate.on("update", redraw);
  update();

  const idOf = target => target.closest?.(".plate [data-id]")?.dataset.id || null;
  const hover = id => {
    if (id === hovered) return;
    hovered = id;
    mark();
    app.hover(id);
  };
  map.on("movestart", () => hover(null));
  map.on("click", event => app.select(idOf(event.originalEvent.target)));
  map.getContainer().addEventListener("pointerover", event => event.pointerType !== "touch" && hover(idOf(event.target)));
  map.getContainer().addEventListener("pointerleave", () => hover(null));

  app.element = id => symbols.get(id)?.on ? symbols.get(id).element : features.get(id)?.element || features.get(id)?.shape.getElement();
  app.mark = (id, on) => {
    focused[on ? "add" : "delete"](id);
    mark();
  };
  const extent = id => {
    const { shape } = features.get(id) || {}, point = symbols.get(id)?.plane;
    return shape ? arcs.extent(shape.lists, shape.options.closed) : point && { left: point[0], right: point[0], top: point[1], bottom: point[1] };
  };
  // Fly to one feature or to several; a point is shown no nearer than the map already is, or at zoom 6.
  app.flyTo = ids => {
    const boxes = [ids].flat().map(extent).filter(Boolean), corners = boxes.flatMap(b => [{ x: b.left, y: b.top }, { x: b.right, y: b.bottom }]);
    if (boxes.length) Blocmap.fit(map, Blocmap.boxOf(corners), { animate: true, limit: Math.max(6, map.getZoom()), margin: 40 });
  };
  // What is drawn now, in the order of the plate.
  app.features = () => {
    const drawn = ([id, { shape }]) => shape._parts.length && !groups[`${id.split(":")[0]}s`]?.classList.contains("hidden");
    const held = [...fills.countries].filter(([, { status }]) => status).map(([code]) => `country:${code}`);
    const lines = [...features].filter(([id]) => !id.startsWith("country")).filter(drawn).map(([id]) => id);
    const points = [...symbols.values()].filter(symbol => symbol.on && symbol.kind !== "country").map(symbol => symbol.id);
    return [...held, ...lines, ...points].map(id => app.index.get(id)).filter(Boolean)
      .map(({ id, kind, name, at }) => ({ id, kind, name: app.text(name), latlng: L.latLng(at) }));
  };
  app.canvas = scale => Blocmap.canvas(app, plate, scale);
};
