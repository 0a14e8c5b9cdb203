// The names that a map could have: what each is of, how much it is needed, and where it may stand.

import { boxOf, distance, gapBetween } from "../map/boxes.js";
import { pointAlong } from "../drawing/lines.js";
import { countryNames } from "./country_names.js";

/**
 * @param {App} app
 * @param {MapRenderer} renderer
 * @param {Fills} fills
 * @param {{ routes: Routes }} lines
 * @param {{ symbols: Symbols }} points
 * @param {Frames} frames
 * @param {Features} features
 * @param {LabelSpace} space
 */
export const wantedNames = (app, renderer, fills, { routes }, { symbols }, frames, features, space) => {
  const { scene, map } = app, { label_needs: needs, gauge_zoom } = scene.symbology, { countries, at: under } = fills, { measure, put, beside, rowings } = space;
  const LARGE_PX2 = 200 ** 2, MEDIUM_PX2 = 80 ** 2, LEAST_PX2 = 34 ** 2, NEAR_PX2 = 20 ** 2, CLEAR_PX = 12, TOUCH_PX = 16, FEW = 9;
  /** @type {Box} */
  let frame;
  const inCountry = countryNames(app, renderer, fills, { symbols }, space);
  /** @param {Box} box */
  const along = ({ left, right }) => [0.02, 0.5, 0.98].map(t => left + (right - left) * t);

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
  /** @param {number[]} run @param {number} steps */
  const courseOf = (run, steps) => {
    const at = pointAlong(run);
    return Array.from({ length: steps + 1 }, (_, i) => /** @type {Spot} */ (at(i / steps)));
  };
  // Boxes above and below a line, those that stay close to its middle first; where it bends away from one, that is none.
  /** @param {number[]} run @param {string} text */
  function* alongLine(run, text) {
    const at = pointAlong(run), course = courseOf(run, 120), sizes = rowings(text).map(row => measure(row, "route")), spots = [];
    for (let i = -9; i <= 9; i++) {
      const { x, y, dx, dy } = /** @type {Spot} */ (at(0.5 + i / 20));
      for (const size of sizes) for (const reach of [5, 12]) for (const side of [1, -1]) {
        const nx = side * dy, ny = -side * dx, away = Math.abs(nx) * size.w + Math.abs(ny) * size.h + reach;
        spots.push({ ...put(size, x + nx * away, y + ny * away), cost: away + 3 * Math.abs(i) + (ny > 0 ? 2 : 0) });
      }
    }
    for (const box of spots.sort((a, b) => a.cost - b.cost)) if (course.some(point => gapBetween(box, point) < TOUCH_PX)) yield box;
  }

  /** @returns {Iterable<Label>} */
  function* ofCountries() {
    for (const [code, entry] of countries) {
      const { country, status } = entry, area = entry.extent.area * renderer.transform().ax ** 2;
      if (!entry.shape.parts.length || (!status && !app.drawn(country).length && area < (country.neighbour ? NEAR_PX2 : LEAST_PX2))) continue;
      const style = area > LARGE_PX2 ? "large" : area > MEDIUM_PX2 ? "medium" : "small";
      const name = app.text(country.name).toLocaleUpperCase(app.state.lang);
      const further = app.letters(country), rows = rowings([status && app.shown("layer:letters") ? `${name} ${status.letter}` : name, ...further].join("\u00a0"));
      const need = needs[status ? status.member ? "member" : "held" : app.drawn(country).length ? "held" : country.neighbour ? "neighbour" : "land"];
      // (A small country has the fewest places for its name.)
      const order = status ? entry.extent.area : -entry.extent.area;
      // (What is led over a neighbour's land leaves room for its code, and so does the name of a place beside a partner.)
      const { x, y } = renderer.spot(...country.label), spot = (status ? !status.member : country.neighbour) ? space.put(measure([[code, ...further].join("\u00a0")], "small"), x, y) : undefined;
      yield { id: `country:${code}`, kind: "country", held: status, need, spot, order, boxes: kept => inCountry(entry, frame, rows, style, kept) };
    }
  }
  // A name is nearer to its own sign than to any other.
  /** @param {LabelBox} box @param {Point} own */
  const isNearest = (box, own) => {
    const near = gapBetween(box, own);
    for (const { on, x, y } of symbols.values()) {
      if (on && gapBetween(box, { x, y }) < near && Math.abs(x - own.x) + Math.abs(y - own.y) > 5) return false;
    }
    return true;
  };
  /** @returns {Iterable<Label>} */
  function* ofPoints() {
    const zoom = map.getZoom(), told = scene.journeys.filter(app.told);
    for (const { id, kind, of, on, x, y, radius, route, terminus, breaks, crowded } of symbols.values()) {
      if (!on || kind === "country" || (kind === "dispute" && zoom < 8)) continue;
      const main = route?.role === "main", style = of.capital ? "capital" : kind;
      const need = needs[terminus ? "terminus" : kind === "stop" && main ? "main_stop" : /** @type {Need} */ (style)];
      // Who set out from here stands above the place's own name, if there is room.
      const trips = kind === "place" ? told.filter(one => one.from === of.id) : [];
      const who = trips.map(({ who, date, attended }) => [app.text(who), attended === false ? app.t("attended_no") : app.day(date)].filter(Boolean).join(" · "));
      const split = who.flatMap((row, i) => trips[i].attended === false ? row.split(" · ") : []), away = [...who, ...split].filter((row, i) => i >= who.length || trips[i].attended === false);
      // (A break of gauge is drawn even on top of a place; then the place has the name already.)
      const name = app.text(of.name), size = measure([name], style);
      // Where there is none, numbers stand behind that name, or for it: of the list of who came, or of the key.
      const came = trips.filter(one => one.attended !== false), numbers = came.map(one => told.indexOf(one) + 1), marks = came[0] && !app.state.embed ? [`${name} (${numbers.join(", ")})`, numbers.join(" ")] : [];
      const notes = app.state.step == null ? [] : numbers.map((number, i) => `${number} ${name}: ${who[trips.indexOf(came[i])]}`);
      const marked = marks.map((row, i) => measure([row], i ? "gauge" : style));
      const rows = [[...who, name], [...split, marks[0] || name]].filter(list => list[1]).map(list => measure(list, style));
      /** @param {LabelBox[]} boxes */
      const own = boxes => boxes.filter(box => isNearest(box, { x, y }));
      if (!crowded || !breaks) yield {
        id, kind, need: trips.length ? needs.terminus : need, order: of.rank, away, who: trips.length > 0, marks, notes, at: { x, y },
        * boxes() {
          // (Where all journeys are told, a number clear of their lines is better than a traveller under one.)
          for (const sizes of [[...rows, ...app.state.step == null ? marked.slice(0, 1) : []], marked, [size]]) {
            const around = sizes.flatMap(one => [1, 12].flatMap(more => own(beside(one, x, y, radius + more))));
            yield* around;
            if (around.some(space.free)) return;
          }
        },
      };
      if (!breaks || !route || (!main && zoom <= gauge_zoom)) continue;
      // From left to right, as they lie on the map.
      const { stops } = /** @type {Branch} */ (route.branches.find(one => one.stops.includes(of))), i = stops.indexOf(of);
      const [before, after] = [stops[i - 1] || of, stops[i + 1] || of].map(one => renderer.plane(one.lon, one.lat)[0]);
      const [left, right] = before <= after ? [of.gauge_before_mm, of.gauge_mm] : [of.gauge_mm, of.gauge_before_mm];
      const gauges = measure([`${left} | ${app.quantity(right, "mm")}`], "gauge");
      const boxes = () => [3, 16, 36].flatMap(more => own(beside(gauges, x, y, radius + more)));
      yield { id, kind: `gauge role-${route.role} shade-${route.shade}`, need: main ? needs.gauge : needs.stop, boxes };
    }
  }
  /** @returns {Iterable<Label>} */
  function* ofRoutes() {
    for (const [id, { route, shape }] of routes) {
      const { role } = route, run = role === "context" ? [] : longest(shape.parts);
      const text = app.text(route.label) || app.text(route.name), { left, right, top, bottom } = boxOf(run);
      if (run.length < 4 || Math.max(right - left, bottom - top) < measure([text], "route").w) continue;
      // On the sea and on lands that the line crosses; the page's own line is named even where there is no such room.
      /** @type {Set<unknown>} */
      let lands;
      /** @param {LabelBox} box */
      const athome = box => {
        lands ||= new Set(courseOf(run, 40).map(({ x, y }) => under(x, y)));
        return [box.top, box.y, box.bottom].every(y => along(box).every(x => { const land = under(x, y); return !land || lands.has(land); }));
      };
      const strict = role !== "main", spots = [...alongLine(run, text)];
      // (What lies under a box takes the longest to find: that is asked last.)
      const boxes = function* () {
        for (const box of spots) if (space.clear(box) && athome(box)) yield box;
        let few = strict ? FEW : 0;
        for (const box of spots) if (few < FEW && space.free(box) && ++few && athome(box)) yield box;
        if (!strict) yield* spots;
      };
      yield { id: `route:${id}`, kind: `route role-${role} shade-${route.shade}`, need: needs[`${role}_route`], strict, boxes };
    }
  }
  // Figures led to what they are about, where there is room.
  /** @returns {Iterable<Label>} */
  function* ofCallouts() {
    for (const { subject, lat, lon, quantity_name: name, value, unit, scope } of scene.callouts || []) {
      if (!app.shown(`route:${subject}`)) continue;
      const at = renderer.spot(lon, lat), rows = [`${app.text(name)} ${app.quantity(value, unit)}`, app.text(scope)].filter(Boolean);
      const sizes = [rows, ...rowings(rows[0])].map(some => measure(some, "gauge"));
      /** @param {LabelBox} box @returns {LabelBox | []} */
      const led = box => {
        const to = { x: Math.min(Math.max(at.x, box.left), box.right), y: Math.min(Math.max(at.y, box.top), box.bottom) }, steps = Math.ceil(distance(at, to) / 4);
        const path = Array.from({ length: steps }, (_, i) => {
          const left = at.x + (to.x - at.x) * i / steps, top = at.y + (to.y - at.y) * i / steps;
          return { left, top, right: left, bottom: top };
        });
        return path.every(space.unwritten) ? { ...box, leader: at, path } : [];
      };
      const boxes = () => sizes.flatMap(size => [14, 30, 50, 75, 100, 130].flatMap(far => beside(size, at.x, at.y, far)).flatMap(led));
      yield { kind: "callout", need: scene.relief ? needs.main_stop : needs.gauge, order: 99, strict: true, boxes };
    }
  }
  /** @returns {Iterable<Label>} */
  function* ofAreas() {
    for (const { name, lat, lon, rank, lake } of scene.water) {
      if (map.getZoom() < 1.5 * rank - 0.4) continue; // the smaller, the nearer one has to be
      const { x, y } = renderer.spot(lon, lat);
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
      if ([...symbols.values()].some(one => one.on && distance(one, { x, y }) < CLEAR_PX && app.text(one.of.name) === text)) continue;
      const size = measure([text], shape?.closed ? "small" : "place"), kind = "own", need = needs.own, order = -radius;
      if (!shape) yield { id, kind, need, order, at: { x, y }, boxes: () => beside(size, x, y, radius + 1) };
      else if (shape.closed) yield { id, kind, need, order, boxes: () => [put(size, x, y)].filter(box => along(box).every(at => shape.covers(at, y))) };
      else {
        const run = longest(shape.parts), { left, right, top, bottom } = boxOf(run);
        if (run.length > 3 && Math.max(right - left, bottom - top) > size.w) yield { id, kind, need, order, boxes: () => alongLine(run, text) };
      }
    }
  }
  // Those of a view, by what it shows.
  /** @param {Box} shown */
  return shown => {
    frame = shown;
    return [...ofCountries(), ...ofPoints(), ...ofFrames(), ...ofRoutes(), ...ofCallouts(), ...ofAreas()];
  };
};
