// What can be saved: the tables as CSV, what is drawn as GeoJSON.

import { isShown } from "../core/rows.js";

// A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
/** @param {unknown} cell */
export const csvCell = cell => {
  const safe = typeof cell === "number" ? String(cell) : String(cell ?? "").replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
/** @param {Table} table */
export const csvOf = ({ columns, rows }) => `\ufeff${[columns, ...rows].map(row => `${row.map(csvCell).join(",")}\r\n`).join("")}`;

// GeoJSON wants rings cut at 180°: a ring is made continuous, then the part beyond each side is cut off and moved back.
/** @param {number[][]} ring @returns {number[][][]} */
export const cutRing = ring => {
  /** @type {number[][]} */
  const whole = [];
  for (const [lon, lat] of ring.slice(1)) whole.push([lon + Math.round(((whole.at(-1) || ring[0])[0] - lon) / 360) * 360, lat]);
  /** @param {number[][]} points @param {number} limit @param {number} side @returns {number[][]} */
  const keep = (points, limit, side) => points.flatMap((p, i) => {
    const q = points[(i + 1) % points.length], inside = side * (p[0] - limit) <= 0, share = (limit - p[0]) / (q[0] - p[0]);
    return [...inside ? [p] : [], ...inside !== side * (q[0] - limit) <= 0 ? [[limit, p[1] + share * (q[1] - p[1])]] : []];
  });
  return [-360, 0, 360].map(by => keep(keep(whole, by + 180, 1), by - 180, -1).map(([lon, lat]) => [lon - by, lat]))
    .filter(part => part.length > 2).map(part => [...part, part[0]]);
};

// Properties have the names of `blocmap export`; what that has once a language stands here in the language of the page.
/** @param {App} app */
export const geojsonOf = app => {
  const { geometry, geometry: { polygons, lines }, scene, text, shown } = app;
  /** @param {number} n */
  const round = n => Math.round(n * 1e4) / 1e4;
  /** @param {References} references @param {Geometry} store */
  const coords = (references, { arcs } = geometry) => references.flatMap((reference, n) => {
    const { lon, lat } = arcs[reference < 0 ? ~reference : reference], points = Array.from(lon, (x, i) => [round(x), round(lat[i])]);
    return (reference < 0 ? points.reverse() : points).slice(n ? 1 : 0);
  });
  /** @param {object} properties @param {string} type @param {unknown} coordinates */
  const feature = (properties, type, coordinates) => ({ type: "Feature", properties, geometry: { type, coordinates } });
  /** @param {string} key */
  const area = key => polygons[key].flatMap(([outer, ...holes]) => {
    const [first, ...others] = cutRing(coords(outer));
    return [[first, ...others.length ? [] : holes.flatMap(hole => cutRing(coords(hole)))], ...others.map(ring => [ring])];
  });
  const countries = app.present().filter(({ country: { code } }) => polygons[code]).map(({ country: { code, name }, status, spell: { since, until, sources } }) =>
    feature({
      code, name: text(name), status: status.id, status_label: text(status.label), member: status.member, since, until, sources: sources.join(" "),
    }, "MultiPolygon", area(code)));
  // What the border view leaves to nobody lies over the countries, and so do the lines of truce.
  const open = scene.disputes.flatMap(({ id, name, type, parties, nobodys, area: key, sources }) => nobodys && key && polygons[key] ?
    feature({ id, name: text(name), type, parties: parties?.join(" "), sources: sources.join(" ") }, "MultiPolygon", area(key)) : []);
  const truces = Object.keys(lines).filter(key => key.startsWith("truce:"))
    .map(id => feature({ id }, "LineString", coords(lines[id])));
  const places = shown("layer:places") ? scene.places.map(({ id, name, kind, sources, lon, lat }) =>
    feature({ id, name: text(name), kind: kind.join(" "), sources: sources.join(" ") }, "Point", [lon, lat])) : [];
  const sections = app.lines().flatMap(({ id, name, branches }) => branches.flatMap(branch => branch.sections.flatMap(section => {
    const { from_seq, to_seq, mode, approximate } = section, key = `${branch.line}:${from_seq}`, line = lines[key], state = app.sectionState(section);
    return line && state ? feature({
      id: key, route: id, route_name: text(name), branch: branch.id, from_seq, to_seq, status: state.status, since: state.since, until: state.until,
      mode, approximate, sources: state.sources.join(" "),
    }, "LineString", coords(line)) : [];
  })));
  // Anyone's rows, with their own columns.
  /** @param {Frame} frame */
  const own = frame => {
    const { points: { lon, lat }, arcs } = /** @type {OwnGeometry} */ (app.index.geometry.get(frame.id)), { kind } = frame;
    const runs = Object.entries(arcs?.lines || {}), store = arcs || undefined;
    return [...Array(frame.rows).keys()].filter(row => isShown(app, frame, row)).flatMap(row => {
      const properties = { layer: text(frame.name), ...frame.names && { [frame.names_from || "name"]: frame.names[row] },
        ...Object.fromEntries((frame.columns || []).map(({ name, cells }) => [name, cells[row] ?? null])) };
      if (kind === "points") return feature(properties, "Point", [lon[row], lat[row]].map(value => Math.round(value * 1e6) / 1e6));
      const lists = kind === "lines" ? runs.filter(([key, list]) => key.startsWith(`${row}:`) && list.length).map(([, list]) => coords(list, store))
        : (arcs?.polygons[row] || []).map(rings => rings.map(ring => coords(ring, store)));
      return lists.length ? feature(properties, kind === "lines" ? "MultiLineString" : "MultiPolygon", lists) : [];
    });
  };
  return { type: "FeatureCollection", name: scene.id, date: app.state.date, features: [...countries, ...open, ...truces, ...places, ...sections, ...scene.frames.flatMap(own)] };
};
