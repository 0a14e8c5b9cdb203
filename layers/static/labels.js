// Names: placed one after the other, the most needed first, each where it covers neither a name nor a symbol.

Blocmap.labels = (app, plate, { countries, at: under }, { routes }, { symbols }, features) => {
  // Size in pixels, weight, letter spacing in em; the style sheet adds colour, halo and slant.
  const FONTS = {
    large: [15, 600, 0.18], medium: [12, 600, 0.12], small: [10, 600, 0.05], place: [12, 400, 0], capital: [12, 600, 0], stop: [12, 400, 0],
    route: [12, 600, 0], water: [12, 400, 0.06], dispute: [10, 400, 0], gauge: [10, 600, 0],
  };
  const GAP = 2, LINE = 1.12, CELL = 6, LARGE_PX2 = 200 ** 2, MEDIUM_PX2 = 80 ** 2, LEAST_PX2 = 34 ** 2;
  const SIDES = [[1, 0], [-1, 0], [0.8, -1], [0.8, 1], [-0.8, -1], [-0.8, 1], [0, -1.2], [0, 1.2]];
  const { scene, map } = app, pen = document.createElement("canvas").getContext("2d"), sizes = new Map(), hides = key => app.state.hidden.has(key);
  let family, frame, around, taken, inked;

  // Rows of text as they stand about a centre.
  const sized = (rows, style) => {
    const key = [style, ...rows].join("|"), [size, weight, spacing] = FONTS[style];
    if (!sizes.has(key)) {
      pen.font = `${weight} ${size}px ${family}`;
      const boxes = rows.map(row => pen.measureText(row)), widths = boxes.map((box, i) => box.width + spacing * size * [...rows[i]].length);
      const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = boxes[0];
      sizes.set(key, { rows, style, widths, up, w: Math.max(...widths) / 2, h: (up + down + (rows.length - 1) * size * LINE) / 2 });
    }
    return sizes.get(key);
  };
  const put = (size, x, y) => ({ ...size, x, y, left: x - size.w, right: x + size.w, top: y - size.h, bottom: y + size.h });
  const beside = (size, x, y, reach) => SIDES.map(([sx, sy]) => put(size, x + sx * (size.w + reach), y + sy * (size.h + 0.6 * reach)));
  // One row, or two of about the same length.
  const rowings = text => {
    const gaps = [...text.matchAll(/ /g)].map(match => match.index), middle = text.length / 2;
    const gap = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
    return gap ? [[text], [text.slice(0, gap), text.slice(gap + 1)]] : [[text]];
  };

  const meet = (a, b, gap = GAP) => a.left < b.right + gap && a.right > b.left - gap && a.top < b.bottom + gap && a.bottom > b.top - gap;
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  // A name is never cut by the edge of the window; beyond it, where a pan may bring it in, there is room too.
  const free = box => (within(box, frame) || !meet(box, frame, 3 * GAP) && within(box, around)) && !taken.some(other => meet(box, other));
  // Where lines run: a grid of cells over what is drawn.
  const cell = (x, y) => Math.floor((y - around.top) / CELL) * inked.width + Math.floor((x - around.left) / CELL);
  const onLine = ({ left, right, top, bottom }) => {
    for (let y = top; y < bottom + CELL; y += CELL) for (let x = left; x < right + CELL; x += CELL) if (inked[cell(x, y)]) return true;
    return false;
  };
  const along = ({ left, right }) => [0.02, 0.5, 0.98].map(t => left + (right - left) * t);
  const look = () => {
    const from = map.containerPointToLayerPoint([0, 0]), size = map.getSize(), window_ = map.getContainer().getBoundingClientRect();
    const box = (left, top, right, bottom, by) => ({ left: left + by, top: top + by, right: right - by, bottom: bottom - by });
    const dx = from.x - window_.left, dy = from.y - window_.top;
    frame = box(from.x, from.y, from.x + size.x, from.y + size.y, 2 * GAP);
    around = Blocmap.boxOf([plate._bounds.min, plate._bounds.max]);
    taken = Blocmap.panels(map).map(({ left, top, right, bottom }) => box(left + dx, top + dy, right + dx, bottom + dy, 0));
    for (const { on, x, y, radius } of symbols.values()) if (on) taken.push(box(x - radius, y - radius, x + radius, y + radius, GAP));
    const width = Math.ceil((around.right - around.left) / CELL) + 1;
    inked = Object.assign(new Uint8Array(width * (Math.ceil((around.bottom - around.top) / CELL) + 1)), { width });
    for (const { shape } of routes.values()) for (const part of shape._parts) part.forEach((b, i) => {
      const a = part[i - 1] || b, steps = Math.min(400, Math.ceil(Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y)) / CELL)) || 1;
      for (let t = 1; t <= steps; t++) inked[cell(a.x + (b.x - a.x) * t / steps, a.y + (b.y - a.y) * t / steps)] = 1;
    });
  };

  // Points inside what is seen of a country, nearest to their middle first: a name follows the view.
  const inside = shape => {
    const found = [], box = shape.box(), left = Math.max(box.left, frame.left), top = Math.max(box.top, frame.top);
    const width = Math.min(box.right, frame.right) - left, height = Math.min(box.bottom, frame.bottom) - top;
    for (let i = 1; i < 12 && width > 0 && height > 0; i++) for (let j = 1; j < 10; j++) {
      const x = left + width * i / 12, y = top + height * j / 10;
      if (shape.covers(x, y)) found.push({ x, y });
    }
    const middle = key => found.reduce((sum, p) => sum + p[key], 0) / found.length, mean = { x: middle("x"), y: middle("y") };
    return found.sort((a, b) => Blocmap.distance(a, mean) - Blocmap.distance(b, mean));
  };
  function* inCountry(entry, rows, style) {
    const { shape, status, country: { code, label } } = entry, ring = symbols.get(`country:${code}`);
    if (ring?.on) { yield* beside(sized(rows[0], "small"), ring.x, ring.y, ring.radius); return; }
    const anchor = plate.pixel(plate.plane(...label)), here = within(put(sized(rows[0], style), anchor.x, anchor.y), frame);
    let seen;
    const spots = function* () {
      if (here) yield anchor;
      if (here && !status) return;
      seen ||= inside(shape);
      if (status || seen.length > 45) yield* seen;
    };
    for (const size of new Set([style, "small"])) for (const { x, y } of spots()) for (const row of rows) {
      const box = put(sized(row, size), x, y);
      if (free(box) && along(box).every(at => shape.covers(at, y) || !under(at, y))) yield box;
    }
    if (!status?.member) return;
    // A member too small for its name: as good as it fits, or from aside with a line to it.
    for (const { x, y } of spots()) for (const row of rows) yield put(sized(row, "small"), x, y);
    for (const far of [16, 30, 44]) for (const box of beside(sized(rows[0], "small"), anchor.x, anchor.y, far)) yield { ...box, leader: anchor };
  }
  // Return the longest run of a line within the window; sections that meet are one run.
  const longest = parts => {
    const runs = [[]], points = parts.flatMap(part => [...part, null]);
    for (const [i, p] of points.entries()) {
      const next = points[i + 1], run = runs.at(-1), joined = !p && next && run.at(-1)?.x === next.x && run.at(-1)?.y === next.y;
      if (p && p.x > frame.left && p.x < frame.right && p.y > frame.top && p.y < frame.bottom) {
        if (!next || !run.length || Math.abs(p.x - run.at(-1).x) + Math.abs(p.y - run.at(-1).y) > CELL) run.push(p);
      } else if (!joined) runs.push([]);
    }
    const long = run => run.reduce((sum, p, i) => sum + (i && Blocmap.distance(p, run[i - 1])), 0);
    return runs.filter(run => run.length > 1).map(run => [run, long(run)]).sort((a, b) => b[1] - a[1])[0]?.[0] || [];
  };
  function* alongRoute(part, text) {
    const spots = [...Array(19).keys()].map(i => ({ ...Blocmap.along(part, (i + 1) / 20), i }));
    for (const { x, y, dx, dy, i } of spots) for (const row of rowings(text)) for (const reach of [5, 12]) for (const side of [1, -1]) {
      const size = sized(row, "route"), nx = side * dy, ny = -side * dx;
      const away = Math.abs(nx) * size.w + Math.abs(ny) * size.h + reach;
      yield { ...put(size, x + nx * away, y + ny * away), worth: away + 3 * Math.abs(i - 9) + (ny > 0 ? 2 : 0) };
    }
  }

  function* wanted() {
    const zoom = map.getZoom(), scale = plate.view().ax ** 2;
    for (const [code, entry] of countries) {
      const { country, status, extent } = entry, area = extent.area * scale;
      if (!country.label || (!status && area < LEAST_PX2)) continue;
      const name = app.text(country.name).toLocaleUpperCase(app.state.lang), style = area > LARGE_PX2 ? "large" : area > MEDIUM_PX2 ? "medium" : "small";
      const rows = rowings(status && !hides("layer:letters") ? `${name} ${status.letter}` : name);
      yield { id: `country:${code}`, kind: "country", held: status, rank: (status ? status.member ? 1 : 2.9 : 6) - extent.area / 1e15, candidates: () => inCountry(entry, rows, style) };
    }
    for (const { id, kind, of, on, x, y, radius, route, end, breaks, crowded } of symbols.values()) {
      const main = route?.role === "main", style = of.capital ? "capital" : kind;
      if (!on || kind === "country" || kind === "dispute" && zoom < 8) continue;
      const rank = kind === "place" ? (of.capital ? 2 : 2.5) + of.rank / 1e3 : kind === "dispute" ? 8 : main ? (end ? 1.5 : 3) : 5;
      // (A break of gauge is drawn even on top of a place; then the place has the name already.)
      if (!crowded || !breaks) yield { id, kind, rank, candidates: () => beside(sized([app.text(of.name)], style), x, y, radius + 1) };
      if (breaks && (main || zoom > 6)) {
        const gauges = sized([`${of.gauge_break.join(" | ")} mm`], "gauge");
        yield { id, kind: `gauge role-${route.role}`, rank: rank + 0.1, candidates: () => [3, 16, 36].flatMap(more => beside(gauges, x, y, radius + more)) };
      }
    }
    for (const [id, { route, shape }] of routes) {
      const part = longest(shape._parts), text = app.text(route.label) || app.text(route.name), { w } = sized([text], "route");
      const { left, right, top, bottom } = Blocmap.boxOf(part);
      if (route.role === "context" || part.length < 2 || Math.hypot(right - left, bottom - top) < w) continue;
      yield { id: `route:${id}`, kind: `route role-${route.role}`, rank: route.role === "main" ? 3.5 : 4, strict: route.role !== "main",
        candidates: () => [...alongRoute(part, text)].sort((a, b) => a.worth - b.worth) };
    }
    for (const { name, lat, lon, rank } of hides("layer:water") ? [] : scene.water || []) {
      const { x, y } = plate.pixel(plate.plane(lon, lat));
      yield { kind: "water", rank: 7 + rank / 1e3, strict: true, candidates: () => rowings(app.text(name)).flatMap(rows =>
        [0, -14, 14, -28, 28].map(dy => put(sized(rows, "water"), x, y + dy))).filter(box => !along(box).some(at => under(at, box.y))) };
    }
    for (const { id, name } of hides("layer:disputes") || zoom < 6 ? [] : scene.disputes || []) {
      const { left, right, top, bottom } = features.get(`dispute:${id}`)?.shape.box() || {};
      if (!(right - left > 50)) continue;
      yield { id: `dispute:${id}`, kind: "dispute", rank: 7.5, candidates: () => rowings(app.text(name)).map(rows => put(sized(rows, "dispute"), (left + right) / 2, (top + bottom) / 2)) };
    }
  }

  // Lines are avoided where there is another place; names and symbols always.
  const choose = ({ candidates, strict }) => {
    let second = null;
    for (const box of candidates()) {
      if (!free(box)) continue;
      if (!onLine(box)) return box;
      if (!strict) second ||= box;
    }
    return second;
  };
  const write = ({ id, kind, held }, { rows, style, widths, x, y, top, up, leader }) => {
    const [size, weight, spacing] = FONTS[style], ground = under(x, y), on = ground ? ground.status ? "on-status" : "on-land" : "on-sea";
    const text = Blocmap.svg("text", { class: `label label-${kind} ${on}${held ? " held" : ""}`, "font-size": size, "font-weight": weight, "letter-spacing": `${spacing}em` }, plate.groups.labels);
    const lead = leader && Blocmap.svg("path", { class: "leader", d: `M${leader.x} ${leader.y}h.01L${x} ${y}` });
    if (lead) text.before(lead);
    if (id) Blocmap.identify(text, id);
    for (const element of [text, lead].filter(Boolean)) {
      element.style.setProperty("--color", ground?.status?.color || "");
      element.style.setProperty("--ink", ground?.status?.ink || "");
    }
    rows.forEach((row, i) => {
      const place = { x: (x - widths[i] / 2 + spacing * size / 2).toFixed(1), y: (top + up + i * size * LINE).toFixed(1) };
      Blocmap.svg("tspan", place, text).textContent = row;
    });
  };
  const redraw = () => {
    const used = getComputedStyle(map.getContainer()).fontFamily;
    if (used !== family) { family = used; sizes.clear(); }
    plate.groups.labels.replaceChildren();
    look();
    for (const label of [...wanted()].sort((a, b) => a.rank - b.rank)) {
      const box = choose(label);
      if (!box) continue;
      taken.push(box);
      write(label, box);
    }
  };
  return { redraw };
};
