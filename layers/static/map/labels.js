// Names: placed one after the other, the most needed first.

import { fill, svg } from "../core/dom.js";
import { boxOf, distance } from "./boxes.js";
import { labelSpace } from "./label_space.js";
import { pointAlong } from "./lines.js";

/**
 * @param {App} app
 * @param {MapRenderer} renderer
 * @param {Fills} fills
 * @param {{ routes: Routes }} lines
 * @param {{ symbols: Symbols }} points
 * @param {Frames} frames
 * @param {Features} features
 */
export const drawLabels = (app, renderer, { countries, at: under, bare, water }, { routes }, { symbols }, frames, features) => {
  const { scene, map } = app, { label_needs: needs, gauge_zoom } = scene.symbology, space = labelSpace(app, renderer, { routes }, { symbols });
  const { measure, put, beside, rowings } = space;
  const LARGE_PX2 = 200 ** 2, MEDIUM_PX2 = 80 ** 2, LEAST_PX2 = 34 ** 2, LOW_PX = 420, CLEAR_PX = 6;
  /** @type {Box} */
  let frame;

  // Points inside what is seen of a country, nearest to their middle first: a name follows the view.
  /** @param {Shape} shape @returns {Point[]} */
  const inside = shape => {
    /** @type {Point[]} */
    const found = [];
    const box = shape.box(), left = Math.max(box.left, frame.left), top = Math.max(box.top, frame.top);
    const width = Math.min(box.right, frame.right) - left, height = Math.min(box.bottom, frame.bottom) - top;
    for (let i = 1; i < 12 && width > 0 && height > 0; i++) {
      for (let j = 1; j < 10; j++) found.push({ x: left + width * i / 12, y: top + height * j / 10 });
    }
    const seen = found.filter(({ x, y }) => shape.covers(x, y)), mean = { x: 0, y: 0 };
    for (const { x, y } of seen) { mean.x += x / seen.length; mean.y += y / seen.length; }
    return seen.sort((a, b) => distance(a, mean) - distance(b, mean));
  };
  // Close to where a name would best stand: for land that only has to be named, without a search.
  const NEARBY = [[0, -9], [0, 9], [-18, 0], [18, 0], [18, 9], [-18, -9], [36, 0], [-36, 0]];
  /** @param {Point} point @returns {Point[]} */
  const nearby = ({ x, y }) => NEARBY.map(([dx, dy]) => ({ x: x + dx, y: y + dy }));
  /** @param {Box} box */
  const along = ({ left, right }) => [0.02, 0.5, 0.98].map(t => left + (right - left) * t);

  /** @param {CountryEntry} entry @param {string[][]} rows @param {string} style @returns {Iterable<LabelBox>} */
  function* inCountry({ shape, status, country: { code, label } }, rows, style) {
    const ring = symbols.get(`country:${code}`), anchor = renderer.pixel(renderer.plane(...label)), { x, y } = anchor;
    if (ring?.on) { yield* beside(measure(rows[0], "small"), ring.x, ring.y, ring.radius); return; }
    const here = space.within(put(measure(rows[0], style), x, y), frame);
    /** @type {Point[] | undefined} */
    let seen;
    const spots = function* () {
      if (here) yield anchor;
      if (here && !status) { yield* nearby(anchor); return; }
      seen ||= inside(shape);
      if (status || seen.length > 45) yield* seen;
    };
    for (const size of new Set([style, "small"])) {
      for (const spot of spots()) for (const row of rows) {
        const box = put(measure(row, size), spot.x, spot.y);
        if (space.free(box) && along(box).every(x => shape.covers(x, spot.y) || !under(x, spot.y))) yield box;
      }
    }
    if (!status?.member) return;
    // A member too small for its name: as good as it fits, or from aside with a line to it.
    const small = measure(rows[0], "small");
    for (const spot of spots()) for (const row of rows) yield put(measure(row, "small"), spot.x, spot.y);
    // (In a low window, what is aside of a country is another one.)
    if (frame.bottom - frame.top < Math.min(LOW_PX, frame.right - frame.left)) return;
    for (const far of [16, 30, 44]) for (const box of beside(small, x, y, far)) yield { ...box, leader: anchor };
  }

  // Return the longest run of a line within the window; sections that meet are one run.
  /** @param {Part[]} parts */
  const longest = parts => {
    /** @type {number[][]} */
    const runs = [];
    for (const part of parts) {
      let run = /** @type {number[] | null | undefined} */ (runs.find(one => one.at(-2) === part[0] && one.at(-1) === part[1]));
      for (let i = run ? 2 : 0; i < part.length; i += 2) {
        const x = part[i], y = part[i + 1];
        if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) run = null;
        else if (run) run.push(x, y);
        else runs.push(run = [x, y]);
      }
    }
    /** @param {Box} box */
    const size = ({ left, right, top, bottom }) => right - left + bottom - top;
    return runs.reduce((a, b) => (size(boxOf(b)) > size(boxOf(a)) ? b : a), []);
  };
  // Boxes above and below a line, those that stay close to its middle first.
  /** @param {number[]} run @param {string} text */
  function* alongLine(run, text) {
    const at = pointAlong(run), sizes = rowings(text).map(row => measure(row, "route")), spots = [];
    for (let i = -9; i <= 9; i++) {
      const { x, y, dx, dy } = /** @type {Spot} */ (at(0.5 + i / 20));
      for (const size of sizes) for (const reach of [5, 12]) for (const side of [1, -1]) {
        const nx = side * dy, ny = -side * dx, away = Math.abs(nx) * size.w + Math.abs(ny) * size.h + reach;
        spots.push({ size, x: x + nx * away, y: y + ny * away, cost: away + 3 * Math.abs(i) + (ny > 0 ? 2 : 0) });
      }
    }
    for (const { size, x, y } of spots.sort((a, b) => a.cost - b.cost)) yield put(size, x, y);
  }

  /** @returns {Iterable<Label>} */
  function* ofCountries() {
    for (const [code, entry] of countries) {
      const { country, status } = entry, area = entry.extent.area * renderer.transform().ax ** 2;
      if (!country.label || !entry.shape.parts.length || (!status && area < LEAST_PX2)) continue;
      const style = area > LARGE_PX2 ? "large" : area > MEDIUM_PX2 ? "medium" : "small";
      const name = app.text(country.name).toLocaleUpperCase(app.state.lang);
      const rows = rowings(status && app.shown("layer:letters") ? `${name} ${status.letter}` : name);
      const need = needs[status ? status.member ? "member" : "held" : "land"], order = -entry.extent.area;
      yield { id: `country:${code}`, kind: "country", held: status, need, order, boxes: () => inCountry(entry, rows, style) };
    }
  }
  /** @returns {Iterable<Label>} */
  function* ofPoints() {
    const zoom = map.getZoom();
    for (const { id, kind, of, on, x, y, radius, route, terminus, breaks, crowded } of symbols.values()) {
      if (!on || kind === "country" || (kind === "dispute" && zoom < 8)) continue;
      const main = route?.role === "main", style = of.capital ? "capital" : kind;
      const need = needs[terminus ? "terminus" : kind === "stop" && main ? "main_stop" : /** @type {Need} */ (style)];
      // (A break of gauge is drawn even on top of a place; then the place has the name already.)
      const size = measure([app.text(of.name)], style);
      if (!crowded || !breaks) yield { id, kind, need, order: of.rank, boxes: () => beside(size, x, y, radius + 1) };
      if (!breaks || !route || (!main && zoom <= gauge_zoom)) continue;
      const gauges = measure([`${of.gauge_break[0]} | ${app.quantity(of.gauge_break[1], "mm")}`], "gauge");
      const boxes = () => [3, 16, 36].flatMap(more => beside(gauges, x, y, radius + more));
      yield { id, kind: `gauge role-${route.role}`, need: main ? needs.gauge : needs.stop, boxes };
    }
  }
  /** @returns {Iterable<Label>} */
  function* ofRoutes() {
    for (const [id, { route, shape }] of routes) {
      const { role } = route, run = role === "context" ? [] : longest(shape.parts);
      const text = app.text(route.label) || app.text(route.name), { left, right, top, bottom } = boxOf(run);
      if (run.length < 4 || Math.max(right - left, bottom - top) < measure([text], "route").w) continue;
      const strict = role !== "main", boxes = () => alongLine(run, text);
      yield { id: `route:${id}`, kind: `route role-${role}`, need: needs[`${role}_route`], strict, boxes };
    }
  }
  /** @returns {Iterable<Label>} */
  function* ofAreas() {
    for (const { name, lat, lon, rank, lake } of scene.water) {
      if (map.getZoom() < 1.5 * rank - 0.4) continue; // the smaller, the nearer one has to be
      const { x, y } = renderer.pixel(renderer.plane(lon, lat));
      const sizes = rowings(app.text(name)).map(row => measure(row, "water"));
      const aside = lake ? [0, -24, 24] : [0];
      const boxes = () => sizes.flatMap(size => aside.flatMap(dx => [0, -14, 14, -28, 28].map(dy => put(size, x + dx, y + dy))))
        .filter(box => lake || !along(box).some(x => under(x, box.y)));
      yield { kind: "water", need: rank ? needs.water : needs.place, order: rank, strict: true, boxes };
    }
    for (const { id, name } of app.shown("layer:disputes") && map.getZoom() >= 6 ? scene.disputes : []) {
      const { left, right, top, bottom } = features.get(`dispute:${id}`)?.shape.box?.() || /** @type {Box} */ ({});
      if (!(right - left > 50)) continue;
      const boxes = () => rowings(app.text(name)).map(row =>
        put(measure(row, "dispute"), (left + right) / 2, (top + bottom) / 2));
      yield { id: `dispute:${id}`, kind: "dispute", need: needs.dispute_area, boxes };
    }
  }

  /** @returns {Iterable<Label>} */
  function* ofFrames() {
    const known = new Set(scene.countries.map(country => app.text(country.name))); // these have their names already
    for (const { id, text, x, y, radius, shape } of frames.named()) {
      if (shape?.closed && known.has(text)) continue;
      if ([...symbols.values()].some(one => one.on && distance(one, { x, y }) < 2 * CLEAR_PX && app.text(one.of.name) === text)) continue;
      const size = measure([text], shape?.closed ? "small" : "place"), kind = "own", need = needs.own, order = -radius;
      if (!shape) yield { id, kind, need, order, boxes: () => beside(size, x, y, radius + 1) };
      else if (shape.closed) yield { id, kind, need, order, boxes: () => [put(size, x, y)].filter(box => along(box).every(at => shape.covers(at, y))) };
      else {
        const run = longest(shape.parts), { left, right, top, bottom } = boxOf(run);
        if (run.length > 3 && Math.max(right - left, bottom - top) > size.w) yield { id, kind, need, order, boxes: () => alongLine(run, text) };
      }
    }
  }

  /** @param {Label} label @param {LabelBox} box */
  const write = ({ id, kind, held }, { rows, style, widths, x, y, top, up, leader }) => {
    const [size, weight, spacing] = space.FONTS[style], wet = kind === "water" && water.covers(x, y), background = wet ? undefined : under(x, y);
    const filled = frames.at(x, y) || (bare(x, y) ? null : background?.status);
    const on = filled ? "on-status" : background ? "on-land" : "on-sea";
    const group = svg("g");
    if (filled) {
      group.style.setProperty("--color", filled.color);
      group.style.setProperty("--ink", filled.ink);
    }
    if (leader) svg("path", { class: "leader", d: `M${leader.x} ${leader.y}h.01L${x} ${y}` }, group);
    const text = svg("text", {
      class: `label label-${kind} ${on}${held || filled ? " held" : ""}`,
      "font-size": size, "font-weight": weight, "letter-spacing": `${spacing}em`, "data-id": id,
    }, group);
    rows.forEach((row, i) => svg("tspan", {
      x: (x - widths[i] / 2 + spacing * size / 2).toFixed(1), y: (top + up + i * size * space.LINE).toFixed(1),
    }, text).textContent = row);
    return group;
  };
  const redraw = () => {
    frame = space.look(frames.boxes(), frames.parts());
    const wanted = [...ofCountries(), ...ofPoints(), ...ofFrames(), ...ofRoutes(), ...ofAreas()]
      .sort((a, b) => b.need - a.need || (a.order || 0) - (b.order || 0));
    fill(renderer.groups.labels, wanted.map(label => {
      const box = space.take(label.boxes(), label.strict);
      return box && write(label, box);
    }));
  };
  return { redraw };
};
