// Point symbols: places, stops, disputes without an area, and rings for countries too small to hit.

import { svg } from "../core/dom.js";
import { distance } from "../map/boxes.js";
import { tint } from "./fills.js";
import { transformOf } from "./lines.js";

/**
 * @param {App} app
 * @param {MapRenderer} renderer
 * @param {Fills} fills
 * @param {{ routes: Routes }} lines
 * @param {Features} features
 */
export const drawSymbols = (app, renderer, { countries }, { routes }, features) => {
  const SMALL_PX = 12, CLEAR_PX = 9, { scene, map } = app, { stop_zooms, usual_stops } = scene.symbology, symbols = /** @type {Symbols} */ (new Map());
  /** @param {string} d @returns {Glyph[]} */
  const bars = d => ["bar-casing", "bar"].map(name => ["path", { class: name, d }]);
  /** @type {Record<string, Glyph[]>} */
  const GLYPHS = {
    hit: [["circle", { class: "hit", r: 12 }]], ring: [["circle", { class: "ring", r: 4 }]],
    capital: [["circle", { class: "ring", r: 4.5 }], ["circle", { class: "dot", r: 1.7 }]],
    station: [["circle", { class: "ring", r: 3.2 }]], border: bars("M0-6v12"),
    gauge_change: bars("M-2.5-8v16M2.5-8v16"),
    pass: [["path", { class: "glyph", d: "M-5 3.5L0-4.5L5 3.5z" }]],
    tunnel: bars("M-6-6q3.5 2 3.5 6t-3.5 6M6-6q-3.5 2-3.5 6t3.5 6"),
    bridge: bars("M-6-6.5l2.5 2.5h7l2.5-2.5M-6 6.5l2.5-2.5h7l2.5 2.5"),
    remark: [["circle", { class: "remark", r: 2.6 }]],
    dispute: ["diamond-background", "diamond"].map(name => ["path", { class: name, d: "M0-5.5L5.5 0L0 5.5L-5.5 0z" }]),
    small: [["circle", { class: "halo", r: 6.5 }], ["circle", { class: "spot", r: 5 }]],
  };

  /**
   * @param {string} id
   * @param {any} of
   * @param {{ lon: number, lat: number }} place
   * @param {string} glyph
   * @param {string} className
   * @param {Partial<MapSymbol> & Pick<MapSymbol, "kind" | "shown">} more
   */
  const add = (id, of, { lon, lat }, glyph, className, more) => {
    symbols.set(id, { id, of, glyph, className, plane: renderer.plane(lon, lat), radius: 5, level: 0, on: false, x: 0, y: 0, ...more });
  };
  // Most symbols are not needed at once, or never: each is made when it is first shown.
  /** @param {MapSymbol} symbol */
  const make = ({ id, glyph, className }) => {
    const element = svg("g", { class: `symbol ${className}` });
    for (const [tag, attributes] of [...GLYPHS.hit, ...GLYPHS[glyph]]) {
      svg(tag, { ...attributes, "data-id": id }, element);
    }
    return element;
  };

  const hub = scene.journeys.find(({ way }) => way === "arrival")?.to; // clear of the ends around it
  for (const place of [...scene.places].sort((a, b) => a.rank - b.rank)) {
    add(`place:${place.id}`, place, place, place.capital ? "capital" : "ring", "place", {
      kind: "place", radius: place.id === hub ? 25 : 5, shown: () => app.shown("layer:places"),
    });
  }
  for (const entry of [...routes.values()].reverse()) for (const branch of entry.route.branches) {
    const { route } = entry;
    branch.stops.forEach((stop, i) => {
      if (stop.kind === "waypoint") return;
      const breaks = stop.gauge_break, usual = breaks || usual_stops.includes(stop.kind);
      const glyph = breaks ? "gauge_change" : GLYPHS[stop.kind] ? stop.kind : "station";
      const end = i === 0 || i === branch.stops.length - 1;
      const own = () => entry.sections.filter(({ branch: { id }, section: { from_seq: from, to_seq: to } }) =>
        id === branch.id && (from === stop.seq || to === stop.seq));
      add(`stop:${route.id}:${branch.id}:${stop.seq}`, stop, stop, glyph, `stop ${glyph} role-${route.role} shade-${route.shade}`, {
        kind: "stop", route, end, breaks, shown: () => own().length,
        level: stop_zooms[route.role][end ? 0 : usual ? 1 : 2], turn: glyph !== "station" && glyph !== "pass" && own,
      });
    });
  }
  for (const dispute of scene.disputes) {
    if (features.has(`dispute:${dispute.id}`)) continue;
    add(`dispute:${dispute.id}`, dispute, dispute, dispute.settled ? "remark" : "dispute", "", {
      kind: "dispute", level: 4.5, shown: () => app.shown("layer:disputes"),
    });
  }
  for (const [code, entry] of countries) {
    const { country, extent } = entry;
    const size = Math.max(extent.right - extent.left, extent.bottom - extent.top);
    const [lon, lat] = country.label;
    add(`country:${code}`, country, { lon, lat }, "small", "small-country", {
      kind: "country", always: true, radius: 7, status: () => entry.status,
      shown: () => (entry.status || app.drawn(country).length) && size * renderer.transform().ax < SMALL_PX,
    });
  }

  // Return the angle of the line at a stop.
  /** @param {MapSymbol} symbol @param {DrawnSection[]} sections */
  const angle = ({ of: { seq }, plane: [px, py] }, [{ section, list }]) => {
    const { ax, level } = renderer.transform(), points = /** @type {[number, number][]} */ ([]);
    renderer.arcs.each(list, level, (x, y) => points.push([x - px, y - py]));
    if (section.from_seq !== seq) points.reverse();
    const [dx, dy] = points.find(p => Math.hypot(...p) * ax > 10) || points[points.length - 1];
    return Math.atan2(-dy, dx);
  };
  // Put every symbol in its place; where they crowd, the first in order stays.
  const redraw = () => {
    /** @type {(MapSymbol & { element: SVGElement })[]} */
    const kept = [], starts = new Set(scene.journeys.filter(app.told).map(one => `place:${one.from}`));
    for (const symbol of symbols.values()) {
      const { x, y } = renderer.pixel(symbol.plane), chosen = symbol.id === app.state.selected || starts.has(symbol.id);
      const other = kept.find(one => distance(one, { x, y }) < CLEAR_PX);
      symbol.crowded = Boolean(other);
      symbol.terminus = symbol.end && symbol.route?.role === "main";
      if (other) other.terminus ||= symbol.terminus; // a place stands there for the end of the line
      symbol.on = Boolean((chosen || symbol.end && symbol.route && app.inStory("routes", symbol.route.id)
          || map.getZoom() >= symbol.level) && renderer._bounds.contains([x, y]) && symbol.shown()
        && (chosen || symbol.always || symbol.breaks || !symbol.crowded));
      if (!symbol.on) continue;
      const element = symbol.element ||= make(symbol);
      kept.push(Object.assign(symbol, { x, y, element }));
      if (symbol.status) tint(element, symbol.status());
      element.setAttribute("transform", transformOf(x, y, symbol.turn ? angle(symbol, symbol.turn()) : 0));
    }
    renderer.groups.symbols.replaceChildren(...kept.map(symbol => symbol.element));
  };
  return { symbols, redraw, make };
};
