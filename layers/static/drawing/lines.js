// Routes, section by section as they stand on the day, and journeys.

import { svg } from "../core/dom.js";
import { distance } from "../map/boxes.js";

// Return a function that gives the point at a fraction of the length of a run of pixels, with the direction there;
// null where there is none.
/** @param {number[]} part */
export const pointAlong = part => {
  const points = /** @type {Point[]} */ ([]), lengths = /** @type {number[]} */ ([]);
  for (let i = 0; i < part.length; i += 2) points.push({ x: part[i], y: part[i + 1] });
  points.forEach((p, i) => lengths.push(i && distance(p, points[i - 1])));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  return Object.assign((/** @type {number} */ fraction) => spot(fraction * whole), { whole });

  /** @param {number} left */
  function spot(left) {
    for (let i = 1; i < points.length; i++) {
      if (left <= lengths[i] || i === points.length - 1) {
        const { x, y } = points[i - 1], dx = (points[i].x - x) / lengths[i], dy = (points[i].y - y) / lengths[i];
        return { x: x + left * dx, y: y + left * dy, dx, dy };
      }
      left -= lengths[i];
    }
    return null;
  }
};

/** @param {App} app @param {MapRenderer} renderer @param {Features} features */
export const drawRoutes = (app, renderer, features) => {
  // The page's own route is drawn last, above the others.
  const routes = /** @type {Routes} */ (new Map()), order = ["context", "other", "main"];
  for (const route of [...app.scene.routes].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))) {
    const element = svg("g", { class: `route role-${route.role} shade-${route.shade}` }, renderer.groups.routes);
    const parents = [0, 1, 2, 3].map(() => svg("g", {}, element));
    const entry = /** @type {RouteEntry} */ (/** @type {Partial<RouteEntry>} */ ({
      route, element, parents, styles: new Map(), sections: [], heads: svg("g", { class: "route-heads" }, element),
    }));
    entry.shape = {
      closed: false, get lists() { return [...entry.styles.values()].flatMap(made => made.lists); },
      get parts() { return [...entry.styles.values()].flatMap(made => made.parts); },
    };
    features.set(`route:${route.id}`, entry);
    routes.set(route.id, entry);
  }

  const update = () => {
    for (const entry of routes.values()) {
      const { route, styles } = entry, drawn = app.lines().includes(route);
      entry.sections = !drawn ? [] : route.branches.flatMap(branch => branch.sections.flatMap(section => {
        const list = renderer.arcs.lines[`${branch.line}:${section.from_seq}`], spell = app.sectionState(section);
        const kinds = [section.approximate && "approximate", section.mode !== "rail" && `mode-${section.mode}`].filter(Boolean);
        return list && spell ? [{ branch, section, list, key: [`state-${spell.status}`, ...kinds].join(" ") }] : [];
      }));
      for (const { key } of entry.sections) {
        if (styles.has(key)) continue;
        const [casings, lines, cores, hits] = entry.parents, hit = svg("path", { class: "hit", "data-id": `route:${route.id}` }, hits);
        const casing = svg("path", { class: `route-casing ${key}` }, casings);
        styles.set(key, renderer.shape(lines, `route-line ${key}`, [], { copies: [casing, hit, ...key.includes("mode") ? [svg("path", { class: `route-core ${key}` }, cores)] : []], closed: false }));
      }
      for (const [key, made] of styles) {
        made.setLists(entry.sections.filter(section => section.key === key).map(section => section.list));
      }
    }
  };
  // Heads along the routes that ask for them, the way their stops are counted.
  const redraw = () => {
    for (const { route, element, heads, shape } of routes.values()) {
      element.classList.toggle("in-story", app.inStory("routes", route.id));
      if (!route.arrows) continue;
      heads.replaceChildren();
      let since = 0;
      for (const at of shape.parts.map(pointAlong)) {
        since += at.whole;
        if (since < 110 || at.whole < 18) continue;
        since = 0;
        const { x, y, dx, dy } = /** @type {Spot} */ (at(0.5));
        svg("path", { d: "M5.5 0l-9-5 2 5-2 5z", transform: transformOf(x, y, Math.atan2(dy, dx)) }, heads);
      }
    }
  };
  return { routes, update, redraw };
};

const HUB_PX = 15;

/** @param {App} app @param {MapRenderer} renderer @param {Features} features */
export const drawJourneys = (app, renderer, features) => {
  /** @type {{ journey: Journey, element: SVGElement, shape: Shape, glyph: SVGElement, absent: boolean }[]} */
  const journeys = [], { scene: { journeys: all } } = app, hub = all.find(one => one.way === "arrival" || one.way === "absence");
  for (const journey of all) {
    const list = renderer.arcs.lines[journey.arc], absent = journey.attended === false;
    if (!list) continue;
    const element = svg("g", { class: `journey ${journey.way || "onward"}${absent ? " absent" : ""}` }, renderer.groups.journeys);
    const id = `journey:${journey.id}`, casing = svg("path", { class: "journey-casing" }, element);
    const hit = svg("path", { class: "hit", "data-id": id }, element);
    const shape = renderer.shape(element, "journey-line", [list], { copies: [casing, hit], closed: false });
    // A head of fixed size, clear of the ring at the end; an absence has a cross half-way instead.
    const [name, d] = absent ? ["journey-cross", "M-4-4l8 8m0-8l-8 8"] : ["journey-head", `M${journey.way === "arrival" ? -HUB_PX - 1 : -8} 0l-9-4v8z`];
    const glyph = svg("path", { class: name, d }, element);
    element.append(hit);
    features.set(id, { shape, element });
    journeys.push({ journey, element, shape, glyph, absent });
  }

  // Where the most arrive, their ends stand around a table.
  const table = hub && svg("circle", { class: "table", r: HUB_PX });

  const update = () => {
    for (const { journey, element } of journeys) {
      const inStory = app.inStory("journeys", journey.id);
      element.classList.toggle("in-story", inStory);
      element.classList.toggle("faint", !app.told(journey));
      if (app.told(journey)) renderer.groups.journeys.append(element);
    }
    if (table) renderer.groups.journeys.append(table);
    renderer.groups.journeys.classList.toggle("hidden", !app.shown("layer:journeys"));
  };
  const redraw = () => {
    const { x, y } = renderer.spot(hub?.end.lon || 0, hub?.end.lat || 0);
    table?.setAttribute("transform", transformOf(x, y));
    for (const { shape, glyph, absent } of journeys) {
      const at = pointAlong(shape.parts.at(-1) || [])(absent ? 0.5 : 1);
      glyph.classList.toggle("hidden", !at);
      if (at) glyph.setAttribute("transform", transformOf(at.x, at.y, Math.atan2(at.dy, at.dx)));
    }
  };
  return { update, redraw };
};

/** @param {number} x @param {number} y @param {number} angle */
export const transformOf = (x, y, angle = 0) =>
  `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${Math.round(angle * 180 / Math.PI)})`;
