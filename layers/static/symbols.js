// Point symbols: places, stops, disputes without an area, and rings for countries too small to hit.

const SMALL_PX = 12, CLEAR_PX = 9;
const RING = [["circle", { class: "ring", r: 4 }]];
const CAPITAL = [["circle", { class: "ring", r: 4.5 }], ["circle", { class: "dot", r: 1.7 }]];
const STOP_MARKS = {
  station: [["circle", { class: "ring", r: 3.2 }]],
  border: [["path", { class: "bar", d: "M0-6v12" }]],
  gauge_change: [["path", { class: "bar-casing", d: "M-2.5-8v16M2.5-8v16" }], ["path", { class: "bar", d: "M-2.5-8v16M2.5-8v16" }]],
  pass: [["path", { class: "sign", d: "M-5 3.5L0-4.5L5 3.5z" }]],
  tunnel: [["path", { class: "sign open", d: "M-6-6q3.5 2 3.5 6t-3.5 6M6-6q-3.5 2-3.5 6t3.5 6" }]],
  bridge: [["path", { class: "sign open", d: "M-6-6.5l2.5 2.5h7l2.5-2.5M-6 6.5l2.5-2.5h7l2.5 2.5" }]],
};
// From which zoom a stop is shown, by the part its route plays: ends and breaks of gauge, stations and crossings, the rest.
const STOP_ZOOM = { main: [0, 5, 8], other: [4.5, 6.5, 8], context: [6, 7.5, 9] };

Blocmap.symbols = (app, plate, arcs, fills, lines) => {
  const { scene, map } = app, symbols = new Map();

  const add = (id, { lat, lon }, className, marks, more) => {
    const element = Blocmap.svg("g", { class: `symbol ${className}` }, plate.groups.symbols), plane = [0, 0];
    Blocmap.svg("circle", { class: "hit", r: 12 }, element);
    for (const [tag, attributes] of marks) Blocmap.svg(tag, attributes, element);
    for (const node of [element, ...element.children]) Blocmap.identify(node, id);
    map.options.crs.forward(lon, lat, plane, 0);
    const symbol = { id, element, plane, lat, lon, radius: 5, level: 0, on: true, ...more };
    symbols.set(id, symbol);
    return symbol;
  };

  for (const place of [...scene.places || []].sort((a, b) => a.rank - b.rank)) {
    add(`place:${place.id}`, place, ["place", ...place.kinds || []].join(" "), place.capital ? CAPITAL : RING,
      { kind: "place", of: place, shown: () => !app.state.hidden.has("layer:places") });
  }
  for (const { route } of [...lines.routes.values()].reverse()) {
    for (const branch of route.branches) {
      branch.stops.forEach((stop, i) => {
        if (stop.kind === "waypoint") return;
        const breaks = Boolean(stop.gauge_break), kind = breaks ? "gauge_change" : STOP_MARKS[stop.kind] ? stop.kind : "station";
        const zooms = STOP_ZOOM[route.role], end = i === 0 || i === branch.stops.length - 1;
        add(`stop:${route.id}:${branch.id}:${stop.seq}`, stop, `stop ${kind} role-${route.role}`, STOP_MARKS[kind], {
          kind: "stop", of: stop, route, branch, end, turn: kind !== "station" && kind !== "pass", breaks,
          level: zooms[end || breaks ? 0 : ["station", "border", "port"].includes(stop.kind) ? 1 : 2],
          shown: () => sections(route, branch, stop).length > 0,
        });
      });
    }
  }
  for (const dispute of scene.disputes || []) {
    if (fills.disputes.has(dispute.id)) continue;
    const marks = [["path", { class: "diamond", fill: "url(#pattern-disputed)", d: "M0-5.5L5.5 0L0 5.5L-5.5 0z" }]];
    add(`dispute:${dispute.id}`, dispute, "dispute-point", marks,
      { kind: "dispute", of: dispute, level: 4.5, shown: () => !app.state.hidden.has("layer:disputes") });
  }
  for (const [code, entry] of fills.countries) {
    if (!entry.country.spells || !entry.country.label) continue;
    const [lon, lat] = entry.country.label, { min, max } = entry.extent;
    const marks = [["circle", { class: "halo", r: 6.5 }], ["circle", { class: "spot", r: 5 }]];
    add(`country:${code}`, { lat, lon }, "small-country", marks, {
      kind: "country", of: entry.country, always: true, radius: 7,
      shown: () => entry.status && Math.max(max[0] - min[0], max[1] - min[1]) * plate.view().ax < SMALL_PX,
      paint: element => entry.status && element.style.setProperty("--fill", entry.status.color),
    });
  }

  const sections = (route, branch, stop) => lines.routes.get(route.id).sections.filter(
    ({ branch: own, section }) => own === branch && (section.from === stop.seq || section.to === stop.seq));

  // Return the angle of the line at a stop, in degrees.
  const angle = ({ route, branch, of: stop, plane }) => {
    const found = sections(route, branch, stop)[0], points = [], near = 10 / plate.view().ax;
    arcs.each(found.list, plate.view().level, (x, y) => points.push([x - plane[0], y - plane[1]]));
    const far = (found.section.from === stop.seq ? points : points.reverse()).find(p => Math.hypot(...p) > near) || points.at(-1);
    return Math.round(Math.atan2(-far[1], far[0]) * 180 / Math.PI);
  };

  // Put every symbol in its place; where they crowd, the first in order stays.
  const redraw = () => {
    const zoom = map.getZoom(), { min, max } = plate._bounds, kept = [];
    for (const symbol of symbols.values()) {
      const { x, y } = plate.pixel(...symbol.plane), { element } = symbol;
      const chosen = symbol.id === app.state.selected;
      symbol.on = Boolean((chosen || zoom >= symbol.level) && x > min.x && x < max.x && y > min.y && y < max.y && symbol.shown()
        && (chosen || symbol.always || symbol.breaks || !kept.some(other => Math.hypot(other.x - x, other.y - y) < CLEAR_PX)));
      element.classList.toggle("hidden", !symbol.on);
      if (!symbol.on) continue;
      Object.assign(symbol, { x, y });
      kept.push(symbol);
      symbol.paint?.(element);
      const turn = symbol.turn ? ` rotate(${angle(symbol)})` : "";
      element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})${turn}`);
    }
  };
  return { symbols, redraw };
};
