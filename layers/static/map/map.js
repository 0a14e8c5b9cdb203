// The map itself: what is drawn when, what answers the pointer, and what other parts may ask of it.

import { svg } from "../core/dom.js";
import { Arcs } from "../drawing/arcs.js";
import { drawAspects } from "../drawing/aspects.js";
import { drawBorders } from "../drawing/borders.js";
import { boxAround, boxOf, holds } from "./boxes.js";
import { drawFills } from "../drawing/fills.js";
import { drawFrames } from "../drawing/frames.js";
import { drawHighlights } from "./highlights.js";
import { drawLabels } from "../names/labels.js";
import { drawJourneys, drawRoutes } from "../drawing/lines.js";
import { drawLocator, drawScaleBar } from "./locator.js";
import { pictureOf } from "./picture.js";
import { Renderer } from "../drawing/renderer.js";
import { drawSymbols } from "../drawing/symbols.js";
import { fit, showAll } from "./viewport.js";

// Draw all but the names, which need no hurry: what places them, and resolves when they stand, is returned, and what lets
// the map hear of changes, which is done when the panels hear of them.
/** @param {App} app @param {Own} [own] */
export const startMap = (app, own) => {
  const { scene, map, geometry } = app, { crs } = map.options;
  app.fit = (animate = true) => showAll(map, scene, animate);
  app.visit = extent => fit(map, boxOf(extent), { animate: true });
  const renderer = new Renderer(new Arcs(geometry, crs)).addTo(map), { arcs, groups } = renderer;
  const features = new Map(), rim = crs.rim.map(at => at.map(Math.round).join(" ")).join("L");
  const disk = svg("path", { class: "sea-disk", d: `M${rim}z` }, groups.sea);
  const net = Object.keys(arcs.lines).filter(key => key.startsWith("graticule")).map(key => arcs.lines[key]);
  renderer.shape("graticule", "graticule-line", net, { closed: false });
  const fills = drawFills(app, renderer, features), borders = drawBorders(app, renderer, fills, geometry.horizon);
  const aspects = drawAspects(app, renderer, fills, geometry.horizon);
  const routes = drawRoutes(app, renderer, features), journeys = drawJourneys(app, renderer, features);
  const points = drawSymbols(app, renderer, fills, routes, features), { symbols } = points;
  const frames = drawFrames(app, renderer, features, own);
  const labels = drawLabels(app, renderer, fills, routes, points, frames, features);
  const locator = drawLocator(app, fills), bar = drawScaleBar(app);
  const highlights = drawHighlights(app, renderer, symbols, frames, features);

  let named = false;
  // (What is in words comes last: the first number that a browser writes takes it as long as a third of the land.)
  const name = () => { for (const part of [bar, labels, highlights]) part.redraw(); };
  const redraw = () => {
    const { ax, ay, bx, by } = renderer.transform();
    disk.setAttribute("transform", `matrix(${ax} 0 0 ${ay} ${bx} ${by})`);
    for (const part of [fills, routes, journeys, points, frames, locator]) part.redraw();
    if (named) name();
  };
  const update = () => {
    for (const part of [fills, borders, aspects, routes, journeys, frames, locator]) part.update();
    redraw();
  };
  app.redraw = redraw;
  renderer.on("update", redraw);
  renderer.on("pan", () => {
    locator.redraw();
    if (named) name();
  });
  update();

  // A new picture of a symbol: the first of its kind that passes a test.
  app.symbol = (kind, test) => {
    const symbol = [...symbols.values()].find(one => one.kind === kind && test(one.of));
    return symbol && points.make(symbol);
  };
  app.element = id => {
    const symbol = symbols.get(id), feature = features.get(id);
    return symbol?.on ? symbol.element : feature?.element || feature?.shape.element;
  };
  // How much a sheet over the map would hide: the feature itself and what was clicked count most, then who holds a status.
  app.hides = (id, box, clicked) => {
    const { x: dx, y: dy } = map.containerPointToLayerPoint([0, 0]), { shape } = features.get(id) || {}, N = 8;
    const points = [app.index.get(id)?.at, clicked].flatMap(at => at ? map.latLngToContainerPoint(at) : []);
    let sum = 99 * points.filter(({ x, y }) => holds(box, x, y)).length;
    for (const part of shape && !shape.closed ? shape.parts : []) {
      for (let i = 0; i < part.length; i += 2) if (holds(box, part[i] - dx, part[i + 1] - dy)) sum += 9;
    }
    for (let i = 0; i <= N; i++) for (let j = 0; j <= N; j++) {
      const found = fills.at(box.left + (box.right - box.left) * i / N + dx, box.top + (box.bottom - box.top) * j / N + dy);
      if (found) sum += `country:${found.country.code}` === id ? 9 : found.status ? 1 : 0;
    }
    return sum;
  };
  // Fly to one feature or to several; a point is shown no nearer than the map already is, or at zoom 6.
  app.flyTo = ids => {
    const boxes = [ids].flat().flatMap(id => {
      const shape = features.get(id)?.shape, [lat, lon] = app.index.get(id)?.at || [0, 0];
      if (!shape?.lists.length) return boxOf(renderer.plane(lon, lat));
      const own = shape.arcs || arcs;
      return shape.closed ? own.extent(shape.lists) : own.box(shape.lists.flat());
    });
    const limit = Math.max(6, map.getZoom());
    if (boxes.length) fit(map, boxAround(boxes), { animate: true, limit, margin: 40 });
  };
  // What is drawn now, in the order of the map.
  app.features = () => {
    /** @param {[string, Feature]} feature */
    const drawn = ([id, { shape }]) => {
      const [kind, code] = id.split(":");
      return kind === "frame" ? false : kind === "country" ? fills.countries.get(code)?.status
        : shape.parts.length && !groups[/** @type {GroupName} */ (`${kind}s`)].classList.contains("hidden");
    };
    const shown = [...symbols.values()].filter(symbol => symbol.on && symbol.kind !== "country");
    const ids = [...[...features].filter(drawn).map(([id]) => id), ...shown.map(symbol => symbol.id), ...frames.ids()];
    return ids.flatMap(id => app.index.get(id) || [])
      .map(({ id, kind, name, at }) => ({ id, kind, name: app.text(name), latlng: L.latLng(at) }));
  };
  app.settle = labels.settle;
  app.canvas = scale => {
    app.settle();
    return pictureOf(app, renderer, scale);
  };
  return {
    listen() {
      highlights.tell(); // (the pointer may have rested on the map before)
      app.on(["date", "hidden"], update);
      app.on(["step", "selected", "lang", "panel"], () => { journeys.update(); redraw(); });
    },
    name() {
      named = true;
      name();
      return labels.placed();
    },
  };
};
