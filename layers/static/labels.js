// Names: placed one after the other, the most needed first, each where it covers neither a name nor a symbol.

const FONTS = { // size in pixels, weight, letter spacing in em; the style sheet adds colour, halo and slant
  large: [15, 600, 0.18], medium: [12, 600, 0.12], small: [10.5, 600, 0.07],
  place: [12, 500, 0], capital: [12.5, 600, 0], stop: [11, 400, 0], route: [12, 600, 0.01], water: [12, 400, 0.06],
  dispute: [10.5, 400, 0], gauge: [10, 500, 0],
};
const GAP = 2, LINE_HEIGHT = 1.12, CELL = 6, COUNTRY_AREA_PX = { large: 200 ** 2, medium: 80 ** 2 }, CONTEXT_AREA_PX = 26 ** 2;
const SIDES = [[1, 0], [-1, 0], [0.8, -1], [0.8, 1], [-0.8, -1], [-0.8, 1], [0, -1], [0, 1]];

Blocmap.labels = (app, plate, fills, lines, symbols) => {
  const { scene, map } = app, context = document.createElement("canvas").getContext("2d"), widths = new Map();
  const shouted = text => text.toLocaleUpperCase(app.state.lang);
  let family = "sans-serif", taken = [], inked = new Set(), window_ = null;

  const measure = (text, style) => {
    const key = `${style}|${text}`;
    if (!widths.has(key)) {
      const [size, weight, spacing] = FONTS[style];
      context.font = `${weight} ${size}px ${family}`;
      const box = context.measureText(text);
      widths.set(key, { width: box.width + spacing * size * [...text].length, up: box.fontBoundingBoxAscent, down: box.fontBoundingBoxDescent });
    }
    return widths.get(key);
  };
  // Return the box of one or more lines of text about a centre.
  const boxAt = (rows, style, x, y) => {
    const sizes = rows.map(row => measure(row, style)), { up, down } = sizes[0];
    const width = Math.max(...sizes.map(size => size.width)), height = up + down + (rows.length - 1) * FONTS[style][0] * LINE_HEIGHT;
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, x, y, rows, style, up };
  };
  const beside = (rows, style, x, y, reach) => SIDES.map(([sx, sy]) => {
    const box = boxAt(rows, style, 0, 0), slant = sx && sy ? 0.6 : 1;
    return boxAt(rows, style, x + sx * (box.right + reach * slant), y + sy * (box.bottom + reach * slant * 0.7));
  });

  const overlaps = (a, b) => a.left < b.right + GAP && a.right > b.left - GAP && a.top < b.bottom + GAP && a.bottom > b.top - GAP;
  const whole = box => box.left >= window_.left && box.right <= window_.right && box.top >= window_.top && box.bottom <= window_.bottom;
  // A name is never cut by the edge of the window; beyond it, where a pan may bring it in, there is room too.
  const free = box => (whole(box) || !overlaps(box, window_)) && !taken.some(other => overlaps(box, other));
  const onLine = box => {
    for (let i = Math.floor(box.left / CELL); i <= box.right / CELL; i++) {
      for (let j = Math.floor(box.top / CELL); j <= box.bottom / CELL; j++) if (inked.has(`${i},${j}`)) return true;
    }
    return false;
  };
  const inkLines = () => {
    inked = new Set();
    for (const { hit } of lines.routes.values()) {
      for (const part of hit._parts) {
        for (let i = 1; i < part.length; i++) {
          const a = part[i - 1], b = part[i], steps = Math.min(400, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / CELL));
          for (let t = 0; t <= steps; t++) {
            inked.add(`${Math.floor((a.x + (b.x - a.x) * t / steps) / CELL)},${Math.floor((a.y + (b.y - a.y) * t / steps) / CELL)}`);
          }
        }
      }
    }
  };

  // The window and what lies over it, in pixels of the layer.
  const look = () => {
    const frame = map.getContainer().getBoundingClientRect(), from = map.containerPointToLayerPoint([0, 0]), size = map.getSize();
    window_ = { left: from.x + GAP, top: from.y + GAP, right: from.x + size.x - GAP, bottom: from.y + size.y - GAP };
    const rects = Blocmap.panels(map).map(rect => ({
      left: rect.left - frame.left + from.x, right: rect.right - frame.left + from.x,
      top: rect.top - frame.top + from.y, bottom: rect.bottom - frame.top + from.y,
    }));
    const rings = [...symbols.symbols.values()].filter(symbol => symbol.on).map(({ x, y, radius }) =>
      ({ left: x - radius + GAP, right: x + radius - GAP, top: y - radius + GAP, bottom: y + radius - GAP }));
    taken = [...rects, ...rings];
  };

  // One row, or two of about the same length.
  const rowings = text => {
    const gaps = [...text].flatMap((c, i) => (c === " " ? [i] : [])), middle = text.length / 2;
    const gap = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
    return gap ? [[text], [text.slice(0, gap), text.slice(gap + 1)]] : [[text]];
  };
  // Points of the window inside a country, nearest to their middle first: a name follows what is seen of the country.
  const inside = ({ shape }) => {
    const found = [];
    for (let i = 1; i < 12; i++) {
      for (let j = 1; j < 10; j++) {
        const x = window_.left + (window_.right - window_.left) * i / 12, y = window_.top + (window_.bottom - window_.top) * j / 10;
        if (shape.covers(x, y)) found.push({ x, y });
      }
    }
    const mean = key => found.reduce((sum, p) => sum + p[key], 0) / found.length, mx = mean("x"), my = mean("y");
    return found.sort((a, b) => Math.hypot(a.x - mx, a.y - my) - Math.hypot(b.x - mx, b.y - my));
  };
  const ownGround = (entry, box) => [0.02, 0.5, 0.98].every(t => {
    const under = fills.at(box.left + (box.right - box.left) * t, box.y);
    return !under || under === entry;
  });

  const countries = function* () {
    for (const [code, entry] of fills.countries) {
      const { country, status, extent } = entry, area = extent.area * plate.view().ax ** 2;
      const ring = symbols.symbols.get(`country:${code}`);
      if (!country.label || (!status && area < CONTEXT_AREA_PX)) continue;
      const style = area > COUNTRY_AREA_PX.large ? "large" : area > COUNTRY_AREA_PX.medium ? "medium" : "small";
      const letter = status && app.state.hidden.has("layer:letters") === false ? ` ${status.letter}` : "";
      const candidates = function* () {
        const rows = rowings(shouted(app.text(country.name)) + (scene.letters ? letter : ""));
        if (ring?.on) { yield* beside(rows[0], "small", ring.x, ring.y, ring.radius); return; }
        const plane = [0, 0];
        map.options.crs.forward(...country.label, plane, 0);
        const anchor = plate.pixel(...plane), points = [anchor, ...(area > CONTEXT_AREA_PX * 4 ? inside(entry) : [])];
        for (const size of style === "small" ? [style] : [style, "small"]) {
          for (const { x, y } of points) for (const row of rows) {
            const box = boxAt(row, size, x, y);
            if (ownGround(entry, box)) yield box;
          }
        }
        if (status) for (const dy of [0, -8, 8, -16, 16]) for (const row of rows) yield boxAt(row, "small", anchor.x, anchor.y + dy);
      };
      yield { id: `country:${code}`, kind: "country", rank: status ? 1 - area / 1e12 : 6 - area / 1e12, candidates, entry };
    }
  };
  const points = function* () {
    for (const symbol of symbols.symbols.values()) {
      const { id, kind, of, on, x, y, radius, route, end } = symbol;
      if (!on || kind === "country") continue;
      if (kind === "dispute") {
        if (map.getZoom() >= 5.5) yield { id, kind, rank: 8, candidates: () => beside([app.text(of.name)], "dispute", x, y, radius) };
        continue;
      }
      const style = kind === "stop" ? "stop" : of.capital ? "capital" : "place", main = route?.role === "main";
      const rank = kind === "place" ? 2 + of.rank / 100 : main ? (end ? 1.5 : 3) : 5;
      yield { id, kind, rank, candidates: () => beside([app.text(of.name)], style, x, y, radius + 1) };
      if (symbol.breaks && (main || map.getZoom() > 6)) {
        const gauges = of.gauge_break.map(mm => app.number(mm, { useGrouping: false })).join(" | ");
        yield { id, kind: "gauge", rank: rank + 0.1, candidates: () => beside([`${gauges} mm`], "gauge", x, y, radius + 3) };
      }
    }
  };
  const along = function* () {
    for (const [id, { route, hit }] of lines.routes) {
      const seen = hit._parts.map(part => part.filter(p => p.x > window_.left && p.x < window_.right && p.y > window_.top && p.y < window_.bottom));
      const part = seen.sort((a, b) => b.length - a.length)[0];
      if (!part || part.length < 2 || route.role === "context") continue;
      const text = app.text(Object.keys(route.label || {}).length ? route.label : route.name);
      const candidates = function* () {
        for (const reach of [5, 12]) for (const fraction of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]) {
          const at = Blocmap.along(part, fraction), box = boxAt([text], "route", 0, 0);
          if (!at) return;
          for (const side of [1, -1]) {
            const nx = side * at.dy, ny = -side * at.dx;
            yield boxAt([text], "route", at.x + nx * (box.right + reach), at.y + ny * (box.bottom + reach));
          }
        }
      };
      yield { id: `route:${id}`, kind: `route role-${route.role}`, rank: route.role === "main" ? 0 : 4, candidates };
    }
  };
  const waters = function* () {
    if (app.state.hidden.has("layer:water")) return;
    for (const { name, lat, lon, rank } of scene.water || []) {
      const plane = [0, 0];
      map.options.crs.forward(lon, lat, plane, 0);
      const { x, y } = plate.pixel(...plane);
      const candidates = () => rowings(app.text(name)).flatMap(rows => [0, -14, 14, -28, 28].map(dy => boxAt(rows, "water", x, y + dy)))
        .filter(box => [0.05, 0.5, 0.95].every(t => !fills.at(box.left + (box.right - box.left) * t, box.y)));
      yield { kind: "water", rank: 7 + rank / 100, candidates };
    }
  };
  const disputes = function* () {
    if (map.getZoom() < 5.5 || app.state.hidden.has("layer:disputes")) return;
    for (const { dispute, shape } of fills.disputes.values()) {
      const box = Blocmap.boxOf(shape._parts.flat());
      if (box.right - box.left < 40) continue;
      const candidates = () => rowings(app.text(dispute.name)).map(rows => boxAt(rows, "dispute", (box.left + box.right) / 2, (box.top + box.bottom) / 2));
      yield { id: `dispute:${dispute.id}`, kind: "dispute", rank: 7.5, candidates };
    }
  };

  // Lines are avoided where there is another place; names and symbols always.
  const place = label => {
    const candidates = [...label.candidates()].filter(free);
    return candidates.find(box => !onLine(box)) || (label.kind === "water" ? null : candidates[0]);
  };
  const write = ({ id, kind }, box) => {
    const { style, rows } = box, [size, weight, spacing] = FONTS[style], ground = fills.at(box.x, box.y);
    const on = ground ? (ground.status ? "on-status" : "on-land") : "on-sea";
    const text = Blocmap.svg("text", {
      class: `label ${kind} ${style} ${on}`, "font-size": size, "font-weight": weight, "letter-spacing": `${spacing}em`,
    }, plate.groups.labels);
    if (id) Blocmap.identify(text, id);
    if (ground?.status) {
      text.style.setProperty("--fill", ground.status.color);
      text.style.setProperty("--ink", ground.status.ink);
    }
    rows.forEach((row, i) => {
      const left = box.x - (measure(row, style).width - spacing * size) / 2;
      const line = Blocmap.svg("tspan", { x: left.toFixed(1), y: (box.top + box.up + i * size * LINE_HEIGHT).toFixed(1) }, text);
      line.textContent = row;
    });
  };

  const redraw = () => {
    const used = getComputedStyle(map.getContainer()).fontFamily;
    if (used !== family) { family = used; widths.clear(); }
    plate.groups.labels.replaceChildren();
    if (app.state.hidden.has("layer:labels")) return;
    look();
    inkLines();
    const wanted = [...countries(), ...points(), ...along(), ...waters(), ...disputes()].sort((a, b) => a.rank - b.rank);
    for (const label of wanted) {
      const box = place(label);
      if (!box) continue;
      taken.push(box);
      write(label, box);
    }
  };
  return { redraw };
};
