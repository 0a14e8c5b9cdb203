// Names: placed one after the other, the most needed first.

import { fill, root, svg } from "../core/dom.js";
import { atOnce, inSlices } from "../core/slices.js";
import { tint } from "../drawing/fills.js";
import { labelSpace } from "./label_space.js";
import { townNames } from "./towns.js";
import { wantedNames } from "./wanted.js";

/**
 * @param {App} app
 * @param {MapRenderer} renderer
 * @param {Fills} fills
 * @param {{ routes: Routes }} lines
 * @param {{ symbols: Symbols }} points
 * @param {Frames} frames
 * @param {Features} features
 */
export const drawLabels = (app, renderer, fills, { routes }, { symbols }, frames, features) => {
  const { scene, map } = app, { countries, at: under, landAt, water } = fills, SLICE_MS = 8, OPENING_MS = 24,
    space = labelSpace(app, renderer, { routes }, { symbols }), { measure, put } = space, towns = townNames(app, renderer, { symbols }, space);
  const wantedIn = wantedNames(app, renderer, fills, { routes }, { symbols }, frames, features, space);

  // What most of a name stands on; none: the sea.
  /** @param {Box} box */
  const ground = ({ left, right, top, bottom }) => {
    const counts = new Map();
    for (const t of [0.5, 0.05, 0.3, 0.7, 0.95]) {
      const found = under(left + (right - left) * t, (top + bottom) / 2);
      counts.set(found, (counts.get(found) || 0) + 1);
    }
    return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  };
  /** @param {Label} label @param {LabelBox} box */
  const write = ({ id, kind, held, away = [], who, at }, box) => {
    const town = kind === "town", { rows, style, spacing, widths, top, up, x, leader } = box, [size, weight] = space.FONTS[style];
    const background = kind === "water" && water.covers(x, box.y) ? undefined : leader || !held ? ground(box) : countries.get(id?.slice(8) || "");
    const filled = (held && !leader ? null : frames.at(x, box.y)) || (landAt(x, box.y) === null ? null : background?.status);
    const on = filled ? "on-status" : background ? "on-land" : "on-sea", group = svg("g");
    if (filled) {
      group.style.setProperty("--color", filled.color);
      group.style.setProperty("--ink", filled.ink);
    }
    if (leader) {
      const { left, right, bottom } = box, d = `M${leader.x} ${leader.y}h.01L${Math.min(Math.max(leader.x, left), right)} ${Math.min(Math.max(leader.y, top), bottom)}`;
      for (const name of ["leader-casing", "leader"]) svg("path", { class: name, d }, group);
      svg("circle", { class: "leader-end", cx: leader.x, cy: leader.y, r: 1.8 }, group);
    }
    const text = svg("text", {
      class: `label label-${kind} ${who ? "who" : on}${held || filled ? " held" : ""}`,
      "font-size": size, "font-weight": weight, "letter-spacing": `${spacing}em`, "data-id": town ? null : id,
    }, group);
    if (town && at) group.append(towns.dot(at));
    rows.forEach((row, i) => svg("tspan", {
      class: away.includes(row) ? "away" : null,
      x: (x - widths[i] / 2 + spacing * size / 2).toFixed(1), y: (top + up + i * size * space.LINE).toFixed(1),
    }, text).textContent = row);
    return group;
  };

  // Where names stood: one stays there while it fits, so that it does not jump as the map is moved a little.
  /** @typedef {Map<string, { dx: number, dy: number, zoom: number, box: LabelBox }>} Stood */
  let stood = /** @type {Stood} */ (new Map()), known = stood; // the second is of names that are drawn
  /** @param {Label} label @returns {Point} */
  const originOf = ({ at }) => at || renderer.pixel([0, 0]);
  /** @param {Label} label @returns {LabelBox | undefined} */
  const recall = label => {
    const last = stood.get(label.id || ""), { x, y } = originOf(label), { ax } = renderer.transform();
    if (!last || Math.abs(last.zoom - map.getZoom()) > 0.6) return undefined;
    const k = label.at ? 1 : ax, size = measure(last.box.rows, last.box.style);
    return { ...put(size, x + last.dx * k, y + last.dy * k), leader: last.box.leader, ground: last.box.ground, kept: true };
  };
  /** @param {Label} label @param {LabelBox} box */
  const remember = (label, box) => {
    const { x, y } = originOf(label), k = label.at ? 1 : renderer.transform().ax;
    const zoom = (box.kept ? stood.get(label.id || "")?.zoom : undefined) ?? map.getZoom();
    stood.set(label.id || "", { dx: (box.x - x) / k, dy: (box.y - y) / k, zoom, box });
  };
  // (Letters of further memberships stay with a code.)
  /** @param {LabelBox} box */
  const codeOf = ({ rows }) => rows[0].split("\u00a0")[0];
  /** @param {Label} label @param {LabelBox} [kept] @returns {Iterable<LabelBox>} */
  const choices = function* (label, kept) {
    if (label.kind === "country") {
      // A guest's height must not hang on the key that codes need; there the letter speaks.
      for (const box of label.boxes(kept)) if (!app.state.embed || label.id !== `country:${codeOf(box)}`) yield box;
      return;
    }
    const boxes = /** @type {IterableIterator<LabelBox>} */ (label.boxes()[Symbol.iterator]()), { value, done } = boxes.next();
    if (done) return;
    // (A name in another language or of another size has no place yet.)
    if (kept && kept.style === value.style && kept.rows.join(" ") === value.rows.join(" ")) yield { ...kept, path: value.path };
    yield value;
    yield* boxes;
  };
  // A holder that has room for nothing else is a dot.
  /** @param {Label} label */
  const signOf = ({ id, held }) => {
    const { country } = /** @type {CountryEntry} */ (countries.get(id?.slice(8) || "")), at = renderer.spot(...country.label);
    const sign = svg("circle", { class: "label-sign", "data-id": id, cx: at.x, cy: at.y, r: 3 });
    tint(sign, held || null);
    return goingWith(sign, at);
  };
  /** @typedef {{ node: SVGElement, from: Point, plane: number[] }} Written a name, and the point that it goes with */
  /** @param {SVGElement} node @param {Point} from @returns {Written} */
  const goingWith = (node, from) => {
    const { ax, bx, ay, by } = renderer.transform();
    return { node, from, plane: [(from.x - bx) / ax, (from.y - by) / ay] };
  };
  // One after the other, in steps.
  function* place() {
    yield* landAt.steps();
    const trips = scene.journeys.filter(app.told).flatMap(({ id }) => features.get(`journey:${id}`)?.shape.parts || []);
    const frame = space.look(frames.boxes(), [...frames.parts(), ...trips]);
    yield;
    const wanted = [...wantedIn(frame), ...towns.names(frame)]
      .sort((a, b) => b.need - a.need || (a.order || 0) - (b.order || 0)).map(label => ({ label, kept: recall(label) }));
    for (const { kept, label: { spot } } of wanted) for (const box of [kept, spot]) if (box) space.reserve(box);
    const codes = /** @type {Set<string>} */ (new Set()), names = /** @type {Written[]} */ ([]);
    const signs = /** @type {Written[]} */ ([]); // (a dot lies under the names)
    for (const { label, kept } of wanted) {
      yield;
      for (const own of [kept, label.spot]) if (own) space.release(own);
      const box = space.take(choices(label, kept), label.strict), code = label.id?.slice(8);
      if (!box) {
        stood.delete(label.id || "");
        if (label.held) signs.push(signOf(label));
        continue;
      }
      if (label.id) remember(label, box);
      if (label.kind === "country" && code === codeOf(box)) codes.add(`${code} ${app.name(label.id || "")}`);
      if (label.marks?.includes(box.rows.at(-1) || "")) label.notes?.forEach(note => codes.add(note));
      names.push(goingWith(write(label, box), label.at || box));
    }
    return { codes, names: [...signs, ...names] };
  }
  let written = /** @type {Written[]} */ ([]);
  /** @param {Written[]} names */
  const show = names => {
    known = stood;
    written = names;
    fill(renderer.groups.labels, names.map(({ node }) => node));
  };
  // The key that tells the codes takes room from the map: then names find theirs anew. It never gives room back
  // meanwhile, or the two would take turns.
  function* placeAll() {
    stood = new Map(known); // (what was begun for another view and never ended counts for nothing)
    let { codes, names } = yield* place();
    const told = codes;
    for (let i = 0; i < 4 && app.coded([...told].sort((a, b) => a.localeCompare(b, "en", { numeric: true }))); i++) {
      ({ codes, names } = yield* place());
      for (const code of codes) told.add(code);
    }
    show(names);
  }
  // The names that are there go with the land until the new ones are placed, which takes longer than a frame.
  let steps = /** @type {Iterator<void>} */ ([].values()), done = Promise.resolve();
  const redraw = () => {
    for (const { node, from, plane } of written) {
      const { x, y } = renderer.pixel(plane);
      node.setAttribute("transform", `translate(${(x - from.x).toFixed(1)} ${(y - from.y).toFixed(1)})`);
    }
    const own = steps = placeAll();
    if (root.classList.contains("printing")) settle();
    // (While the page opens, nothing moves that could halt.)
    done = inSlices(own, () => own === steps, app.state.ready ? SLICE_MS : OPENING_MS);
  };
  // For who can't wait.
  const settle = () => atOnce(steps);
  // Resolve when all names stand.
  const placed = async () => {
    for (let last; last !== done;) await (last = done);
  };
  return { redraw, settle, placed };
};
