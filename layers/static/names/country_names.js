// Where the name of a country may stand, so that it says nothing false: on its own land and the sea before it, over the
// sea with a line to it, as its code on its own land, over land that has no status and does not border on members with
// a line to it; else the letter of its status stands for it.

import { distance } from "../map/boxes.js";

/**
 * @param {App} app
 * @param {MapRenderer} renderer
 * @param {Fills} fills
 * @param {{ symbols: Symbols }} points
 * @param {LabelSpace} space
 */
export const countryNames = (app, renderer, { alongRow, landAt }, { symbols }, space) => {
  const { measure, put, beside } = space, FAR_PX = [10, 18, 28, 40, 54, 70, 88, 110], TURNS = 16, STEP_PX = 4, OWN_SHARE = 0.4;
  // What the border view gives to no state is no place for the name of one.
  const NOBODY = /** @type {CountryEntry} */ (/** @type {unknown} */ ({ country: { neighbour: true }, status: {} }));
  // A leader may begin at a sign of its own country.
  const OWN_STEPS = 3;

  const NEAR_PX = 54, ROOM_PX = 2, CLEAR_PX = 12, LONGEST_PX = 132, FINE_PX = 90;
  /** @param {number} x @param {number} y */
  const under = (x, y) => {
    const found = landAt(x, y);
    return found === null ? NOBODY : found;
  };
  // Tell whether all spots of a name, close to each other, pass a test.
  /** @param {LabelBox} box @param {(x: number, y: number) => unknown} test @param {number} [step] */
  const every = ({ left, right, top, bottom, style }, test, step = 4) => {
    const tight = style === "code", room = tight ? 0 : ROOM_PX, columns = Math.max(4, Math.ceil((right - left) / step)), wide = right - left + 2 * room;
    for (const v of tight ? [0, 0.5, 1] : [0.5, 0.24, 0.79]) for (let i = 0; i <= columns; i++) {
      if (!test(left - room + wide * i / columns, top + (bottom - top) * v + (v - 0.5) * 2 * room)) return false;
    }
    return true;
  };
  // (The grid misses the smallest islands.)
  /** @param {LabelBox} box @param {(found: CountryEntry) => unknown} test */
  const exactly = (box, test) => {
    const wide = { ...box, left: box.left - ROOM_PX, right: box.right + ROOM_PX };
    /** @type {ReturnType<Fills["alongRow"]>} */
    let at, row = NaN;
    return every(box, (x, y) => {
      if (y !== row) at = alongRow(wide, row = y);
      const found = at(x);
      return !found || test(found);
    }, 1);
  };
  // On its own land, and where it is longer, on the sea.
  /** @param {LabelBox} box @param {CountryEntry} entry */
  const atHome = (box, entry) => {
    let own = 0, all = 0;
    return every(box, (x, y) => {
      const found = under(x, y);
      all++;
      return !found || (found === entry && ++own);
    }) && own >= OWN_SHARE * all && exactly(box, found => found === entry);
  };
  // Over the sea; over strangers' land too; over any that has no status; there, from across one that has.
  const SEA = 0, STRANGERS = 1, UNFILLED = 2, ACROSS = 3;
  /** @param {LabelBox} box @param {number} ground */
  const lent = (box, ground) => every(box, (x, y) => {
    const found = under(x, y);
    return !found || (!found.status && ground >= (found.country.neighbour ? UNFILLED : STRANGERS));
  }) && exactly(box, found => !found.status);
  /** @param {CountryEntry} entry */
  const anchorOf = ({ country }) => renderer.spot(...country.label);
  // The line from a country's point to a name as small boxes; null where it crosses others with a status, or two without;
  // at the last, four of any.
  /** @param {Point} from @param {LabelBox} box @param {CountryEntry} entry @param {number} ground @returns {Box[] | null} */
  const lineTo = (from, box, entry, ground) => {
    const x = Math.min(Math.max(from.x, box.left), box.right), y = Math.min(Math.max(from.y, box.top), box.bottom);
    const steps = Math.ceil(distance(from, { x, y }) / STEP_PX), crossed = new Set(), path = [], half = STEP_PX / 2;
    for (let i = 0; i < steps; i++) {
      const px = from.x + (x - from.x) * i / steps, py = from.y + (y - from.y) * i / steps, found = under(px, py);
      if (found && found !== entry && ((found.status && (ground < ACROSS || found === NOBODY || distance(anchorOf(found), { x: px, y: py }) < CLEAR_PX)) || crossed.add(found).size > (ground < ACROSS ? 1 : 3))) return null;
      path.push({ left: px - half, right: px + half, top: py - half, bottom: py + half });
    }
    return path;
  };
  /** @param {LabelBox} box @param {Point} from @param {CountryEntry} entry @param {number} ground */
  const led = (box, from, entry, ground) => {
    const path = space.free(box) && lent(box, ground) && lineTo(from, box, entry, ground);
    return path && path.every((step, i) => (i < OWN_STEPS || under(step.left, step.top) === entry ? space.unwritten(step) : space.free(step))) ? { ...box, leader: from, path, ground } : null;
  };
  /** @param {Size} size @param {Point} from @param {CountryEntry} entry @param {number} ground @param {number} [least] @param {number} [most] */
  function* aside(size, from, entry, ground, least = 0, most = 200) {
    // (A code that has no room near by is led to some from farther off, where directions lie farther apart.)
    for (const far of ground === ACROSS ? [...FAR_PX, LONGEST_PX] : FAR_PX) if (far > least && far <= most) for (let i = 0, turns = far > 50 ? 2 * TURNS : TURNS; i < turns; i++) {
      const angle = 2 * Math.PI * i / turns, x = from.x + Math.cos(angle) * (far + size.w);
      const found = led(put(size, x, from.y + Math.sin(angle) * (far + size.h)), from, entry, ground);
      if (found) yield found;
    }
  }

  // Points inside what is seen of a country, nearest to their middle first: a name follows the view.
  /** @param {CountryEntry} entry @param {Box} frame @returns {Point[]} */
  const inside = (entry, frame) => {
    /** @type {Point[]} */
    const found = [];
    const box = entry.shape.box(), left = Math.max(box.left, frame.left), top = Math.max(box.top, frame.top);
    const width = Math.min(box.right, frame.right) - left, height = Math.min(box.bottom, frame.bottom) - top;
    const fine = width < FINE_PX ? 2 : 1; // (in a small country each pixel counts)
    for (let i = 1; i < 12 * fine && width > 0 && height > 0; i++) {
      for (let j = 1; j < 10 * fine; j++) found.push({ x: left + width * i / 12 / fine, y: top + height * j / 10 / fine });
    }
    const seen = found.filter(({ x, y }) => under(x, y) === entry), mean = { x: 0, y: 0 };
    for (const { x, y } of seen) { mean.x += x / seen.length; mean.y += y / seen.length; }
    return seen.sort((a, b) => distance(a, mean) - distance(b, mean));
  };
  // Close to where a name would best stand: for land that only has to be named, without a search.
  const NEARBY = [[0, 0], [0, -9], [0, 9], [-18, 0], [18, 0], [18, 9], [-18, -9], [36, 0], [-36, 0]];

  /** @param {CountryEntry} entry @param {Box} frame @param {string[][]} rows @param {string} style @param {LabelBox} [kept] @returns {Iterable<LabelBox>} */
  function* places(entry, frame, rows, style, kept) {
    const { shape, status, country: { neighbour } } = entry, further = app.letters(entry.country), code = [entry.country.code, ...further].join("\u00a0"), held = status || app.drawn(entry.country).length > 0, ring = symbols.get(`country:${entry.country.code}`);
    const anchor = anchorOf(entry), here = space.within(put(measure(rows[0], style), anchor.x, anchor.y), frame);
    /** @type {Point[] | undefined} */
    let spotted;
    const spots = function* () {
      if (here) for (const [dx, dy] of held || neighbour ? [[0, 0]] : NEARBY) yield { x: anchor.x + dx, y: anchor.y + dy };
      if (here && !held && !neighbour) return;
      spotted ||= inside(entry, frame);
      if (held || neighbour || spotted.length > 45) yield* spotted;
    };
    /** @param {string[][]} texts @param {string} size */
    const within = function* (texts, size) {
      for (const { x, y } of spots()) for (const row of texts) {
        const box = put(measure(row, size), x, y);
        if (space.free(box) && atHome(box, entry)) yield box;
      }
    };
    /** @param {string[][]} texts @param {string} size @param {MapSymbol} ring */
    const byRing = function* (texts, size, ring) {
      for (const row of texts) for (const box of beside(measure(row, size), ring.x, ring.y, ring.radius)) {
        if (atHome(box, entry) || lent(box, SEA)) yield box;
        else if (lent(box, UNFILLED)) yield { ...box, leader: ring, path: [] };
      }
    };
    // (A name in another language has no place yet.)
    const text = kept?.rows.join(" "), whole = rows.some(row => row.join(" ") === text);
    if (kept && whole && !kept.leader && !ring?.on && space.free(kept) && atHome(kept, entry)) yield kept;
    const from = ring?.on ? ring : here && shape.covers(anchor.x, anchor.y) ? anchor : [...spots()][0] || (here && anchor);
    if (ring?.on) {
      yield* byRing(rows, "small", ring);
    } else {
      for (const size of new Set([style, "small"])) yield* within(rows, size);
    }
    if (!held && !neighbour) return;
    const small = rows.map(row => measure(row, "small"));
    if (kept?.leader && from && held && (whole || text === code)) {
      const again = led(kept, from, entry, kept.ground || SEA);
      if (again && again.path.length * STEP_PX < LONGEST_PX) yield { ...again, kept: true };
    }
    if (from && held) for (const size of small) yield* aside(size, from, entry, SEA);
    if (kept && text === code && !kept.leader && space.free(kept) && atHome(kept, entry)) yield kept;
    let roomy = false, coded = false;
    for (const box of within([[code]], "small")) {
      roomy = true;
      yield box;
    }
    if (!held) { yield* within([[code]], "code"); return; }
    if (ring?.on) yield* byRing([[code]], "code", ring);
    // (A code close by says more than a name at the end of a long line, in a small country one at home beside a line more
    // than any at the end of a long leader, and a letter at home more than any at the end of a very long one.)
    const { left, right, top, bottom } = frame, long = Math.min(right - left, bottom - top) / 5, short = measure([code], "small");
    for (const [least, most] of [[0, NEAR_PX], [NEAR_PX, long]]) {
      if (least) for (const box of within([[code]], "code")) {
        coded = !roomy;
        yield box;
      }
      if (coded || !from) continue;
      for (const ground of [STRANGERS, UNFILLED]) for (const size of [...small, short]) yield* aside(size, from, entry, ground, least, most);
    }
    for (const box of from && !coded ? aside(short, from, entry, ACROSS, 0, long) : []) {
      coded = true;
      yield box;
    }
    if (coded) return; // (the code of a member is worth more than room for that of a neighbour)
    const mark = [[...status ? [status.letter] : [], ...further].join("\u00a0")];
    if (mark[0]) for (const size of ["small", "mark"]) yield* within([mark], size);
  }
  return places;
};
