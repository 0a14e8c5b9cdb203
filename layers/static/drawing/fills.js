// The land: one shape per country, filled by its status on the day; patterns and disputed parts lie over it.

import { svg } from "../core/dom.js";
import { landGrid } from "./land_grid.js";
import { holds } from "../map/boxes.js";

/** @type {Record<string, [string, number]>} */
const PATTERNS = {
  stripe: ["M-2 2l4-4M0 8l8-8M6 10l4-4", 8], cross: ["M0 4h8M4 0v8", 8], dots: ["M2 2h.01M6 6h.01", 8],
  hatch: ["M-1 1l2-2M0 6l6-6M5 7l2-2", 6],
};

/** @param {App} app @param {MapRenderer} renderer @param {Features} features */
export const drawFills = (app, renderer, features) => {
  const { scene } = app, { arcs, groups } = renderer, countries = /** @type {Map<string, CountryEntry>} */ (new Map());
  /** @param {string} id @param {GroupName} parent @param {string} className @param {References[]} lists */
  const feature = (id, parent, className, lists) => {
    const shape = renderer.shape(parent, className, lists, { id });
    features.set(id, { shape });
    return shape;
  };
  /** @param {string} id @param {string} name @param {Shape} [made] @param {string} [ink] */
  const pattern = (id, name, made, ink) => {
    const [d, size] = PATTERNS[name];
    const tile = svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" }, renderer.defs);
    const lines = svg("path", { d, class: `pattern-${name}` }, tile);
    if (ink) lines.style.setProperty("--ink", ink);
    if (made) made.element.style.fill = `url(#${id})`;
  };

  for (const country of scene.countries) {
    const lists = arcs.polygons[country.code]?.flat();
    if (!lists) continue;
    const made = feature(`country:${country.code}`, "lands", "land", lists);
    countries.set(country.code, { country, lists, shape: made, extent: arcs.extent(lists), reach: arcs.box(lists.flat()), status: null });
  }
  const patterned = scene.statuses.filter(status => status.pattern !== "solid").map(status => {
    const made = renderer.shape("patterns", "pattern");
    pattern(`pattern-${status.id}`, status.pattern, made, status.ink);
    return { status, made };
  });
  const lakes = Object.keys(arcs.polygons).filter(key => key.startsWith("water:"));
  const rivers = Object.entries(arcs.lines).filter(([key]) => key.startsWith("river:")).map(([key, list]) =>
    ({ from: Number(key.slice(6)), shape: renderer.shape("patterns", "river", [list], { closed: false }) }));
  const water = renderer.shape("patterns", "lake", lakes.flatMap(key => arcs.polygons[key].flat()));
  pattern("pattern-disputed", "hatch");
  const grounds = /** @type {Shape[]} */ ([]);
  for (const { id, area, nobodys } of scene.disputes) {
    if (!area || !arcs.polygons[area]) continue;
    const lists = arcs.polygons[area].flat();
    if (nobodys) grounds.push(renderer.shape("grounds", "ground", lists));
    feature(`dispute:${id}`, nobodys ? "grounds" : "disputes", "dispute", lists);
  }
  const truce = Object.keys(arcs.lines).filter(key => key.startsWith("truce:")).map(key => arcs.lines[key]);
  for (const name of ["truce-casing", "truce"]) renderer.shape("grounds", name, truce, { closed: false });

  const list = [...countries.values()], landAt = landGrid(renderer, list, grounds);
  const update = () => {
    for (const entry of countries.values()) {
      entry.status = app.held(entry.country);
      tint(entry.shape.element, entry.status);
      if (!entry.country.away) continue;
      entry.shape.setLists(app.away(entry.country) ? [] : entry.lists);
      landAt.seen = null;
    }
    for (const { status, made } of patterned) {
      made.setLists(list.filter(entry => entry.status === status).flatMap(entry => entry.shape.lists));
    }
    groups.disputes.classList.toggle("hidden", !app.shown("layer:disputes"));
  };
  const { relief } = scene, [left, bottom, right, top] = relief?.extent || [0, 0, 0, 0];
  const hills = relief && svg("image", { href: `data:image/webp;base64,${relief.webp}`, preserveAspectRatio: "none" }, groups.relief);
  const redraw = () => {
    if (hills) {
      const from = renderer.pixel([left, top]), to = renderer.pixel([right, bottom]);
      for (const [name, value] of Object.entries({ ...from, width: to.x - from.x, height: to.y - from.y })) hills.setAttribute(name, String(value));
    }
    for (const { from, shape } of rivers) shape.element.classList.toggle("hidden", app.map.getZoom() < from);
  };
  // Return the country drawn at a pixel; none: the sea.
  /** @param {number} x @param {number} y */
  const at = (x, y) => {
    const { ax, bx, ay, by } = renderer.transform(), across = (x - bx) / ax, up = (y - by) / ay;
    return list.find(({ reach, shape }) => holds(reach, across, up) && shape.covers(x, y));
  };
  // The same along a row of pixels within a box: a function of x.
  /** @param {Box} box @param {number} y */
  const alongRow = ({ left, right }, y) => {
    const near = list.flatMap(entry => {
      const box = entry.shape.parts.length ? entry.shape.box() : null;
      if (!box || box.left > right || box.right < left || box.top > y || box.bottom < y) return [];
      const crossings = entry.shape.crossings(y);
      return crossings.length ? { entry, crossings } : [];
    });
    return (/** @type {number} */ x) => near.find(({ crossings }) => {
      let inside = false;
      for (const crossing of crossings) if (x < crossing) inside = !inside;
      return inside;
    })?.entry;
  };
  return { countries, update, redraw, at, alongRow, water, landAt };
};

/** @param {SVGElement} element @param {Status | null} status */
export const tint = (element, status) => {
  element.classList.toggle("filled", Boolean(status));
  element.style.setProperty("--color", status?.color || "none");
};
